"""What a ranking promises whatever the method, and each edge that libraries stumble on."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.opinions import (
    Method,
    check_matrix,
    competition,
    method_scores,
    separated_scores,
)
from prioritisation.analysis.ranking import additive
from prioritisation.errors import InvalidOpinion, PrioritisationError
from tests.each import each
from tests.prioritisation.analysis.opinions.ranks import method_ranks
from tests.strategies import known, matrix_of, values, weighted

EVERY = each("method", list(Method))
BY_RULE = each(
    "method", [Method.TOPSIS, Method.VIKOR, Method.WEIGHTED_PRODUCT, Method.PROMETHEE_II]
)
VALUES = [[0.2, 0.9, 0.4], [0.7, 0.6, 0.8], [0.8, 0.8, 0.6], [0.7, 0.4, 0.6]]
WEIGHTS = [0.3, 0.4, 0.3]
KNOWN = {"rows": (2, 6), "columns": (1, 4), "cells": known}


def spoilt(value, row=1, column=2):
    found = np.array(VALUES)
    found[row, column] = value
    return found


@EVERY
@each("value", [np.nan, np.inf, -np.inf, -0.1, 1.1], ids=str)
def test_a_value_that_is_no_number_from_0_to_1_is_refused(method, value):
    """scikit-criteria's VIKOR ranks a NaN, its weighted sum puts infinity first."""
    with pytest.raises(InvalidOpinion) as refused:
        method_ranks(spoilt(value), WEIGHTS, method)
    assert refused.value.field == "values"
    assert isinstance(refused.value, PrioritisationError)


@EVERY
@each(
    "weights",
    [
        pytest.param([0.6, 0.6, -0.2], id="negative"),
        pytest.param([np.nan, 0.5, 0.5], id="not a number"),
        pytest.param([np.inf, 0.5, 0.5], id="infinite"),
        pytest.param([0, 0, 0], id="all zero"),
        pytest.param([30, 40, 30], id="not shares"),
        pytest.param([0.3, 0.4, 0.3 + 1e-8], id="not quite shares"),
    ],
)
def test_weights_that_are_no_shares_are_refused(method, weights):
    """They are accepted in silence by most methods, unreadable errors of others."""
    with pytest.raises(InvalidOpinion) as refused:
        method_ranks(VALUES, weights, method)
    assert refused.value.field == "weights"


def test_both_bounds_of_a_matrix_are_checked():
    low, high = np.array([[0.2], [0.3]]), np.array([[0.2], [1.3]])
    for matrix in (matrix_of(low, high), matrix_of(-high, low)):
        with pytest.raises(InvalidOpinion):
            check_matrix(matrix, [1.0])
    assert check_matrix(matrix_of(low), [1.0]).tolist() == [1.0]


@BY_RULE
def test_a_criterion_that_weighs_nothing_or_tells_nobody_apart_is_not_shown_to_a_rule(method):
    """A zero weight, a constant, a column of zeros: 0/0, log 0, or a warning in the libraries."""
    wider = np.column_stack([VALUES, [0.1, 0.9, 0.3, 0.5], [0.4] * 4])
    shares = [0.15, 0.2, 0.15, 0.0, 0.5]
    assert (
        method_ranks(wider, shares, method).tolist()
        == method_ranks(VALUES, WEIGHTS, method).tolist()
    )
    seen = []

    def rule(values, weights):
        seen.append((values, weights))
        return values[:, :, 0]

    separated_scores(wider[None], np.array(shares), rule)
    ((shown, weights),) = seen
    assert shown.tolist() == [VALUES]
    assert weights == pytest.approx(WEIGHTS)


@each("method", [Method.TOPSIS, Method.VIKOR, Method.PROMETHEE_II])
def test_a_column_of_zeros_changes_nothing(method):
    """The vector normalisation divides by its norm."""
    wider = np.column_stack([VALUES, np.zeros(4)])
    assert (
        method_ranks(wider, [0.15, 0.2, 0.15, 0.5], method).tolist()
        == method_ranks(VALUES, WEIGHTS, method).tolist()
    )


@EVERY
def test_a_tie_of_the_decimals_is_a_tie(method):
    """scikit-criteria ranks a sum of 0.1 + 0.2 against one of 0.3 as 1 and 2."""
    mirrored = [[1.0, 1.0, 0.5], [0.5, 0.5, 1.0]]
    weights = np.array([0.1, 0.2, 0.3]) / (0.1 + 0.2 + 0.3)
    if method in (Method.ADDITIVE, Method.PROMETHEE_II, Method.WEIGHTED_PRODUCT):
        assert method_ranks(mirrored, weights, method).tolist() == [1, 1]
    noisy = [[0.1 + 0.2, 0.5], [0.3, 0.5], [0.9, 0.2]]
    first, second, _ = method_ranks(noisy, [0.5, 0.5], method).tolist()
    assert first == second


def test_vikor_of_two_mirrored_levers_is_a_tie_and_not_a_division_by_noise():
    """Sums of losses that differ by float noise only would be scaled to 0 and 1."""
    found = method_ranks(
        [[0.1, 0.3, 0.7], [0.3, 0.7, 0.1], [0.7, 0.1, 0.3]], [1 / 3] * 3, Method.VIKOR
    )
    assert found.tolist() == [1, 1, 1]


def test_promethee_prefers_nobody_for_float_noise():
    found = method_ranks(
        [[0.1 + 0.2, 0.4], [0.3, 0.4], [0.1, 0.9]], [0.6, 0.4], Method.PROMETHEE_II
    )
    assert found.tolist() == [1, 1, 3]


@given(weighted(**KNOWN))
def test_the_additive_method_is_the_ranking_of_the_product(drawn):
    matrix, weights = drawn
    assert (
        method_ranks(matrix.low, weights, Method.ADDITIVE).tolist()
        == additive(*drawn).best.tolist()
    )


@EVERY
def test_the_order_of_levers_and_criteria_does_not_matter(method):
    @given(weighted(**KNOWN), st.randoms())
    def holds(drawn, random):
        matrix, weights = drawn
        before = method_ranks(matrix.low, weights, method)
        rows = random.sample(range(len(matrix.low)), len(matrix.low))
        assert method_ranks(matrix.low[rows], weights, method).tolist() == before[rows].tolist()
        columns = random.sample(range(len(weights)), len(weights))
        turned = method_ranks(matrix.low[:, columns], weights[columns], method)
        assert turned.tolist() == before.tolist()

    holds()


@EVERY
def test_a_dominated_lever_is_never_ahead_of_its_dominant(method):
    @given(weighted(**KNOWN), st.data())
    def holds(drawn, data):
        matrix, weights = drawn
        levers = matrix.low.copy()
        drop = data.draw(st.lists(values, min_size=len(weights), max_size=len(weights)))
        levers[1] = np.minimum(levers[0], drop)
        found = method_ranks(levers, weights, method)
        assert found[1] >= found[0]

    holds()


@EVERY
def test_levers_with_the_same_values_are_tied(method):
    @given(weighted(**KNOWN))
    def holds(drawn):
        matrix, weights = drawn
        found = method_ranks(np.vstack([matrix.low, matrix.low[:1]]), weights, method)
        assert found[0] == found[-1]
        assert found.min() == 1

    holds()


@EVERY
def test_float_noise_moves_no_lever(method):
    @given(weighted(**KNOWN), st.integers(0, 1000))
    def holds(drawn, seed):
        matrix, weights = drawn
        noise = np.random.default_rng(seed).choice([-2e-16, 0, 2e-16], matrix.low.shape)
        noisy = method_ranks(matrix.low + noise, weights, method)
        assert noisy.tolist() == method_ranks(matrix.low, weights, method).tolist()

    holds()


def test_scores_of_many_criteria_left_out_differently_are_each_on_their_own():
    """In one completion a criterion tells levers apart, in the next it does not."""
    stack = np.array(
        [[[0.1, 0.5], [0.9, 0.5]], [[0.5, 0.9], [0.5, 0.1]], [[0.5, 0.5], [0.5, 0.5]]]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = competition(method_scores(stack, np.array([0.5, 0.5]), Method.TOPSIS))
    assert found.tolist() == [[2, 1], [1, 2], [1, 1]]
