from dataclasses import replace

import numpy as np
import pytest

from criteria.model import Sense
from prioritisation.analysis.comparison import (
    Change,
    most_telling,
    moved_most,
)
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.errors import InvalidPoints
from tests.strategies import matrix_of
from tests.thresholds import compare


def test_the_first_column_is_the_ranking_of_the_screen(case):
    (column,) = compare(case, starting_scenario(case), [])
    assert column.change == Change()
    assert column.best.tolist() == column.analysis.ranking.best.tolist()
    assert column.worst.tolist() == column.analysis.ranking.worst.tolist()


def test_what_changes_who_is_first_comes_before_all_else_in_the_order_given(case):
    scenario = starting_scenario(case)
    every = [
        Change(readings=("gt_freight",)),
        Change(reversed=frozenset({"existing_coverage"})),
        Change(readings=("sgpe",)),
    ]
    firsts = [compare(case, scenario, [change])[-1].firsts for change in every]
    deciding = [firsts[k] != compare(case, scenario, [])[0].firsts for k in range(3)]
    assert most_telling(case, scenario, every, 3) == every
    for count in (1, 2):
        kept = most_telling(case, scenario, every, count)
        assert kept == [c for c in every if c in kept]
        assert sum(deciding[every.index(c)] for c in kept) == min(count, sum(deciding))
    weightless = replace(scenario, points=dict.fromkeys(scenario.points, 0.0))
    assert most_telling(case, weightless, every, 2) == every[:2]


def test_each_change_changes_what_it_says(case):
    scenario = Scenario(
        {"ghg_impact": 60, "partner_ecosystem": 30, "existing_coverage": 10},
        "gt",
        {"existing_coverage": Sense.MAX},
    )
    changes = [
        Change(equal=True),
        Change(readings=("sgpe",)),
        Change(reversed=frozenset({"existing_coverage"})),
        Change(method=Method.VIKOR),
    ]
    reference, equal, combination, way, method = compare(case, scenario, changes)
    assert reference.analysis.weights == pytest.approx([0.6, 0.3, 0.1])
    assert equal.analysis.weights == pytest.approx([1 / 3] * 3)
    assert equal.analysis.scenario.senses == scenario.senses
    assert combination.analysis.scenario.combination == "sgpe"
    assert way.analysis.scenario.senses == {}
    assert method.opinion.method is Method.VIKOR
    assert method.analysis.weights == pytest.approx(reference.analysis.weights)


def test_a_column_that_changes_nothing_or_is_there_already_is_left_out(case):
    changes = [
        Change(equal=True),
        Change(readings=("gt",)),
        Change(readings=("sgpe",)),
        Change(equal=True, readings=("sgpe",)),
    ]
    assert len(compare(case, starting_scenario(case), changes)) == 2


def test_without_weights_there_is_nothing_to_compare(case):
    with pytest.raises(InvalidPoints):
        compare(case, Scenario({}, "gt"), [Change(equal=True)])


def test_a_case_of_two_criteria_keeps_them_in_every_column(case):
    scenario = Scenario({"ghg_impact": 50, "existing_coverage": 50}, "gt")
    columns = compare(case, scenario, [Change(readings=("sgpe",)), Change(method=Method.TOPSIS)])
    assert {c.analysis.matrix.criteria for c in columns} == {("ghg_impact", "existing_coverage")}


def test_those_whose_values_move_most_come_first():
    here = additive(matrix_of([[0.1], [0.5], [0.9]]), np.array([1.0]))
    there = additive(matrix_of([[0.2], [0.5], [0.4]]), np.array([1.0]))
    assert moved_most(here, there) == [2, 0]


def test_a_change_applied_keeps_what_it_does_not_change(case):
    start = starting_scenario(case)
    assert Change().applied(case, start) == start
    turned = Change(reversed=frozenset({"existing_coverage"}))
    assert turned.applied(case, turned.applied(case, start)) == start
    assert replace(turned, readings=("sgpe",)).applied(case, start).combination == "sgpe"
