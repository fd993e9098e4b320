import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import eigvals

from prioritisation.analysis.weight_methods import Priority, judged_weights
from prioritisation.analysis.weights import InvalidJudgements
from tests.published import published
from tests.strategies import weights

BOTH = pytest.mark.parametrize("priority", Priority)
SCALE = [1 / 9, 1 / 7, 1 / 5, 1 / 3, 1, 3, 5, 7, 9]


@st.composite
def judgements(draw, count=(1, 8)):
    n = draw(st.integers(*count))
    found = np.ones((n, n))
    for i in range(n):
        for j in range(i):
            found[i, j] = draw(st.sampled_from(SCALE))
            found[j, i] = 1 / found[i, j]
    return found


@pytest.mark.parametrize("name", ["ahp_wang_chin_2011", "ahp_leader_wikipedia"])
def test_published_weights(name):
    case = published(name)
    found = judged_weights(np.array(case["params"]["criteria_pairwise"], dtype=float))
    expected = case["expected"]["weights"]
    assert found.weights == pytest.approx(expected, abs=case["tolerance"]["weights"])


@BOTH
@given(data=st.data())
def test_consistent_judgements_give_their_weights(priority, data):
    given_weights = data.draw(st.integers(1, 8).flatmap(weights).filter(lambda w: w.min() > 0))
    found = judged_weights(given_weights[:, None] / given_weights, priority)
    assert found.weights == pytest.approx(given_weights)
    assert found.lambda_max == pytest.approx(len(given_weights))
    assert found.index == pytest.approx(0, abs=1e-9)
    assert not found.inconsistent


@given(judgements())
def test_the_eigenvector_is_that_of_scipy(matrix):
    found = judged_weights(matrix)
    largest = eigvals(matrix).real.max()
    assert found.lambda_max == pytest.approx(largest)
    assert matrix @ found.weights == pytest.approx(largest * found.weights)
    assert found.weights.sum() == pytest.approx(1)


@BOTH
@given(matrix=judgements(), data=st.data())
def test_the_order_of_the_criteria_does_not_matter(priority, matrix, data):
    order = data.draw(st.permutations(range(len(matrix))))
    before, after = (
        judged_weights(matrix, priority),
        judged_weights(matrix[np.ix_(order, order)], priority),
    )
    assert after.weights == pytest.approx(before.weights[order])
    assert after.index == pytest.approx(before.index, abs=1e-9)


def test_the_ratio_divides_the_index_by_that_of_random_judgements():
    found = judged_weights(np.array([[1, 2, 0.5], [0.5, 1, 2], [2, 0.5, 1]]), Priority.COLUMN_MEAN)
    assert found.lambda_max == pytest.approx(3.5)
    assert found.index == pytest.approx(0.25)
    assert found.ratio == pytest.approx(0.25 / 0.58)
    assert found.inconsistent


def test_two_criteria_cannot_contradict_each_other():
    found = judged_weights(np.array([[1, 9], [1 / 9, 1]]))
    assert (found.ratio, found.inconsistent) == (0, False)
    assert found.weights == pytest.approx([0.9, 0.1])


def test_beyond_ten_criteria_there_is_no_ratio():
    assert judged_weights(np.ones((11, 11))).ratio is None


@pytest.mark.parametrize(
    ("matrix", "fault", "row", "column"),
    [
        ([[]], "shape", 0, 0),
        ([[1.0, 2.0]], "shape", 0, 0),
        ([1.0], "shape", 0, 0),
        ([[1.0, 2.0], [2.0, 1.0]], "reciprocal", 0, 1),
        ([[1.0, 0.5], [2.0, 1.1]], "reciprocal", 1, 1),
        ([[1.0, 2.0], [0.0, 1.0]], "positive", 1, 0),
        ([[1.0, -2.0], [-0.5, 1.0]], "positive", 0, 1),
        ([[1.0, np.nan], [1.0, 1.0]], "positive", 0, 1),
        ([[1.0, 1e308], [1e308, 1.0]], "reciprocal", 0, 1),
    ],
)
def test_judgements_that_are_not_reciprocal_are_refused(matrix, fault, row, column):
    with pytest.raises(InvalidJudgements) as error:
        judged_weights(np.array(matrix))
    assert (error.value.fault, error.value.row, error.value.column) == (fault, row, column)
