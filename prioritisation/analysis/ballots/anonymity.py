"""What may be shown of ballots, so that no ballot can be told or deduced.

``docs/record.md`` states the rule. The number is a promise made to the voters (refusal R4 of the
method reference): it is a constant, no setting lowers it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MIN_SHOWN = 5
"""Ballots there must be before anything but their number is shown, alone or by group."""

COARSE = 2
"""Decimals of what is told of ballots that are not listed: whole percents."""


def may_show(n: int) -> bool:
    """Whether anything but their number may be shown of n ballots: a mean, a dot, a count."""
    return n >= MIN_SHOWN


def hidden_together(n: int, typed: int) -> int:
    """How many of n ballots hide each other: those that nobody has read but their voters.

    Whoever types ballots in from paper knows them, and takes them away from whatever is told.
    Where all were typed in none is left to hide, and they hide each other from everybody else.
    """
    return n - typed or n


def too_few(n: int, typed: int) -> bool:
    """Whether nothing but the number of n ballots may be shown, abstentions aside."""
    return not may_show(hidden_together(n, typed))


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
        total, and nothing is shown by college. Unless nothing is shown they have no ballot
        together, or ``MIN_SHOWN`` at least.
    """

    shown: tuple[str, ...]
    merged: tuple[str, ...]


def shown_colleges(counts: Mapping[str, int], typed: int = 0) -> ShownColleges:
    """Merge small colleges so that no group shown, and no difference of sums, is small.

    Those with fewer than ``MIN_SHOWN`` ballots are merged; when they are still too few together,
    the smallest of the others joins them (complementary suppression, as in statistical
    disclosure control: Hundepool et al. 2012).

    Parameters
    ----------
    counts
        College -> number of ballots. Those who named no college are one more, under a name of
        their own: leaving them out would let them be found by subtraction.
    typed
        How many of the ballots hide no other: each group has as many more, wherever they are.
    """
    least = MIN_SHOWN + typed
    alone = sorted((n, c) for c, n in counts.items() if n >= least)
    merged = [(n, c) for c, n in counts.items() if 0 < n < least]
    while merged and alone and sum(n for n, _ in merged) < least:
        merged.append(alone.pop(0))
    return ShownColleges(tuple(sorted(c for _, c in alone)), tuple(sorted(c for _, c in merged)))
