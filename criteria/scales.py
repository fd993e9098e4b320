"""Scales: how a score in its own unit or words becomes a value between 0 and 1.

The worst anchor has value 0 and the best has value 1, always. Anchors are part
of the data, never computed from the levers: adding or removing a lever changes
no other lever's value (methods.md section 4: the only variant that never
reversed a ranking).
"""

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from criteria.errors import FlatScale, ScoreOutOfScale, UnknownLevel, UnorderedScale

Amount = float | str
"""A score: a number in the criterion's unit, or the id of a word level."""

MAX_STEPS = 60


@dataclass(frozen=True, slots=True)
class LinearScale:
    """A straight line from the worst score (value 0) to the best (value 1).

    A scale where less is better has ``worst > best``; no other flag says so.

    Parameters
    ----------
    worst, best
        Scores in the unit of the criterion, e.g. ktCO2e.
    whole
        Whether only whole scores exist (a count).

    Examples
    --------
    >>> LinearScale(worst=0, best=500).value(125)
    0.25
    >>> LinearScale(worst=12, best=0).value(3)
    0.75

    Raises
    ------
    FlatScale
        If ``worst == best``: such a criterion cannot tell levers apart.
    """

    worst: float
    best: float
    whole: bool = False

    def __post_init__(self) -> None:
        """Refuse a scale that cannot discriminate."""
        if self.worst == self.best:
            raise FlatScale(self.worst)

    @property
    def more_is_better(self) -> bool:
        """Whether a larger score has a larger value."""
        return self.best > self.worst

    def value(self, amount: Amount) -> float:
        """Value in [0, 1] of a score in the unit of the criterion; raises ScoreOutOfScale."""
        low, high = sorted((self.worst, self.best))
        if isinstance(amount, str) or not low <= amount <= high:  # also catches NaN
            raise ScoreOutOfScale(amount, low, high)
        return (amount - self.worst) / (self.best - self.worst)

    def reversed(self) -> Self:
        """The same scale read the other way: values become 1 - value."""
        return replace(self, worst=self.best, best=self.worst)

    def steps(self, low: Amount | None, high: Amount | None) -> tuple[Amount, ...]:
        """Every score possible between two whole scores; empty when there is a continuum."""
        if not self.whole:
            return ()
        first, last = sorted((self.worst, self.best))
        first = first if low is None else float(low)
        last = last if high is None else float(high)
        if last - first >= MAX_STEPS:
            return ()
        return tuple(float(n) for n in range(math.ceil(first), math.floor(last) + 1))


@dataclass(frozen=True, slots=True)
class WordLevel:
    """One word of a scale: id, what people read, its value in [0, 1], and what it means."""

    id: str
    label: str
    value: float
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class WordScale:
    """Word levels with written anchors, from the worst (value 0) to the best (value 1).

    Attributes
    ----------
    other_order
        Ids of the same levels in another order that is still possible; empty when none is.

    Raises
    ------
    UnorderedScale
        If the values do not rise from 0 to 1, or fall from 1 to 0 (a reversed scale).
    UnknownLevel
        If the other order is none of these levels.
    """

    levels: tuple[WordLevel, ...]
    other_order: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse levels out of order."""
        _check_monotone([level.value for level in self.levels])
        if self.other_order and sorted(self.other_order) != sorted(self.order):
            raise UnknownLevel(", ".join(self.other_order), list(self.order))

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the levels as they run."""
        return tuple(level.id for level in self.levels)

    def in_order(self, order: tuple[str, ...]) -> Self:
        """The same levels in an order, each with the value of its place: nothing else is open."""
        places = zip(map(self.level, order), self.levels, strict=True)
        return replace(
            self, levels=tuple(replace(v, value=at.value) for v, at in places), other_order=()
        )

    @property
    def more_is_better(self) -> bool:
        """Whether the last level is the best."""
        return self.levels[-1].value > self.levels[0].value

    def level(self, amount: Amount) -> WordLevel:
        """The level of that id; raises UnknownLevel."""
        for level in self.levels:
            if level.id == amount:
                return level
        raise UnknownLevel(amount, [level.id for level in self.levels])

    def value(self, amount: Amount) -> float:
        """Value in [0, 1] of a level; raises UnknownLevel."""
        return self.level(amount).value

    def reversed(self) -> Self:
        """The same words read the other way: values become 1 - value."""
        return replace(self, levels=tuple(replace(v, value=1 - v.value) for v in self.levels))

    def steps(self, low: Amount | None, high: Amount | None) -> tuple[Amount, ...]:
        """Every level between two, in the order of the scale."""
        ids = [level.id for level in self.levels]
        first = 0 if low is None else ids.index(str(low))
        last = len(ids) - 1 if high is None else ids.index(str(high))
        return tuple(ids[min(first, last) : max(first, last) + 1])


@dataclass(frozen=True, slots=True)
class PiecewiseScale:
    """Straight lines between points (score, value), where value is not proportional to score.

    Examples
    --------
    >>> PiecewiseScale((0, 10, 20), (0, 0.8, 1)).value(5)
    0.4

    Raises
    ------
    UnorderedScale
        If scores do not strictly increase, or values are not monotone between 0 and 1.
    """

    cutoffs: tuple[float, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse points out of order."""
        if any(a >= b for a, b in pairwise(self.cutoffs)) or len(self.cutoffs) != len(self.values):
            raise UnorderedScale(self.cutoffs)
        _check_monotone(self.values)

    @property
    def more_is_better(self) -> bool:
        """Whether a larger score has a larger value."""
        return self.values[-1] > self.values[0]

    def value(self, amount: Amount) -> float:
        """Value in [0, 1] of a score in the unit of the criterion; raises ScoreOutOfScale."""
        low, high = self.cutoffs[0], self.cutoffs[-1]
        if isinstance(amount, str) or not low <= amount <= high:
            raise ScoreOutOfScale(amount, low, high)
        points = zip(self.cutoffs, self.values, strict=True)
        for (x0, v0), (x1, v1) in pairwise(points):
            # Strictly: at a point the value is the one written, not a rounding of it.
            if amount < x1:
                return v0 + (v1 - v0) * (amount - x0) / (x1 - x0)
        return self.values[-1]

    def reversed(self) -> Self:
        """The same scale read the other way: values become 1 - value."""
        return replace(self, values=tuple(1 - v for v in self.values))

    def steps(self, low: Amount | None, high: Amount | None) -> tuple[Amount, ...]:  # noqa: ARG002 (shared signature)
        """No steps: the scores between two points are a continuum."""
        return ()


Scale = LinearScale | WordScale | PiecewiseScale


def _check_monotone(values: list[float] | tuple[float, ...]) -> None:
    """Raise UnorderedScale unless values run from 0 to 1, or from 1 to 0, without a turn."""
    up = list(values) == sorted(values)
    down = list(values) == sorted(values, reverse=True)
    ends = {values[0], values[-1]} if values else set()
    if not (up or down) or ends != {0.0, 1.0}:
        raise UnorderedScale(values)
