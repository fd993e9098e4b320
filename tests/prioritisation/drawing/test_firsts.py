"""Who is first, for how many ballots: all are counted, on the picture and in the table."""

import re
from dataclasses import replace

import pytest

from prioritisation.drawing.group import (
    ballot_corners,
    ballots_triangle,
    counts,
    firsts_legend,
    has_triangle,
)


def test_three_criteria_make_a_triangle_with_every_ballot(results):
    assert has_triangle(results)
    assert len(ballot_corners(results)) == 12
    assert ballots_triangle(results).count('class="ballot"') == 12
    assert firsts_legend(results)


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_each_ballot_is_seen_alone_or_in_the_number_of_its_dot(results, copies):
    first, *_ = results.ballots
    ballots = (*results.ballots, *(first,) * (copies - 1))
    made = replace(results, ballots=ballots)
    drawn = ballots_triangle(made)
    alone = drawn.count('class="ballot"')
    many = [int(n) for n in re.findall(r'class="ballot many"[^>]*>(\d+)<', drawn)]
    assert alone + sum(many) == len(ballots)
    places = re.findall(r'class="ballot[^"]*" style="([^"]*)"', drawn)
    assert len(places) == len(set(places))
    assert bool(many) is (copies > 1) is ("Nombre" in firsts_legend(made))


def test_each_lever_that_may_be_first_is_in_the_table(results):
    assert counts(results).count("<tr>") > 1


def test_too_few_ballots_are_not_on_a_picture(few):
    assert ballot_corners(few) == ()
    assert 'class="ballot"' not in ballots_triangle(few)
