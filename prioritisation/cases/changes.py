"""Changes of a case: what may be written over what, undone, replayed. Pure: no store, no clock.

A change says of each unit what it was and what it becomes; None where it is not there. It is made
against what its author read, so that two people never write over each other without being told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prioritisation.cases.units import CaseUnits

UnitChange = Mapping[str, tuple[str | None, str | None]]
"""Name of each unit -> its content before and after."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A unit that somebody else has written since it was read.

    Attributes
    ----------
    read, mine, theirs
        Its content as the author read it, as the author wants it, and as it is now.
    """

    unit: str
    read: str | None
    mine: str | None
    theirs: str | None


def clashes(state: CaseUnits, change: UnitChange) -> tuple[Clash, ...]:
    """The units that are neither as they were read, nor as they are to become."""
    return tuple(
        Clash(unit, before, after, state.get(unit))
        for unit, (before, after) in change.items()
        if state.get(unit) not in (before, after)
    )


def needed(state: CaseUnits, change: UnitChange) -> UnitChange:
    """What of a change is still to be done; nothing of it may clash."""
    return {u: (state.get(u), after) for u, (_, after) in change.items() if state.get(u) != after}


def applied(state: CaseUnits, change: UnitChange) -> dict[str, str]:
    """The state once a change is made, whatever the units were."""
    after = dict(state)
    for unit, (_, content) in change.items():
        if content is None:
            after.pop(unit, None)
        else:
            after[unit] = content
    return after


def inverse(change: UnitChange) -> UnitChange:
    """The change that undoes another."""
    return {unit: (after, before) for unit, (before, after) in change.items()}


def stated_since(
    changes: Mapping[int, UnitChange], undoings: Mapping[int, int], seq: int
) -> set[str]:
    """The units that changes after one have written, and that were not undone.

    Parameters
    ----------
    changes
        Number of each change -> what it did.
    undoings
        Number of a change that undoes another -> the number of that one.
    """
    undone: set[int] = set()
    stated: set[str] = set()
    for later in sorted((one for one in changes if one > seq), reverse=True):
        if later in undone:
            continue
        if undoings.get(later, 0) > seq:
            # It and what it undoes say nothing together.
            undone.add(undoings[later])
        else:
            stated.update(changes[later])
    return stated


def difference(before: CaseUnits, after: CaseUnits) -> UnitChange:
    """The change that leads from one state to another."""
    return {
        unit: (before.get(unit), after.get(unit))
        for unit in sorted({*before, *after})
        if before.get(unit) != after.get(unit)
    }


def replayed(changes: Iterable[UnitChange]) -> dict[str, str]:
    """The state that changes lead to, from nothing."""
    state: dict[str, str] = {}
    for change in changes:
        state = applied(state, change)
    return state
