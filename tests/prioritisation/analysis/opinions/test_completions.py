import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.opinions import MOST_COMPLETIONS, completions, weighed_completions
from tests.prioritisation.analysis.opinions.listed import by_hand, listed, listed_matrix
from tests.strategies import known, matrices, matrix_of

LOW = [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]
TWO = {(0, 1): [0.2, 0.7], (2, 0): [0.0, 0.5, 1.0]}


def seen(stack):
    return sorted(matrix.tolist() for matrix in stack)


@given(listed())
def test_what_can_be_listed_is_there_once_and_nothing_else(drawn):
    low, options = drawn
    found = completions(listed_matrix(low, options))
    assert found.exhaustive
    assert seen(found.values) == seen(by_hand(low, options))
    assert len(found) == len(by_hand(low, options))


@given(matrices(cells=known))
def test_a_known_matrix_is_its_only_completion(matrix):
    found = completions(matrix)
    assert found.exhaustive
    assert found.values.tolist() == [matrix.low.tolist()]


@given(matrices(), st.integers(2, 40))
def test_every_cell_stays_within_its_interval(matrix, most):
    found = completions(matrix, most)
    assert found.exhaustive == (not matrix.open_cells)
    assert len(found) == (most if matrix.open_cells else 1)
    assert (found.values >= matrix.low).all()
    assert (found.values <= matrix.high).all()


def test_one_cell_in_an_interval_cannot_be_listed():
    matrix = listed_matrix(LOW, TWO)
    high = matrix.high.copy()
    high[1, 1] = 0.9
    found = completions(type(matrix)(matrix.alternatives, matrix.criteria, matrix.low, high,
                                     matrix.steps))  # fmt: skip
    assert (found.exhaustive, len(found)) == (False, MOST_COMPLETIONS)
    assert set(found.values[:, 2, 0]) == {0.0, 0.5, 1.0}
    assert set(found.values[:, 0, 1]) == {0.2, 0.7}
    assert len(set(found.values[:, 1, 1])) > MOST_COMPLETIONS / 2
    assert found.values[:, 1, 1].mean() == pytest.approx(0.65, abs=0.05)


def test_the_extremes_come_first():
    low = np.zeros((3, 2))
    found = completions(matrix_of(low, low + 1), 40)
    first = found.values[:8]
    assert first[0].tolist() == low.tolist()
    assert first[1].tolist() == (low + 1).tolist()
    for lever in range(3):
        favoured, harmed = first[2 + 2 * lever], first[3 + 2 * lever]
        assert favoured.sum(axis=1).tolist() == [2 if i == lever else 0 for i in range(3)]
        assert harmed.sum(axis=1).tolist() == [0 if i == lever else 2 for i in range(3)]
    assert ((found.values[8:] > 0) & (found.values[8:] < 1)).all()


def test_the_cells_of_a_criterion_that_weighs_nothing_do_not_vary():
    """So that what counts can still be listed."""
    low = np.array(LOW)
    high = low.copy()
    high[1, 1] = 0.9
    matrix = matrix_of(low, high)
    assert not weighed_completions(matrix, np.array([0.5, 0.5])).exhaustive
    found = weighed_completions(matrix, np.array([1.0, 0.0]))
    assert found.exhaustive
    assert found.values.tolist() == [LOW]
