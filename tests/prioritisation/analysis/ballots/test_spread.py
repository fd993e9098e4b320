import math
from dataclasses import replace

import pytest
from hypothesis import given

from prioritisation.analysis.ballots.ballot import ballot_shares_of
from prioritisation.analysis.ballots.group import Flag
from tests.each import each
from tests.prioritisation.analysis.ballots.made import (
    THREE,
    alike,
    ballot,
    groups,
    shuffled,
)
from tests.thresholds import GROUP, spreads


def test_the_spread_of_a_criterion_by_hand():
    ballots = [*alike(100, 0, 0, times=2), *alike(0, 100, 0, times=2), ballot(100, 100, None)]
    first, second, third = spreads(ballots, THREE)
    assert (first.criterion, first.given, first.shown) == ("a", 5, True)
    assert first.median == 0.5
    assert (first.low_quartile, first.high_quartile) == (0, 1)
    assert first.deviation == pytest.approx(2 * math.sqrt(4 * 0.25 / 5))
    assert first.flag is second.flag is Flag.FLAGGED
    assert (third.given, third.shown) == (4, False)
    assert (third.deviation, third.flag) == (0, Flag.CLOSE)


def test_half_at_nothing_and_half_at_everything_is_the_largest_spread():
    found = spreads(alike(100, 0, 0) + alike(0, 100, 0), THREE)
    assert found[0].deviation == 1


def test_a_criterion_that_nobody_weighs_has_no_spread():
    assert [s.criterion for s in spreads(alike(100, 50, None), THREE)] == ["a", "b"]


@each(
    ("thresholds", "flag"),
    [
        (GROUP, Flag.FLAGGED),
        (replace(GROUP, flagged=0.5), Flag.FLAGGED),
        (replace(GROUP, flagged=0.6), Flag.SHARED),
        (replace(GROUP, flagged=0.7, shared=0.6), Flag.CLOSE),
    ],
)
def test_flags_follow_the_thresholds_which_belong_to_the_stronger_word(thresholds, flag):
    two = [ballot(100, 0, 0), ballot(100, 100, 0)]
    assert spreads(two, THREE, thresholds=thresholds)[0].deviation == 0.5
    assert spreads(two, THREE, thresholds=thresholds)[0].flag is flag


@given(shuffled())
def test_no_spread_depends_on_the_order_of_ballots(both):
    assert spreads(both[0], THREE) == spreads(both[1], THREE)


@given(groups())
def test_figures_stay_in_their_bounds(ballots):
    for s in spreads(ballots, THREE):
        assert 0 <= s.deviation <= 1 + 1e-12
        assert s.low_quartile <= s.median <= s.high_quartile
        found = [f for b in ballots if (f := ballot_shares_of(b)[s.criterion]) is not None]
        assert {s.low_quartile, s.high_quartile} <= set(found)
        below = [f for f in found if f < s.low_quartile]
        above = [f for f in found if f > s.high_quartile]
        assert 2 * (len(below) + len(above)) <= s.given
        # One ballot nearer to the middle, a quarter at least would be left outside.
        assert 4 * max(len(below), len(above)) < s.given
        assert 4 * sum(f <= s.low_quartile for f in found) >= s.given
        assert 4 * sum(f >= s.high_quartile for f in found) >= s.given
