from typing import get_args

from criteria.errors import Problem, ProblemKind
from prioritisation.wording.problems import SENTENCES, problem_sentence
from tests.each import each


def test_every_kind_of_problem_has_a_sentence():
    assert set(SENTENCES) == set(get_args(ProblemKind))


@each("kind", get_args(ProblemKind))
def test_a_sentence_never_fails_and_never_shows_a_brace(kind):
    assert "{" not in problem_sentence(Problem(kind, "scores.csv", 3, "score"))


def test_the_place_comes_first():
    problem = Problem("not_a_number", "scores.csv", 3, "score", {"found": "beaucoup"})
    text = problem_sentence(problem).replace("\u00a0", " ")
    assert text == "scores.csv, ligne 3, colonne score : « beaucoup » n’est pas un nombre"


def test_what_people_typed_is_never_a_format():
    problem = Problem("not_a_number", "address", None, "poids.x", {"found": "{found}{0}"})
    assert "{found}{0}" in problem_sentence(problem)
