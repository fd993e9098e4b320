import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.weights import (
    Elicitation,
    InvalidElicitation,
    elicited_weights,
    rank_order_centroid,
)
from tests.each import each
from tests.published import published
from tests.strategies import simplex

ABC = ("a", "b", "c")


def test_the_published_weights_of_three_criteria():
    case = published("roc_weights_3")
    found = rank_order_centroid(case["params"]["ranking"])
    assert found == pytest.approx(case["expected"]["weights"], abs=case["tolerance"]["weights"])


def test_the_centroid_is_the_mean_of_the_weights_in_that_order():
    drawn = np.sort(simplex(4, 200_000), axis=1)[:, ::-1].mean(axis=0)
    assert rank_order_centroid([1, 2, 3, 4]) == pytest.approx(drawn, abs=2e-3)
    corners = [[1 / k] * k + [0] * (5 - k) for k in range(1, 6)]
    assert rank_order_centroid([1, 2, 3, 4, 5]) == pytest.approx(np.mean(corners, axis=0))


@given(ranks=st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_weights_sum_to_1_and_respect_the_order_and_nothing_but_it(ranks):
    told = Elicitation(tuple(map(str, range(len(ranks)))), tuple(ranks))
    found = elicited_weights(told)
    assert found.tolist() == rank_order_centroid(ranks).tolist()
    assert found.sum() == pytest.approx(1)
    for (r, w), (s, x) in itertools.combinations(zip(ranks, found.tolist(), strict=True), 2):
        assert (w > x) == (r < s)
        assert (w == x) == (r == s)


@each(
    ("told", "fault"),
    [
        (Elicitation(()), "criteria"),
        (Elicitation(("a", "a"), (1, 2)), "criteria"),
        (Elicitation(ABC, (1, 2)), "ranks"),
        (Elicitation(ABC, (0, 1, 2)), "ranks"),
    ],
)
def test_what_cannot_have_been_told_is_refused(told, fault):
    with pytest.raises(InvalidElicitation) as caught:
        elicited_weights(told)
    assert caught.value.fault == fault
