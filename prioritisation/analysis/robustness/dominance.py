"""Dominance: levers that no weights can put behind another."""

from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE


@dataclass(frozen=True, slots=True)
class Dominance:
    """One alternative at least as good as another on every criterion, better on one.

    Attributes
    ----------
    dominant, dominated
        Rows of the matrix.
    sure
        Whether it is so whatever the uncertain scores; otherwise for some of their values only.
    """

    dominant: int
    dominated: int
    sure: bool


def dominances(matrix: DecisionMatrix) -> tuple[Dominance, ...]:
    """Every dominance between two alternatives, the sure ones first, then in table order.

    Weights play no part in it: a dominated alternative is never ahead of its dominant one,
    whatever they are (Pareto dominance; cells vary independently of each other).
    """
    rows = range(len(matrix.alternatives))
    pairs = [(i, j) for i in rows for j in rows if i != j]
    sure = [(i, j) for i, j in pairs if _dominates(matrix.low[i], matrix.high[j])]
    possible = [(i, j) for i, j in pairs if _dominates(matrix.high[i], matrix.low[j])]
    return (
        *(Dominance(i, j, sure=True) for i, j in sure),
        *(Dominance(i, j, sure=False) for i, j in possible if (i, j) not in sure),
    )


def _dominates(mine: Floats, theirs: Floats) -> bool:
    gaps = mine - theirs
    return bool(np.all(gaps >= -TIE) and np.any(gaps > TIE))
