import pytest

from prioritisation.solve.table import InvalidProblem, ProblemNames, problem_names


def test_levers_and_criteria_are_called_by_their_names():
    found = problem_names({"alternatives": ["Vélo", "Bus"], "criteria": ["GES"]}, 2, 1)
    assert found.of_cell(1, 0).replace("\u00a0", " ") == " (levier « Bus », critère « GES »)"
    assert found.of_lever(0).replace("\u00a0", " ") == " (levier « Vélo »)"


def test_without_names_they_are_numbered_from_1():
    assert ProblemNames().of_cell(0, 2).replace("\u00a0", " ") == " (levier n° 1, critère n° 3)"
    assert ProblemNames().of_cell(0, None).replace("\u00a0", " ") == " (levier n° 1)"


def test_a_long_name_is_cut():
    assert len(ProblemNames(("x" * 1000,)).lever(0)) < 60


@pytest.mark.parametrize("value", [["a"], ["a", 3], ["a", None], "ab", []])
def test_names_are_texts_and_as_many_as_there_are_levers(value):
    with pytest.raises(InvalidProblem) as error:
        problem_names({"alternatives": value}, 2, None)
    assert error.value.place == "alternatives"


def test_names_that_are_not_used_are_not_read():
    assert problem_names({"alternatives": 3, "criteria": None}, None, 4) == ProblemNames()
