"""Moves: what each allowed write changes in the state of a meeting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from prioritisation.meeting.rules.rights import Reason, Refusal, Refused, refusal
from prioritisation.meeting.rules.state import ORDER, Act, Meeting, Phase, Role, Round, RoundStatus

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
