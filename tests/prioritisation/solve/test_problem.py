"""Problems read and refused: files, numbers, names, tables; ranks and answers."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.opinions import competition
from prioritisation.solve import problem as reading
from prioritisation.solve.problem import (
    Answer,
    InvalidProblem,
    ProblemNames,
    excerpt,
    finite_numbers,
    list_items,
    parse_problem,
    read_problem,
    real,
    shared_ranks,
    tie,
    whole,
)
from tests.each import each
from tests.prioritisation.solve.made import ranking_problem, refused, table_of

NOT_NUMBERS = ["1", True, None, [], {}, math.nan, math.inf, -math.inf, 10**400]
ABOUT = lambda *index: f" {list(index)}" if index else ""  # noqa: E731 (a place)


def place_of(function, *arguments):
    with pytest.raises(InvalidProblem) as error:
        function(*arguments)
    return error.value.place


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30))
def test_finite_numbers_are_kept(value):
    assert real(value, "x") == float(value)


@each("value", NOT_NUMBERS, ids=excerpt)
def test_anything_else_is_refused_where_it_is(value):
    assert place_of(real, value, "x") == "x"
    assert place_of(finite_numbers, [1, value], "v", (None,)) == "v[1]"
    assert place_of(finite_numbers, [[1, 2], [3, value]], "m", (2, 2), ABOUT) == "m[1][1] [1, 1]"


@each("value", [1.5, -1, 11, "2", None, False])
def test_whole_numbers_are_whole_and_within_bounds(value):
    assert whole(3.0, "x", 0, 10) == 3
    assert place_of(whole, value, "x", 0, 10) == "x"


@each("value", [None, "abc", {}, 3, [], [1]])
def test_a_list_has_the_length_expected(value):
    assert place_of(list_items, value, "x", 2) == "x"


def test_rows_have_the_same_length():
    assert place_of(finite_numbers, [[1, 2], [3]], "m", (None, None), ABOUT) == "m[1] [1]"
    assert place_of(finite_numbers, [[1, 2], 3], "m", (None, None), ABOUT) == "m[1] [1]"
    assert place_of(finite_numbers, [[1, 2]], "m", (2, None)) == "m"


def test_what_is_shown_is_short():
    assert len(excerpt("x" * 500)) == 40
    assert [excerpt(v) for v in (None, True, 2.5, [1])] == ["null", "true", "2.5", "[1]"]


def refusal(text):
    with pytest.raises(InvalidProblem) as error:
        parse_problem(text, "problem.json")
    return error.value.place, error.value.fault


def test_a_problem_has_a_method_and_params():
    found = parse_problem('{"method": "borda", "params": {"a": 1}, "other": [NaN]}', "x")
    assert (found.method, found.need("params.a")) == ("borda", 1)


@each("text", ['{"method": "borda"}', '{"method": "borda", "params": null}'])
def test_params_may_be_absent_or_null(text):
    assert set(parse_problem(text, "x").given) <= {"method", "params"}


@each(
    ("text", "place"),
    [
        ("", "problem.json"),
        ("weights: [1]", "problem.json"),
        ('{"method": "borda"', "problem.json"),
        ("[]", "problem.json"),
        ("3", "problem.json"),
        ("null", "problem.json"),
        ('{"method": "borda", "params": []}', "params"),
        ("{}", "method"),
        ('{"method": null}', "method"),
        ('{"method": 3}', "method"),
        ('{"method": "borda", "method": "kemeny"}', "method"),
        ('{"method": "borda", "params": {"v": 1, "v": 2}}', "v"),
        ("[" * 100_000, "problem.json"),
        ('{"a":' * 100_000, "problem.json"),
        (f'{{"method": {"9" * 5_000}}}', "problem.json"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_not_a_problem_is_refused(text, place):
    assert refusal(text)[0] == place


def test_where_json_goes_wrong_is_said():
    assert "ligne 2, colonne 1" in refusal('{"method":\n}')[1]


def test_a_missing_key_is_named():
    found = parse_problem('{"method": "topsis", "weights": null}', "x")
    for place in ("weights", "params.weights"):
        with pytest.raises(InvalidProblem) as error:
            found.need(place)
        assert error.value.place == place


def test_a_file_is_read_with_or_without_its_mark(tmp_path):
    for name, codec in (("plain", "utf-8"), ("marked", "utf-8-sig")):
        (tmp_path / name).write_text(json.dumps({"method": "é"}, ensure_ascii=False), codec)
        assert read_problem(str(tmp_path / name)).method == "é"


def test_files_that_cannot_be_read_are_refused(tmp_path, monkeypatch):
    (tmp_path / "latin").write_bytes('{"method": "é"}'.encode("latin-1"))
    (tmp_path / "large").write_text('{"method": "borda"}')
    monkeypatch.setattr(reading, "LARGEST_PROBLEM", 16)
    for name in ("latin", "large", "missing", ".", "a\0b", "x" * 400):
        with pytest.raises(InvalidProblem) as error:
            read_problem(str(tmp_path / name))
        assert error.value.place == str(tmp_path / name)


def test_levers_and_criteria_are_called_by_their_names_or_numbered_from_1():
    found = ProblemNames(("Vélo", "Bus"), ("GES",))
    assert found.of_cell(1, 0).replace("\u00a0", " ") == " (levier « Bus », critère « GES »)"
    assert ProblemNames().of_cell(0, 2).replace("\u00a0", " ") == " (levier n° 1, critère n° 3)"
    assert ProblemNames().of_cell(0).replace("\u00a0", " ") == " (levier n° 1)"
    assert len(ProblemNames(("x" * 1000,)).lever(0)) < 60


@each("value", [["a"], ["a", 3], ["a", None], "ab", []])
def test_names_are_texts_and_as_many_as_there_are_levers(value):
    found = parse_problem(json.dumps({"method": "x", "alternatives": value}), "x")
    with pytest.raises(InvalidProblem) as error:
        found.names(2, None)
    assert error.value.place == "alternatives"
    assert found.names(None, 4) == ProblemNames()


NAMED = {"alternatives": ["Vélo", "Bus"], "criteria": ["GES", "Emploi"]}
GOOD = {
    "matrix": [[1, 2], [3, 4]],
    "weights": [1, 3],
    "objectives": ["max", "min"],
    "params": {"normalisation": "minmax"},
    **NAMED,
}


def test_weights_are_divided_by_their_sum_unless_taken_as_given():
    made = table_of(**GOOD)
    assert made.weights().tolist() == [0.25, 0.75]
    assert made.points().tolist() == [1, 3]


def test_directions_and_constant_criteria_are_told():
    made = table_of([[0.1 + 0.2, 1, -5], [0.3, 1 + 1e-9, -5]], ["max", "min", "min"])
    assert made.signs.tolist() == [1, -1, -1]
    assert made.constant.tolist() == [True, False, True]


@each(
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


scores = st.lists(st.integers(-50, 50).map(lambda k: k / 7), min_size=1, max_size=12)


@given(scores)
def test_ranks_count_who_is_strictly_better(found):
    ranks = shared_ranks(np.array(found))
    assert ranks.tolist() == competition(np.array([found]))[0].tolist()
    assert ranks.min() == 1


@each(
    ("found", "ranks"),
    [
        ([0.1 + 0.2, 0.3], [1, 1]),
        ([1, 1 - 0.9e-9, 1 - 2e-9], [1, 1, 3]),
        ([3e9 + 1e-6, 3e9, 0], [1, 1, 3]),
        ([3.0, 2.0, 2.0, 1.0], [1, 2, 2, 4]),
        ([-5.0], [1]),
    ],
)
def test_rounding_ranks_nobody(found, ranks):
    assert shared_ranks(np.array(found)).tolist() == ranks


def test_ties_are_wider_only_for_large_scores():
    assert tie(np.array([1e5, -1e5])) == 1e-9
    assert tie(np.array([1e12])) > 1e-9


def test_many_levers_are_ranked_without_comparing_pairs():
    ranks = shared_ranks(np.arange(100_000.0))
    assert ranks.tolist() == list(range(100_000, 0, -1))


def test_figures_are_one_line_of_finite_numbers_without_minus_zero():
    figures = {"a": np.array([-0.0, 1.5]), "b": np.array([1, 2]), "c": True, "d": 0.25}
    text = Answer(figures).text()
    assert "\n" not in text
    assert "-0" not in text
    assert json.loads(text) == {"a": [0, 1.5], "b": [1, 2], "c": True, "d": 0.25}
    for figure in (math.nan, np.array([1, math.inf])):
        with pytest.raises(ValueError, match="JSON compliant"):
            Answer({"a": figure}).text()
