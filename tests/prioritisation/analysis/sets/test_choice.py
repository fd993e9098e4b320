import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.sets import best as choice
from prioritisation.analysis.sets.best import best_at_cost, by_listing, by_programme, choose_sets
from prioritisation.analysis.sets.question import PairSynergy, Question, Synergy
from prioritisation.analysis.sets.sets import question_terms
from tests.prioritisation.analysis.sets.made import (
    brute_best,
    brute_threshold,
    problems,
    terms_of,
    uniform,
)

COSTS = (0.0, 0.2, 0.5, 1.5)


def terms_and_values(problem):
    matrix, weights, question = problem
    ranking = additive(matrix, weights)
    return question_terms(question, matrix.alternatives), ranking.low, ranking.high


@given(problems(rows=(2, 5)))
def test_every_set_is_compared_as_by_brute_force(problem):
    terms, low, high = terms_and_values(problem)
    question, levers = problem[2], problem[0].alternatives
    outcome = by_listing(terms, low, high)
    for size in range(1, question.most + 1):
        sure, possible = brute_best(question, levers, low, high, size=size)
        best = outcome.of_size(size)
        assert (best.sure, best.possible) == (sure, possible) if best else possible == ()
    expected = brute_threshold(question, levers, low, high)
    assert outcome.threshold == (expected and pytest.approx(expected, abs=1e-9))
    for cost in COSTS:
        best = best_at_cost(terms, low, high, cost)
        assert [best.sure, best.possible] == brute_best(question, levers, low, high, cost=cost)


@settings(max_examples=settings().max_examples // 5)
@given(problems(rows=(2, 5)))
def test_the_programme_and_the_list_give_the_same(problem):
    terms, low, high = terms_and_values(problem)
    listed, solved = by_listing(terms, low, high), by_programme(terms, low, high)
    assert [(b.size, b.sure) for b in solved.bests] == [(b.size, b.sure) for b in listed.bests]
    assert solved.threshold == (listed.threshold and pytest.approx(listed.threshold, abs=1e-9))
    assert all(b.complete for b in solved.bests)


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 6)
@given(problems(rows=(3, 4)))
def test_they_give_the_same_at_any_cost(problem):
    terms, low, high = terms_and_values(problem)
    for cost in COSTS:
        listed = best_at_cost(terms, low, high, cost)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(choice, "LISTED", 0)
            assert best_at_cost(terms, low, high, cost).sure == listed.sure


def test_sets_too_many_to_be_listed_are_found_by_the_programme():
    rng = np.random.default_rng(4)
    values = rng.random(40)
    order = np.argsort(-values).tolist()
    outcome = choose_sets(_forty(4), *uniform(values))
    assert outcome.bests[3].sure == (tuple(sorted(order[:4])),)
    assert outcome.bests[3].possible is None
    assert outcome.threshold == pytest.approx((values[order[1]],) * 2)


def _forty(most, synergies=()):
    return question_terms(Question(most, synergies), tuple(map(str, range(40))))


def test_the_programme_finds_what_only_synergies_bring():
    values = np.linspace(0.9, 0.1, 40)
    bonds = [PairSynergy(str(i), str(j), Synergy.STRONG) for i, j in ((37, 38), (38, 39))]
    weak = question_terms(
        Question(3, (*bonds, PairSynergy("0", "1", Synergy.HARM))), tuple(map(str, range(40)))
    )
    outcome = choose_sets(weak, *uniform(values))
    assert outcome.bests[1].sure == ((0, 2),)
    flat = choose_sets(_forty(3, tuple(bonds)), *uniform(np.full(40, 0.5)))
    assert flat.bests[2].sure == ((37, 38, 39),)
    assert flat.threshold == pytest.approx((0.6, 0.6))


def test_too_many_ties_are_said_not_to_be_all():
    outcome = by_programme(_forty(2), *uniform(np.full(40, 0.5)))
    assert not outcome.bests[1].complete


def test_one_lever_has_no_threshold():
    outcome = choose_sets(terms_of(Question(), 1), *uniform([0.4]))
    assert outcome.threshold is None
    assert outcome.bests[0].sure == ((0,),)
    assert by_programme(terms_of(Question(), 1), *uniform([0.4])).threshold is None
    assert outcome.of_size(2) is None


def test_identical_levers_are_tied_and_never_ranked():
    outcome = choose_sets(terms_of(Question(), 3), *uniform([0.5, 0.5, 0.5]))
    assert outcome.bests[0].sure == ((0,), (1,), (2,))
    assert outcome.bests[1].sure == ((0, 1), (0, 2), (1, 2))
    assert outcome.threshold == (0.5, 0.5)


def test_what_two_sets_share_does_not_count_between_them():
    """The first lever is wholly unknown: with it or not is open, which partner is not."""
    low, high = np.array([0.0, 0.7, 0.6]), np.array([1.0, 0.7, 0.6])
    pairs = choose_sets(terms_of(Question(), 3), low, high).of_size(2)
    assert pairs.sure == ()
    assert pairs.possible == ((0, 1), (1, 2))


@given(problems(rows=(2, 4)))
def test_just_below_the_threshold_several_are_better_and_just_above_one(problem):
    terms, low, _ = terms_and_values(problem)
    outcome = choose_sets(terms, low, low)
    if outcome.threshold:
        below, at, above = (
            {len(s) for s in best_at_cost(terms, low, low, outcome.threshold[0] + d).sure}
            for d in (-1e-6, 0, 1e-6)
        )
        assert 1 not in below
        assert 1 in at
        assert at != {1}
        assert above == {1}
