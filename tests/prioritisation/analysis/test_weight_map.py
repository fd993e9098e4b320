import numpy as np
import pytest

from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.analysis.weight_map import weight_map
from tests.thresholds import analyse

FOUR = {"ghg_impact": 40, "partner_ecosystem": 30, "existing_coverage": 20, "cop_progress": 10}


def test_three_criteria_have_the_regions_of_the_analysis(case):
    analysis = analyse(case, starting_scenario(case))
    found = weight_map(analysis)
    assert found.regions is analysis.regions
    assert found.weights == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert found.free == pytest.approx(1)


def test_two_criteria_have_no_triangle(case):
    points = {"ghg_impact": 1, "existing_coverage": 1}
    assert weight_map(analyse(case, Scenario(points, "gt"))) is None


def test_three_of_four_criteria_share_what_the_fourth_leaves(case):
    analysis = analyse(case, Scenario(FOUR, "gt"))
    found = weight_map(analysis)
    assert found.free == pytest.approx(0.9)
    assert found.weights == pytest.approx((4 / 9, 3 / 9, 2 / 9))
    assert found.regions.exact


def test_the_regions_say_who_is_first_at_the_present_weights(case):
    """The diamond is in the sure region of the leader, if any, and in each possible one."""
    analysis = analyse(case, Scenario({**FOUR, "ghg_impact": 90}, "gt"))
    found = weight_map(analysis)
    here = np.array(found.weights)
    for row, region in enumerate(found.regions.regions):
        inside = region.sure and contains(region.sure, here)
        assert bool(inside) == (row in analysis.ranking.necessary_firsts)


def contains(polygon, point):
    """Whether weights are inside a convex polygon, in the plane of the first two coordinates."""
    corners = np.array(polygon)[:, :2]
    turns = [
        np.cross(np.append(b - a, 0), np.append(point[:2] - a, 0))[2]
        for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)
    ]
    return all(t >= -1e-9 for t in turns) or all(t <= 1e-9 for t in turns)


def test_three_criteria_without_weight_have_nothing_to_draw(case):
    points = {"ghg_impact": 0, "partner_ecosystem": 0, "existing_coverage": 0, "cop_progress": 1}
    assert weight_map(analyse(case, Scenario(points, "gt"))) is None
