"""Who is first, for how many ballots: all are counted, on the picture and in the table."""

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


def test_each_lever_that_may_be_first_is_in_the_table(results):
    assert counts(results).count("<tr>") > 1


def test_too_few_ballots_are_not_on_a_picture(few):
    assert ballot_corners(few) == ()
    assert 'class="ballot"' not in ballots_triangle(few)
