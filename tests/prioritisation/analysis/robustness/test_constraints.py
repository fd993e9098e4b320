from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.robustness import constraints as module
from prioritisation.analysis.robustness.constraints import (
    AtLeast,
    AtMost,
    InconsistentConstraints,
    Order,
    between,
    constrained_sample,
)
from prioritisation.analysis.robustness.draws import SEED, drawn_weights, weight_sample


def satisfies(weights, constraints):
    n = weights.shape[1]
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(weights)))
    assert weights.min() >= 0
    for constraint in constraints:
        assert (weights @ constraint.lead(n)).min() >= -1e-9


def test_a_sample_holds_its_draws_and_no_more():
    for constraints in ((AtLeast(0, 0.2),), (AtLeast(0, 0.9),), ()):
        assert constrained_sample(3, constraints).base is None


def test_without_constraints_all_weights_are_drawn():
    assert np.array_equal(constrained_sample(3, ()), weight_sample(3))


def test_a_wide_set_is_drawn_by_rejection():
    constraints = (Order(0, 1), AtMost(2, 0.5))
    found = constrained_sample(3, constraints, 20_000)
    satisfies(found, constraints)
    every = weight_sample(3)
    kept = every[(every[:, 0] >= every[:, 1]) & (every[:, 2] <= 0.5)]
    assert found.mean(axis=0) == pytest.approx(kept.mean(axis=0), abs=0.01)
    batches = (drawn_weights(3, 20_000, SEED + batch) for batch in range(5))
    drawn = np.concatenate(list(batches))
    inside = (drawn[:, 0] >= drawn[:, 1]) & (drawn[:, 2] <= 0.5)
    assert np.array_equal(found, drawn[inside][:20_000]), "the draws that satisfy them, in order"
    assert len(np.unique(found, axis=0)) == len(found), "no draw counts twice"


@pytest.mark.parametrize(("share", "wide"), [(0.7, True), (0.8, False)])
def test_a_set_is_wide_from_a_twentieth_of_all_weights(share, wide):
    """Of two free criteria of three, ``(1 - share) ** 2`` of all weights are in the set."""
    first = constrained_sample(3, (AtLeast(0, share),), 1000)[0]
    assert (drawn_weights(3, 1000, SEED) == first).all(axis=1).any() == wide


@pytest.mark.parametrize("n", [4, 5, 6])
def test_a_whole_order_has_the_rank_order_centroid_as_its_mean(n):
    heaviest_first = tuple(Order(a, b) for a, b in pairwise(range(n)))
    found = constrained_sample(n, heaviest_first, 20_000)
    satisfies(found, heaviest_first)
    centroid = [sum(1 / k for k in range(j, n + 1)) / n for j in range(1, n + 1)]
    assert found.mean(axis=0) == pytest.approx(centroid, abs=0.005)


@pytest.mark.slow
@pytest.mark.parametrize("walk", [False, True])
def test_a_narrow_set_is_drawn_as_rejection_would(monkeypatch, walk):
    constraints = (*between(0, 0.3, 0.42), Order(1, 2), AtLeast(3, 0.1))
    every = np.random.default_rng(3).dirichlet(np.ones(4), 2_000_000)
    kept = every[
        (every[:, 0] >= 0.3) & (every[:, 0] <= 0.42) & (every[:, 1] >= every[:, 2])
        & (every[:, 3] >= 0.1)
    ]  # fmt: skip
    monkeypatch.setattr(module, "WIDE", 1.1)
    if walk:
        monkeypatch.setattr(module, "MOST_CRITERIA_EXACT", 1)
    found = constrained_sample(4, constraints, 20_001 + walk)
    satisfies(found, constraints)
    assert found.mean(axis=0) == pytest.approx(kept.mean(axis=0), abs=0.005)
    assert np.cov(found.T) == pytest.approx(np.cov(kept.T), abs=5e-4)


def test_an_interval_reduced_to_a_number_leaves_the_others_free():
    found = constrained_sample(3, between(0, 0.5, 0.5), 5_000)
    assert found[:, 0] == pytest.approx(np.full(5_000, 0.5))
    assert found[:, 1].mean() == pytest.approx(0.25, abs=0.01)
    assert found[:, 1].std() == pytest.approx(0.5 / 12**0.5, abs=0.01)


def test_equal_weights_on_four_of_eight_criteria_walk_along_the_rest():
    constraints = tuple(c for j in range(3) for c in (Order(j, j + 1), Order(j + 1, j)))
    found = constrained_sample(8, constraints, 4_000)
    satisfies(found, constraints)
    assert np.ptp(found[:, :4], axis=1).max() <= 1e-9
    assert found[:, 4:].mean() == pytest.approx(0.2, abs=0.02)


def test_constraints_that_leave_one_point_give_it():
    constraints = (AtLeast(0, 0.5), AtLeast(1, 0.3), AtLeast(2, 0.2))
    found = constrained_sample(3, constraints, 10)
    assert found == pytest.approx(np.repeat([[0.5, 0.3, 0.2]], 10, axis=0), abs=1e-8)


def test_contradictions_are_named_and_no_other_constraint_with_them():
    asked = (AtLeast(2, 0.1), AtLeast(0, 0.6), Order(1, 0), AtMost(2, 0.9))
    with pytest.raises(InconsistentConstraints, match=r"w1 >= 0.6 and w2 >= w1") as error:
        constrained_sample(3, asked)
    assert error.value.constraints == (AtLeast(0, 0.6), Order(1, 0))
    with pytest.raises(InconsistentConstraints) as error:
        constrained_sample(2, (AtMost(0, 0.2), AtMost(1, 0.3)))
    assert error.value.constraints == (AtMost(0, 0.2), AtMost(1, 0.3))


@given(
    st.integers(2, 5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 10)), max_size=4),
)
@settings(deadline=None, max_examples=40)
def test_drawn_weights_satisfy_what_they_must_or_contradictions_are_minimal(n, asked):
    kinds = [
        Order(a % n, b % n) if k % 3 == 0 else AtLeast(a % n, k / 12) if k % 3 == 1
        else AtMost(b % n, k / 10)
        for a, b, k in asked
        if k % 3 or a % n != b % n
    ]  # fmt: skip
    constraints = tuple(dict.fromkeys(kinds))
    try:
        satisfies(constrained_sample(n, constraints, 200), constraints)
    except InconsistentConstraints as error:
        for spared in error.constraints:
            left = tuple(c for c in error.constraints if c != spared)
            satisfies(constrained_sample(n, left, 50), left)


def test_drawn_weights_are_kept_and_cannot_be_changed():
    found = constrained_sample(3, (Order(0, 1),), 100)
    assert constrained_sample(3, (Order(0, 1),), 100) is found
    with pytest.raises(ValueError, match="read-only"):
        found[0, 0] = 1
