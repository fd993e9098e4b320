import math

import pytest

from prioritisation.solve.table import read_points, read_weights
from tests.prioritisation.solve.made import problem, ranking_problem, refused, table_of

NAMED = {"alternatives": ["Vélo", "Bus"], "criteria": ["GES", "Emploi"]}
GOOD = {
    "matrix": [[1, 2], [3, 4]],
    "weights": [1, 3],
    "objectives": ["max", "min"],
    "params": {"normalisation": "minmax"},
    **NAMED,
}


def test_weights_are_divided_by_their_sum_unless_taken_as_given():
    found = problem("weighted_sum", **GOOD)
    made = table_of(GOOD["matrix"])
    assert read_weights(found, made).tolist() == [0.25, 0.75]
    assert read_points(found, made).tolist() == [1, 3]


def test_directions_and_constant_criteria_are_told():
    made = table_of([[0.1 + 0.2, 1, -5], [0.3, 1 + 1e-9, -5]], ["max", "min", "min"])
    assert made.signs.tolist() == [1, -1, -1]
    assert made.constant.tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"matrix": None}, "matrix"),
        ({"matrix": []}, "matrix"),
        ({"matrix": {}}, "matrix"),
        ({"matrix": "1 2"}, "matrix"),
        ({"matrix": [[], []]}, "matrix[0]"),
        ({"matrix": [1, 2]}, "matrix[0]"),
        ({"matrix": [[1, 2], [3]]}, "matrix[1] (levier « Bus »)"),
        ({"matrix": [[1, 2], [3, "a"]]}, "matrix[1][1] (levier « Bus », critère « Emploi »)"),
        ({"matrix": [[1, None], [3, 4]]}, "matrix[0][1] (levier « Vélo », critère « Emploi »)"),
        ({"matrix": [[math.nan, 2], [3, 4]]}, "matrix[0][0] (levier « Vélo », critère « GES »)"),
        ({"matrix": [[1, 2], [-math.inf, 4]]}, "matrix[1][0] (levier « Bus », critère « GES »)"),
        ({"matrix": [[1, 2], [True, 4]]}, "matrix[1][0] (levier « Bus », critère « GES »)"),
        ({"matrix": [[1, 2]], "alternatives": None}, "matrix"),
        ({"weights": None}, "weights"),
        ({"weights": [1]}, "weights"),
        ({"weights": [0, 0]}, "weights"),
        ({"weights": [1, -1]}, "weights[1] (critère « Emploi »)"),
        ({"weights": [1, "1"]}, "weights[1] (critère « Emploi »)"),
        ({"weights": 1}, "weights"),
        ({"objectives": None}, "objectives"),
        ({"objectives": ["max"]}, "objectives"),
        ({"objectives": ["max", "maximise"]}, "objectives[1] (critère « Emploi »)"),
        ({"objectives": ["max", 1]}, "objectives[1] (critère « Emploi »)"),
        ({"objectives": ["max", ["min"]]}, "objectives[1] (critère « Emploi »)"),
        ({"alternatives": ["Vélo"]}, "alternatives"),
        ({"criteria": ["GES", 2]}, "criteria"),
    ],
    ids=str,
)
def test_what_is_wrong_is_named_by_its_lever_and_its_criterion(change, place):
    assert refused("weighted_sum", **{**GOOD, **change})[0] == place


def test_a_gap_is_said_to_be_one():
    where, fault = refused("weighted_sum", **ranking_problem([[1, None], [2, 3]]))
    assert where == "matrix[0][1] (levier n° 1, critère n° 2)"
    assert "null" in fault
