"""The ranking of the Normandie case: figures computed apart, by hand or by another program."""

import pytest

from criteria.model import Sense
from prioritisation.analysis.scenario import Lead, Scenario, starting_scenario
from prioritisation.analysis.thresholds import RobustnessWord
from tests.all_weights import region_of
from tests.each import each
from tests.thresholds import analyse

MOVE, HOUSE, NATURE, PRODUCE, FEED, CONSUME = range(6)
COVERED_FIRST = {"existing_coverage": Sense.MAX}
PERIMETERS = ("gt", "gt_freight", "sgpe")


@pytest.fixture(scope="module")
def analysis(case):
    """The analysis of weights, a perimeter and directions; equal weights by default."""

    def of(*points, combination="gt", senses=None):
        named = dict(
            zip((c.id for c in case.criteria if c.active), points or (50, 50, 50), strict=True)
        )
        return analyse(case, Scenario(named, combination, senses or {}))

    return of


def interval(found, row):
    ranking = found.ranking
    values = round(100 * ranking.low[row], 1), round(100 * ranking.high[row], 1)
    return (*values, int(ranking.best[row]), int(ranking.worst[row]))


def span(found, criterion, row):
    place = criterion, found.matrix.alternatives[row]
    return next(s for s in found.stability if (s.criterion, s.alternative) == place)


def test_at_equal_weights_nobody_is_surely_first(analysis):
    found = analysis()
    assert interval(found, PRODUCE) == (56.2, 75.7, 1, 6)
    assert interval(found, MOVE) == (60.9, 63.7, 1, 6)
    assert (found.verdict.lead, found.verdict.winner) == (Lead.OPEN, None)
    assert found.ranking.possible_firsts == tuple(range(6))


def test_values_by_hand(analysis):
    """Move: 3,287.6932 kt of 8,000, two thirds, and 2 to 3 sheets of 12, at 50, 30 and 20 %."""
    found = analysis(50, 30, 20)
    low = 0.5 * 3287.6932 / 8000 + 0.3 * 2 / 3 + 0.2 * (1 - 3 / 12)
    assert found.ranking.low[MOVE] == pytest.approx(low, abs=1e-6)
    assert found.ranking.high[MOVE] == pytest.approx(low + 0.2 / 12, abs=1e-6)


def test_where_each_is_first_over_all_weights(analysis):
    regions = analysis().regions
    assert regions.exact
    assert round(region_of(regions, "mieux_produire").sure_share, 4) == 0.2550
    assert round(region_of(regions, "mieux_produire").possible_share, 4) == 0.9541
    others = [r for r in regions.regions if r.alternative != "mieux_produire"]
    assert all(r.sure_share == 0 < r.possible_share for r in others)
    assert regions.undecided_share == pytest.approx(1 - 0.2550, abs=1e-4)


def test_at_50_30_20_produire_is_surely_first_and_still_not_announced(analysis):
    found = analysis(50, 30, 20)
    assert found.verdict.leaders == (PRODUCE,)
    assert (found.verdict.lead, found.verdict.rival) == (Lead.AHEAD, HOUSE)
    assert found.verdict.robustness is RobustnessWord.OPEN
    assert found.verdict.winner is None
    low, high = span(found, "ghg_impact", PRODUCE).sure
    assert (round(low, 4), high) == (0.4864, 1)


def test_at_its_bound_produire_ties_with_its_rivals_best(analysis):
    found = analysis(50, 30, 20)
    low, _ = span(found, "ghg_impact", PRODUCE).sure
    for share, first in ((low + 0.002, True), (low - 0.002, False)):
        rest = (1 - share) / 0.5
        there = analysis(share, 0.3 * rest, 0.2 * rest)
        assert (PRODUCE in there.ranking.necessary_firsts) is first


def test_the_one_score_that_can_decide_alone_is_the_coverage_of_produire(analysis):
    (deciding,) = analysis().deciding
    assert (deciding.row, deciding.column, deciding.winner) == (PRODUCE, 2, PRODUCE)
    assert deciding.settles == (3, 4)
    assert deciding.leaves_open == (5, 6, 7, 8, 9, 10)


def test_the_other_direction_of_coverage_is_shown_beside(analysis):
    (alternate,) = analysis().alternates
    assert (alternate.criterion, alternate.sense) == ("existing_coverage", Sense.MAX)
    assert alternate.verdict.winner == PRODUCE
    turned = analysis(senses=COVERED_FIRST)
    assert turned.verdict.leaders == (PRODUCE,)
    assert turned.verdict.robustness is RobustnessWord.SHARED
    assert turned.region(PRODUCE).sure_share == pytest.approx(0.5653, abs=5e-5)
    assert turned.alternates[0].sense is Sense.MIN
    assert turned.alternates[0].verdict == analysis().verdict


def test_under_the_states_perimeter_nobody_is_surely_first_for_any_weights(analysis):
    """Consuming has no figure there: it might be first, whatever the weights of three others."""
    found = analysis(combination="sgpe")
    assert [r.sure_share for r in found.regions.regions] == [0] * 6
    assert found.regions.undecided_share == 1
    assert found.region(CONSUME).possible_share == 1
    assert interval(found, CONSUME)[2:] == (1, 6)
    assert found.deciding == ()


@each(
    ("combination", "less", "more"),
    [("gt", 0.2550, 0.5653), ("gt_freight", 0.4091, 0.7260), ("sgpe", 0.0, 0.6350)],
)
def test_produire_under_both_directions_of_every_perimeter(analysis, combination, less, more):
    shares = [
        analysis(combination=combination, senses=senses).region(PRODUCE).sure_share
        for senses in ({}, COVERED_FIRST)
    ]
    assert shares == [pytest.approx(less, abs=5e-5), pytest.approx(more, abs=5e-5)]


@each("combination", PERIMETERS)
@each("senses", [{}, COVERED_FIRST], ids=["less", "more"])
def test_nobody_but_produire_is_ever_surely_first(analysis, combination, senses):
    found = analysis(combination=combination, senses=senses)
    assert all(found.region(i).sure_share == 0 for i in range(6) if i != PRODUCE)
    assert found.region(PRODUCE).possible_share > 0.95


def test_the_case_starts_at_equal_weights_under_the_groups_perimeter(case):
    assert starting_scenario(case) == Scenario(
        {"ghg_impact": 50, "partner_ecosystem": 50, "existing_coverage": 50}, "gt"
    )
