"""What the group decides, in its own words: nothing here is computed, nothing is generated.

Texts become a decision when people have written why, and what was objected (W17 of the method
reference); until then they are a project.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic.json_schema import SkipJsonSchema

from prioritisation.analysis.parts import MOST_IN_LIST, Line, Part, Text
from prioritisation.errors import PrioritisationError

Levers = Annotated[tuple[Line, ...], Field(max_length=MOST_IN_LIST)]
"""Ids of levers."""

WrittenFor = Annotated[Levers | None, Field(exclude_if=lambda levers: levers is None)]
"""Ids of the levers proposed when something was written; None: whichever are."""


def is_about(levers: Sequence[str] | None, proposed: Sequence[str]) -> bool:
    """Whether what was written for levers is about those proposed, in whatever order.

    Examples
    --------
    >>> is_about(("a", "b"), ("b", "a")), is_about((), ("a",)), is_about(None, ("a",))
    (True, False, True)
    """
    return levers is None or set(levers) == set(proposed)


class InvalidDecision(PrioritisationError):
    """The texts of a decision cannot be kept as they are; ``fields`` are the paths at fault."""

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = tuple(fields)


class Outcome(StrEnum):
    """What became of an objection."""

    OPEN = "open"
    LIFTED = "lifted"
    KEPT = "kept"


class Objection(Part):
    """What somebody objected, without a name; how the group answered; what became of it.

    Attributes
    ----------
    raised_for
        Ids of the levers that it objects to; None: those proposed.
    """

    text: Text
    answer: Text = ""
    outcome: Outcome = Outcome.OPEN
    raised_for: WrittenFor = None

    @property
    def answered(self) -> bool:
        """Whether the group answered it, and said whether it was lifted or kept."""
        return bool(self.answer.strip()) and self.outcome is not Outcome.OPEN


class ShowOfHands(Part):
    """A vote on the proposal when consent failed; it is indicative."""

    favour: Annotated[int, Field(ge=0, le=10_000)]
    against: Annotated[int, Field(ge=0, le=10_000)]
    abstaining: Annotated[int, Field(ge=0, le=10_000)]

    @property
    def hands(self) -> int:
        """How many took part."""
        return self.favour + self.against + self.abstaining


class FormerConsent(Part):
    """What the group answered when other levers were proposed: in force no more.

    Attributes
    ----------
    proposed
        Ids of the levers that it was about.
    """

    proposed: Levers
    no_objection: bool = False
    vote: ShowOfHands | None = None


class Step(Part):
    """Something to do next: what, who, and when, as people say it."""

    action: Text
    who: Line = ""
    when: Line = ""


class Finding(Part):
    """Something to find out first: a score of the matrix (both ids), or a free text."""

    lever: Line = ""
    criterion: Line = ""
    text: Text = ""


class MinutesHeading(Part):
    """The head of the minutes, where somebody typed it: never asked for, a blank is left to a pen.

    Attributes
    ----------
    group, addressee, place, reference
        The body that met; who the note is for; where they met; the number that it is filed under.
    chair, secretary, excused, quorum
        As people write them.
    """

    group: Line = ""
    addressee: Line = ""
    place: Line = ""
    reference: Line = ""
    chair: Line = ""
    secretary: Line = ""
    excused: Line = ""
    quorum: Line = ""


class Decision(Part):
    """Everything that people write in the last phase.

    Attributes
    ----------
    proposed
        Ids of the levers that the group proposes.
    body
        Who validates: the group proposes to them, it does not decide in their place.
    context
        The mandate of the group, and what the decision is about.
    no_objection
        Whether the group was asked and nobody objected; not the same as nothing written.
    motives, minority
        Why; and what those who think otherwise want to be read.
    arguments
        For one lever or two, beside those of the case.
    review
        The day the decision is looked at again.
    to_find
        What the group wants to know first.
    heading
        The head of the minutes; not written while nothing of it is typed.
    motives_for, minority_for
        Ids of the levers that reasons and minority view were written for; None: those proposed.
    former_consent
        Answers that are in force no more, as other levers are proposed; in no record.
    """

    proposed: Levers = ()
    body: Line = ""
    context: Text = ""
    no_objection: bool = False
    objections: Annotated[tuple[Objection, ...], Field(max_length=MOST_IN_LIST)] = ()
    vote: ShowOfHands | None = None
    motives: Text = ""
    minority: Text = ""
    arguments: Text = ""
    steps: Annotated[tuple[Step, ...], Field(max_length=MOST_IN_LIST)] = ()
    review: dt.date | None = None
    to_find: Annotated[tuple[Finding, ...], Field(max_length=MOST_IN_LIST)] = ()
    heading: Annotated[MinutesHeading | None, Field(exclude_if=lambda typed: typed is None)] = None
    motives_for: WrittenFor = None
    minority_for: WrittenFor = None
    former_consent: SkipJsonSchema[
        Annotated[FormerConsent | None, Field(exclude_if=lambda former: former is None)]
    ] = None

    @property
    def current_objections(self) -> tuple[Objection, ...]:
        """Those to the levers proposed."""
        return tuple(o for o in self.objections if is_about(o.raised_for, self.proposed))


class State(StrEnum):
    """Whether texts are a decision yet."""

    PROJECT = "project"
    DECISION = "decision"


class DecisionPart(StrEnum):
    """Where something that is missing is written; nowhere when no text would do."""

    PROPOSED = "proposed"
    MOTIVES = "motives"
    OBJECTIONS = "objections"
    VOTE = "vote"
    STEPS = "steps"
    WARNINGS = "warnings"
    NOWHERE = ""


class Missing(StrEnum):
    """What keeps texts from being a decision.

    ``CONFIRMATION``: the reasons were written for other levers.
    """

    PROPOSAL = "proposal"
    MOTIVES = "motives"
    CONFIRMATION = "confirmation"
    OBJECTIONS = "objections"
    ANSWERS = "answers"
    CONTRADICTION = "contradiction"
    VOTE = "vote"
    REHEARSAL = "rehearsal"

    @property
    def place(self) -> DecisionPart:
        """Where it is written."""
        return _PLACES.get(self, DecisionPart.NOWHERE)


_PLACES = {
    Missing.PROPOSAL: DecisionPart.PROPOSED,
    Missing.MOTIVES: DecisionPart.MOTIVES,
    Missing.CONFIRMATION: DecisionPart.MOTIVES,
    Missing.OBJECTIONS: DecisionPart.OBJECTIONS,
    Missing.ANSWERS: DecisionPart.OBJECTIONS,
    Missing.CONTRADICTION: DecisionPart.OBJECTIONS,
}


@dataclass(frozen=True, slots=True)
class DecisionStatus:
    """What a decision is, and what it still lacks, in the order to be said.

    Attributes
    ----------
    unanswered
        Places, from 0, of the objections that wait for an answer or an outcome.
    """

    state: State
    missing: tuple[Missing, ...] = ()
    unanswered: tuple[int, ...] = ()


def status(decision: Decision, *, voted: bool = True, rehearsal: bool = False) -> DecisionStatus:
    """Whether texts are a project or a decision.

    Parameters
    ----------
    voted
        Whether a revealed vote of the group stands behind it: a scenario of one person is a
        project.
    rehearsal
        A rehearsal is never a decision.

    Examples
    --------
    >>> status(Decision(proposed=("a",), motives="Because.", no_objection=True)).state.value
    'decision'
    >>> [m.value for m in status(Decision(proposed=("a",))).missing]
    ['motives', 'objections']
    """
    current = decision.current_objections
    unanswered = tuple(
        k for k, o in enumerate(decision.objections) if o in current and not o.answered
    )
    written, proposed = bool(decision.motives.strip()), decision.proposed
    other = bool(proposed) and not is_about(decision.motives_for, proposed)
    checks = (
        (Missing.PROPOSAL, not proposed),
        (Missing.MOTIVES, not written),
        (Missing.CONFIRMATION, written and other),
        (Missing.OBJECTIONS, not current and not decision.no_objection),
        (Missing.ANSWERS, bool(unanswered)),
        (Missing.CONTRADICTION, bool(current) and decision.no_objection),
        (Missing.VOTE, not voted),
        (Missing.REHEARSAL, rehearsal),
    )
    missing = tuple(what for what, lacks in checks if lacks)
    return DecisionStatus(State.PROJECT if missing else State.DECISION, missing, unanswered)


def to_json(decision: Decision) -> str:
    """The texts as JSON, the same for the same texts."""
    return decision.model_dump_json()


def from_json(text: str) -> Decision:
    """The texts that ``to_json`` wrote; raises InvalidDecision for anything else."""
    try:
        # Strict: a number written as a text is not what `to_json` wrote.
        return Decision.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise InvalidDecision(
            [where(e["loc"]) for e in error.errors()]
        ) from None  # it quotes what people wrote, for the log


def where(path: tuple[int | str, ...]) -> str:
    """The path of a field, as people write it.

    Examples
    --------
    >>> where(("rounds", 0, "ballots", 3, "points"))
    'rounds[0].ballots[3].points'
    """
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).removeprefix(".")


_Levers = tuple[str, ...]


def with_proposal(decision: Decision, levers: _Levers) -> Decision:
    """With other levers proposed; in force: only what was answered for these very levers."""
    before = decision.proposed
    if is_about(levers, before):
        return decision.model_copy(update={"proposed": levers})
    return decision.model_copy(
        update={
            "proposed": levers,
            "objections": tuple(_raised(o, before) for o in decision.objections),
            "motives_for": _written_for(decision.motives, decision.motives_for, before),
            "minority_for": _written_for(decision.minority, decision.minority_for, before),
            **_consent(decision, levers),
        }
    )


def _raised(objection: Objection, levers: _Levers) -> Objection:
    """An objection with the levers that it is about, where it was kept without them."""
    if objection.raised_for is not None:
        return objection
    return objection.model_copy(update={"raised_for": levers})


def _written_for(words: str, levers: _Levers | None, before: _Levers) -> _Levers | None:
    """What a text is about; None when it is about whatever is proposed: none was, at the time."""
    return levers or (before if words.strip() else None) or None


def _consent(decision: Decision, levers: _Levers) -> dict[str, object]:
    """The answers of the group in force for levers, and those given for others."""
    former = decision.former_consent
    if former is not None and is_about(former.proposed, levers):
        return {"no_objection": former.no_objection, "vote": former.vote, "former_consent": None}
    if decision.no_objection or decision.vote:
        former = FormerConsent(
            proposed=decision.proposed, no_objection=decision.no_objection, vote=decision.vote
        )
    return {"no_objection": False, "vote": None, "former_consent": former}


def with_nobody_objecting(decision: Decision, levers: _Levers, *, nobody: bool) -> Decision:
    """With the answer that nobody objects, or without it."""
    if not is_about(levers, decision.proposed):
        return _answered_late(decision, levers, {"no_objection": nobody})
    former = None if nobody else decision.former_consent
    return decision.model_copy(update={"no_objection": nobody, "former_consent": former})


def with_vote(decision: Decision, levers: _Levers, vote: ShowOfHands | None) -> Decision:
    """With a show of hands, or without any."""
    if not is_about(levers, decision.proposed):
        return _answered_late(decision, levers, {"vote": vote})
    former = None if vote else decision.former_consent
    return decision.model_copy(update={"vote": vote, "former_consent": former})


def _answered_late(
    decision: Decision, levers: _Levers, answer: dict[str, bool | ShowOfHands | None]
) -> Decision:
    """Answered for levers that are proposed no more: as if it had been just before the change."""
    if decision.no_objection or decision.vote:
        return decision
    former = decision.former_consent
    if former is None or not is_about(former.proposed, levers):
        former = FormerConsent(proposed=levers)
    former = former.model_copy(update=answer)
    standing = former if former.no_objection or former.vote else None
    return decision.model_copy(update={"former_consent": standing})


def with_objections(decision: Decision, objections: Sequence[Objection]) -> Decision:
    """With these objections: one that is new takes back that there is none.

    To take an objection back says nothing of whether somebody objects.
    """
    rows = tuple(objections)
    if len(rows) <= len(decision.objections):
        return decision.model_copy(update={"objections": rows})
    new = rows[len(decision.objections) :]
    against = any(is_about(o.raised_for, decision.proposed) for o in new)
    nobody = decision.no_objection and not against
    return decision.model_copy(
        update={"objections": rows, "no_objection": nobody, "former_consent": None}
    )


def with_motives(decision: Decision, levers: _Levers, words: str) -> Decision:
    """With the reasons of the group for levers."""
    written_for = _written_for(words, None, levers)
    return decision.model_copy(update={"motives": words, "motives_for": written_for})


def with_minority(decision: Decision, levers: _Levers, words: str) -> Decision:
    """With the minority view on levers."""
    written_for = _written_for(words, None, levers)
    return decision.model_copy(update={"minority": words, "minority_for": written_for})
