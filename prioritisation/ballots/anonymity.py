"""What may be shown of ballots, so that no ballot can be told or deduced.

The two numbers are promises made to the voters (refusal R4 of the method reference): they are
constants, no setting lowers them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MIN_SHOWN = 5
"""Ballots there must be before any is shown as a dot, a rank or a line, alone or by group."""

MEAN_SHOWN = 3
"""Ballots there must be before their mean weights alone are shown."""


class Shown(StrEnum):
    """How much of a number of ballots may be shown."""

    COUNT = "count"
    MEAN = "mean"
    ALL = "all"


def shown(n: int) -> Shown:
    """What n ballots allow: their number, their mean weights, or the distributions too.

    Below ``MIN_SHOWN`` the mean stands without geometric mean and median: three means of three
    ballots give the three ballots back.
    """
    if n >= MIN_SHOWN:
        return Shown.ALL
    return Shown.MEAN if n >= MEAN_SHOWN else Shown.COUNT


def may_show(n: int) -> bool:
    """Whether distributions, counts of first levers or camps of n ballots may be shown."""
    return shown(n) is Shown.ALL


def may_split(part: int, rest: int) -> bool:
    """Whether results with and without a part of the voters may be shown: both have enough."""
    return may_show(part) and may_show(rest)


@dataclass(frozen=True, slots=True)
class ShownColleges:
    """How the results by college are cut.

    Attributes
    ----------
    shown
        Colleges shown alone, in increasing order of name.
    merged
        Colleges shown only together; when no college is shown, all of them: their sum is the
        total, and nothing is shown by college.
    merged_n
        Ballots of the merged colleges: 0 or at least ``MIN_SHOWN``, unless nothing is shown.
    """

    shown: tuple[str, ...]
    merged: tuple[str, ...]
    merged_n: int


def shown_colleges(counts: Mapping[str, int]) -> ShownColleges:
    """Merge small colleges so that no group shown, and no difference of sums, is small.

    Those with fewer than ``MIN_SHOWN`` ballots are merged; when they are still too few together,
    the smallest of the others joins them (complementary suppression, as in statistical
    disclosure control: Hundepool et al. 2012).

    Parameters
    ----------
    counts
        College -> number of ballots. Those who named no college are one more, under a name of
        their own: leaving them out would let them be found by subtraction.
    """
    alone = sorted((n, c) for c, n in counts.items() if may_show(n))
    merged = [(n, c) for c, n in counts.items() if 0 < n < MIN_SHOWN]
    while merged and alone and sum(n for n, _ in merged) < MIN_SHOWN:
        merged.append(alone.pop(0))
    return ShownColleges(
        tuple(sorted(c for _, c in alone)),
        tuple(sorted(c for _, c in merged)),
        sum(n for n, _ in merged),
    )
