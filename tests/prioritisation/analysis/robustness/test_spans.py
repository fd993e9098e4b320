import numpy as np
import pytest
from hypothesis import given

from prioritisation.analysis.matrix import DecisionMatrix
from prioritisation.analysis.robustness.draws import score_draws, weight_sample
from prioritisation.analysis.robustness.joint import joint_acceptability
from prioritisation.analysis.robustness.ordering import value_blocks
from prioritisation.analysis.robustness.places import rank_groups, span_counts, spans_of
from tests.strategies import matrices, matrix_of

SAMPLE = weight_sample(2)[:4000]


def rank_spans(matrix, weights):
    return spans_of([span_counts(block) for block in value_blocks(matrix, weights)])


def spans(low, high=None):
    return rank_spans(matrix_of(low, high), weight_sample(len(low[0]))[:4000])


def test_known_scores_give_one_share_by_rank():
    found = spans([[1.0, 0.0], [0.0, 1.0], [0.2, 0.2]])
    assert found.sure == pytest.approx(found.possible)
    assert found.sure.sum(axis=1) == pytest.approx([1, 1, 1])
    assert found.sure[2] == pytest.approx([0, 0.4, 0.6], abs=0.02)


def test_an_unknown_score_opens_the_share():
    """B is first for the whole of the weights at best, and for none at worst."""
    found = spans([[0.5, 0.5], [0.0, 0.0]], [[0.5, 0.5], [1.0, 1.0]])
    assert found.sure.tolist() == [[0, 0], [0, 0]]
    assert found.possible.tolist() == [[1, 1], [1, 1]]


def test_tied_levers_may_have_each_of_their_ranks():
    found = spans([[0.5, 0.5], [0.5, 0.5], [0.0, 0.0]])
    assert found.sure.tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 1]]
    assert found.possible.tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 1]]


def test_ranks_beyond_the_first_ones_go_together():
    assert rank_groups(7) == tuple((r, r) for r in range(1, 8))
    assert rank_groups(8)[-1] == (7, 8)
    values = np.linspace(0, 1, 9)[:, None] * np.ones((1, 2))
    found = rank_spans(matrix_of(values), SAMPLE)
    assert found.sure[0].tolist() == [0, 0, 0, 0, 0, 0, 1]
    assert found.gathered(np.eye(9)[::-1])[0].tolist() == [0, 0, 0, 0, 0, 0, 1]


@given(matrices())
def test_drawn_shares_lie_between_the_least_and_the_most(matrix: DecisionMatrix):
    sample = weight_sample(len(matrix.criteria))[:500]
    found = rank_spans(matrix, sample)
    drawn = found.gathered(joint_acceptability(score_draws(matrix, 500), sample).ranks)
    assert (found.sure <= drawn + 1e-9).all()
    assert (drawn <= found.possible + 1e-9).all()
