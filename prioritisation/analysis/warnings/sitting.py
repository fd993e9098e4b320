"""What the group should know of its own meeting: what changed, what was seen, who is there."""

from collections.abc import Iterator
from dataclasses import dataclass

from prioritisation.analysis.warnings.limits import limits
from prioritisation.analysis.warnings.notes import WarningKind, WarningNote


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as far as warnings are concerned.

    Attributes
    ----------
    changed
        Number of the last revealed round when the table is no longer the one it was about; 0
        otherwise.
    opened
        Times a ranking of the case was opened between the creation of the meeting and its
        first round.
    present
        People who have joined; None when it does not matter, before the doors and after a vote.
    """

    changed: int = 0
    opened: int = 0
    present: int | None = None


def are_few(present: int) -> bool:
    """Whether so few people are present that the group is warned of it."""
    return present < limits().few


def in_meeting(found: Sitting) -> tuple[WarningNote, ...]:
    """The warnings of a meeting; they stop nothing."""
    return tuple(_found(found))


def _found(found: Sitting) -> Iterator[WarningNote]:
    if found.changed:
        kind = WarningKind.CHANGED
        yield WarningNote(f"{kind}:{found.changed}", kind, n=found.changed)
    if found.opened:
        kind = WarningKind.RANKING_SEEN
        yield WarningNote(kind.value, kind, n=found.opened)
    if found.present is not None and are_few(found.present):
        kind = WarningKind.FEW_PRESENT
        yield WarningNote(kind.value, kind, n=found.present, of=limits().few)
