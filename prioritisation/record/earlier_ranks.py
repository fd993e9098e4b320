"""Possible ranks as records of before ``AS_NOW`` tell them: no weight of zero, and no tie."""

import numpy as np

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import JOINT
from prioritisation.analysis.robustness.ordering import value_blocks
from prioritisation.analysis.robustness.ranks import Extremes
from prioritisation.analysis.robustness.regions import leads
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.set_draws import sample_within


def earlier_extremes(robustness: Robustness) -> tuple[Extremes, ...]:
    """What ``JOINT`` draws gave, and what levers ahead, or behind, whatever the weights proved."""
    matrix, within = robustness.question.matrix, robustness.within
    sample = sample_within(len(matrix.criteria), within)[:JOINT]
    m = len(matrix.low)
    fewest, most = np.full(m, m - 1), np.zeros(m, dtype=int)
    for block in value_blocks(matrix, sample):
        for row in range(m):
            maybe = (block.high > block.low[row] + TIE).sum(axis=0)
            # A lever above its own lowest value is no rival of itself.
            maybe -= block.high[row] > block.low[row] + TIE
            sure = (block.low > block.high[row] + TIE).sum(axis=0)
            fewest[row], most[row] = min(fewest[row], sure.min()), max(most[row], maybe.max())
    at_corners = within.matrix_at_corners(matrix)
    extremes = []
    for row in range(m):
        best, worst = leads(at_corners, row, sure=False), leads(at_corners, row, sure=True)
        least = ((best <= 0).all(axis=1) & (best < 0).any(axis=1)).sum()
        greatest = (~(worst >= 0).all(axis=1)).sum()
        few, many = int(fewest[row]), int(most[row])
        extremes.append(
            Extremes(row, 1 + few, 1 + many, bool(few == least), bool(many == greatest))
        )
    return tuple(extremes)
