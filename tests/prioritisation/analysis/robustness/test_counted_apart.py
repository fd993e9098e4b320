"""Six levers as the case of Normandie had them when each range of coverage was counted apart.

The values are kept here: the case itself may count otherwise by now. An order was read as one
point, and any constraint, even one that excludes nothing, made drawn shares of exact ones.
"""

from dataclasses import replace

import numpy as np
import pytest

from prioritisation.analysis.matrix import PossibleValue
from prioritisation.analysis.robustness.robustness import robustness
from prioritisation.analysis.robustness.weight_sets import AtLeast, between, in_order
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.analysis.weights import rank_order_centroid
from tests.prioritisation.analysis.robustness.half_planes import rows_of, share_of_triangle
from tests.strategies import matrix_of
from tests.thresholds import RobustnessInput

GHG = [3287.6932, 2423.3628, 1393.9373, 4156.9385, 1341.139, 570.8338]
PARTNERS = [(2, 2), (0, 3), (0, 3), (3, 3), (0, 3), (0, 3)]
SHEETS = [(2, 3), (4, 5), (2, 4), (3, 10), (0, 1), (0, 1)]
PRODUCE, EQUAL = 3, np.full(3, 1 / 3)


def levers(*, covered_first=False):
    """Values of GHG on 4 200 kt, of words from 0 to 3, of sheets up to 12."""
    low, high = (
        np.column_stack([np.array(GHG) / 4200, [p[end] / 3 for p in PARTNERS],
                         [s[end] / 12 if covered_first else 1 - s[1 - end] / 12 for s in SHEETS]])
        for end in (0, 1)
    )  # fmt: skip
    steps = {
        (row, column): tuple(
            PossibleValue(k, k / most)
            for k in range(round(most * low[row, column]), round(most * high[row, column]) + 1)
        )
        for column, most in ((1, 3), (2, 12))
        for row in range(6)
        if high[row, column] > low[row, column]
    }
    return replace(matrix_of(low, high), steps=steps)


def asked(weights, *constraints, **how):
    return robustness(RobustnessInput(levers(**how), weights, constraints=constraints))


def exact_share(constraints=(), **how):
    """Share of the set for which *Mieux produire* is surely first, by the corners of lines."""
    matrix, rows = levers(**how), rows_of(constraints, 3)
    gaps = matrix.low[PRODUCE] - np.delete(matrix.high, PRODUCE, axis=0)
    return share_of_triangle(np.vstack([gaps, rows])) / share_of_triangle(rows)


def test_a_constraint_that_excludes_nothing_leaves_37_percent_as_they_were():
    free, bound = asked(EQUAL), asked(EQUAL, AtLeast(0, 0.0))
    assert free.regions == bound.regions
    assert free.word is bound.word is RobustnessWord.NONE, "several may be first at these weights"
    share = bound.regions.regions[PRODUCE].sure_share
    assert share == pytest.approx(exact_share()) == pytest.approx(0.372, abs=5e-4)
    assert bound.joint.firsts[PRODUCE] == pytest.approx(0.62, abs=0.005), "a draw is no proof"


def test_a_lever_first_in_94_percent_of_draws_is_not_solid_where_12_percent_are_sure():
    bounds = between(2, 0.6, 0.9)
    found = asked(np.array([0.3, 0.1, 0.6]), *bounds, covered_first=True)
    assert found.joint.firsts[PRODUCE] == pytest.approx(0.94, abs=0.005)
    assert found.sole_first.row == PRODUCE
    expected = exact_share(bounds, covered_first=True)
    assert found.sole_first.weights == pytest.approx(expected) == pytest.approx(0.118, abs=5e-4)
    assert found.word is RobustnessWord.OPEN


def test_an_order_is_all_the_weights_that_respect_it():
    order = in_order([[0], [1], [2]])
    found = asked(rank_order_centroid((1, 2, 3)), *order)
    assert found.sole_first.row == PRODUCE
    expected = exact_share(order)
    assert found.sole_first.weights == pytest.approx(expected) == pytest.approx(0.977, abs=5e-4)
    assert (found.word, found.outside) == (RobustnessWord.SOLID, ())
    assert found.share == pytest.approx(1 / 6)
