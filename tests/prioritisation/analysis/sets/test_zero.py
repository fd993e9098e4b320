"""What both thresholds owe to where zero is: the least coverage moved from 12 sheets to 26."""

from dataclasses import replace

from prioritisation.analysis.scenario import Scenario
from tests.prioritisation.sentences.made import case
from tests.thresholds import analyse, compare_sets


def compared(sheets):
    """One lever or two at equal weights, zero being that many sheets."""
    whole = case()
    criteria = tuple(
        replace(c, scale=replace(c.scale, worst=sheets)) if c.id == "existing_coverage" else c
        for c in whole.criteria
    )
    tables = {
        p: replace(t, criteria=tuple(c for c in criteria if c.id in {x.id for x in t.criteria}))
        for p, t in whole.tables.items()
    }
    other = replace(whole, criteria=criteria, tables=tables)
    ids = [c.id for c in other.criteria if c.active]
    analysis = analyse(other, Scenario(dict.fromkeys(ids, 50), "gt"))
    return compare_sets(analysis.matrix, analysis.weights)


def moved(before, after):
    """How far the end that moves the most moves, in points or in percents of the effect."""
    return 100 * max(abs(b - a) for a, b in zip(before, after, strict=True))


def test_the_threshold_in_points_moves_with_zero_much_more_than_the_loss_borne():
    here, there = compared(12.0), compared(26.0)
    points, loss = moved(here.threshold, there.threshold), moved(here.dilution, there.dilution)
    assert points > 4
    assert 0 < loss < points / 2
