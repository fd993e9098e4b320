import numpy as np
import pytest
from hypothesis import given

from prioritisation.solve.normalisation import by_largest, by_length, by_range, by_sum, normalised
from prioritisation.solve.table import InvalidProblem
from tests.prioritisation.solve.made import problem, problems, ranking_problem, table_of

WAYS = ["max", "min"]
MATRIX = [[1, 2], [3, 4], [4, 8]]


def test_each_normalisation_by_hand():
    found = table_of(MATRIX, WAYS)
    assert by_range(found) == pytest.approx(np.array([[0, 1], [2 / 3, 2 / 3], [1, 0]]))
    assert by_largest(found) == pytest.approx(np.array([[1 / 4, 1], [3 / 4, 1 / 2], [1, 1 / 4]]))
    assert by_sum(found) == pytest.approx(
        np.array([[1 / 8, 4 / 7], [3 / 8, 2 / 7], [1 / 2, 1 / 7]])
    )
    lengths = np.sqrt([26, 84])
    assert by_length(found) == pytest.approx(np.array(MATRIX) / lengths)


@given(problems())
def test_values_are_within_bounds_whatever_the_unit(keys):
    found = table_of(keys["matrix"], keys["objectives"])
    other = table_of((np.array(keys["matrix"]) * 1e150).tolist(), keys["objectives"])
    for rule in (by_range, by_largest, by_sum, by_length):
        values = rule(found)
        assert ((values >= 0) & (values <= 1)).all()
        assert rule(other) == pytest.approx(values, abs=1e-12)


@given(problems())
def test_better_scores_have_larger_values(keys):
    found = table_of(keys["matrix"], keys["objectives"])
    turned = found.scores * found.signs
    for rule in (by_range, by_largest, by_sum):
        values = rule(found)
        for column in range(len(found.larger)):
            order = np.argsort(turned[:, column], kind="stable")
            assert (np.diff(values[order, column]) >= -1e-12).all()


def test_a_constant_criterion_has_no_weight_in_the_comparison():
    found = table_of([[0.1 + 0.2, 0], [0.3, 0]])
    assert by_range(found).tolist() == [[0, 0], [0, 0]]
    assert by_length(found)[:, 1].tolist() == [0, 0]


def values(name, matrix, objectives, **params):
    keys = ranking_problem(matrix, objectives=objectives, normalisation=name, **params)
    found = problem("weighted_sum", **keys)
    allowed = ("none", "anchors", "minmax", "max", "sum", "vector")
    return normalised(found, table_of(matrix, objectives), allowed)[1]


def test_anchors_read_scores_on_a_fixed_scale():
    found = values("anchors", [[1, 10], [5, 0]], WAYS, anchors=[[1, 5], [20, 0]])
    assert found.tolist() == [[0, 0.5], [1, 1]]
    found = values("anchors", [[0.1 + 0.2], [0.1]], ["max"], anchors=[[0.1, 0.3]])
    assert found.tolist() == [[1], [0]]


def test_values_already_there_are_kept():
    assert values("none", [[1.5, -2], [0, 3]], ["max", "max"]).tolist() == [[1.5, -2], [0, 3]]


@pytest.mark.parametrize(
    ("name", "matrix", "params", "place"),
    [
        ("none", MATRIX, {}, "objectives[1]"),
        ("median", MATRIX, {}, "params.normalisation"),
        (3, MATRIX, {}, "params.normalisation"),
        (None, MATRIX, {}, "params.normalisation"),
        ("anchors", MATRIX, {}, "params.anchors"),
        ("anchors", MATRIX, {"anchors": [[0, 9]]}, "params.anchors"),
        ("anchors", MATRIX, {"anchors": [[0, 9], [9]]}, "params.anchors[1]"),
        ("anchors", MATRIX, {"anchors": [[0, 9], [9, "0"]]}, "params.anchors[1][1]"),
        ("anchors", MATRIX, {"anchors": [[0, 9], [9, 9]]}, "params.anchors[1]"),
        ("anchors", MATRIX, {"anchors": [[9, 0], [9, 0]]}, "params.anchors[0]"),
        ("anchors", MATRIX, {"anchors": [[0, 9], [0, 9]]}, "params.anchors[1]"),
        ("anchors", MATRIX, {"anchors": [[0, 3], [9, 0]]}, "matrix[2][0]"),
        ("max", [[1, 2], [-3, 4]], {}, "matrix[1][0]"),
        ("max", [[1, 2], [3, 0]], {}, "matrix[1][1]"),
        ("sum", [[1, 2], [3, -4]], {}, "matrix[1][1]"),
        ("sum", [[0, 2], [0, 4]], {}, "matrix[0][0]"),
    ],
)
def test_what_does_not_suit_is_refused_where_it_is(name, matrix, params, place):
    with pytest.raises(InvalidProblem) as error:
        values(name, matrix, WAYS, **params)
    assert error.value.place.split(" ")[0] == place
