from dataclasses import astuple, replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.sets.contest import WEIGHTS_AT_ONCE, Bundle
from prioritisation.analysis.sets.question import PairSynergy, Question, Synergy, WordValues
from prioritisation.analysis.sets.sets import listed_sets, question_terms
from prioritisation.analysis.sets.threshold import DispersionThresholds, dispersion_thresholds
from tests.prioritisation.analysis.sets.made import brute_threshold, problems
from tests.strategies import matrices, matrix_of, simplex


def bundle_of(matrix, question):
    sets = listed_sets(question_terms(question, matrix.alternatives))
    return Bundle(sets, matrix.low, matrix.high)


@given(problems(rows=(2, 5)))
def test_both_ends_are_those_of_brute_force_for_each_weight_vector(problem):
    matrix, weights, question = problem
    drawn = np.vstack([weights, simplex(len(weights), 4)])
    thresholds = dispersion_thresholds(bundle_of(matrix, question), drawn)
    for k, one in enumerate(drawn):
        low, high = matrix.low @ one, matrix.high @ one
        expected = brute_threshold(question, matrix.alternatives, low, high)
        if expected is None:
            assert thresholds is None
        else:
            assert (thresholds.low[k], thresholds.high[k]) == pytest.approx(expected, abs=1e-9)


def test_a_chunk_is_as_good_as_another():
    matrix = matrix_of([[0.2, 0.9], [0.5, 0.5], [0.9, 0.1]], [[0.4, 0.9], [0.5, 0.6], [0.9, 0.9]])
    bundle, drawn = bundle_of(matrix, Question()), simplex(2, WEIGHTS_AT_ONCE + 3)
    whole, part = (
        dispersion_thresholds(bundle, drawn),
        dispersion_thresholds(bundle, drawn[WEIGHTS_AT_ONCE - 2 :]),
    )
    assert np.allclose(whole.high[WEIGHTS_AT_ONCE - 2 :], part.high, atol=1e-12)
    assert np.allclose(whole.low[WEIGHTS_AT_ONCE - 2 :], part.low, atol=1e-12)


def test_without_synergy_or_workload_the_threshold_is_what_the_second_lever_is_worth():
    matrix = matrix_of([[0.9], [0.2], [0.6]])
    thresholds = dispersion_thresholds(bundle_of(matrix, Question()), np.ones((1, 1)))
    assert (thresholds.low[0], thresholds.high[0]) == pytest.approx((0.6, 0.6))


@settings(max_examples=30)
@given(matrices(rows=(2, 4)), st.integers(0, 40).map(lambda k: k / 100))
def test_a_synergy_that_all_pairs_have_moves_the_threshold_by_as_much(matrix, bonus):
    pairs = combinations(matrix.alternatives, 2)
    statements = tuple(PairSynergy(*p, Synergy.HELP, "why") for p in pairs)
    drawn = simplex(len(matrix.criteria), 20)
    values = WordValues(help=bonus, strong=1.0)
    without, along = (
        dispersion_thresholds(bundle_of(matrix, Question(synergies=s, values=values)), drawn)
        for s in ((), statements)
    )
    assert np.allclose(along.low, without.low + bonus, atol=1e-9)
    assert np.allclose(along.high, without.high + bonus, atol=1e-9)


@settings(max_examples=30)
@given(problems(rows=(2, 4)), st.integers(0, 100).map(lambda k: k / 50))
def test_shares_sum_to_one_and_only_move_one_way_with_the_cost(problem, cost):
    matrix, _, question = problem
    thresholds = dispersion_thresholds(
        bundle_of(matrix, question), simplex(len(matrix.criteria), 50)
    )
    if thresholds:
        here, dearer = thresholds.sides(cost), thresholds.sides(cost + 0.01)
        assert sum(astuple(here)) == pytest.approx(1)
        assert dearer.one >= here.one
        assert dearer.several <= here.several


def test_each_side_of_a_cost_is_counted():
    low, high = np.array([0.1, 0.3, 0.2, 0.1]), np.array([0.15, 0.4, 0.2, 0.25])
    thresholds = DispersionThresholds(low, high)
    assert astuple(thresholds.sides(0.2)) == (0.25, 0.25, 0.25, 0.25)
    assert thresholds.error(0.25) == 0
    assert replace(thresholds, seed=3).error(0.5) == pytest.approx(0.25)


def test_the_median_threshold_is_one_that_exists():
    thresholds = DispersionThresholds(np.array([0.1, 0.2, 0.3]), np.array([0.1, 0.4, 0.9]))
    assert thresholds.span(0.5) == (0.2, 0.4)


def test_a_single_lever_has_no_threshold():
    assert (
        dispersion_thresholds(bundle_of(matrix_of([[0.3]]), Question()), np.ones((1, 1))) is None
    )


def test_many_costs_at_once_are_counted_as_one_by_one():
    thresholds = DispersionThresholds(
        np.array([0.1, 0.2, 0.2, -0.05]), np.array([0.1, 0.3, 0.2, 0.4])
    )
    costs = [0.0, 0.1, 0.15, 0.2, 0.3, 0.5]
    one, several = thresholds.curve(costs)
    assert one.tolist() == [thresholds.sides(c).one for c in costs]
    assert several.tolist() == [thresholds.sides(c).several for c in costs]
