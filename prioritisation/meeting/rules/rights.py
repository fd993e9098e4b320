"""Who may do or see what, and when; the reason when they may not.

Tables: roles, phases, what of them is narrower in one phase or while a round is open, then what
the state itself forbids (refusals R1, R2, R3, W12 of the method reference). What no table allows
is refused; docs/rights.md is made from them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from prioritisation.meeting.rules.state import Act, Form, Meeting, Phase, Role, RoundStatus


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
    (Act.EDIT_SCORE, Phase.REVIEW): _FACILITATOR,
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
