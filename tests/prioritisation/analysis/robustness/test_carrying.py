import numpy as np
import pytest
from hypothesis import given

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.ranks import WithoutCriterion, carrying_criteria
from tests.strategies import between, known, matrix_of, ranked_without, weighted

GOLDEN = [[1, 0.75, 0.5], [0.75, 1, 0.25], [0.25, 0.25, 1], [0.5, 0.5, 0.5]]
"""Golden example 4 of the method reference, anchors 1 to 5."""


def of(values, weights, high=None):
    matrix, weights = matrix_of(values, high), np.array(weights, dtype=float)
    return carrying_criteria(matrix, weights, additive(matrix, weights))


def test_the_criterion_without_which_the_leader_falls_carries_the_choice():
    """Without the first criterion the second lever has 0.70 against 0.65."""
    found = of(GOLDEN, [0.5, 0.3, 0.2])
    assert found.carriers == (0,)
    assert found.without[0] == WithoutCriterion(0, (1,), (1,))
    assert found.without[1].sure == found.without[2].sure == (0,)


def test_the_lead_is_shared_between_the_criteria():
    found = of(GOLDEN, [0.5, 0.3, 0.2])
    assert [low for low, _ in found.leads] == pytest.approx([0.125, -0.075, 0.05])
    assert sum(low for low, _ in found.leads) == pytest.approx(0.1)


def test_a_lone_criterion_has_nothing_to_be_compared_with():
    assert of([[1.0], [0.5]], [1.0]).without == ()
    assert of(GOLDEN, [1.0, 0.0, 0.0]).without == ()


def test_a_criterion_that_weighs_nothing_is_not_left_out():
    assert [w.column for w in of(GOLDEN, [0.5, 0.5, 0.0]).without] == [0, 1]


def test_an_open_first_place_has_no_carrier():
    found = of([[0.5, 0.0], [0.5, 0.4]], [0.5, 0.5], [[0.5, 1.0], [0.5, 0.4]])
    assert found.carriers == ()
    assert found.leads == ()
    assert found.without[0].possible == (0, 1)
    assert found.without[1].sure == (0, 1)


def test_a_single_lever_leads_nobody():
    assert of([[0.5, 0.5]], [0.5, 0.5]).leads == ()


@given(weighted(columns=(2, 4)))
def test_each_entry_is_the_ranking_without_that_criterion(drawn):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    for found in carrying_criteria(matrix, weights, ranking).without:
        left = ranked_without(matrix, weights, found.column)
        assert found.sure == left.necessary_firsts
        assert found.possible == left.possible_firsts


@given(weighted(rows=(2, 5), columns=(2, 4), cells=known | known | known | between))
def test_the_shares_of_the_lead_sum_to_the_lead(drawn):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    leads = carrying_criteria(matrix, weights, ranking).leads
    assert bool(leads) == (len(ranking.necessary_firsts) == 1)
    if leads:
        leader = ranking.necessary_firsts[0]
        gap = ranking.gap(leader, ranking.runner_up(leader))
        assert [sum(ends) for ends in zip(*leads, strict=True)] == pytest.approx(list(gap))
