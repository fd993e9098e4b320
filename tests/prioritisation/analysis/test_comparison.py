from dataclasses import replace

import pytest

from criteria.model import Sense
from prioritisation.analysis.comparison import Change, most_telling
from prioritisation.analysis.conflicts import (
    ClaimOutcome,
    confrontations,
    contradicted_cells,
    exchanges,
)
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario, starting_scenario
from tests.thresholds import analyse, compare


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


def test_a_change_applied_keeps_what_it_does_not_change(case):
    start = starting_scenario(case)
    assert Change().applied(case, start) == start
    turned = Change(reversed=frozenset({"existing_coverage"}))
    assert turned.applied(case, turned.applied(case, start)) == start
    assert replace(turned, readings=("sgpe",)).applied(case, start).combination == "sgpe"


POINTS = {"ghg_impact": 50, "partner_ecosystem": 30, "existing_coverage": 20}


def found(case, ident):
    return next(c for c in confrontations(case) if c.claim.id == ident)


def test_determinant_against_important_is_contradicted_under_every_perimeter(case):
    """The deck calls Mieux se déplacer « déterminant »; produire's figure is larger."""
    assert found(case, "C01").contradicted == tuple(case.tables)


def test_the_contradicted_statements_come_first(case):
    flags = [bool(c.contradicted) for c in confrontations(case)]
    assert flags == sorted(flags, reverse=True)
    assert any(flags)


def test_a_count_whose_bounds_overlap_settles_nothing(case):
    outcomes = {c.outcome for c in found(case, "C04").checks.values()}
    assert outcomes == {ClaimOutcome.OVERLAPPING}


def test_the_cells_of_a_contradiction_are_those_of_its_two_levers(case):
    assert {("mieux_se_deplacer", "ghg_impact"), ("mieux_produire", "ghg_impact")} <= (
        contradicted_cells(case, "gt")
    )
    assert ("mieux_se_loger", "ghg_impact") not in contradicted_cells(case, "gt")


def test_exchanging_the_two_scores_puts_the_other_lever_ahead(case):
    """At 50 / 30 / 20, Mieux produire is surely first; with the figures exchanged it is not."""
    analysis = analyse(case, Scenario(POINTS, "gt"))
    (exchange,) = exchanges(analysis, found(case, "C01"))
    ids = analysis.matrix.alternatives
    assert (ids[exchange.higher], ids[exchange.lower]) == ("mieux_se_deplacer", "mieux_produire")
    before, after = analysis.ranking, exchange.ranking
    column = analysis.matrix.criteria.index("ghg_impact")
    for one, other in ((exchange.higher, exchange.lower), (exchange.lower, exchange.higher)):
        assert after.low_contributions[one, column] == pytest.approx(
            before.low_contributions[other, column]
        )
    assert before.necessary_firsts == (exchange.lower,)
    assert after.necessary_firsts != before.necessary_firsts


def test_nothing_else_than_the_two_scores_is_touched(case):
    analysis = analyse(case, Scenario(POINTS, "gt"))
    (exchange,) = exchanges(analysis, found(case, "C01"))
    for row in set(range(6)) - {exchange.higher, exchange.lower}:
        assert exchange.ranking.low[row] == analysis.ranking.low[row]
    assert (
        analysis.ranking.low.tolist() == analyse(case, Scenario(POINTS, "gt")).ranking.low.tolist()
    )
