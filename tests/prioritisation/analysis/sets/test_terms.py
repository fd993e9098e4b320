import math

import pytest

from prioritisation.analysis.sets.question import (
    Capacity,
    InvalidQuestion,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    QuestionFault,
    QuestionProblem,
    Synergy,
    Wait,
    WordValues,
)
from prioritisation.analysis.sets.sets import listed_sets, question_terms

LEVERS = ("a", "b", "c")
LOADS = tuple(LeverLoad(x, Load.MODERATE) for x in LEVERS)


def test_nothing_said_adds_nothing():
    terms = question_terms(Question(), LEVERS)
    assert terms.candidates == (0, 1, 2)
    assert terms.bonus((0, 1)) == 0
    assert terms.capacity == math.inf


def test_synergies_count_both_ways_round_and_workload_beyond_the_capacity():
    statements = PairSynergy("c", "a", Synergy.STRONG), PairSynergy("a", "b", Synergy.HARM)
    terms = question_terms(Question(3, statements, LOADS, Capacity.FAIR), LEVERS)
    assert terms.bonus((0, 2)) == pytest.approx(0.10)
    assert terms.bonus((0, 1, 2)) == pytest.approx(0.10 - 0.05 - 0.10)
    assert terms.fits((0, 1, 2))


def test_a_capacity_that_is_a_limit_costs_nothing_and_excludes():
    terms = question_terms(Question(3, (), LOADS, Capacity.FAIR, hard=True), LEVERS)
    assert terms.bonus((0, 1)) == 0
    assert terms.fits((0, 1))
    assert not terms.fits((0, 1, 2))


def test_workload_does_not_count_while_a_load_is_not_said():
    terms = question_terms(Question(2, (), LOADS[:2], Capacity.SMALL, hard=True), LEVERS)
    assert terms.unsaid == (2,)
    assert not terms.hard
    assert terms.fits((0, 1))


def test_a_lever_that_waits_is_no_candidate_and_its_load_is_not_needed():
    wait = Wait("c", "first results")
    terms = question_terms(Question(2, (), LOADS[:2], Capacity.SMALL, waits=(wait,)), LEVERS)
    assert (terms.candidates, terms.unsaid) == ((0, 1), ())
    assert terms.bonus((0, 1)) == pytest.approx(-0.10)


def test_every_problem_is_told_at_once():
    question = Question(
        0,
        (
            PairSynergy("a", "z", Synergy.HELP),
            PairSynergy("b", "b", Synergy.HELP),
            PairSynergy("a", "b", Synergy.HELP),
            PairSynergy("b", "a", Synergy.HARM),
        ),
        (*LOADS, LOADS[0]),
        waits=(Wait("y", ""), Wait("c", ""), Wait("c", "")),
        values=WordValues(help=-1),
    )
    with pytest.raises(InvalidQuestion, match="unknown_lever y; unknown_lever z") as refused:
        question_terms(question, LEVERS)
    assert refused.value.problems == (
        QuestionProblem(QuestionFault.UNKNOWN_LEVER, ("y",)),
        QuestionProblem(QuestionFault.UNKNOWN_LEVER, ("z",)),
        QuestionProblem(QuestionFault.SAME_LEVER, ("b",)),
        QuestionProblem(QuestionFault.SAID_TWICE, ("a", "b")),
        QuestionProblem(QuestionFault.SAID_TWICE, ("a",)),
        QuestionProblem(QuestionFault.SAID_TWICE, ("c",)),
        QuestionProblem(QuestionFault.SIZE),
        QuestionProblem(QuestionFault.VALUES),
    )


@pytest.mark.parametrize("hard", [False, True])
def test_bonuses_of_many_sets_are_those_of_each(hard):
    statements = PairSynergy("c", "a", Synergy.STRONG), PairSynergy("a", "b", Synergy.HARM)
    terms = question_terms(Question(3, statements, LOADS, Capacity.FAIR, hard=hard), LEVERS)
    sets = listed_sets(terms)
    assert sets.bonus == pytest.approx([terms.bonus(rows) for rows in sets.members])
