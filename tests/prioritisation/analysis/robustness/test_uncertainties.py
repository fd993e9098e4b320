from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.matrix import PossibleValue
from prioritisation.analysis.robustness.draws import JOINT, score_draws, weight_sample
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.robustness import (
    UncertaintySource,
    robustness,
    uncertainties,
)
from tests.strategies import known, matrices, matrix_of
from tests.thresholds import RobustnessInput


def found(matrix, weights):
    sample = weight_sample(len(matrix.criteria))[:JOINT]
    return uncertainties(score_draws(matrix), np.array(weights), sample)


def of(result, source):
    return next(one for one in result.each if one.source is source)


@given(matrices(rows=(2, 5), columns=(2, 4), cells=known))
@settings(deadline=None, max_examples=20)
def test_with_known_scores_only_the_weights_can_change_the_first_place(matrix):
    weights = np.full(len(matrix.criteria), 1 / len(matrix.criteria))
    result = found(matrix, weights)
    assert of(result, UncertaintySource.SCORES).changed == 0
    assert result.together == of(result, UncertaintySource.WEIGHTS).changed
    assert result.driver in (None, UncertaintySource.WEIGHTS)
    values = matrix.low @ weights
    leaders = values >= values.max() - 1e-9
    exact = first_rank_volumes(matrix.low)
    if leaders.sum() == 1 and exact is not None:
        kept = exact[0][leaders].sum()
        # other weights may tie levers that are equal on all the criteria that weigh
        assert of(result, UncertaintySource.WEIGHTS).changed >= 1 - kept - 0.02


def test_one_unknown_score_changes_the_first_place_twice_p_times_1_minus_p():
    """First with a score above 0.4, so in 60 % of the draws: two draws differ in 48 %."""
    matrix = matrix_of([[0, 0.5], [0.4, 0.5]], [[1, 0.5], [0.4, 0.5]])
    result = found(matrix, [0.5, 0.5])
    scores = of(result, UncertaintySource.SCORES)
    assert scores.changed == pytest.approx(0.48, abs=4 * scores.error)
    assert of(result, UncertaintySource.WEIGHTS).changed == 0
    assert result.driver is UncertaintySource.SCORES
    assert result.draws == JOINT


def test_what_scores_to_check_change_is_what_finding_them_out_would():
    """One measure: the chance of each alone is its share, and both vary where both are doubted."""
    base = matrix_of([[0.3, 0.5], [0.4, 0.5], [0.1, 0.5]])
    counted = tuple(PossibleValue(float(k), k / 12) for k in range(13))
    for doubted in ({(0, 0): counted}, {(0, 0): ()}, {(0, 0): counted, (1, 0): ()}, {}):
        matrix, weights = replace(base, doubted=doubted), np.array([0.5, 0.5])
        found = robustness(RobustnessInput(matrix, weights))
        scores = of(found.uncertainties, UncertaintySource.SCORES)
        if len(doubted) < 2:
            expected = sum(information.first_chance for information in found.information)
        else:
            drawn = np.random.default_rng(1).random((2, 2, 200_000))
            drawn[0] = np.floor(13 * drawn[0]) / 12
            # A count level with the lever whose score is known, or drawn, in no case here.
            firsts = np.where(np.maximum(*drawn) < 0.1, 2, drawn[1] > drawn[0])
            expected = (firsts[0] != firsts[1]).mean()
        assert scores.changed == pytest.approx(expected, abs=4 * scores.error + 0.005)
        assert (scores.changed > 0) is bool(doubted)


def test_two_that_change_it_as_much_have_no_driver():
    result = found(matrix_of([[0.5, 0.5], [0.2, 0.2]]), [0.5, 0.5])
    assert [u.changed for u in result.each] == [0, 0]
    assert result.driver is None
