"""What a phone shows after the results: the voter's own and the group's, then the decision.

A whole room asks at once: what is the same for all is rendered once for each version of the
meeting, and a voter's own is put into it (``rendering.Page.frame``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import ballot_shares_of
from prioritisation.analysis.ranking import Ranking
from prioritisation.drawing.decision import departs_text
from prioritisation.drawing.round_sentences import depends_text, first_for, withheld
from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room import DECIDING, OwnResult, Room, RoundResults, Stage
from prioritisation.meeting.rules import Phase, Refused
from prioritisation.meeting.rules.decision import (
    Decision,
    Outcome,
    ShowOfHands,
    State,
    Step,
    status,
)
from prioritisation.meeting.store import StoredBallot
from prioritisation.memory import Cache
from prioritisation.sentences.ballot import Vote, vote_of
from prioritisation.sentences.counted import first_of, first_text
from prioritisation.sentences.decision import proposal_title, vote_sentence
from prioritisation.sentences.dossier_changes import (
    minority_remark,
    motives_remark,
    objection_remark,
)
from prioritisation.sentences.explained import NumberKind, explained
from prioritisation.sentences.group import flag_text, mean_text
from prioritisation.web.ballot.form import (
    Shares,
    Slice,
    Visitor,
    about,
    check_path,
    rounded_word,
    slices,
)
from prioritisation.web.ballot.rendering import Page, late_mark
from prioritisation.wording import in_letters, ordinal, ordinal_word, t, tn
from prioritisation.wording.numbers import long_date, with_capital


@dataclass(frozen=True, slots=True)
class PublishedDecision:
    """A decision, or the project of one, in the words of the group.

    Attributes
    ----------
    colours
        Of the levers proposed.
    validation
        Who validates it; empty when nobody is named.
    departs
        Where it departs from the ranking; empty where it does not.
    hands
        « for », « against » or « abstaining » for each hand of the vote; none where they are too
        many to be drawn, or without a vote.
    parts
        (title, lines) of what people wrote, without what is empty.
    """

    heading: str
    sentence: str
    colours: tuple[str, ...]
    validation: str
    departs: str
    hands: tuple[str, ...]
    vote: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


class DecisionPublisher:
    """Reads the decision of each meeting once for each of its versions.

    All the phones of a meeting ask for it at the same instant.
    """

    def __init__(self) -> None:
        self._read: Cache[tuple[str, str, int], PublishedDecision | None] = Cache(_MOST_READ)

    def published(
        self, room: Room, stage: Stage, results: RoundResults
    ) -> PublishedDecision | None:
        """The decision as it stands; None before, and as long as nothing of it is written."""
        if stage.meeting.phase not in DECIDING:
            return None
        moment = (stage.code, stage.created_at, stage.version)
        decided = self._read.get(moment, partial(_read, room, stage, results))
        room.keeps(stage.code)
        return decided

    def forget(self, code: str) -> None:
        """Keep nothing of a meeting."""
        self._read.drop(lambda key: key[0] == code)


_MOST_READ, _MOST_DRAWN = 64, 60


def _read(room: Room, stage: Stage, results: RoundResults) -> PublishedDecision | None:
    try:
        # What cannot be read is left out.
        decision = room.decision(stage.code).decision
        departs = departs_text(results, decision)
    except Refused:
        return None
    return published_decision(decision, stage.case, departs, rehearsal=stage.meeting.rehearsal)


def published_decision(
    decision: Decision, case: Case, departs: str = "", *, rehearsal: bool = False
) -> PublishedDecision | None:
    """A decision in words, with where it departs; None as long as no lever is proposed."""
    labels = {v.id: v.label for v in case.levers}
    if not decision.proposed:
        return None
    decided = status(decision, rehearsal=rehearsal).state is State.DECISION
    names = [labels.get(v, v) for v in decision.proposed]
    body = decision.body.strip()
    return PublishedDecision(
        t("What the group proposes") if decided else t("The decision being written"),
        proposal_title(case, names),
        tuple(v.colour for v in case.levers if v.id in decision.proposed),
        t("To be validated by: {body}.", body=body) if body else "",
        departs,
        _hands(decision.vote),
        vote_sentence(decision),
        _parts(decision, labels),
    )


def _hands(vote: ShowOfHands | None) -> tuple[str, ...]:
    if vote is None or vote.hands > _MOST_DRAWN:
        return ()
    counted = {"for": vote.favour, "against": vote.against, "abstaining": vote.abstaining}
    return tuple(side for side, count in counted.items() for _ in range(count))


def _parts(
    decision: Decision, labels: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    review = (long_date(decision.review),) if decision.review else ()
    many = sum(o.outcome is Outcome.KEPT for o in decision.objections)
    parts = (
        (tn("Objection that stands", "Objections that stand", many), _kept(decision, labels)),
        (t("Minority view"), _lines(decision.minority, minority_remark(decision, labels))),
        (t("Reasons of the group"), _lines(decision.motives, motives_remark(decision, labels))),
        (t("Next steps"), tuple(_step(step) for step in decision.steps)),
        (t("To be looked at again"), review),
    )
    return tuple(p for p in parts if p[1])


def _step(step: Step) -> str:
    """What is next, then who and when, as far as it is written."""
    return ", ".join(filter(None, (step.action.strip(), step.who.strip(), step.when.strip())))


def _kept(decision: Decision, labels: Mapping[str, str]) -> tuple[str, ...]:
    kept = [o for o in decision.objections if o.outcome is Outcome.KEPT]
    remarks = (objection_remark(o, decision, labels) for o in kept)
    return tuple(
        line for o, remark in zip(kept, remarks, strict=True) for line in _lines(o.text, remark)
    )


def _lines(words: str, remark: str = "") -> tuple[str, ...]:
    """The lines that say something, after what is to be known of them."""
    return tuple(line for line in (remark, *words.splitlines()) if line.strip())


_NEAR_START, _NEAR_END = 35, 65
"""Percents before and after which a label would leave the page if it were centred."""


@dataclass(frozen=True, slots=True)
class RankRow:
    """One lever: its ranks with both weights; empty where there are none."""

    label: str
    colour: str
    own: str
    group: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A share on a line from 0 to 100 %.

    Attributes
    ----------
    at
        Where it is, in percents, as a text.
    side
        Which end of its label stands there, as SVG says it.
    look
        « no » where there is no share, hence no mark.
    """

    at: str
    side: str
    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class ComparedShare:
    """One criterion: the voter's share above the line, the group's below; None for nobody's.

    Attributes
    ----------
    opinions
        How far the ballots differ on it; empty where it may not be told.
    """

    label: str
    opinions: str
    own: Mark | None
    group: Mark | None


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a page shows whoever asks, but for the voter's own values.

    Attributes
    ----------
    group, weights
        Of the group; None where nothing of it may be shown.
    order
        Rows of the levers, the first one first; none without a ranking.
    voted
        Whether the voter has a ballot.
    """

    results: RoundResults
    group: Ranking | None
    weights: Mapping[str, float] | None
    order: tuple[int, ...]
    spans: bool
    voted: bool
    decided: PublishedDecision | None


def results_page(
    stage: Stage,
    own_result: OwnResult | None,
    results: RoundResults,
    decided: PublishedDecision | None = None,
) -> Page:
    """The page of a phone after the reveal.

    Parameters
    ----------
    own_result
        What the voter's own ballot gives; None without one.
    """
    shared = _shared(own_result, results, decided)
    title = t("Results of the {nth} vote", nth=ordinal_word(results.number))
    sentence = decided.heading if decided else title
    page = Page(
        "after",
        title,
        partial(_values, shared, stage),
        announced=sentence,
        late=_own(own_result, shared),
    )
    # The results themselves: another store may have a meeting of the same code.
    moment = (stage.code, stage.created_at, stage.version, stage.key, results)
    alike = (shared.order, shared.spans, shared.voted)
    return about(stage, page, frame=("after", *moment, *alike))


def _shared(
    own_result: OwnResult | None, results: RoundResults, decided: PublishedDecision | None
) -> _Shared:
    group, weights = None, None
    if results.analysis and results.group:
        group, weights = results.analysis.ranking, results.group.by_criterion()
    rankings = [r for r in (own_result.ranking if own_result else None, group) if r is not None]
    order = tuple(int(i) for i in rankings[-1].order) if rankings else ()
    spans = any(bool((r.best != r.worst).any()) for r in rankings)
    return _Shared(results, group, weights, order, spans, own_result is not None, decided)


def _own(own_result: OwnResult | None, shared: _Shared) -> Mapping[str, str]:
    """What is this voter's: the shares, the ranks and who is first."""
    late = {"sentence": _firsts(own_result, shared), "left_out": _left_out(own_result)}
    if own_result is None:
        return late
    shares = ballot_shares_of(own_result.ballot)
    late["rounded"] = _rounded(shares, shared.weights)
    for i, mark in enumerate(_marks(shared.results, shares, _own_text)):
        late |= {f"at{i}": mark.at, f"side{i}": mark.side, f"text{i}": mark.text}
        late[f"look{i}"] = mark.look
    return late | {f"rank{i}": rank_words(own_result.ranking, i) for i in shared.order}


def _rounded(*columns: Shares | None) -> str:
    """A note where the shares of a column do not add up as they are written."""
    notes = (rounded_word(shares) for shares in columns if shares is not None)
    return with_capital(next(filter(None, notes), ""))


def _own_text(share: str) -> str:
    return t("you {share}", share=share) if share else t("you give no answer")


def _group_text(share: str) -> str:
    return t("group {share}", share=share) if share else t("the group gives no answer")


def _marks(results: RoundResults, shares: Shares, words: Callable[[str], str]) -> tuple[Mark, ...]:
    """Where each share stands, and what is written there."""
    criteria = results.case.criteria
    texts = [part.text for part in slices(criteria, shares)]
    given = [shares.get(c.id) for c in criteria]
    return tuple(
        Mark("0", "start", words(""), "no") if share is None else _mark(100 * share, words(text))
        for text, share in zip(texts, given, strict=True)
    )


def _mark(percents: float, text: str) -> Mark:
    side = "start" if percents < _NEAR_START else "end" if percents > _NEAR_END else "middle"
    return Mark(f"{percents:.6g}", side, text)


def _values(shared: _Shared, stage: Stage) -> Mapping[str, object]:
    """What is the same for all, with marks where a voter's own goes."""
    results, order = shared.results, shared.order
    return {
        "heading": _heading(shared),
        "round_label": t("{nth} vote", nth=ordinal_word(results.number)),
        "sentence": late_mark("sentence"),
        "left_out": late_mark("left_out"),
        "counted": _counted(shared),
        "voted": shared.voted,
        "compared": _compared(shared),
        "few": withheld(results) if shared.group is None else "",
        "rounded": late_mark("rounded") if shared.voted else _rounded(shared.weights),
        "mean": mean_text(results.group) if shared.weights and results.group else "",
        "see_levers": t("See the {count} levers", count=in_letters(len(order))),
        "ranks": [_row(i, shared) for i in order],
        "grouped": shared.group is not None,
        "spans": shared.spans,
        "decided": shared.decided,
        "closed": stage.meeting.phase is Phase.CLOSED,
        "meeting_at": meeting_address(stage.code),
        "numbers": [explained(kind) for kind in _numbers(shared)],
    }


def _numbers(shared: _Shared) -> tuple[NumberKind, ...]:
    """The kinds of numbers that the page has, in the order in which they come."""
    hands = bool(shared.decided and shared.decided.vote)
    counted = shared.results.firsts is not None and shared.group is not None
    kinds = {
        NumberKind.HANDS: hands,
        NumberKind.VOTES: counted,
        NumberKind.VOTE_SHARE: shared.voted or shared.weights is not None,
        NumberKind.PLACE: bool(shared.order),
    }
    return tuple(kind for kind, there in kinds.items() if there)


def _heading(shared: _Shared) -> str:
    """The group is named only where something of it is shown."""
    if shared.group is None:
        return t("Your vote") if shared.voted else t("The vote")
    return t("Your vote and the group") if shared.voted else t("The vote of the group")


def _compared(shared: _Shared) -> tuple[ComparedShare, ...]:
    """Each criterion by its plain name, in the order of the ballot."""
    results, weights = shared.results, shared.weights
    if not shared.voted and weights is None:
        return ()
    criteria, senses = results.case.criteria, results.scenario.senses
    opinions = {
        s.criterion: t("{opinions} in the group", opinions=flag_text(s.flag))
        for s in results.spreads
    }
    marks = _marks(results, weights, _group_text) if weights else (None,) * len(criteria)
    return tuple(
        ComparedShare(
            c.plain_name(senses.get(c.id)),
            opinions.get(c.id, ""),
            Mark(*(late_mark(f"{name}{i}") for name in ("at", "side", "text", "look")))
            if shared.voted
            else None,
            marks[i],
        )
        for i, c in enumerate(criteria)
    )


def _row(row: int, shared: _Shared) -> RankRow:
    lever = shared.results.case.levers[row]
    own = late_mark(f"rank{row}") if shared.voted else ""
    group = rank_words(shared.group, row) if shared.group is not None else ""
    return RankRow(lever.label, lever.colour, own, group)


def rank_words(ranking: Ranking, row: int) -> str:
    """« 1er », « 3e à 6e » when it depends on scores that nobody knows."""
    low, high = int(ranking.best[row]), int(ranking.worst[row])
    if low == high:
        return ordinal(low)
    return t("{low} to {high}", low=ordinal(low), high=ordinal(high))


def _left_out(own_result: OwnResult | None) -> str:
    partial_ballot = own_result is not None and None in own_result.ballot.points.values()
    return (
        t("What you gave no answer on does not count in your own ranks.") if partial_ballot else ""
    )


def _counted(shared: _Shared) -> str:
    """For how many votes each lever is first, and on what else that depends."""
    results = shared.results
    if results.firsts is not None and shared.group is not None:
        return first_for(results)
    return depends_text(results) if shared.order else ""


def _firsts(own_result: OwnResult | None, shared: _Shared) -> str:
    labels = [lever.label for lever in shared.results.case.levers]
    own = first_text(labels, first_of(own_result.ranking)) if own_result else ""
    group = first_text(labels, first_of(shared.group)) if shared.group is not None else ""
    if not own and not group:
        return t("The vote is over.")
    if not group:
        return t("With your vote, {own}.", own=own)
    if not own:
        return t("With the group’s vote, {group}.", group=group)
    if own == group:
        return t("With your vote as with the group’s, {own}.", own=own)
    return t("With your vote, {own}. With the group’s, {group}.", own=own, group=group)


HERE = "here"
"""Late value: the address by which a browser reaches the server, known once it is answered."""


@dataclass(frozen=True, slots=True)
class ReceiptState:
    """What a receipt is told in.

    Attributes
    ----------
    open
        Whether the ballot may still be changed.
    replaced
        Whether an older one was sent again.
    reasoned
        Whether a reason was written with it.
    """

    trial: bool
    open: bool
    replaced: bool
    reasoned: bool


def receipt_page(
    stage: Stage, stored: StoredBallot, visitor: Visitor, *, replaced: bool = False
) -> Page:
    """A ballot is in.

    Parameters
    ----------
    replaced
        Whether what was sent is an older ballot, which this one has replaced since.
    """
    vote = vote_of(stage)
    late = {
        "version": str(stored.version),
        "receipt": stored.receipt,
        "reason": stored.reason,
        HERE: "",
    }
    bar = slices(vote.criteria, ballot_shares_of(stored.ballot))
    for i, part in enumerate(bar):
        late |= {f"start{i}": part.start, f"width{i}": part.width, f"text{i}": part.text}
    late["rounded"] = rounded_word(ballot_shares_of(stored.ballot))
    open_now = vote.trial or stage.takes_ballots
    now = ReceiptState(vote.trial, open_now, replaced, bool(stored.reason))
    done = _done(now)
    page = Page(
        "receipt",
        done,
        partial(_receipt_values, vote, now, stage.code),
        announced=done,
        token=visitor.token,
        late=late,
        settled=not replaced,
    )
    labels = tuple(c.label for c in vote.criteria)
    moment = (stage.code, stage.created_at, stage.title, stage.key, stage.meeting.rehearsal)
    key = ("receipt", *moment, labels, vote.number, now)
    return about(stage, page, frame=key)


@lru_cache
def _done(state: ReceiptState) -> str:
    if state.replaced:
        return t("Your last vote counts")
    return t("Trial vote received") if state.trial else t("Vote recorded")


def _receipt_values(vote: Vote, state: ReceiptState, code: str) -> Mapping[str, object]:
    bar = [
        Slice(c.label, late_mark(f"start{i}"), late_mark(f"width{i}"), late_mark(f"text{i}"))
        for i, c in enumerate(vote.criteria)
    ]
    return {
        "heading": _done(state),
        "round_label": "" if vote.trial else t("{nth} vote", nth=ordinal_word(vote.number)),
        "counts": _counts(state),
        "bar_slices": bar,
        "numbers": [explained(NumberKind.VOTE_SHARE)],
        "rounded": late_mark("rounded"),
        "reason": late_mark("reason") if state.reasoned else "",
        "after": _next(state),
        "trial": vote.trial,
        "may_change": state.open,
        "receipt": late_mark("receipt"),
        "check_at": check_path(code),
        HERE: late_mark(HERE),
        "version": late_mark("version"),
    }


def _counts(state: ReceiptState) -> str:
    if state.replaced and not state.trial:
        return t(
            "What was just sent is an older vote, which you had replaced: *it does not count.* "
            "The one below does."
        )
    if not state.open:
        return t("It counts. The vote is closed: it does not change any more.")
    if state.trial:
        return t("The trial works on this device. It *counts for nothing*.")
    return t("It counts. You may change it as long as the vote is open.")


def _next(state: ReceiptState) -> str:
    if state.trial:
        return t("The real ballot will come here when the vote opens. Keep this page.")
    return t("The results will be shown here. Keep this page or come back by the same link.")
