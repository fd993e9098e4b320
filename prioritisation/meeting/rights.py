"""Who may do or see what, and when; the reason when they may not.

Two tables, roles and phases, then what the state itself forbids (refusals R1, R2, R3, W12 of the
method reference). What no table allows is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from prioritisation.meeting.acts import Act
from prioritisation.meeting.state import Form, Meeting, Phase, Role, RoundStatus


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
    """Why not; ``what`` names the criteria, warnings or phase concerned."""

    reason: Reason
    what: tuple[str, ...] = ()


class Refused(Exception):
    """Something was asked that the meeting does not allow."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.reason}: {', '.join(refusal.what)}")
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
    Act.OPEN_ROUND: (Phase.LOBBY, Phase.CHECKS, *_AFTER_VOTE),
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
    Act.PROJECT: tuple(p for p in Phase if p is not Phase.DRAFT),
    Act.ISSUE_INVITATIONS: tuple(p for p in Phase if p is not Phase.CLOSED),
    Act.SEE_RESULTS: (*_AFTER_VOTE, Phase.CLOSED),
    Act.EXPORT: (*_AFTER_VOTE, Phase.CLOSED),
}


def refusal(meeting: Meeting, role: Role, act: Act) -> Refusal | None:
    """Why a role may not do or see this now; None when it may.

    Examples
    --------
    >>> refusal(Meeting(Phase.LOBBY), Role.VOTER, Act.VOTE).reason
    <Reason.PHASE: 'phase'>
    >>> refusal(Meeting(Phase.LOBBY), Role.VOTER, Act.TRIAL_VOTE) is None
    True
    """
    if role not in ROLES[act]:
        return Refusal(Reason.ROLE)
    stopped = act in _SPARED_WHILE_OPEN and role not in _SPARED_WHILE_OPEN[act]
    if stopped and meeting.open_round:
        return Refusal(Reason.ROUND_OPEN)
    if meeting.phase not in PHASES[act]:
        return Refusal(Reason.PHASE, (meeting.phase,))
    check = _CHECKS.get(act)
    return check(meeting, role) if check else None


_SPARED_WHILE_OPEN: Mapping[Act, frozenset[Role]] = {
    Act.SEE_RESULTS: frozenset(),
    Act.EXPORT: frozenset(),
    Act.EDIT_PAPER: frozenset(),
    Act.SEE_CASE_RANKING: _RANKING,
}


def _frame_open(meeting: Meeting, _role: Role) -> Refusal | None:
    """Scores, directions and criteria change only while nothing is frozen (R2)."""
    return Refusal(Reason.FROZEN) if meeting.frozen else None


def _scores_open(meeting: Meeting, role: Role) -> Refusal | None:
    """In the room the facilitator writes; experts and leads propose beforehand."""
    if meeting.phase is Phase.REVIEW and role is not Role.FACILITATOR:
        return Refusal(Reason.ROLE)
    return _frame_open(meeting, role)


def _can_freeze(meeting: Meeting, role: Role) -> Refusal | None:
    if meeting.unanchored:
        return Refusal(Reason.NO_ANCHOR, meeting.unanchored)
    if meeting.unconfirmed:
        return Refusal(Reason.DIRECTION, meeting.unconfirmed)
    if meeting.phase is Phase.LOBBY and meeting.form is Form.FULL:
        return Refusal(Reason.PHASE, (meeting.phase,))
    return _frame_open(meeting, role)


def _can_check(meeting: Meeting, _role: Role) -> Refusal | None:
    return None if meeting.frozen else Refusal(Reason.NOT_FROZEN)


def _can_open(meeting: Meeting, _role: Role) -> Refusal | None:
    """R1, W12, R2, then the warnings (section 5 of the method reference)."""
    if meeting.unanchored:
        return Refusal(Reason.NO_ANCHOR, meeting.unanchored)
    if meeting.unconfirmed:
        return Refusal(Reason.DIRECTION, meeting.unconfirmed)
    if not meeting.frozen:
        return Refusal(Reason.NOT_FROZEN)
    if meeting.unanswered:
        return Refusal(Reason.WARNINGS, meeting.unanswered)
    return None


def _has_results(meeting: Meeting, _role: Role) -> Refusal | None:
    return None if meeting.revealed_rounds else Refusal(Reason.NOT_REVEALED)


def _can_void(meeting: Meeting, _role: Role) -> Refusal | None:
    last = meeting.round
    return None if last and not last.reason else Refusal(Reason.NO_ROUND)


def _takes_ballots(meeting: Meeting, _role: Role) -> Refusal | None:
    last = meeting.round
    closed = last is not None and last.status is RoundStatus.CLOSED
    return Refusal(Reason.ROUND_CLOSED) if closed else None


def _can_reveal(meeting: Meeting, _role: Role) -> Refusal | None:
    """Not while people are told that they may still send their ballot."""
    last = meeting.round
    return Refusal(Reason.ROUND_CLOSING) if last and last.closing else None


def _can_simulate(meeting: Meeting, role: Role) -> Refusal | None:
    return _in_rehearsal(meeting, role) or _takes_ballots(meeting, role)


def _in_rehearsal(meeting: Meeting, _role: Role) -> Refusal | None:
    return None if meeting.rehearsal else Refusal(Reason.NOT_REHEARSAL)


def _can_rehearse(meeting: Meeting, _role: Role) -> Refusal | None:
    """A rehearsal is erased: it never starts where a real round already stands."""
    return Refusal(Reason.REHEARSAL) if meeting.rehearsal or meeting.rounds else None


_CHECKS: Mapping[Act, Callable[[Meeting, Role], Refusal | None]] = {
    Act.EDIT_SCORE: _scores_open,
    Act.CHOOSE_FRAME: _frame_open,
    Act.CONFIRM_DIRECTION: _frame_open,
    Act.FREEZE: _can_freeze,
    Act.EDIT_PAPER: _has_results,
    Act.START_CHECKS: _can_check,
    Act.OPEN_ROUND: _can_open,
    Act.VOID_ROUND: _can_void,
    Act.START_ANALYSIS: _has_results,
    Act.SEE_RESULTS: _has_results,
    Act.EXPORT: _has_results,
    Act.REHEARSE: _can_rehearse,
    Act.SIMULATE: _can_simulate,
    Act.VOTE: _takes_ballots,
    Act.ENTER_PAPER: _takes_ballots,
    Act.SET_COUNTDOWN: _takes_ballots,
    Act.END_ROUND: _takes_ballots,
    Act.KEEP_OPEN: _takes_ballots,
    Act.REVEAL: _can_reveal,
    Act.END_REHEARSAL: _in_rehearsal,
}
