"""The form of the ballot, and what is wrong with one, each with the field to correct."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from secrets import token_urlsafe
from typing import Protocol

from prioritisation.analysis.ballots.ballot import (
    ABSTAINS,
    ABSTENTION_FIELD,
    AS_MUCH_FIELD,
    FIRST_FIELD,
    NUMBER_FIELD,
    RANK_FIELD,
    Ballot,
    BallotFault,
    BallotProblem,
    Mode,
)
from prioritisation.meeting.room import LONGEST_BALLOT_REASON, NO_CHANGE, SinceLast, Stage
from prioritisation.sentences.ballot import Vote, question_words, vote_of
from prioritisation.sentences.shares import rounded_note, weight_texts
from prioritisation.sentences.weight_limits import total_text
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import listed, ordinal_word, t, tn
from prioritisation.wording.numbers import with_capital

REASON_FIELD, TOKEN_FIELD, NONCE_FIELD, ROUND_FIELD, GESTURE_FIELD = (
    "raison",
    "jeton",
    "envoi",
    "tour",
    "geste",
)
"""Names of the other fields of the form."""

PREVIEW_GESTURE = "apercu"
"""The gesture that asks for the shares and sends nothing."""

LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The answers in a form, whether they make a ballot or not.

    Attributes
    ----------
    numbers, places
        Criterion -> what was typed; criterion -> the place chosen, or an abstention.
    """

    first: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    as_much: frozenset[str] = frozenset()
    abstained: frozenset[str] = frozenset()
    reason: str = ""


def empty(criteria: Sequence[str]) -> FilledForm:
    """A form that nobody has touched: no value is there beforehand."""
    return FilledForm(numbers=dict.fromkeys(criteria, ""), places=dict.fromkeys(criteria, ""))


def from_fields(fields: Mapping[str, str], criteria: Sequence[str]) -> FilledForm:
    """What came in, to be shown again."""
    return FilledForm(
        fields.get(FIRST_FIELD, ""),
        {c: fields.get(NUMBER_FIELD + c, "")[:LONGEST_NUMBER] for c in criteria},
        {c: fields.get(RANK_FIELD + c, "")[:LONGEST_NUMBER] for c in criteria},
        frozenset(c for c in criteria if AS_MUCH_FIELD + c in fields),
        frozenset(c for c in criteria if ABSTENTION_FIELD + c in fields),
        fields.get(REASON_FIELD, ""),
    )


def from_ballot(ballot: Ballot, reason: str) -> FilledForm:
    """A ballot to be changed."""
    if ballot.mode.ordered:
        places = {c: ABSTAINS if p is None else str(p) for c, p in ballot.points.items()}
        return FilledForm(numbers=dict.fromkeys(places, ""), places=places, reason=reason)
    given = {c: "" if p is None else str(p) for c, p in ballot.points.items()}
    missing = frozenset(c for c, p in ballot.points.items() if p is None)
    return FilledForm(ballot.first, given, dict.fromkeys(given, ""), frozenset(), missing, reason)


def to_fields(filled: FilledForm, mode: Mode) -> Mapping[str, str]:
    """The fields that a browser would send of a form filled so."""
    fields = {REASON_FIELD: filled.reason} if filled.reason else {}
    if mode.ordered:
        return fields | {RANK_FIELD + c: place for c, place in filled.places.items()}
    if filled.first:
        fields[FIRST_FIELD] = filled.first
    given = {NUMBER_FIELD + c: n for c, n in filled.numbers.items() if c not in filled.abstained}
    as_much = {AS_MUCH_FIELD + c: "1" for c in filled.as_much}
    return fields | given | as_much | {ABSTENTION_FIELD + c: "1" for c in filled.abstained}


@dataclass(frozen=True, slots=True)
class Slice:
    """One criterion of a bar: where it starts and how wide it is, in percents, as texts."""

    label: str
    start: str
    width: str
    text: str


class LabelledCriterion(Protocol):
    """A criterion, of a ballot or of the case."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """What it is called."""


Shares = Mapping[str, float | None]
"""Shares of a whole, criterion by criterion; None for an abstention."""


def slices(criteria: Sequence[LabelledCriterion], shares: Shares) -> tuple[Slice, ...]:
    """The parts of a bar, one after the other; see ``rounded_word``."""
    weighed = {c.id: share for c in criteria if (share := shares.get(c.id)) is not None}
    texts = dict(zip(weighed, weight_texts(weighed.values()), strict=True))
    made = []
    start = 0.0
    for criterion in criteria:
        part = weighed.get(criterion.id, 0.0)
        text = texts.get(criterion.id, t("no answer given"))
        made.append(Slice(criterion.label, f"{100 * start:.6g}", f"{100 * part:.6g}", text))
        start += part
    return tuple(made)


def rounded_word(shares: Shares) -> str:
    """A word beside parts that do not add up as they are written; empty where they do."""
    weighed = [share for share in shares.values() if share is not None]
    return rounded_note(weighed) if any(weighed) else ""


@dataclass(frozen=True, slots=True)
class FaultText:
    """One sentence, and the id of the field it is about."""

    text: str
    at: str = ""


_ALONE = {BallotFault.FIRST_MISSING, BallotFault.OTHER_CRITERIA, BallotFault.FIRST_UNKNOWN}


def fault_texts(problems: Sequence[BallotProblem], vote: Vote) -> tuple[FaultText, ...]:
    """The sentences about a ballot; as long as there is no first choice, only that one."""
    alone = {p.fault for p in problems} & _ALONE
    kept = [p for p in problems if not alone or p.fault in alone]
    return tuple(dict.fromkeys(_fault_text(p, vote) for p in kept))


def _fault_text(problem: BallotProblem, vote: Vote) -> FaultText:
    whole = _whole(problem.fault, vote)
    if whole:
        return whole
    place = vote.ids.index(problem.criterion) if problem.criterion in vote.ids else 0
    label = vote.criteria[place].label
    match problem.fault:
        case BallotFault.FIRST_ABSTAINS:
            sentence = t("{criterion}: your choice needs an answer.", criterion=label)
            return FaultText(sentence, f"f-{place}")
        case BallotFault.TOTAL:
            return FaultText(f"{with_capital(total_text(int(problem.found)))}.", "n-0")
        case BallotFault.NO_PLACE | BallotFault.PLACE_UNKNOWN:
            sentence = t("{criterion}: choose a place, or give no answer.", criterion=label)
            return FaultText(sentence, f"p-{place}-1")
        case _:
            return FaultText(_number(problem, label), f"n-{place}")


def _whole(fault: BallotFault, vote: Vote) -> FaultText | None:
    """What is wrong with the ballot as a whole; None for what is about one answer."""
    match fault:
        case BallotFault.FIRST_MISSING:
            return FaultText(t("Choose the difference that should weigh most."), "f-0")
        case BallotFault.FIRST_UNKNOWN | BallotFault.OTHER_CRITERIA:
            sentence = t(
                "This ballot was about other criteria than the vote’s: here is the right one."
            )
            return FaultText(sentence, _start(vote))
        case BallotFault.OTHER_MODE:
            sentence = t("The way of asking for weights has changed: here is the right ballot.")
            return FaultText(sentence, _start(vote))
        case BallotFault.TOO_FEW:
            sentence = t("One answer compares nothing: answer for two criteria at least.")
            return FaultText(sentence, "a-0")
        case _:
            return None


def _start(vote: Vote) -> str:
    """The first field of the form."""
    if vote.mode.ordered:
        return "p-0-1"
    return "f-0" if vote.mode is Mode.SWING else "n-0"


def _number(problem: BallotProblem, label: str) -> str:
    match problem.fault:
        case BallotFault.NOT_WHOLE:
            return t(
                "{criterion}: “{found}” is not a whole number from 0 to 100.",
                criterion=label,
                found=problem.found,
            )
        case BallotFault.OUT_OF_RANGE:
            return t(
                "{criterion}: {found} is not between 0 and 100.",
                criterion=label,
                found=problem.found,
            )
        case _:
            return t(
                "{criterion}: give a whole number from 0 to 100, or no answer.", criterion=label
            )


def reason_too_long(length: int) -> FaultText:
    """The reason does not fit."""
    return FaultText(
        t("Your reason has {n} characters: {most} at most.", n=length, most=LONGEST_BALLOT_REASON),
        "reason",
    )


_FOLDED_FROM = 7
"""Criteria from which the anchors of step 1 are folded: the cards would be too long."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a token that the server signed, whether its holder has joined, from where."""

    token: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the form shows besides its questions.

    Attributes
    ----------
    wrong
        Criteria whose number is to be corrected, or the name of another field.
    preview
        Shares that were asked for without sending.
    changing
        Whether an earlier ballot counts meanwhile.
    again
        The round whose ballot is in the form, to be sent again; 0 for none.
    since
        What has changed since the round before.
    """

    filled: FilledForm
    faults: tuple[FaultText, ...] = ()
    wrong: frozenset[str] = frozenset()
    preview: Shares | None = None
    changing: bool = False
    again: int = 0
    since: SinceLast = NO_CHANGE


def check_path(code: str) -> str:
    """The address where the receipts of a meeting are checked."""
    return f"/vote/{code}/recu"


def ballot_form(stage: Stage, visitor: Visitor, attempt: Attempt) -> Page:
    """The ballot, to be filled."""
    vote = vote_of(stage)
    values: dict[str, object] = {
        "heading": _heading(vote),
        "trial": vote.trial,
        "changing": attempt.changing,
        **_again(vote, attempt),
        "gone": _gone(attempt.since),
        **_closing_values(stage),
        "faults": attempt.faults,
        "wrong": attempt.wrong,
        "preview": attempt.preview and slices(vote.criteria, attempt.preview),
        "rounded": rounded_word(attempt.preview or {}),
        "filled": attempt.filled,
        "nonce": token_urlsafe(9),
        "round": vote.mark,
        "longest_reason": LONGEST_BALLOT_REASON,
        "joins": not visitor.joined,
        **_questions(vote),
        **_sending(vote),
    }
    title = _fault_title(attempt.faults) or _heading(vote)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if attempt.faults else HTTPStatus.OK
    sentence = title if attempt.faults else ""
    return about(stage, Page("form", title, values, status, sentence, token=visitor.token))


def _closing_values(stage: Stage) -> Mapping[str, object]:
    """The seconds left to send a ballot, once the end of the round was asked."""
    left = stage.closes_in
    if left is None:
        return {"closes_ms": 0, "closes": ""}
    # Never « 0 s » as long as a ballot still comes in.
    seconds = max(1, round(left))
    sentence = t("The vote closes in {s} s: send yours.", s=seconds)
    return {"closes_ms": max(1, round(1000 * left)), "closes": sentence}


def _again(vote: Vote, attempt: Attempt) -> Mapping[str, object]:
    """The ballot of an earlier round, as it is sent when it is kept."""
    if not attempt.again:
        return {"again": "", "kept": ()}
    sentence = t(
        "Your {past} vote is below, as you sent it. *It does not count in the {nth} vote before "
        "you send it again.*",
        past=ordinal_word(attempt.again),
        nth=ordinal_word(vote.number),
    )
    return {"again": sentence, "kept": tuple(to_fields(attempt.filled, vote.mode).items())}


def _gone(since: SinceLast) -> str:
    """Which criteria are not voted on any more, and why; empty without any."""
    if not since.gone:
        return ""
    sentence = tn(
        "Since the vote before, this criterion is no longer voted on: {criteria}. Answer anew.",
        "Since the vote before, these criteria are no longer voted on: {criteria}. Answer anew.",
        len(since.gone),
        criteria=listed(since.gone),
    )
    quoted = (t("Why: {reason}", reason=reason) for reason in since.reasons if reason)
    return " ".join((sentence, *quoted))


def _heading(vote: Vote) -> str:
    """« Votre premier vote »."""
    return (
        t("Your trial vote") if vote.trial else t("Your {nth} vote", nth=ordinal_word(vote.number))
    )


def _fault_title(faults: Sequence[FaultText]) -> str:
    """What is wrong, where it is one thing; empty when nothing is."""
    if not faults:
        return ""
    return faults[0].text if len(faults) == 1 else t("Answers to be given or corrected")


def _questions(vote: Vote) -> Mapping[str, object]:
    return {
        "criteria": vote.criteria,
        "nothing": slices(vote.criteria, dict.fromkeys(vote.ids, 0)),
        "fingerprint": vote.fingerprint,
        "folded": len(vote.criteria) >= _FOLDED_FROM,
        **question_words(vote),
    }


def _sending(vote: Vote) -> Mapping[str, object]:
    if vote.trial:
        return {"send": t("Send my trial vote"), "until": t("It counts for nothing.")}
    until = t("May be changed as long as the vote is open.")
    return {"send": t("Send my vote"), "until": until}


def about(stage: Stage, page: Page, frame: tuple[Hashable, ...] | None = None) -> Page:
    """A page about a meeting."""
    return replace(
        page,
        code=stage.code,
        place=stage.title,
        key=stage.key,
        rehearsal=stage.meeting.rehearsal,
        option=stage.case.option,
        frame=frame,
    )
