import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.weight_methods import rank_order_centroid, rank_sum
from prioritisation.analysis.weights import InvalidOrder
from tests.published import published
from tests.strategies import simplex

BOTH = pytest.mark.parametrize("rule", [rank_order_centroid, rank_sum])
orders = st.integers(1, 12).flatmap(lambda n: st.permutations(range(1, n + 1)))
orders_with_ties = st.lists(st.integers(1, 5), min_size=1, max_size=8)


def test_the_published_weights_of_three_criteria():
    case = published("roc_weights_3")
    found = rank_order_centroid(case["params"]["ranking"])
    assert found == pytest.approx(case["expected"]["weights"], abs=case["tolerance"]["weights"])


def test_the_centroid_is_the_mean_of_the_weights_in_that_order():
    drawn = np.sort(simplex(4, 200_000), axis=1)[:, ::-1].mean(axis=0)
    assert rank_order_centroid([1, 2, 3, 4]) == pytest.approx(drawn, abs=2e-3)


def test_the_centroid_is_the_mean_of_the_corners():
    corners = [[1 / k] * k + [0] * (5 - k) for k in range(1, 6)]
    assert rank_order_centroid([1, 2, 3, 4, 5]) == pytest.approx(np.mean(corners, axis=0))


def test_the_rank_sum_falls_by_equal_steps():
    assert rank_sum([1, 2, 3, 4]) == pytest.approx([0.4, 0.3, 0.2, 0.1])


@BOTH
@given(ranks=orders_with_ties)
def test_weights_sum_to_1_and_respect_the_order(rule, ranks):
    found = rule(ranks)
    assert found.sum() == pytest.approx(1)
    for (r, w), (s, x) in itertools.combinations(zip(ranks, found.tolist(), strict=True), 2):
        assert (w > x) == (r < s)
        assert (w == x) == (r == s)


@BOTH
@given(ranks=orders, data=st.data())
def test_only_the_order_of_the_ranks_counts(rule, ranks, data):
    steps = data.draw(st.lists(st.integers(1, 9), min_size=len(ranks), max_size=len(ranks)))
    wider = np.cumsum(steps)[np.array(ranks) - 1]
    assert rule(wider.tolist()).tolist() == rule(ranks).tolist()


@BOTH
def test_no_criterion_has_no_weights(rule):
    with pytest.raises(InvalidOrder):
        rule([])
