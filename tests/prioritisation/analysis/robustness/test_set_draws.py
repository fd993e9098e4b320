from contextlib import suppress
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.robustness import set_draws
from prioritisation.analysis.robustness.draws import weight_sample
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_sets import (
    EVERY_WEIGHT,
    AtLeast,
    AtMost,
    InconsistentConstraints,
    Order,
    between,
    weight_set,
)
from tests.each import each
from tests.prioritisation.analysis.robustness.half_planes import constraints, rows_of
from tests.strategies import simplex


def drawn(n, asked, draws):
    return sample_within(n, weight_set(n, asked), draws)


def satisfies(weights, asked):
    n = weights.shape[1]
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(weights)))
    assert weights.min() >= 0
    assert (weights @ rows_of(asked, n).T).min(initial=0) >= -1e-9


def like_those_kept(found, asked, n, draws=400_000):
    """Means and covariances, as rejection gives them."""
    every = simplex(n, draws, seed=3)
    kept = every[(every @ rows_of(asked, n).T >= 0).all(axis=1)]
    assert found.mean(axis=0) == pytest.approx(kept.mean(axis=0), abs=0.006)
    assert np.cov(found.T) == pytest.approx(np.cov(kept.T), abs=1e-3)


def test_all_weights_are_drawn_as_everywhere_else():
    assert sample_within(3, EVERY_WEIGHT) is weight_sample(3)
    assert drawn(3, (AtLeast(1, 0.0),), 100_000) is weight_sample(3)


def test_a_sample_holds_its_draws_and_no_more():
    for asked in ((AtLeast(0, 0.2),), (Order(0, 1), AtMost(0, 0.6)), ()):
        assert drawn(3, asked, 5_000).base is None


@each(
    ("n", "asked"),
    [
        (3, (Order(0, 1), AtMost(2, 0.5))),
        (3, (AtLeast(0, 0.2), AtMost(0, 0.5))),
        (4, (Order(0, 1), AtMost(2, 0.5), AtLeast(3, 0.1))),
        (6, (AtMost(0, 0.2), Order(1, 2))),
        (7, (AtMost(0, 0.2), Order(1, 2))),
    ],
)
def test_a_set_is_drawn_as_rejection_would(n, asked):
    found = drawn(n, asked, 20_000)
    satisfies(found, asked)
    like_those_kept(found, asked, n)
    assert len(np.unique(found, axis=0)) == len(found), "no draw counts twice"


def test_a_narrow_set_is_walked_where_it_cannot_be_cut(monkeypatch):
    asked = (*between(0, 0.3, 0.42), Order(1, 2), AtLeast(3, 0.1))
    monkeypatch.setattr(set_draws, "pieces_of", lambda _within: None)
    monkeypatch.setattr(set_draws, "WIDE", 1.1)
    found = drawn(4, asked, 20_002)
    satisfies(found, asked)
    like_those_kept(found, asked, 4, 2_000_000)


@each("n", [4, 5, 6, 9])
def test_a_whole_order_has_the_rank_order_centroid_as_its_mean(n):
    heaviest_first = tuple(Order(a, b) for a, b in pairwise(range(n)))
    found = drawn(n, heaviest_first, 20_000)
    satisfies(found, heaviest_first)
    centroid = [sum(1 / k for k in range(j, n + 1)) / n for j in range(1, n + 1)]
    assert found.mean(axis=0) == pytest.approx(centroid, abs=0.005)


def test_an_interval_reduced_to_a_number_leaves_the_others_free():
    found = drawn(3, between(0, 0.5, 0.5), 5_000)
    assert found[:, 0] == pytest.approx(np.full(5_000, 0.5))
    assert found[:, 1].mean() == pytest.approx(0.25, abs=0.01)
    assert found[:, 1].std() == pytest.approx(0.5 / 12**0.5, abs=0.01)


def test_equal_weights_on_four_of_eight_criteria_leave_the_rest():
    asked = tuple(c for j in range(3) for c in (Order(j, j + 1), Order(j + 1, j)))
    found = drawn(8, asked, 4_000)
    satisfies(found, asked)
    assert np.ptp(found[:, :4], axis=1).max() <= 1e-9
    assert found[:, 4:].mean() == pytest.approx(0.2, abs=0.02)


def test_constraints_that_leave_one_point_give_it():
    found = drawn(3, (AtLeast(0, 0.5), AtLeast(1, 0.3), AtLeast(2, 0.2)), 10)
    assert found == pytest.approx(np.repeat([[0.5, 0.3, 0.2]], 10, axis=0), abs=1e-12)


@given(st.integers(2, 7).flatmap(lambda n: st.tuples(st.just(n), constraints(n, 4))))
def test_drawn_weights_satisfy_what_they_must(pair):
    n, asked = pair
    with suppress(InconsistentConstraints):
        satisfies(drawn(n, asked, 200), asked)


def test_drawn_weights_are_kept_and_cannot_be_changed():
    found = drawn(3, (Order(0, 1),), 100)
    assert drawn(3, (Order(0, 1),), 100) is found
    with pytest.raises(ValueError, match="read-only"):
        found[0, 0] = 1


@each("n", [3, 4, 6])
def test_a_set_cut_into_simplices_is_filled_by_them(n):
    within = weight_set(n, (AtMost(0, 0.4), Order(1, 2), AtMost(2, 0.3)))
    corners, sizes = set_draws.pieces_of(within)
    assert (corners @ within.side_rows(n).T).min() >= -1e-9
    parts = simplex(n, 100_000)
    counted = (parts @ within.side_rows(n).T >= 0).all(axis=1).mean()
    assert sizes.sum() == pytest.approx(counted, abs=0.006)


@pytest.mark.deep
@each("n", [7, 9])
@each("bounded", [1, 3])
def test_a_very_narrow_set_is_drawn_as_the_flat_one_that_it_is_nearly(n, bounded):
    sides = [(0.3, 0.3001), (0.2, 0.2001), (0.1, 0.1001)][:bounded]
    narrow = tuple(c for j, (low, high) in enumerate(sides) for c in between(j, low, high))
    flat = tuple(c for j, (low, _) in enumerate(sides) for c in between(j, low, low))
    found, limit = (drawn(n, (*asked, Order(4, 5)), 20_000) for asked in (narrow, flat))
    satisfies(found, narrow)
    assert found.mean(axis=0) == pytest.approx(limit.mean(axis=0), abs=0.006)
    assert found.std(axis=0) == pytest.approx(limit.std(axis=0), abs=0.004)
    assert found[:, 0].mean() == pytest.approx(0.30005, abs=2e-6)
