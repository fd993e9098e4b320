import numpy as np
import pytest
from scipy.stats import lognorm, norm

from prioritisation.solve.smaa import Performances, acceptability


def performances(means, deviations, lognormal=None, worst=0.0, best=1.0):
    means, deviations = np.array(means, dtype=float), np.array(deviations, dtype=float)
    n = means.shape[1]
    ends = np.full(n, worst), np.full(n, best)
    return Performances(means, deviations, lognormal or [False] * n, *ends)


def test_one_criterion_is_a_duel_of_two_normals():
    found = acceptability(performances([[0.6], [0.5]], [[0.1], [0.2]]), 100_000, 1)
    wins = norm.cdf(0.1 / np.hypot(0.1, 0.2))
    assert found.shares[0, 0] == pytest.approx(wins, abs=0.008)
    assert found.confidence == pytest.approx([wins, 1 - wins], abs=0.008)
    assert found.central_weights == pytest.approx(np.ones((2, 1)))


def test_one_criterion_is_a_duel_of_two_log_normals():
    drawn = performances([[0.0], [0.3]], [[0.5], [0.2]], [True]).draw(
        np.random.default_rng(3), 50_000
    )
    assert drawn.mean(axis=0)[:, 0] == pytest.approx(
        [lognorm.mean(0.5), lognorm.mean(0.2, scale=np.exp(0.3))], rel=0.02
    )
    found = acceptability(performances([[0.0], [0.3]], [[0.5], [0.2]], [True]), 100_000, 1)
    assert found.shares[0, 0] == pytest.approx(norm.cdf(-0.3 / np.hypot(0.5, 0.2)), abs=0.008)


def test_values_are_not_clipped_at_their_anchors():
    found = acceptability(performances([[3.0, 0.0], [2.0, 0.9]], np.zeros((2, 2))), 100_000, 1)
    assert found.shares[0, 0] == pytest.approx(1 - 0.9 / 1.9 + 0 * 0.1, abs=0.01)


def test_ties_are_split_and_both_are_first():
    found = acceptability(
        performances([[0.5, 0.5], [0.5, 0.5], [0, 0]], np.zeros((3, 2))), 1_000, 1
    )
    assert found.shares == pytest.approx(np.array([[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]]))
    assert found.confidence.tolist() == [1, 1, 0]
    assert np.isnan(found.central_weights[2]).all()


def test_rows_and_columns_sum_to_1_and_a_seed_gives_the_same_figures():
    rng = np.random.default_rng(8)
    made = performances(rng.random((5, 3)), rng.random((5, 3)))
    one, same, other = (acceptability(made, 3_000, seed) for seed in (1, 1, 2))
    assert one.shares.sum(axis=0) == pytest.approx(1)
    assert one.shares.sum(axis=1) == pytest.approx(1)
    assert one.shares.tolist() == same.shares.tolist() != other.shares.tolist()
    assert one.confidence.tolist() == same.confidence.tolist()


def test_confidence_is_drawn_afresh():
    """With the draws that chose them, central weights would look better than they are."""
    made = performances([[0.5, 0.5], [0.5, 0.5]], [[0.2, 0.2], [0.2, 0.2]])
    found = acceptability(made, 50_000, 1)
    assert found.confidence == pytest.approx([0.5, 0.5], abs=0.01)
