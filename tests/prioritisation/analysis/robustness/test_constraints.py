from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.robustness.weight_sets import (
    AtLeast,
    AtMost,
    Order,
    between,
    broken,
    in_order,
)
from tests.prioritisation.analysis.robustness.half_planes import constraints, rows_of


@given(st.integers(2, 6).flatmap(lambda n: st.tuples(st.just(n), constraints(n, 4))))
def test_each_is_what_must_not_be_negative(pair):
    n, asked = pair
    for constraint, row in zip(asked, rows_of(asked, n), strict=True):
        assert constraint.lead(n) == pytest.approx(row)


def test_shares_are_those_that_were_typed():
    assert AtLeast(0, 0.1).row(2) == (Fraction(9, 10), Fraction(-1, 10))
    assert AtMost(1, 33.3 / 100).row(2) == (Fraction(333, 1000), Fraction(-667, 1000))
    assert AtMost(0, 1 / 3).fraction == Fraction(1, 3)


def test_an_order_with_equal_places():
    assert in_order([[2], [0, 1], [3]]) == (
        Order(0, 1), Order(1, 0), Order(2, 0), Order(1, 3)
    )  # fmt: skip
    assert in_order([[0]]) == in_order([]) == ()


def test_weights_that_are_not_allowed_break_some_constraints_by_so_much():
    weights = np.array([0.5, 0.3, 0.2])
    asked = (*between(0, 0.5, 0.5), Order(1, 0), AtMost(2, 0.15), Order(0, 2))
    assert broken(asked, weights) == (Order(1, 0), AtMost(2, 0.15))
    assert Order(1, 0).room(weights) == pytest.approx(-0.2)
    assert AtMost(2, 0.15).room(weights) == pytest.approx(-0.05)


def test_each_reads_as_it_is_typed():
    assert list(map(str, (Order(1, 0), AtLeast(0, 0.2), AtMost(2, 0.5)))) == [
        "w2 >= w1", "w1 >= 0.2", "w3 <= 0.5"
    ]  # fmt: skip
