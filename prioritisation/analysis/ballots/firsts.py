"""For how many ballots each lever is first, each ballot ranking with its own weights."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, shares
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import Ranking, additive

HALF = 0.5


@dataclass(frozen=True, slots=True)
class FirstCounts:
    """First levers, counted in ballots; the rows of ``sure``, ``tied`` and ``open`` sum to ``n``.

    Attributes
    ----------
    sure
        Row -> ballots for which it is first alone whatever the unknown scores are.
    possible
        Row -> ballots for which it is first, alone or tied, for some unknown scores at least.
    tied
        Ballots for which several levers are tied for first whatever the unknown scores are.
    open
        Ballots for which the first lever, or whether it is alone, depends on unknown scores.
    """

    sure: tuple[int, ...]
    possible: tuple[int, ...]
    tied: int
    open: int
    n: int

    @property
    def shown(self) -> bool:
        """Whether there are enough ballots to show them."""
        return may_show(self.n)


def own_weights(matrix: DecisionMatrix, ballot: Ballot) -> Floats:
    """Array (n,) of a ballot's shares, in the order of the matrix; an abstention weighs nothing.

    That voter's own ranking rests on the criteria the voter weighs, and on no other.
    """
    found = shares(ballot)
    return np.array([found[c] or 0.0 for c in matrix.criteria], dtype=float)


def own_ranking(matrix: DecisionMatrix, ballot: Ballot) -> Ranking:
    """The levers ranked with one ballot's weights."""
    return additive(matrix, own_weights(matrix, ballot))


def first_counts(matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> FirstCounts:
    """Rank the levers with each ballot and count who is first."""
    rankings = [own_ranking(matrix, ballot) for ballot in ballots]
    sure, possible = [0] * len(matrix.alternatives), [0] * len(matrix.alternatives)
    tied = 0
    for ranking in rankings:
        for row in ranking.possible_firsts:
            possible[row] += 1
        if ranking.possible_firsts != ranking.necessary_firsts:
            continue
        if len(ranking.necessary_firsts) == 1:
            sure[ranking.necessary_firsts[0]] += 1
        else:
            tied += 1
    left = len(rankings) - sum(sure) - tied
    return FirstCounts(tuple(sure), tuple(possible), tied, left, len(rankings))


def means_differ(rankings: Sequence[Ranking | None]) -> bool:
    """Whether rankings with several weights answer otherwise about the first place (W7, W13)."""
    return len({(r.necessary_firsts, r.possible_firsts) for r in rankings if r}) > 1


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
        return self.possible < HALF * self.n

    @property
    def maybe_minority(self) -> bool:
        """Whether less than half surely have it first, and half or more may."""
        return self.sure < HALF * self.n <= self.possible


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
