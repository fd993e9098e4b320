import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.ranks import extreme_ranks
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT
from tests.each import each
from tests.strategies import matrices, matrix_of, narrower


def ranks(matrix, within=EVERY_WEIGHT):
    return extreme_ranks(matrix, within, sample_within(len(matrix.criteria), within))


def spans(matrix):
    return [(e.best, e.worst) for e in ranks(matrix)]


def test_ranks_that_can_be_told_by_eye():
    assert spans(matrix_of([[1, 0], [0, 1], [0.4, 0.4]])) == [(1, 3), (1, 3), (2, 3)]
    assert spans(matrix_of([[1, 0], [0, 1], [0.6, 0.6]])) == [(1, 3), (1, 3), (1, 2)]


def test_a_weight_of_zero_is_a_weight():
    """Better on one criterion, equal on the other: tied where the other weighs everything."""
    assert spans(matrix_of([[1, 0.5], [0, 0.5]])) == [(1, 2), (1, 2)]


def test_a_rank_that_few_weights_give_is_not_proven():
    """The third is first at equal weights only, which no draw meets."""
    found = ranks(matrix_of([[1, 0], [0, 1], [0.5, 0.5]]))[2]
    assert (found.best, found.best_proven, found.worst_proven) == (2, False, False)


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
def test_the_ranks_over_two_criteria_are_those_of_every_order_there_is(matrix):
    weights = everywhere(matrix)
    low, high = matrix.low @ weights, matrix.high @ weights
    for row, found in enumerate(ranks(matrix)):
        others = np.arange(len(low)) != row
        ahead = (low[others] > high[row] + TIE).sum(axis=0)
        reaching = (high[others] >= low[row] - TIE).sum(axis=0)
        best, worst = 1 + int(ahead.min()), 1 + int(reaching.max())
        assert best <= found.best <= found.worst <= worst
        assert not found.best_proven or found.best == best
        assert not found.worst_proven or found.worst == worst


@given(matrices(rows=(2, 5), columns=(2, 4)))
def test_at_each_corner_a_lever_has_the_ranks_of_its_scores(matrix):
    for row, found in enumerate(ranks(matrix)):
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


@given(matrices(rows=(2, 4), columns=(2, 3)), st.data())
def test_knowing_more_never_widens_the_ranks(matrix, data):
    known_better = data.draw(narrower(matrix))
    for before, after in zip(spans(matrix), spans(known_better), strict=True):
        assert before[0] <= after[0]
        assert after[1] <= before[1]


@each("count", [1, 2])
def test_a_lever_alone_is_first(count):
    assert spans(matrix_of([[0.3] * count])) == [(1, 1)]
