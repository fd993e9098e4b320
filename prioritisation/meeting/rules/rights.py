"""Who may do or see what, and when; the reason when they may not.

Tables: roles, phases, what of them is narrower in one phase or while a round is open, then what
the state itself forbids (refusals R1, R2, R3, W12 of the method reference). What no table allows
is refused; docs/rights.md is made from them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from prioritisation.meeting.rules.state import (
    ORDER,
    Act,
    Form,
    Meeting,
    Phase,
    Role,
    Round,
    RoundStatus,
)


class Reason(StrEnum):
    """Why something is refused; the French sentence is in ``prioritisation.sentences``."""

    ROLE = "role"
    PHASE = "phase"
    ROUND_OPEN = "round_open"
    NO_ROUND = "no_round"
    ROUND_CLOSED = "round_closed"
    ROUND_CLOSING = "round_closing"
    NO_ANCHOR = "no_anchor"
    DIRECTION = "direction"
    WARNINGS = "warnings"
    NOT_FROZEN = "not_frozen"
    FROZEN = "frozen"
    NOT_REVEALED = "not_revealed"
    NOT_REHEARSAL = "not_rehearsal"
    REHEARSAL = "rehearsal"
    NO_WRITTEN_REASON = "no_written_reason"
    NOT_EARLIER = "not_earlier"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not; ``names`` are the criteria, warnings or phase concerned."""

    reason: Reason
    names: tuple[str, ...] = ()


class Refused(Exception):
    """Something was asked that the meeting does not allow."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.reason}: {', '.join(refusal.names)}")
        self.refusal = refusal


_EVERYBODY = frozenset(Role)
_FACILITATOR = frozenset({Role.FACILITATOR})
_OFFICE = frozenset({Role.FACILITATOR, Role.RECORDER})
_PREPARING = frozenset({Role.FACILITATOR, Role.EXPERT, Role.LEAD})
_RANKING = frozenset({Role.FACILITATOR, Role.LEAD})

ROLES: Mapping[Act, frozenset[Role]] = {
    **dict.fromkeys(Act, _FACILITATOR),
    Act.EDIT_SCORE: _PREPARING,
    Act.JOIN: frozenset({Role.VOTER, Role.OBSERVER}),
    Act.TRIAL_VOTE: frozenset({Role.VOTER}),
    Act.VOTE: frozenset({Role.VOTER}),
    Act.ENTER_PAPER: _OFFICE,
    Act.EDIT_PAPER: _OFFICE,
    Act.SEE_STAGE: _EVERYBODY,
    Act.SEE_COUNT: _EVERYBODY,
    Act.SEE_OWN_BALLOT: frozenset({Role.VOTER}),
    Act.SEE_CASE_RANKING: _EVERYBODY,
    Act.SEE_RESULTS: _EVERYBODY,
    Act.SEE_AUDIT: _OFFICE,
    Act.EXPORT: _OFFICE,
}

_BEFORE_VOTE = (Phase.DRAFT, Phase.LOBBY, Phase.REVIEW, Phase.CHECKS)
_AFTER_VOTE = (Phase.REVEALED, Phase.ANALYSIS, Phase.PORTFOLIO, Phase.DECISION)
_GATHERED = tuple(p for p in Phase if p not in (Phase.DRAFT, Phase.CLOSED))

PHASES: Mapping[Act, tuple[Phase, ...]] = {
    **dict.fromkeys(Act, tuple(Phase)),
    Act.OPEN_LOBBY: (Phase.DRAFT,),
    Act.START_REVIEW: (Phase.LOBBY,),
    Act.START_CHECKS: (Phase.REVIEW,),
    Act.OPEN_ROUND: (Phase.LOBBY, Phase.REVIEW, Phase.CHECKS, *_AFTER_VOTE),
    Act.REVEAL: (Phase.ROUND,),
    Act.VOID_ROUND: (Phase.ROUND, *_AFTER_VOTE),
    Act.START_ANALYSIS: (Phase.CHECKS, Phase.REVEALED),
    Act.START_PORTFOLIO: (Phase.ANALYSIS,),
    Act.START_DECISION: (Phase.ANALYSIS, Phase.PORTFOLIO),
    Act.CLOSE: (Phase.DECISION,),
    Act.REOPEN: tuple(p for p in Phase if p not in (Phase.DRAFT, Phase.LOBBY, Phase.ROUND)),
    Act.REHEARSE: (Phase.LOBBY,),
    Act.EDIT_SCORE: (Phase.DRAFT, Phase.REVIEW),
    Act.CHOOSE_FRAME: _BEFORE_VOTE,
    Act.CONFIRM_DIRECTION: _BEFORE_VOTE,
    Act.ANSWER_WARNING: (*_BEFORE_VOTE, *_AFTER_VOTE),
    Act.FREEZE: (Phase.LOBBY, Phase.REVIEW),
    Act.JOIN: _GATHERED,
    Act.TRIAL_VOTE: (Phase.LOBBY,),
    Act.VOTE: (Phase.ROUND,),
    Act.ENTER_PAPER: (Phase.ROUND,),
    Act.SIMULATE: (Phase.ROUND,),
    Act.SET_COUNTDOWN: (Phase.ROUND,),
    Act.END_ROUND: (Phase.ROUND,),
    Act.KEEP_OPEN: (Phase.ROUND,),
    Act.EDIT_PAPER: _AFTER_VOTE,
    Act.ISSUE_INVITATIONS: tuple(p for p in Phase if p is not Phase.CLOSED),
    Act.RELEASE_INVITATION: _GATHERED,
    Act.SEE_RESULTS: (*_AFTER_VOTE, Phase.CLOSED),
    Act.EXPORT: (*_AFTER_VOTE, Phase.CLOSED),
}


NARROWER: Mapping[tuple[Act, Phase], frozenset[Role]] = {
    (Act.EDIT_SCORE, Phase.REVIEW): _FACILITATOR
}
"""In the room the facilitator writes scores; experts and leads propose theirs beforehand."""

SPARED_WHILE_OPEN: Mapping[Act, frozenset[Role]] = {
    Act.SEE_RESULTS: frozenset(),
    Act.EXPORT: frozenset(),
    Act.EDIT_PAPER: frozenset(),
    Act.SEE_CASE_RANKING: _RANKING,
}
"""What would show or move something of a round, and the roles that may all the same (R3)."""

LINKED = (Role.RECORDER, Role.LEAD, Role.EXPERT, Role.FACILITATOR)
"""The roles that a secret link gives."""


def refusal(meeting: Meeting, role: Role, act: Act) -> Refusal | None:
    """Why a role may not do or see this now; None when it may.

    Examples
    --------
    >>> refusal(Meeting(Phase.LOBBY), Role.VOTER, Act.VOTE).reason
    <Reason.PHASE: 'phase'>
    >>> refusal(Meeting(Phase.LOBBY), Role.VOTER, Act.TRIAL_VOTE) is None
    True
    """
    # The role first: whoever never may is told nothing of where the meeting stands.
    if role not in ROLES[act]:
        return Refusal(Reason.ROLE)
    if meeting.unrevealed_round and role not in SPARED_WHILE_OPEN.get(act, _EVERYBODY):
        return Refusal(Reason.ROUND_OPEN)
    if meeting.phase not in PHASES[act]:
        return Refusal(Reason.PHASE, (meeting.phase,))
    if role not in NARROWER.get((act, meeting.phase), _EVERYBODY):
        return Refusal(Reason.ROLE)
    return next((c.refused(meeting) for c in CONDITIONS.get(act, ()) if c.holds(meeting)), None)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that the state of a meeting must not be for an act.

    Attributes
    ----------
    holds
        Whether a meeting is so.
    names
        The criteria or warnings concerned; none by default.
    """

    reason: Reason
    holds: Callable[[Meeting], object]
    names: Callable[[Meeting], tuple[str, ...]] = lambda _meeting: ()

    def refused(self, meeting: Meeting) -> Refusal:
        """The refusal of a meeting that is so."""
        return Refusal(self.reason, self.names(meeting))


def _names(reason: Reason, named: Callable[[Meeting], tuple[str, ...]]) -> Condition:
    """That no criterion or warning is named."""
    return Condition(reason, named, named)


def _lobby_of_a_full_form(meeting: Meeting) -> tuple[str, ...]:
    return (meeting.phase,) if (meeting.phase, meeting.form) == (Phase.LOBBY, Form.FULL) else ()


def _closing(meeting: Meeting) -> bool:
    """People are told that they may still send their ballot."""
    return meeting.last_round is not None and meeting.last_round.closing


def _taking_none(meeting: Meeting) -> bool:
    return meeting.last_round is not None and meeting.last_round.status is RoundStatus.CLOSED


_ANCHORED = _names(Reason.NO_ANCHOR, lambda m: m.unanchored)  # R1
_DIRECTED = _names(Reason.DIRECTION, lambda m: m.unconfirmed)  # W12
_ANSWERED = _names(Reason.WARNINGS, lambda m: m.unanswered)  # method reference, section 5
_IS_FROZEN = Condition(Reason.NOT_FROZEN, lambda m: not m.frozen)  # R2
_NOT_FROZEN = Condition(Reason.FROZEN, lambda m: m.frozen)  # R2
_REVEALED = Condition(Reason.NOT_REVEALED, lambda m: not m.revealed_rounds)
_STANDING = Condition(Reason.NO_ROUND, lambda m: m.last_round is None or m.last_round.reason)
_TAKING = Condition(Reason.ROUND_CLOSED, _taking_none)
_ENDED = Condition(Reason.ROUND_CLOSING, _closing)
_REHEARSED = Condition(Reason.NOT_REHEARSAL, lambda m: not m.rehearsal)
# A rehearsal is erased: it never starts where a real round already stands.
_UNBEGUN = Condition(Reason.REHEARSAL, lambda m: m.rehearsal or m.rounds)
# What people vote on, or voted on, is never another case; nor is that of a rehearsal.
_FREEZING = _names(Reason.PHASE, _lobby_of_a_full_form)

CONDITIONS: Mapping[Act, tuple[Condition, ...]] = {
    Act.EDIT_SCORE: (_NOT_FROZEN,),
    Act.CHOOSE_FRAME: (_NOT_FROZEN,),
    Act.CONFIRM_DIRECTION: (_NOT_FROZEN,),
    Act.FREEZE: (_ANCHORED, _DIRECTED, _FREEZING, _NOT_FROZEN),
    Act.EDIT_PAPER: (_REVEALED,),
    Act.START_CHECKS: (_IS_FROZEN,),
    Act.OPEN_ROUND: (_ANCHORED, _DIRECTED, _IS_FROZEN, _ANSWERED),
    Act.VOID_ROUND: (_STANDING,),
    Act.START_ANALYSIS: (_REVEALED,),
    Act.SEE_RESULTS: (_REVEALED,),
    Act.EXPORT: (_REVEALED,),
    Act.REHEARSE: (_UNBEGUN,),
    Act.SIMULATE: (_REHEARSED, _TAKING),
    Act.VOTE: (_TAKING,),
    Act.ENTER_PAPER: (_TAKING,),
    Act.SET_COUNTDOWN: (_TAKING,),
    Act.END_ROUND: (_TAKING,),
    Act.KEEP_OPEN: (_TAKING,),
    Act.REVEAL: (_ENDED,),
    Act.END_REHEARSAL: (_REHEARSED,),
}
"""What must not stand against an act, in the order in which it is said."""


REOPENED = (Phase.REVIEW, Phase.CHECKS, Phase.ANALYSIS, Phase.PORTFOLIO, Phase.DECISION)
"""Phases that may be gone back to, with a written reason. A revealed round never opens again."""

REASONED = (Act.VOID_ROUND, Act.REOPEN)
"""Moves that need a written reason."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a move needs besides its name.

    Attributes
    ----------
    reason
        Written by the facilitator: why a round is void, or a phase reopened.
    target
        The phase to reopen.
    criterion, warning
        What is confirmed, or answered.
    matrix
        SHA-256 of the matrix being frozen.
    closes
        When a round that is being ended closes (ISO, UTC).
    removed
        Ballots just taken out of the open round.
    unanchored, unconfirmed, unanswered
        What the case asks for once its frame or a score has changed (see ``Meeting``).
    """

    reason: str = ""
    target: Phase | None = None
    criterion: str = ""
    warning: str = ""
    matrix: str = ""
    closes: str = ""
    removed: int = 0
    unanchored: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


NO_DETAILS = Details()


def move(meeting: Meeting, role: Role, act: Act, details: Details = NO_DETAILS) -> Meeting:
    """The meeting after an act; itself when the act leaves the state as it is.

    Raises
    ------
    Refused
        With the reason, when the role may not do this now or a detail is missing.
    """
    denial = refusal(meeting, role, act) or _missing(meeting, act, details)
    if denial:
        raise Refused(denial)
    change = _CHANGES.get(act)
    return change(meeting, details) if change else meeting


def _missing(meeting: Meeting, act: Act, details: Details) -> Refusal | None:
    if act in REASONED and not details.reason.strip():
        return Refusal(Reason.NO_WRITTEN_REASON)
    if act is Act.REOPEN and details.target not in reopenable(meeting):
        return Refusal(Reason.NOT_EARLIER, (details.target or "",))
    return None


def reopenable(meeting: Meeting) -> tuple[Phase, ...]:
    """The phases that a meeting may go back to from where it stands."""
    limit = Phase.CLOSED if meeting.revealed_rounds else Phase.REVEALED
    end = min(ORDER.index(meeting.phase), ORDER.index(limit))
    return tuple(p for p in REOPENED if ORDER.index(p) < end)


def _to(phase: Phase) -> Callable[[Meeting, Details], Meeting]:
    def change(meeting: Meeting, _details: Details) -> Meeting:
        return replace(meeting, phase=phase)

    return change


def _open_round(meeting: Meeting, _details: Details) -> Meeting:
    # Void rounds keep their numbers.
    number = len(meeting.rounds) + 1
    opened = Round(number, RoundStatus.OPEN, meeting.frozen)
    return replace(meeting, phase=Phase.ROUND, rounds=(*meeting.rounds, opened))


def _reveal(meeting: Meeting, _details: Details) -> Meeting:
    last = replace(meeting.rounds[-1], status=RoundStatus.REVEALED)
    return replace(meeting.with_last(last), phase=Phase.REVEALED)


def _end_round(meeting: Meeting, details: Details) -> Meeting:
    """Ballots come in until then; whoever asks second changes nothing."""
    last = meeting.rounds[-1]
    return meeting.with_last(replace(last, closes=last.closes or details.closes))


def _keep_open(meeting: Meeting, _details: Details) -> Meeting:
    return meeting.with_last(replace(meeting.rounds[-1], closes=""))


def _remove(meeting: Meeting, details: Details) -> Meeting:
    if not details.removed:
        return meeting
    last = meeting.rounds[-1]
    return meeting.with_last(replace(last, removed=last.removed + details.removed))


def _void(meeting: Meeting, details: Details) -> Meeting:
    """The matrix stays frozen: a new round may open at once.

    A round opened by mistake leaves the room what an earlier one showed of the same matrix.
    """
    last = replace(meeting.rounds[-1], status=RoundStatus.VOID, reason=details.reason.strip())
    left = meeting.with_last(last)
    revealed = left.revealed_rounds[-1:]
    same = revealed and revealed[0].matrix == meeting.frozen
    return replace(left, phase=Phase.ANALYSIS if same else Phase.CHECKS)


def _reopen(meeting: Meeting, details: Details) -> Meeting:
    """Reopening the review thaws the matrix: what is frozen next is a new version (R2)."""
    target = details.target or meeting.phase
    frozen = "" if target is Phase.REVIEW else meeting.frozen
    return replace(meeting, phase=target, frozen=frozen)


def _review(meeting: Meeting, _details: Details) -> Meeting:
    """A matrix frozen in the lobby, on which nobody has voted, may change again."""
    return replace(meeting, phase=Phase.REVIEW, frozen="")


def _reframe(meeting: Meeting, details: Details) -> Meeting:
    return replace(
        meeting,
        unanchored=details.unanchored,
        unconfirmed=details.unconfirmed,
        unanswered=details.unanswered,
    )


def _confirm(meeting: Meeting, details: Details) -> Meeting:
    left = tuple(c for c in meeting.unconfirmed if c != details.criterion)
    return replace(meeting, unconfirmed=left)


def _answer(meeting: Meeting, details: Details) -> Meeting:
    return replace(
        meeting, unanswered=tuple(w for w in meeting.unanswered if w != details.warning)
    )


def _freeze(meeting: Meeting, details: Details) -> Meeting:
    return replace(meeting, frozen=details.matrix)


def _rehearse(meeting: Meeting, _details: Details) -> Meeting:
    return replace(meeting, rehearsal=True, before=meeting)


def _end_rehearsal(meeting: Meeting, _details: Details) -> Meeting:
    """Everything that was rehearsed is gone, what was confirmed and answered there included."""
    without = replace(meeting, phase=Phase.LOBBY, rounds=(), frozen="", rehearsal=False)
    return meeting.before or without


_CHANGES: Mapping[Act, Callable[[Meeting, Details], Meeting]] = {
    Act.OPEN_LOBBY: _to(Phase.LOBBY),
    Act.START_REVIEW: _review,
    Act.START_CHECKS: _to(Phase.CHECKS),
    Act.OPEN_ROUND: _open_round,
    Act.REVEAL: _reveal,
    Act.END_ROUND: _end_round,
    Act.KEEP_OPEN: _keep_open,
    Act.VOID_ROUND: _void,
    Act.RELEASE_INVITATION: _remove,
    Act.START_ANALYSIS: _to(Phase.ANALYSIS),
    Act.START_PORTFOLIO: _to(Phase.PORTFOLIO),
    Act.START_DECISION: _to(Phase.DECISION),
    Act.CLOSE: _to(Phase.CLOSED),
    Act.REOPEN: _reopen,
    Act.REHEARSE: _rehearse,
    Act.END_REHEARSAL: _end_rehearsal,
    Act.CHOOSE_FRAME: _reframe,
    Act.EDIT_SCORE: _reframe,
    Act.CONFIRM_DIRECTION: _confirm,
    Act.ANSWER_WARNING: _answer,
    Act.FREEZE: _freeze,
}
