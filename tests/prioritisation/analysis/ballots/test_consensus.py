"""A consensus is read against as many ballots filled in at random."""

import random
import re
from pathlib import Path

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.consensus import (
    AgainstChance,
    consensus,
    consensus_by_chance,
)
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.wording.numbers import half_up
from tests.prioritisation.analysis.ballots.made import THREE, alike, ballot


def at_random(draw, n, mode=Mode.SWING):
    """Ballots filled in at random by whoever votes so: not the product's own draws."""
    return [_one(draw, mode) for _ in range(n)]


def _one(draw, mode):
    if mode is Mode.POINTS:
        low, high = sorted(draw.randint(0, 1000) for _ in "ab")
        return Ballot(dict(zip(THREE, (low, high - low, 1000 - high), strict=True)), "", mode)
    if mode.ordered:
        return Ballot(dict(zip(THREE, draw.sample((1, 2, 3), 3), strict=True)), "", mode)
    first = draw.choice(THREE)
    return Ballot({c: 100 if c == first else draw.randint(0, 100) for c in THREE}, first)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("n", [5, 14, 40])
def test_random_ballots_are_not_said_to_agree(n, mode):
    """But for one group in twenty; and one in twenty at most is said to agree less."""
    draw, rounds = random.Random(n), 600  # noqa: S311 (made-up ballots)
    told = [consensus(at_random(draw, n, mode), THREE) for _ in range(rounds)]
    words = [one.against_chance for one in told]
    more = sum(w in (AgainstChance.MORE, AgainstChance.NEAR_FULL) for w in words)
    assert more <= 0.075 * rounds
    assert words.count(AgainstChance.LESS) <= 0.075 * rounds
    # And it is not because nothing ever is; orders are few, and give few figures.
    assert mode.ordered or more + words.count(AgainstChance.LESS) >= 0.03 * rounds
    mean = sum(one.share for one in told) / rounds
    assert consensus_by_chance(n, 3, mode).mean == pytest.approx(mean, abs=0.015)


def test_fourteen_random_ballots_are_moderate_or_high_on_a_scale_of_the_share_alone():
    points = consensus_by_chance(14, 3, Mode.POINTS)
    assert points.mean == pytest.approx(0.674, abs=4 * points.error)
    assert consensus_by_chance(14, 3, Mode.SWING).mean == pytest.approx(0.79, abs=0.01)


@pytest.mark.parametrize("n", [5, 60, 5_000])
def test_what_chance_gives_is_in_order_and_told_with_its_error(n):
    chance = consensus_by_chance(n, 4, Mode.SWING)
    assert 0 <= chance.low < chance.mean < chance.high <= 1
    assert 0 < chance.error < 0.005
    assert chance.draws >= 200


def test_alike_is_near_full_and_opposite_is_less_than_by_chance():
    assert consensus(alike(100, 50, 0, times=9), THREE).against_chance is AgainstChance.NEAR_FULL
    apart = [ballot(100, 0, 0), ballot(0, 100, 0), ballot(0, 0, 100)] * 3
    assert consensus(apart, THREE).against_chance is AgainstChance.LESS


def test_abstentions_change_how_many_are_compared():
    cast = [*alike(100, 50, 50, times=6), ballot(100, None, 50)]
    assert consensus(cast, THREE).chance == consensus_by_chance(6, 3, Mode.SWING)


def test_the_page_of_the_method_says_what_chance_gives():
    """« fourteen ballots filled in at random on three criteria have 67 %… »."""
    page = (Path(__file__).parents[4] / "docs" / "method.md").read_text("utf-8")
    points, swing = re.search(
        r"fourteen ballots filled in at random on three criteria have (\d+) % where 100 points "
        r"are shared, (\d+) % in swing",
        page,
    ).groups()
    for percents, mode in ((points, Mode.POINTS), (swing, Mode.SWING)):
        assert int(percents) == half_up(100 * consensus_by_chance(14, 3, mode).mean)
