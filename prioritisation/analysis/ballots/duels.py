"""Duels between levers over the voters' own rankings: who wins them all (Condorcet winner).

Each ballot ranks the levers with its own weights. A score that nobody knows is the same for all of
them, whatever it is: a lever does its best in every duel at once when its own unknown scores are
at their best and those of the others at their worst. So each duel has a smallest and a largest
margin, and what follows from both ends is sure; nothing is said of the middle of an interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import own_ranking
from prioritisation.analysis.matrix import DecisionMatrix
from prioritisation.analysis.ranking import TIE

Margins = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Duels:
    """Each lever against each other one.

    Attributes
    ----------
    low, high
        Arrays (m, m): smallest and largest margin of the duel that the row has with the column, in
        ballots that prefer it minus ballots that prefer the other.
    """

    n: int
    low: Margins
    high: Margins

    @property
    def shown(self) -> bool:
        """Whether there are enough ballots to show them, and a duel."""
        return may_show(self.n) and len(self.low) > 1

    @property
    def winner(self) -> int | None:
        """The lever that wins all its duels whatever is unknown."""
        winners = _winners(self.low)
        return winners[0] if winners else None

    @property
    def contenders(self) -> tuple[int, ...]:
        """The levers that win all their duels for some unknown scores."""
        return _winners(self.high)

    @property
    def settled(self) -> bool:
        """Whether every duel has the same winner, or a tie, whatever is unknown."""
        return bool((np.sign(self.low) == np.sign(self.high)).all())


def duels(matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> Duels:
    """The duels of the levers over at least one ballot."""
    low = np.array([_leads(matrix, ballot) for ballot in ballots]).sum(axis=0)
    # A duel at its best for the row is the same at its worst for the column.
    return Duels(len(ballots), low, -low.T)


def _leads(matrix: DecisionMatrix, ballot: Ballot) -> Margins:
    """Array (m, m) of 1, 0, -1: the row against the column, at its worst and the other's best."""
    ranking = own_ranking(matrix, ballot)
    gaps = ranking.low[:, None] - ranking.high[None, :]
    leads = np.where(np.abs(gaps) <= TIE, 0, np.sign(gaps)).astype(np.int64)
    np.fill_diagonal(leads, 0)
    return leads


def _winners(margins: Margins) -> tuple[int, ...]:
    wins = (margins > 0).sum(axis=1)
    return tuple(np.flatnonzero(wins == len(margins) - 1).tolist())
