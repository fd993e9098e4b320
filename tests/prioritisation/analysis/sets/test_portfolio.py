from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.robustness.draws import DRAWS, JOINT, weight_sample
from prioritisation.analysis.sets import comparison as module
from prioritisation.analysis.sets.best import Membership, robust_sets
from prioritisation.analysis.sets.contest import Bundle
from prioritisation.analysis.sets.question import (
    Capacity,
    InvalidQuestion,
    LeverLoad,
    Load,
    NothingLeft,
    PairSynergy,
    Question,
    Synergy,
    Wait,
)
from tests.prioritisation.analysis.ballots.made import ballot
from tests.prioritisation.analysis.sets.made import brute_best, brute_threshold, problems
from tests.prioritisation.sentences.made import normandie
from tests.strategies import matrix_of
from tests.thresholds import compare_sets

HALVES = np.array([0.5, 0.5])


def two_criteria():
    return matrix_of([[1, 0], [0, 1], [0.6, 0.6]])


def test_the_case_has_21_sets_and_every_figure_holds_together():
    analysis = normandie()
    comparison = compare_sets(analysis.matrix, analysis.weights)
    assert len(comparison.sets.members) == 21
    low, high = comparison.threshold
    levers = analysis.matrix.alternatives
    assert (low, high) == pytest.approx(
        brute_threshold(
            comparison.question, levers, comparison.ranking.low, comparison.ranking.high
        )
    )
    for robust in comparison.over_weights.robust.values():
        assert sum(s.sure for s in robust.sets) + robust.undecided == pytest.approx(1)
        assert robust.n == DRAWS
    assert sum(astuple(comparison.over_weights.sides(0.7))) == pytest.approx(1)
    assert {r.place for r in comparison.roles} <= set(Membership)
    assert comparison.over_voters is None
    assert comparison.voters == 0


@settings(max_examples=20)
@given(problems(rows=(2, 4)))
def test_what_is_said_with_these_weights_is_what_brute_force_says(problem):
    matrix, weights, question = problem
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "sample_within", lambda n, _within: np.full((20, n), 1 / n))
        comparison = compare_sets(matrix, weights, question)
    low, high = comparison.ranking.low, comparison.ranking.high
    for best in comparison.choice.bests:
        assert [best.sure, best.possible] == brute_best(
            question, matrix.alternatives, low, high, size=best.size
        )


def best_at(found, cost):
    """The sets surely best of all sizes at a cost of dispersion, each compared with each other."""
    low, high = found.ranking.low, found.ranking.high
    return tuple(brute_best(found.question, found.matrix.alternatives, low, high, cost=cost)[0])


def robust_at(found, cost):
    """Shares of all the weights for which each set, of any size, is best at a cost."""
    bundle = Bundle(found.sets, found.matrix.low, found.matrix.high).costing(cost)
    group = range(len(found.sets.members))
    return robust_sets(bundle, group, weight_sample(len(found.matrix.criteria)), sampled=True)


def test_robust_sets_of_all_sizes_are_counted_at_a_cost():
    comparison = compare_sets(two_criteria(), HALVES)
    cheap, dear = robust_at(comparison, 0.0), robust_at(comparison, 2.0)
    assert [s.rows for s in cheap.sets] == list(comparison.sets.members)
    assert sum(s.sure for s in cheap.sets) == pytest.approx(1)
    assert sum(s.sure for s in cheap.sets if len(s.rows) == 2) == pytest.approx(1)
    assert sum(s.sure for s in dear.sets if len(s.rows) == 1) == pytest.approx(1)


def test_just_below_the_threshold_two_are_better_and_just_above_one():
    comparison = compare_sets(two_criteria(), HALVES)
    assert comparison.threshold == pytest.approx((0.5, 0.5))
    assert best_at(comparison, 0.499) == ((0, 2), (1, 2))
    assert best_at(comparison, 0.501) == ((2,),)
    assert best_at(comparison, 0.5) == ((2,), (0, 2), (1, 2))


def test_voters_are_counted_on_each_side():
    criteria = ("ca", "cb")
    ballots = [ballot(100, 0, criteria=criteria)] * 4 + [ballot(100, 100, criteria=criteria)]
    comparison = compare_sets(two_criteria(), HALVES, Question(), ballots)
    assert (comparison.voters, comparison.voters_shown) == (5, True)
    assert astuple(comparison.over_voters.sides(0.55)) == (0.2, 0.8, 0.0, 0.0)
    assert comparison.over_voters.robust[1].of((0,)).sure == 0.8
    assert comparison.over_voters.robust[2].error == 0
    assert not compare_sets(two_criteria(), HALVES, Question(), ballots[:4]).voters_shown


def test_a_synergy_makes_another_pair_the_best_and_is_given_with_its_reason():
    statement = PairSynergy("ab", "aa", Synergy.STRONG, "same partners")
    comparison = compare_sets(
        matrix_of([[0.5], [0.4], [0.45]]), np.ones(1), Question(synergies=(statement,))
    )
    assert comparison.choice.of_size(2).sure == ((0, 1),)
    assert comparison.synergies((0, 1)) == (statement,)
    assert comparison.synergies((0, 2)) == ()
    assert comparison.threshold == pytest.approx((0.5, 0.5))


def test_dates_and_a_hard_capacity_come_first_and_are_told():
    loads = tuple(LeverLoad(x, Load.HEAVY) for x in ("aa", "ab"))
    wait = Wait("ac", "first results")
    question = Question(2, (), loads, Capacity.FAIR, hard=True, waits=(wait,))
    comparison = compare_sets(two_criteria(), HALVES, question)
    assert comparison.sets.members == ((0,), (1,))
    assert comparison.waiting == (wait,)
    assert comparison.too_heavy == ((0, 1),)
    assert comparison.threshold is None
    assert comparison.over_weights.sides(0.1) is None


def test_all_excluded_is_refused_with_what_excludes():
    waits = tuple(Wait(x, "first results") for x in ("aa", "ab", "ac"))
    with pytest.raises(NothingLeft) as refused:
        compare_sets(two_criteria(), HALVES, Question(waits=waits))
    assert refused.value.dates == ("aa", "ab", "ac")
    loads = tuple(LeverLoad(x, Load.HEAVY) for x in ("aa", "ab"))
    question = Question(2, (), loads, Capacity.SMALL, hard=True, waits=waits[2:])
    with pytest.raises(NothingLeft) as refused:
        compare_sets(two_criteria(), HALVES, question)
    assert (refused.value.dates, refused.value.heavy) == (("ac",), ("aa", "ab"))


def test_a_single_lever_and_identical_levers_have_clear_answers():
    alone = compare_sets(matrix_of([[0.3, 0.2]]), HALVES)
    assert alone.threshold is None
    assert alone.choice.of_size(1).sure == ((0,),)
    same = compare_sets(matrix_of([[0.3, 0.2]] * 3), HALVES)
    assert same.choice.of_size(2).sure == ((0, 1), (0, 2), (1, 2))
    assert same.threshold == pytest.approx((0.25, 0.25))
    assert [s.sure for s in same.over_weights.robust[2].sets] == pytest.approx([1 / 3] * 3)
    assert {r.place for r in same.roles} == {Membership.BORDERLINE}


def test_when_nothing_is_known_nothing_is_decided():
    comparison = compare_sets(matrix_of(np.zeros((3, 2)), np.ones((3, 2))), HALVES)
    assert comparison.threshold == (0, 1)
    assert comparison.choice.of_size(2).sure == ()
    assert len(comparison.choice.of_size(2).possible) == 3
    assert comparison.over_weights.robust[2].undecided == 1
    assert comparison.over_weights.sides(0.5).unknown == 1


@pytest.mark.parametrize(
    "weights",
    [np.array([0.5, 0.6]), np.array([1.0]), np.array([1.5, -0.5]), np.array([np.nan, 1])],
)
def test_weights_that_are_not_shares_are_refused(weights):
    with pytest.raises(InvalidQuestion, match="weights"):
        compare_sets(two_criteria(), weights)


def test_values_and_costs_that_are_not_numbers_are_refused():
    with pytest.raises(InvalidQuestion, match="values"):
        compare_sets(matrix_of([[0.1, np.nan], [0.2, 0.3]]), HALVES)
    with pytest.raises(InvalidQuestion, match="cost"):
        compare_sets(two_criteria(), HALVES).over_weights.sides(np.inf)


def test_sets_too_many_to_be_compared_over_all_weights_still_have_a_best():
    matrix = matrix_of(np.linspace(1, 0, 40).reshape(20, 2))
    comparison = compare_sets(matrix, HALVES, Question(4))
    assert (comparison.sets, comparison.over_weights, comparison.roles) == (None, None, ())
    assert comparison.choice.of_size(4).sure == ((0, 1, 2, 3),)
    assert comparison.too_heavy == ()


def test_of_many_sets_fewer_weights_are_drawn_and_the_error_says_so():
    levels = np.linspace(1, 0, 22)
    for count, draws in ((21, DRAWS), (22, JOINT)):
        matrix = matrix_of(np.column_stack([levels[:count], levels[:count][::-1] ** 2]))
        shares = compare_sets(matrix, HALVES).over_weights
        largest = max(shares.robust[2].sets, key=lambda one: one.sure * (1 - one.sure))
        expected = np.sqrt(largest.sure * (1 - largest.sure) / draws)
        assert (shares.thresholds.n, shares.robust[2].n) == (draws, draws)
        assert shares.robust[2].error == pytest.approx(expected)


def test_what_does_not_depend_on_the_weights_is_kept():
    matrix = two_criteria()
    first = compare_sets(matrix, HALVES)
    assert compare_sets(matrix, np.array([0.9, 0.1])).over_weights is first.over_weights
    other = replace(first.question, most=3)
    assert compare_sets(matrix, HALVES, other).over_weights is not first.over_weights


def test_what_people_wrote_is_not_kept_with_it():
    statement = PairSynergy("aa", "ab", Synergy.STRONG, "same partners")
    first = compare_sets(two_criteria(), HALVES, Question(synergies=(statement,)))
    other = replace(statement, reason="same towns")
    question = compare_sets(first.matrix, HALVES, Question(synergies=(other,)))
    assert question.over_weights is first.over_weights
    assert question.question.synergies == (other,)
