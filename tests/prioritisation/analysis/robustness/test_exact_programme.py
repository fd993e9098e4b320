from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from prioritisation.analysis.robustness.weight_sets import (
    dot,
    highest,
    inner_point,
    unit_rows,
)
from tests.strategies import ENOUGH

figures = st.integers(-6, 6).map(lambda k: Fraction(k, 3))


@st.composite
def programmes(draw):
    """A cost and up to seven rows of one to five variables."""
    n = draw(st.integers(1, 5))
    row = st.lists(figures, min_size=n, max_size=n).map(tuple)
    return draw(row), draw(st.lists(row, max_size=7))


def by_another_solver(cost, rows):
    """The most that the cost can be, in floats; None when nothing satisfies the rows."""
    n = len(cost)
    above = np.array(rows, dtype=float).reshape(-1, n)
    solution = linprog(
        -np.array(cost, dtype=float), A_ub=-above, b_ub=np.zeros(len(above)),
        A_eq=np.ones((1, n)), b_eq=[1],
    )  # fmt: skip
    return -solution.fun if solution.status == 0 else None


@ENOUGH
@given(programmes())
def test_the_highest_is_that_of_another_solver_and_is_reached(programme):
    cost, rows = programme
    expected, found = by_another_solver(cost, rows), highest(cost, rows)
    assert (found is None) == (expected is None)
    if found is not None:
        most, point = found
        assert float(most) == pytest.approx(expected, abs=1e-7)
        assert dot(cost, point) == most
        assert sum(point) == 1
        assert min(point) >= 0
        assert all(dot(row, point) >= 0 for row in rows)


@ENOUGH
@given(programmes())
def test_the_inner_point_is_inside_all_that_can_be_left_exactly(programme):
    n, rows = len(programme[0]), programme[1]
    found = inner_point(rows, n)
    assert (found is None) == (by_another_solver([0] * n, rows) is None)
    if found is not None:
        point, zero = found
        assert sum(point) == 1
        for row, flat in zip([*rows, *unit_rows(n)], zero, strict=True):
            assert (dot(row, point) == 0) == flat
            assert dot(row, point) >= 0
            if flat:
                assert highest(row, rows)[0] == 0


def test_a_hair_is_not_nothing():
    hair = Fraction(1, 10**12)
    assert highest((Fraction(1), Fraction(0)), [(-hair, 1 - hair)])[0] == 1 - hair
    assert inner_point([(hair - 1, hair), (Fraction(1, 2) - hair, Fraction(-1, 2))], 2) is None
