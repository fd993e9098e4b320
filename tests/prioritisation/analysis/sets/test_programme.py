from math import inf

import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.sets.programme import TIED, optimum, programme, set_value, surely_best
from prioritisation.analysis.sets.question import Capacity, LeverLoad, Load, Question
from tests.prioritisation.analysis.sets.made import brute_best, problems, terms_of
from tests.strategies import names


@settings(max_examples=25)
@given(problems(rows=(2, 5)))
def test_the_programme_finds_every_best_set_of_brute_force(problem):
    matrix, weights, question = problem
    terms = terms_of(question, len(matrix.alternatives))
    low = additive(matrix, weights).low
    sure, _ = brute_best(question, matrix.alternatives, low, low, cost=0.3)
    best = optimum(programme(terms), low, (1, question.most), 0.3)
    assert best.sets == sure
    assert best.value == pytest.approx(set_value(terms, low, sure[0], 0.3) if sure else -inf)


def test_a_difference_that_the_solver_cannot_see_is_not_a_tie():
    values = np.array([0.5, 0.5 + 5e-9, 0.2])
    best = optimum(programme(terms_of(Question(), 3)), values, (1, 1))
    assert best.sets == ((1,),)
    tied = optimum(programme(terms_of(Question(), 3)), np.array([0.5, 0.5 + 5e-10, 0.2]), (1, 1))
    assert tied.sets == ((0,), (1,))


def test_nothing_left_is_no_set():
    loads = tuple(LeverLoad(x, Load.HEAVY) for x in names("a", 2))
    terms = terms_of(Question(2, (), loads, Capacity.SMALL, hard=True), 2)
    assert optimum(programme(terms), np.ones(2), (1, 2)).sets == ()


def test_ties_beyond_what_is_searched_are_not_all():
    best = optimum(programme(terms_of(Question(), 8)), np.full(8, 0.5), (2, 2))
    assert (len(best.sets), best.complete) == (TIED, False)


def test_an_unknown_lever_makes_no_set_surely_best():
    low, high = np.array([0.5, 0.4, 0.0]), np.array([0.5, 0.4, 1.0])
    made = programme(terms_of(Question(), 3))
    assert surely_best(made, low, high, (1, 1)).sets == ()
