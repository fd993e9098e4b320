import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.robustness.draws import weight_sample
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.ranks import extreme_ranks
from tests.strategies import known, matrices, matrix_of, narrower


def spans(matrix, *, prove=True):
    return [(e.best, e.worst) for e in extreme_ranks(matrix, prove=prove)]


def test_ranks_that_can_be_told_by_eye():
    assert spans(matrix_of([[1, 0], [0, 1], [0.4, 0.4]])) == [(1, 3), (1, 3), (2, 3)]
    assert spans(matrix_of([[1, 0], [0, 1], [0.6, 0.6]])) == [(1, 3), (1, 3), (1, 2)]


def test_a_tie_at_one_point_makes_no_rank_possible():
    """The third is as good as the two others at equal weights only: never first around them."""
    assert spans(matrix_of([[1, 0], [0, 1], [0.5, 0.5]])) == [(1, 3), (1, 3), (2, 2)]


def test_a_rank_that_few_weights_give_is_found_by_the_programme():
    """Draws miss a region of a millionth of the weights."""
    matrix = matrix_of([[1, 0, 0], [0, 1, 0], [0.5003, 0.5003, 0]])
    assert spans(matrix)[2] == (1, 2)
    unproven = extreme_ranks(matrix_of([[1, 0], [0, 1], [0.5, 0.5]]), prove=False)[2]
    assert (unproven.best, unproven.best_proven, unproven.worst_proven) == (2, False, False)


def test_identical_levers_share_their_ranks():
    assert spans(matrix_of([[0.5, 0.2], [0.5, 0.2], [0.1, 0.1]])) == [(1, 1), (1, 1), (3, 3)]


def test_unknown_scores_leave_every_rank_open():
    assert (
        spans(matrix_of([[0, 0], [0, 0], [0.5, 0.5]], [[1, 1], [1, 1], [0.5, 0.5]]))
        == [(1, 3)] * 3
    )


@given(matrices(rows=(2, 5), columns=(2, 4)))
@settings(deadline=None, max_examples=30)
def test_ranks_met_by_other_draws_are_possible_and_dominance_bounds_them(matrix):
    found = extreme_ranks(matrix)
    weights = weight_sample(len(matrix.criteria))[-2_000:].T
    low, high = matrix.low @ weights, matrix.high @ weights
    for e in found:
        assert e.best_proven
        assert e.worst_proven
        assert 1 <= e.best <= e.worst <= len(matrix.low)
        assert e.best <= 1 + (low > high[e.row] + 1e-9).sum(axis=0).min()
        others = np.delete(high, e.row, axis=0)
        assert e.worst >= 1 + (others > low[e.row] + 1e-9).sum(axis=0).max()


@given(matrices(rows=(2, 5), columns=(2, 4), cells=known))
@settings(deadline=None, max_examples=30)
def test_first_is_possible_exactly_for_the_levers_that_have_a_region(matrix):
    shares = first_rank_volumes(matrix.low)
    if shares is not None:
        for e, share in zip(extreme_ranks(matrix), shares[0], strict=True):
            if share > 1e-6 or share == 0:
                assert (e.best == 1) == (share > 0)


@given(matrices(rows=(2, 4), columns=(2, 3)), st.data())
@settings(deadline=None, max_examples=30)
def test_knowing_more_never_widens_the_ranks(matrix, data):
    known_better = data.draw(narrower(matrix))
    for before, after in zip(spans(matrix), spans(known_better), strict=True):
        assert before[0] <= after[0]
        assert after[1] <= before[1]


@pytest.mark.parametrize("count", [1, 2])
def test_a_lever_alone_is_first(count):
    assert spans(matrix_of([[0.3] * count])) == [(1, 1)]
