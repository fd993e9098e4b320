"""Where the dots of a distribution stand: the shares are drawn as they are, moved only upwards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prioritisation.analysis.ballots.anonymity import may_show

MOST_DOTS = 60
"""Ballots drawn as one dot each; above, they are counted by bins."""

BIN = 5
"""Width of a bin, in percent points; the last one, 95 to 100, holds both its ends."""

FULL = 100


@dataclass(frozen=True, slots=True)
class Dot:
    """One ballot's share of a criterion, in whole percents, and its height (0 is lowest)."""

    percent: int
    level: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Ballots whose percent is at least ``low`` and less than ``high`` (at most, for 100)."""

    low: int
    high: int
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """One criterion's shares, ready to draw: dots or bins, never both; neither when too few."""

    dots: tuple[Dot, ...] = ()
    bins: tuple[Bin, ...] = ()


def distribution(percents: Sequence[int | None], width: int = 2) -> Distribution:
    """Dots up to ``MOST_DOTS`` ballots, bins above, nothing below ``MIN_SHOWN``.

    Parameters
    ----------
    percents
        Whole percents from 0 to 100, in any order; None is an abstention and is not drawn.
    width
        Percent points that a dot takes at the narrowest drawing: nearer ones are stacked.
    """
    given = sorted(p for p in percents if p is not None)
    if not may_show(len(given)):
        return Distribution()
    if len(given) > MOST_DOTS:
        return Distribution(bins=_bins(given))
    return Distribution(dots=_stacked(given, width))


def _stacked(given: Sequence[int], width: int) -> tuple[Dot, ...]:
    """Each dot at the lowest level where it touches no other, from left to right."""
    ends: list[int] = []
    dots = []
    for percent in given:
        level = next((k for k, end in enumerate(ends) if percent >= end), len(ends))
        ends[level : level + 1] = [percent + width]
        dots.append(Dot(percent, level))
    return tuple(dots)


def _bins(given: Sequence[int]) -> tuple[Bin, ...]:
    counts = Counter(min(p, FULL - 1) // BIN * BIN for p in given)
    return tuple(Bin(low, low + BIN, counts[low]) for low in range(0, FULL, BIN))
