"""What a phone shows after the reveal: the group's result, the voter's own, then the decision.

A whole room asks at once: what is the same for all is rendered once for each version of the
meeting, and a voter's own is put into it (``rendering.Page.frame``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import ballot_shares_of
from prioritisation.analysis.ranking import Ranking
from prioritisation.drawing.decision import departs_text
from prioritisation.drawing.round_sentences import withheld
from prioritisation.meeting.room import DECIDING, OwnResult, Room, RoundResults, Stage
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.rules.decision import Decision, Outcome, State, status
from prioritisation.memory import Cache
from prioritisation.sentences.ballots import mean_text
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.decision import proposal_sentence, vote_sentence
from prioritisation.sentences.firsts import first_of, first_text
from prioritisation.sentences.proposing import (
    minority_remark,
    motives_remark,
    objection_remark,
)
from prioritisation.web.ballot.filled_form import Slice, slices
from prioritisation.web.ballot.form import about, round_label
from prioritisation.web.ballot.rendering import Page, late_mark
from prioritisation.wording import ordinal, t


@dataclass(frozen=True, slots=True)
class PublishedDecision:
    """A decision, or the project of one, in the words of the group.

    Attributes
    ----------
    departs
        Where it departs from the ranking; empty where it does not.
    parts
        (title, lines) of what people wrote, without what is empty.
    """

    heading: str
    sentence: str
    departs: str
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


_MOST_READ = 64


def _read(room: Room, stage: Stage, results: RoundResults) -> PublishedDecision | None:
    try:
        # What cannot be read is left out.
        decision = room.decision(stage.code).decision
        departs = departs_text(results, room, stage.code, decision)
    except Refused:
        return None
    return published_decision(decision, stage.case, departs, rehearsal=stage.meeting.rehearsal)


def published_decision(
    decision: Decision, case: Case, departs: str = "", *, rehearsal: bool = False
) -> PublishedDecision | None:
    """A decision in words, with where it departs; None as long as no lever is proposed."""
    labels = {v.id: v.label for v in case.levers}
    sentence = proposal_sentence(decision, [labels.get(v, v) for v in decision.proposed])
    if not sentence:
        return None
    decided = status(decision, rehearsal=rehearsal).state is State.DECISION
    heading = t("The decision of the group") if decided else t("The decision being written")
    parts = (
        (t("Vote"), _lines(vote_sentence(decision)) if decision.vote else ()),
        (t("Reasons of the group"), _lines(decision.motives, motives_remark(decision, labels))),
        (t("Objections kept"), _kept(decision, labels)),
        (t("Minority view"), _lines(decision.minority, minority_remark(decision, labels))),
    )
    return PublishedDecision(heading, sentence, departs, tuple(p for p in parts if p[1]))


def _kept(decision: Decision, labels: Mapping[str, str]) -> tuple[str, ...]:
    kept = [o for o in decision.objections if o.outcome is Outcome.KEPT]
    remarks = (objection_remark(o, decision, labels) for o in kept)
    return tuple(
        line for o, remark in zip(kept, remarks, strict=True) for line in _lines(o.text, remark)
    )


def _lines(words: str, remark: str = "") -> tuple[str, ...]:
    """The lines that say something, after what is to be known of them."""
    return tuple(line for line in (remark, *words.splitlines()) if line.strip())


@dataclass(frozen=True, slots=True)
class RankRow:
    """One lever: its ranks with both weights; empty where there are none."""

    label: str
    colour: str
    own: str
    group: str


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
    title = t("Results of round {n}", n=results.number)
    sentence = decided.heading if decided else t("Results of round {n} revealed", n=results.number)
    page = Page(
        "after", title, partial(_values, shared), announced=sentence, late=_own(own_result, shared)
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
    late = {"sentence": _sentence(own_result, shared)}
    if own_result is None:
        return late
    criteria = shared.results.case.criteria
    bar = slices(criteria, ballot_shares_of(own_result.ballot))
    for i, part in enumerate(bar):
        late |= {f"start{i}": part.start, f"width{i}": part.width, f"text{i}": part.text}
    return late | {f"rank{i}": rank_words(own_result.ranking, i) for i in shared.order}


def _values(shared: _Shared) -> Mapping[str, object]:
    """What is the same for all, with marks where a voter's own goes."""
    criteria, results = shared.results.case.criteria, shared.results
    weights = {c.id: shared.weights.get(c.id) for c in criteria} if shared.weights else None
    own = [
        Slice(c.label, late_mark(f"start{i}"), late_mark(f"width{i}"), late_mark(f"text{i}"))
        for i, c in enumerate(criteria)
    ]
    return {
        "round_label": round_label(results.number),
        "sentence": late_mark("sentence"),
        "not_voted": not shared.voted,
        "own": own if shared.voted else (),
        "group": slices(criteria, weights) if weights else (),
        "few": withheld(results) if shared.group is None else "",
        "group_heading": mean_text(results.group) if weights and results.group else "",
        "ranks": [_row(i, shared) for i in shared.order],
        "spans": shared.spans,
        "decided": shared.decided,
    }


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


def _sentence(own_result: OwnResult | None, shared: _Shared) -> str:
    """Who is first, with the voter's weights and with the group's; on what else that depends."""
    sentence, analysis = _firsts(own_result, shared), shared.results.analysis
    depends = "" if analysis is None else in_force_text(analysis)
    partial = own_result is not None and None in own_result.ballot.points.values()
    left_out = t("What you abstained on does not count in your own ranks.") if partial else ""
    return " ".join(filter(None, [sentence, left_out, depends]))


def _firsts(own_result: OwnResult | None, shared: _Shared) -> str:
    labels = [lever.label for lever in shared.results.case.levers]
    own = first_text(labels, first_of(own_result.ranking)) if own_result else ""
    group = first_text(labels, first_of(shared.group)) if shared.group is not None else ""
    if not own and not group:
        return t("The vote is over.")
    if not group:
        return t("With your weights, {own}.", own=own)
    if not own:
        return t("With the group’s weights, {group}.", group=group)
    if own == group:
        return t("With your weights as with the group’s, {own}.", own=own)
    return t("With your weights, {own}. With the group’s, {group}.", own=own, group=group)
