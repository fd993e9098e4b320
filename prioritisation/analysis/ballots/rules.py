"""Voting rules over the voters' own rankings: duels, Borda, Copeland, Kemeny, a Condorcet winner.

Each ballot ranks the levers with its own weights. A score that nobody knows is the same for all of
them, whatever it is: a lever does its best in every duel at once when its own unknown scores are
at their best and those of the others at their worst. So each duel has a smallest and a largest
margin, and what follows from both ends is sure; nothing is said of the middle of an interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import own_ranking
from prioritisation.analysis.kemeny import kemeny
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.voting import Counts, Cycle, TooTangled, components, cycles


@dataclass(frozen=True, slots=True, eq=False)
class RulePlaces:
    """What a rule gives to each lever, from the least to the most that unknown scores allow.

    Attributes
    ----------
    low, high
        Points of Borda, or score of Copeland; empty for Kemeny, which gives none.
    best, worst
        Ranks; the true ones are between them. They are equal when the rank is established.
    """

    low: Floats
    high: Floats
    best: Counts
    worst: Counts

    @property
    def first(self) -> int | None:
        """The lever that is surely first alone; None when there is none, or nobody can say."""
        sure = np.flatnonzero(self.worst == 1).tolist()
        return sure[0] if len(sure) == 1 and (self.best == 1).sum() == 1 else None

    @property
    def firsts(self) -> tuple[int, ...]:
        """The levers not excluded from the first place; perhaps not all of them can be first."""
        return tuple(np.flatnonzero(self.best == 1).tolist())

    @property
    def settled(self) -> bool:
        """Whether every rank is established."""
        return bool((self.best == self.worst).all())


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The levers by voting rules.

    Attributes
    ----------
    low, high
        Arrays (m, m): smallest and largest margin of the duel that the row has with the column, in
        ballots that prefer it minus ballots that prefer the other.
    several
        Whether several orders are as good for Kemeny: none of them is chosen.
    tangled
        Whether more levers beat each other in cycles than orders can be compared exactly.
    """

    n: int
    low: Counts
    high: Counts
    borda: RulePlaces
    copeland: RulePlaces
    kemeny: RulePlaces
    several: bool
    tangled: bool

    @property
    def shown(self) -> bool:
        """Whether there are enough ballots to show them."""
        return may_show(self.n)

    @property
    def winner(self) -> int | None:
        """The lever that wins all its duels whatever is unknown (Condorcet winner)."""
        winners = _winners(self.low)
        return winners[0] if winners else None

    @property
    def contenders(self) -> tuple[int, ...]:
        """The levers that win all their duels for some unknown scores."""
        return _winners(self.high)

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """The cycles of majorities that there are whatever is unknown."""
        return cycles(np.maximum(self.low, 0))

    @property
    def settled(self) -> bool:
        """Whether every duel has the same winner, or a tie, whatever is unknown."""
        return bool((np.sign(self.low) == np.sign(self.high)).all())


def rules(matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> Rules:
    """Count the voters' own rankings by each rule; at least one ballot, and two levers."""
    leads = np.array([_leads(matrix, ballot) for ballot in ballots])
    low = leads.sum(axis=0)
    # A duel at its best for the row is the same at its worst for the column.
    high = -low.T
    placed, several, tangled = _kemeny(low, high)
    return Rules(
        len(ballots), low, high, _borda(leads), _copeland(low, high), placed, several, tangled
    )


def _leads(matrix: DecisionMatrix, ballot: Ballot) -> Counts:
    """Array (m, m) of 1, 0, -1: the row against the column, at its worst and the other's best."""
    ranking = own_ranking(matrix, ballot)
    gaps = ranking.low[:, None] - ranking.high[None, :]
    leads = np.where(np.abs(gaps) <= TIE, 0, np.sign(gaps)).astype(np.int64)
    np.fill_diagonal(leads, 0)
    return leads


def _winners(margins: Counts) -> tuple[int, ...]:
    wins = (margins > 0).sum(axis=1)
    return tuple(np.flatnonzero(wins == len(margins) - 1).tolist())


def _copeland(low: Counts, high: Counts) -> RulePlaces:
    least, most = (np.sign(m).sum(axis=1).astype(float) for m in (low, high))
    return _spans(least, most, least[:, None] - most[None, :])


def _borda(leads: Counts) -> RulePlaces:
    """Half a point for a tie, one for a duel won, summed over the ballots."""
    m = leads.shape[1]
    at_most = -leads.transpose(0, 2, 1)
    least, most = ((x.sum(axis=(0, 2)) + len(leads) * (m - 1)) / 2 for x in (leads, at_most))
    return _spans(least, most, _borda_gaps(leads, at_most))


def _borda_gaps(leads: Counts, at_most: Counts) -> Floats:
    """Array (m, m): what the row has more than the column at least.

    Against a third lever, whatever this one is worth, the row does no worse than the column on a
    ballot that surely does not prefer the column.
    """
    m = leads.shape[1]
    gaps = leads.sum(axis=0).astype(float)  # the two of them: one half each way
    for k in range(m):
        apart = (leads[:, :, [k]] - at_most[:, None, :, k]) / 2
        bounded = np.where(leads >= 0, np.maximum(apart, 0), apart)
        bounded[:, k, :] = bounded[:, :, k] = 0
        gaps += bounded.sum(axis=0)
    return np.asarray(gaps)


def _spans(low: Floats, high: Floats, gaps: Floats) -> RulePlaces:
    """Ranks from what each lever surely has more than each other."""
    ahead = gaps > TIE
    maybe = gaps.T < -TIE  # the row may have more: the other has not surely as much
    np.fill_diagonal(ahead, val=False)
    np.fill_diagonal(maybe, val=False)
    return RulePlaces(low, high, 1 + ahead.sum(axis=0), 1 + maybe.sum(axis=0))


def _kemeny(low: Counts, high: Counts) -> tuple[RulePlaces, bool, bool]:
    """Groups that surely beat all the following come first in every best order (Truchon 1998)."""
    nothing: Floats = np.zeros(0)
    best = np.zeros(len(low), np.int64)
    worst, several, tangled, start = best.copy(), False, False, 0
    for group in components(high >= 0):
        rows = np.array(group)
        best[rows], worst[rows] = start + 1, start + len(rows)
        inside = np.ix_(rows, rows)
        # With a duel still open inside, any place of the group is possible.
        if len(rows) > 1 and (low[inside] == high[inside]).all():
            try:
                ordering = kemeny(np.maximum(low[inside], 0))
            except TooTangled:
                tangled = True
            else:
                several = several or not ordering.unique
                if ordering.unique:
                    best[rows[list(ordering.order)]] = start + 1 + np.arange(len(rows))
                    worst[rows] = best[rows]
        start += len(rows)
    return RulePlaces(nothing, nothing, best, worst), several, tangled
