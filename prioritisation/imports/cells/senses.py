"""Which way a criterion of numbers counts, and between which ends: as stated, or asked."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from prioritisation.imports.cells.amounts import text_amount, written_number
from prioritisation.imports.cells.cell_readings import RANGE_MARK
from prioritisation.imports.cells.ends import round_ends
from prioritisation.imports.model import ReadCriterion

ReadWay = Literal["", "min", "max", "open"]
_WAYS: dict[str, ReadWay] = {"min": "min", "max": "max", "open": "open"}
_TWO = 2

Ends = tuple[float, float]


class StatedSense(NamedTuple):
    """What a file states: each direction, the ends from the worst to the best, and the bounds."""

    directions: tuple[str, ...] = ()
    ends: Ends | None = None
    bounds: Ends | None = None


def read_way(stated: StatedSense, answer: Sequence[str]) -> ReadWay:
    """The direction that is answered, or the only one that the file states; else none."""
    if answer and answer[0] in _WAYS:
        return _WAYS[answer[0]]
    ways = {_WAYS[one] for one in stated.directions if one in _WAYS}
    if stated.ends is not None and stated.ends[0] != stated.ends[1]:
        ways.add("max" if stated.ends[0] < stated.ends[1] else "min")
    return ways.pop() if len(ways) == 1 else ""


def read_ends(criterion: ReadCriterion, stated: StatedSense, answer: Sequence[str]) -> Ends | None:
    """The ends that are answered, or stated, from the worst to the best; else none.

    None either where a score stands outside them.
    """
    for ends in (_typed_ends(answer), stated.ends):
        if ends is not None and _holds(ends, criterion):
            return _turned(ends, criterion.direction)
    return None


def _typed_ends(answer: Sequence[str]) -> Ends | None:
    parts = answer[0].split(RANGE_MARK) if len(answer) == 1 else answer
    numbers = [number for one in parts if (number := _number(one)) is not None]
    return (numbers[0], numbers[1]) if len(numbers) == len(parts) == _TWO else None


def _number(text: str) -> float | None:
    """A number as a question writes it, else as it is typed."""
    amount = text_amount(text.strip(), ".")
    return amount.low if amount.kind == "number" else None


def _holds(ends: Ends, criterion: ReadCriterion) -> bool:
    low, high = sorted(ends)
    inside = all(low <= one <= high for one in (criterion.low, criterion.high) if one is not None)
    return low < high and inside


def _turned(ends: Ends, way: ReadWay) -> Ends:
    low, high = sorted(ends)
    if way in ("min", "max"):
        return (low, high) if way == "max" else (high, low)
    return ends


def proposed_ends(criterion: ReadCriterion, bounds: Ends | None) -> Ends | None:
    """The ends that are proposed, the lower first: those of its heading, or round ones."""
    if bounds is not None and _holds(bounds, criterion):
        low, high = sorted(bounds)
        return low, high
    if criterion.low is None or criterion.high is None:
        return None
    return round_ends(criterion.low, criterion.high, criterion.unit)


def end_choices(ends: Ends | None) -> tuple[str, ...]:
    """Ends as a question proposes them."""
    return tuple(map(written_number, ends)) if ends else ()
