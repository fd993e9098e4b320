import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import weight_sample
from prioritisation.analysis.robustness.ranks import extreme_ranks
from prioritisation.analysis.robustness.weight_changes import tipping_points
from tests.each import each
from tests.strategies import matrices, matrix_of, narrower


def spans(matrix, *, prove=True):
    return [(e.best, e.worst) for e in extreme_ranks(matrix, prove=prove)]


def test_ranks_that_can_be_told_by_eye():
    assert spans(matrix_of([[1, 0], [0, 1], [0.4, 0.4]])) == [(1, 3), (1, 3), (2, 3)]
    assert spans(matrix_of([[1, 0], [0, 1], [0.6, 0.6]])) == [(1, 3), (1, 3), (1, 2)]


def test_levers_tied_at_one_point_have_there_each_of_the_ranks_they_share():
    """The third is as good as the two others at equal weights only."""
    assert spans(matrix_of([[1, 0], [0, 1], [0.5, 0.5]])) == [(1, 3), (1, 3), (1, 3)]


def test_a_weight_of_zero_is_a_weight():
    """Better on one criterion, equal on the other: tied where the other weighs everything."""
    assert spans(matrix_of([[1, 0.5], [0, 0.5]]), prove=False) == [(1, 2), (1, 2)]


def test_a_rank_that_few_weights_give_is_found_by_the_programme():
    """Draws miss a region of a ten-millionth of the weights."""
    matrix = matrix_of([[1, 0, 0.1], [0, 1, 0.1], [0.5001, 0.5001, 0]])
    assert spans(matrix, prove=False)[2] == (2, 3)
    assert spans(matrix)[2] == (1, 3)
    unproven = extreme_ranks(matrix_of([[1, 0], [0, 1], [0.5, 0.5]]), prove=False)[2]
    assert (unproven.best, unproven.best_proven, unproven.worst_proven) == (2, False, False)


def test_identical_levers_share_their_ranks():
    assert spans(matrix_of([[0.5, 0.2], [0.5, 0.2], [0.1, 0.1]])) == [(1, 2), (1, 2), (3, 3)]


def everywhere(matrix):
    """Weights of two criteria: all those where an order may change, and some between them."""
    ends = {0.0, 1.0}
    for one in (matrix.low, matrix.high):
        for other in (matrix.low, matrix.high):
            gaps = (one[:, None] - other).reshape(-1, 2)
            slopes = gaps[:, 0] - gaps[:, 1]
            crossings = -gaps[slopes != 0, 1] / slopes[slopes != 0]
            ends |= set(crossings[(crossings > 0) & (crossings < 1)].tolist())
    points = np.array(sorted(ends))
    points = np.concatenate([points, (points[1:] + points[:-1]) / 2])
    return np.stack([points, 1 - points])


@given(matrices(rows=(1, 5), columns=(2, 2)))
@settings(deadline=None, max_examples=100)
def test_the_ranks_over_two_criteria_are_those_of_every_order_there_is(matrix):
    weights = everywhere(matrix)
    low, high = matrix.low @ weights, matrix.high @ weights
    for row, (proven, found) in enumerate(
        zip(extreme_ranks(matrix), extreme_ranks(matrix, prove=False), strict=True)
    ):
        others = np.arange(len(low)) != row
        ahead = (low[others] > high[row] + TIE).sum(axis=0)
        reaching = (high[others] >= low[row] - TIE).sum(axis=0)
        best, worst = 1 + int(ahead.min()), 1 + int(reaching.max())
        assert (proven.best, proven.worst) == (best, worst)
        assert best <= found.best <= found.worst <= worst
        assert not found.best_proven or found.best == best
        assert not found.worst_proven or found.worst == worst


@given(matrices(rows=(2, 5), columns=(2, 4)))
@settings(deadline=None, max_examples=30)
def test_at_each_corner_a_lever_has_the_ranks_of_its_scores(matrix):
    for row, found in enumerate(extreme_ranks(matrix, prove=False)):
        others = np.arange(len(matrix.low)) != row
        ahead = (matrix.low[others] > matrix.high[row] + TIE).sum(axis=0)
        reaching = (matrix.high[others] >= matrix.low[row] - TIE).sum(axis=0)
        assert found.best <= 1 + ahead.min()
        assert found.worst >= 1 + reaching.max()


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


@given(matrices(rows=(2, 5), columns=(2, 4)))
@settings(deadline=None, max_examples=30)
def test_first_is_possible_exactly_for_the_levers_that_some_weights_put_first(matrix):
    equal = np.full(len(matrix.criteria), 1 / len(matrix.criteria))
    for e, change in zip(extreme_ranks(matrix), tipping_points(matrix, equal), strict=True):
        assert (e.best == 1) == (change.possible is not None)


@given(matrices(rows=(2, 4), columns=(2, 3)), st.data())
@settings(deadline=None, max_examples=30)
def test_knowing_more_never_widens_the_ranks(matrix, data):
    known_better = data.draw(narrower(matrix))
    for before, after in zip(spans(matrix), spans(known_better), strict=True):
        assert before[0] <= after[0]
        assert after[1] <= before[1]


@each("count", [1, 2])
def test_a_lever_alone_is_first(count):
    assert spans(matrix_of([[0.3] * count])) == [(1, 1)]
