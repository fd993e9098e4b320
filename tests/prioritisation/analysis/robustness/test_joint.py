import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.robustness.acceptability import rank_acceptability
from prioritisation.analysis.robustness.draws import score_draws
from prioritisation.analysis.robustness.robustness import joint_acceptability, standard_errors
from tests.strategies import known, matrices, matrix_of, simplex


@given(matrices(rows=(1, 5), columns=(1, 4)))
@settings(deadline=None)
def test_rows_and_columns_of_the_ranks_sum_to_1_and_pairs_share_the_draws(matrix):
    found = joint_acceptability(score_draws(matrix, 200), simplex(len(matrix.criteria), 200))
    assert found.ranks.sum(axis=0) == pytest.approx(np.ones(len(matrix.low)))
    assert found.ranks.sum(axis=1) == pytest.approx(np.ones(len(matrix.low)))
    assert found.pairs + found.pairs.T == pytest.approx(np.ones(found.pairs.shape))
    assert np.isnan(found.confidence).tolist() == (found.firsts == 0).tolist()


@given(matrices(rows=(1, 5), columns=(1, 4), cells=known))
@settings(deadline=None)
def test_without_uncertain_scores_it_is_the_acceptability_of_the_weights(matrix):
    """And a lever is surely first with its central weights: its region is convex."""
    weights = simplex(len(matrix.criteria), 200)
    found = joint_acceptability(score_draws(matrix, 200), weights)
    expected = rank_acceptability(matrix.low, weights)
    assert found.ranks == pytest.approx(expected.shares)
    assert found.central_weights == pytest.approx(expected.central_weights, nan_ok=True)
    assert (found.confidence[found.firsts > 0] > 0).all()


def test_one_unknown_cell_has_the_shares_that_can_be_worked_out():
    """First when w1 u > w2 / 2 with u and w1 uniform: 1 - the mean of 1 / (1 + 2 u)."""
    matrix = matrix_of([[0, 0], [0, 0.5]], [[1, 0], [0, 0.5]])
    found = joint_acceptability(score_draws(matrix, 100_000), simplex(2, 100_000))
    expected = 1 - np.log(3) / 2
    assert abs(found.firsts[0] - expected) <= 4 * found.errors(found.firsts)[0]
    assert found.pairs[0, 1] == pytest.approx(found.firsts[0])
    central = found.central_weights[0]
    threshold = central[1] / central[0] / 2
    assert found.confidence[0] == pytest.approx(1 - threshold, abs=0.01)


def test_identical_levers_share_every_place():
    matrix = matrix_of([[0.5, 0.5], [0.5, 0.5], [0, 0]])
    found = joint_acceptability(score_draws(matrix, 100), simplex(2, 100))
    assert found.ranks.tolist() == [[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]]
    assert found.confidence[:2].tolist() == [0.5, 0.5]


def test_errors_are_those_of_a_share():
    assert standard_errors(np.array([0.5, 0, 1 + 1e-12]), 100).tolist() == [0.05, 0, 0]
