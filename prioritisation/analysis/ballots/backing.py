"""How many voters have the lever that wins with the mean weights first themselves."""

from dataclasses import dataclass

from prioritisation.analysis.ballots.group import FirstCounts
from prioritisation.analysis.ranking import Ranking

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Backing:
    """How many voters have the lever that wins with the mean weights first themselves (W6).

    Attributes
    ----------
    row
        The lever surely first, alone, with the mean weights.
    sure, possible
        Ballots for which it is first alone whatever is unknown; first, or tied, for some scores.
    """

    row: int
    sure: int
    possible: int
    n: int

    @property
    def minority(self) -> bool:
        """Whether less than half of the voters have it first, whatever the unknown scores are."""
        return self.possible < _HALF * self.n

    @property
    def maybe_minority(self) -> bool:
        """Whether less than half surely have it first, and half or more may."""
        return self.sure < _HALF * self.n <= self.possible


def backing(ranking: Ranking, counts: FirstCounts) -> Backing | None:
    """Who backs the winner of the mean weights; None when no lever wins alone for sure.

    Parameters
    ----------
    ranking
        The ranking with the group's mean weights.
    """
    first = ranking.necessary_firsts
    if len(first) != 1 or first != ranking.possible_firsts:
        return None
    return Backing(first[0], counts.sure[first[0]], counts.possible[first[0]], counts.n)
