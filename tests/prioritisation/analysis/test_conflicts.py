from dataclasses import replace

import pytest

from prioritisation.analysis.conflicts import (
    ClaimOutcome,
    confrontations,
    contradicted_cells,
    exchanges,
)
from prioritisation.analysis.scenario import Scenario, starting_scenario
from tests.thresholds import analyse

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


def test_a_criterion_left_out_or_without_weight_changes_nothing(case):
    confronted = found(case, "C01")
    for points in ({"existing_coverage": 1}, {**POINTS, "ghg_impact": 0}):
        assert exchanges(analyse(case, Scenario(points, "gt")), confronted) == ()


def test_a_statement_that_figures_support_has_no_effect(case):
    analysis = analyse(case, starting_scenario(case))
    supported = [c for c in confrontations(case) if not c.contradicted]
    assert supported
    assert all(exchanges(analysis, c) == () for c in supported)


def test_a_case_without_statements_has_no_conflict(case):
    assert confrontations(replace(case, claims=())) == ()
