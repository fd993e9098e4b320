"""The criterion that carries the choice: what the first place becomes without each one."""

from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.weights import moved


@dataclass(frozen=True, slots=True)
class Without:
    """The first place when one criterion weighs nothing, the others keeping their proportions.

    Attributes
    ----------
    column
        The criterion left out.
    sure, possible
        Rows then first whatever the uncertain scores, and rows first for some of them.
    """

    column: int
    sure: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Carrying:
    """What each criterion does to the first place.

    Attributes
    ----------
    without
        One entry per criterion that weighs something, unless it is the only one.
    carriers
        Columns without which the first place is no longer surely the same.
    leads
        For a sole leader: (smallest, largest) lead over its closest rival brought by each
        criterion, in value; empty otherwise.
    """

    without: tuple[Without, ...]
    carriers: tuple[int, ...]
    leads: tuple[tuple[float, float], ...]


def carrying(matrix: DecisionMatrix, weights: Floats, ranking: Ranking) -> Carrying:
    """Leave each criterion out in turn, and share the leader's lead between the criteria.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    """
    weighing = np.flatnonzero(weights > 0).tolist() if np.count_nonzero(weights) > 1 else []
    without = tuple(_without(matrix, weights, j) for j in weighing)
    first = ranking.necessary_firsts
    carriers = tuple(w.column for w in without if first and w.sure != first)
    return Carrying(without, carriers, _leads(ranking, first[0]) if len(first) == 1 else ())


def _without(matrix: DecisionMatrix, weights: Floats, column: int) -> Without:
    left = additive(matrix, moved(weights, column, 0.0))
    return Without(column, left.necessary_firsts, left.possible_firsts)


def _leads(ranking: Ranking, leader: int) -> tuple[tuple[float, float], ...]:
    if len(ranking.alternatives) == 1:
        return ()
    rival = ranking.runner_up(leader)
    low = ranking.low_contributions[leader] - ranking.high_contributions[rival]
    high = ranking.high_contributions[leader] - ranking.low_contributions[rival]
    return tuple(zip(low.tolist(), high.tolist(), strict=True))
