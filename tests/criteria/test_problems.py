import typing
from string import Formatter

import pytest

from criteria.errors import InvalidCase, Problem, ProblemKind
from prioritisation.wording.problems import template
from tests.each import each


def test_kinds_are_listed_once():
    kinds = typing.get_args(ProblemKind)
    assert len(set(kinds)) == len(kinds)


def test_two_problems_in_the_same_place_are_equal_and_cannot_be_changed():
    problem = Problem("empty", "levers.csv", 3, "label")
    assert problem == Problem("empty", "levers.csv", 3, "label", {})
    with pytest.raises(AttributeError):
        problem.row = 4


def test_a_refused_case_carries_every_problem_and_shows_the_first():
    problems = [Problem("empty", "levers.csv", row) for row in range(2, 9)]
    error = InvalidCase(problems)
    assert error.problems == tuple(problems)
    assert str(error).startswith("7 problem(s): ")
    assert "row=4" in str(error)
    assert "row=5" not in str(error)


@each(
    ("problem", "said"),
    [
        (Problem("bad_toml", "case.toml", values={"line": 3, "column": 9}), ["line", "column"]),
        (Problem("bad_toml", "case.toml"), []),
        (Problem("duplicate", "a.csv", 3, "id", {"found": "x", "first": 2}), ["found", "first"]),
        (Problem("duplicate", "case.toml", None, "id", {"found": "x", "first": 0}), ["found"]),
    ],
    ids=["a place in TOML", "no place in TOML", "a first row", "no first row"],
)
def test_a_sentence_only_says_what_the_problem_knows(problem, said):
    assert [field for _, field, *_ in Formatter().parse(template(problem)) if field] == said
