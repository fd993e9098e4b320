import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.weight_map import matrix_slice
from tests.strategies import matrices, matrix_of, weights


@given(st.data())
def test_a_value_in_the_triangle_is_the_value_at_the_whole_weights(data):
    matrix = data.draw(matrices(columns=(3, 5)))
    count = len(matrix.criteria)
    columns = tuple(data.draw(st.permutations(range(count)))[:3])
    present = data.draw(weights(count).filter(lambda w: w[list(columns)].any()))
    shares = data.draw(weights(3))
    sliced = matrix_slice(matrix, present, columns)
    there = present.copy()
    there[list(columns)] = present[list(columns)].sum() * shares
    whole, part = additive(matrix, there), additive(sliced, shares)
    np.testing.assert_allclose(part.low, whole.low, atol=1e-12)
    np.testing.assert_allclose(part.high, whole.high, atol=1e-12)


def test_with_three_criteria_nothing_is_held():
    matrix = matrix_of([[0.1, 0.5, 0.9], [0.4, 0.4, 0.4]])
    sliced = matrix_slice(matrix, np.array([0.2, 0.3, 0.5]), (0, 1, 2))
    np.testing.assert_allclose(sliced.low, matrix.low)


def test_the_corners_come_in_the_order_asked():
    matrix = matrix_of([[0.1, 0.5, 0.9], [0.4, 0.4, 0.4]])
    sliced = matrix_slice(matrix, np.array([0.2, 0.3, 0.5]), (2, 0, 1))
    assert sliced.criteria == tuple(matrix.criteria[j] for j in (2, 0, 1))


def test_three_criteria_without_weight_leave_nothing_to_share():
    matrix = matrix_of([[0.1, 0.5, 0.9, 1.0], [0.4, 0.4, 0.4, 0.0]])
    assert matrix_slice(matrix, np.array([0.0, 0.0, 0.0, 1.0]), (0, 1, 2)) is None
