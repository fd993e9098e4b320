"""Dots of ballots: one each, of one size, no two in the same place, none outside the picture."""

import re
from collections import Counter
from dataclasses import replace
from math import hypot, sqrt

from hypothesis import given
from hypothesis import strategies as some

from prioritisation.analysis.ballots.ballot import Ballot, ballot_shares_of
from prioritisation.drawing.ballot_dots import DOT, dot_piles
from prioritisation.drawing.group import ballots_triangle
from prioritisation.drawing.projected.firsts import firsts_picture
from prioritisation.drawing.projected.weights import map_picture
from prioritisation.drawing.swarm import agreement_picture, swarm
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.prioritisation.ui.reading import plain_words
from tests.thresholds import spreads

CORNERS = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.5, 0.25, 0.25), (0.4, 0.6, 0.0))
STYLE = re.compile(r'<(?:i|div) class="(?:p-vote|p-dot|sw-dot|ballot)" style="([^"]*)"')
SIZE = re.compile(r"width:([^;]+)")


def of(results, ballots):
    """The results, had these been cast."""
    ids = [criterion.id for criterion in results.case.criteria]
    return replace(results, ballots=ballots, spreads=spreads(ballots, ids), n=len(ballots))


def repeated(results, copies):
    """Every ballot as many times."""
    return of(results, results.ballots[:5] * copies)


def place_of(style):
    """Where a dot stands: its style without its size."""
    return tuple(one for one in style.split(";") if not one.startswith(("width", "height")))


@given(some.lists(some.sampled_from(CORNERS), min_size=1, max_size=120))
def test_each_ballot_has_a_dot_or_is_in_a_number(ballots):
    piles = dot_piles(ballots)
    assert sum(pile.count for pile in piles) == len(ballots)
    assert all(len(pile.dots) == pile.count or pile.full for pile in piles)
    dots = [dot for pile in piles for dot in pile.dots]
    assert len(dots) == len(set(dots))
    for x, y in dots:
        assert y <= 1.001
        assert abs(x - 0.5) <= y / 2 + 0.001


@given(some.lists(some.sampled_from(CORNERS), min_size=1, max_size=120))
def test_dots_of_places_apart_never_overlap(ballots):
    dots = [dot for pile in dot_piles(ballots) for dot in pile.dots]
    for k, (x, y) in enumerate(dots):
        for x2, y2 in dots[:k]:
            assert hypot(x - x2, sqrt(3) / 2 * (y - y2)) >= DOT


@each("copies", [1, 2, 3])
def test_on_every_picture_dots_are_as_many_as_votes_of_one_size_and_apart(shown, results, copies):
    made = repeated(results, copies)
    stage = shown.room.stage(shown.code)
    votes = len(made.ballots)
    for drawn, lines in (
        (map_picture(stage, made), 1),
        (ballots_triangle(made), 1),
        (agreement_picture(stage, made), len(made.case.criteria)),
        (swarm(made), len(made.case.criteria)),
    ):
        groups = [drawn] if lines == 1 else re.split(r'class="(?:p-line|sw-row) ', drawn)[1:]
        assert len(groups) == lines
        styles = [STYLE.findall(group) for group in groups]
        assert [len(one) for one in styles] == [votes] * lines
        assert all(len(set(map(place_of, one))) == votes for one in styles)
        assert len({size for one in styles for s in one for size in SIZE.findall(s)}) <= 1


@each("copies", [1, 4, 7, 11])
def test_dots_of_a_strip_stay_in_it_or_bars_say_how_many(shown, results, copies):
    first, *_ = results.ballots
    made = of(results, (*results.ballots[:5], *(first,) * copies))
    drawn = agreement_picture(shown.room.stage(shown.code), made)
    dots = [style for style in STYLE.findall(drawn) if "bottom" in style]
    lefts = [float(one) for style in dots for one in re.findall(r"left:([\d.]+)%", style)]
    assert all(0 <= left <= 100 for left in lefts)
    figures = re.findall(r'class="p-of"[^>]*>(\d+)<', drawn)
    criteria = len(made.case.criteria)
    assert len(dots) + sum(map(int, figures)) == len(made.ballots) * criteria
    assert bool(dots) is not bool(figures)
    assert ("une barre" in plain_words(drawn)) is bool(figures)


def test_a_pile_that_has_no_room_is_written_on_both_triangles(shown, results):
    first, *_ = results.ballots
    made = of(results, (first,) * 60)
    assert all(ballot_shares_of(one) == ballot_shares_of(first) for one in made.ballots)
    stage = shown.room.stage(shown.code)
    for drawn, css in ((map_picture(stage, made), "p-votes"), (ballots_triangle(made), "ballots")):
        assert re.findall(rf'class="{css}"[^>]*>(\d+)<', drawn) == ["60"]


@each("abstaining", [0, 1, 2])
def test_the_wall_says_how_many_votes_a_line_or_the_map_leaves_out(shown, results, abstaining):
    (_, column, *_), stage = results.case.criteria, shown.room.stage(shown.code)
    ballots = [
        replace(one, points={**one.points, column.id: None}) if k < abstaining else one
        for k, one in enumerate(replace(b, first="") for b in results.ballots)
    ]
    made = of(results, tuple(ballots))
    lines = re.split(r'class="p-line ', agreement_picture(stage, made))[1:]
    remarks = [re.findall(r"(\d+) ne se prononce", plain_words(line)) for line in lines]
    dots = [len(STYLE.findall(line)) for line in lines]
    assert len(results.ballots) - dots[1] == abstaining
    expected = [str(abstaining)] if abstaining else []
    assert remarks == [[], expected, []]
    key = plain_words(map_picture(stage, made))
    assert re.findall(r"(\d+) votes? n’y (?:est|sont) pas", key) == expected


def test_a_disc_stands_for_each_vote(shown, results):
    drawn = firsts_picture(shown.room.stage(shown.code), results)
    assert Counter(re.findall(r'class="(p-disc)\b', drawn)).total() == results.firsts.n


SPREAD = [(100, 50, 30), (100, 60, 20), (70, 100, 40), (80, 50, 100), (100, 90, 90), (30, 100, 80)]
"""Votes that agree no more than votes at random, and are close on one criterion."""


@each(("given", "most"), [(SPREAD, "60"), ([(100, 10, 10)] * 6, "90")])
def test_the_ends_of_a_strip_are_named(shown, results, given, most):
    ids = [criterion.id for criterion in results.case.criteria]
    votes = [
        Ballot(dict(zip(ids, points, strict=True)), ids[points.index(100)]) for points in given
    ]
    made = of(results, tuple(votes))
    drawn = plain(agreement_picture(shown.room.stage(shown.code), made))
    assert "avis proches" in drawn
    assert "compte peu (0 %)" in drawn
    assert f"compte beaucoup ({most} %)" in drawn
