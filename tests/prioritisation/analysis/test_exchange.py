"""Weights that follow their ranges: what one unit is worth stays."""

from dataclasses import replace

import pytest

from criteria.model import Sense
from criteria.scales import LinearScale
from prioritisation.analysis.exchange import (
    MOST_SLIDER_POINTS,
    carried_points,
    on_sliders,
    range_ratio,
    under_reading,
)
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.analysis.weights import shares
from tests.thresholds import analyse

GHG, PARTNERS, COVERAGE = "ghg_impact", "partner_ecosystem", "existing_coverage"


def test_a_third_becomes_forty_two_percent_when_freight_moves(normandie):
    """The figure of the audit: 33 % -> 42 %."""
    scenario = under_reading(normandie, starting_scenario(normandie), "gt_freight")
    weights = shares(scenario.points)
    assert weights[0] == pytest.approx(0.41667, abs=1e-4)
    assert scenario.combination == "gt_freight-primary"


def test_what_a_kilotonne_brings_beside_a_sheet_stays(normandie):
    """Without it, Préserver keeps its 1,393.9 kt and falls from 0.33 to 0.23 of the scale."""
    start = starting_scenario(normandie)
    for reading in ("gt_freight", "sgpe"):
        other = under_reading(normandie, start, reading)
        worth = []
        for scenario in (start, other):
            analysis = analyse(normandie, scenario)
            scale = normandie.criterion(GHG).scale(scenario.combination)
            ghg, _, coverage = analysis.weights.tolist()
            worth.append((ghg / (scale.best - scale.worst)) / (coverage / 12))
        assert worth[0] == pytest.approx(worth[1])


def test_going_there_and_back_changes_nothing(normandie):
    start = Scenario({GHG: 30, PARTNERS: 45, COVERAGE: 25}, "gt-primary", {COVERAGE: Sense.MAX})
    there = under_reading(normandie, start, "sgpe")
    back = under_reading(normandie, there, "gt")
    assert back.points == pytest.approx(start.points)
    assert (back.combination, back.senses) == (start.combination, start.senses)


def test_words_and_counts_of_one_scale_keep_their_weights(normandie):
    for ident in (PARTNERS, COVERAGE):
        criterion = normandie.criterion(ident)
        assert range_ratio(criterion, "gt-primary", "sgpe-all_links") == 1
    start = starting_scenario(normandie)
    assert under_reading(normandie, start, "all_links").points == start.points


def test_a_reading_that_is_none_is_refused(normandie):
    with pytest.raises(KeyError):
        under_reading(normandie, starting_scenario(normandie), "moon")


def test_sliders_hold_whole_points_in_proportion():
    assert on_sliders({"a": 71.4285, "b": 50, "c": 50}) == {"a": 71, "b": 50, "c": 50}
    held = on_sliders({"a": 190.0, "b": 95.0, "c": 0.0})
    assert held == {"a": MOST_SLIDER_POINTS, "b": 50, "c": 0}
    assert on_sliders({"a": 0.0, "b": 0.0}) == {"a": 0, "b": 0}


def test_points_that_are_none_stay_none(normandie):
    carried = carried_points(normandie, {GHG: 0, COVERAGE: 10}, "gt-primary", "sgpe-primary")
    assert carried == {GHG: 0, COVERAGE: 10}


def test_few_points_are_multiplied_before_they_are_rounded(normandie):
    """One point each would stay one: nothing would follow."""
    start = starting_scenario(normandie)
    few = replace(start, points=dict.fromkeys(start.points, 1.0))
    followed = on_sliders(under_reading(normandie, few, "gt_freight").points)
    assert shares(followed)[0] == pytest.approx(0.41667, abs=0.005)
    assert on_sliders({"a": 100.0, "b": 0.3}) == {"a": 100, "b": 1}


@pytest.mark.parametrize("most", [1.7e308, 1e308, 1e200, 1e-200, 1e-307, 1e-320, 5e-324])
def test_points_of_any_size_are_carried_in_proportion(normandie, most):
    """Times 8000 / 4200, and back: neither too large nor nothing."""
    usual = carried_points(normandie, {GHG: 1.0, COVERAGE: 1.0}, "gt-primary", "sgpe-primary")
    for here, there in (("gt-primary", "sgpe-primary"), ("sgpe-primary", "gt-primary")):
        carried = carried_points(normandie, {GHG: most, COVERAGE: most}, here, there)
        ratio = range_ratio(normandie.criterion(GHG), here, there)
        assert shares(carried) == pytest.approx(shares({GHG: ratio, COVERAGE: 1.0}))
    assert usual[COVERAGE] == 1.0


def test_a_large_weight_beside_a_small_one_leaves_it_nothing(normandie):
    mixed = {GHG: 1e308, PARTNERS: 1e-320, COVERAGE: 1.0}
    weights = shares(carried_points(normandie, mixed, "gt-primary", "sgpe-primary"))
    assert weights.tolist() == pytest.approx([1.0, 0.0, 0.0])


def test_usual_points_keep_every_digit(normandie):
    """Records are found again to the last one."""
    ratio = range_ratio(normandie.criterion(GHG), "gt-primary", "sgpe-primary")
    for given in (1.0, 100 / 3, 0.1, 27.3, 99.9, 1e-9):
        carried = carried_points(normandie, {GHG: given}, "gt-primary", "sgpe-primary")
        assert carried == {GHG: given * ratio}


@pytest.mark.parametrize("ends", [(1e-300, 1e300), (1e300, 1e-300), (1e-320, 1.0)])
def test_ranges_however_far_apart_carry_points_that_weigh(normandie, ends):
    scales = {r: LinearScale(0.0, end) for r, end in zip(("gt", "gt_freight"), ends, strict=True)}
    rescaled = replace(normandie.criterion(GHG), scales=scales | {"sgpe": scales["gt"]})
    case = replace(
        normandie, criteria=tuple(rescaled if c.id == GHG else c for c in normandie.criteria)
    )
    points = {GHG: 50.0, COVERAGE: 50.0}
    weights = shares(carried_points(case, points, "gt-primary", "gt_freight-primary"))
    assert weights.tolist() == pytest.approx([1.0, 0.0] if ends[1] > ends[0] else [0.0, 1.0])
