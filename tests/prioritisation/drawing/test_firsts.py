"""Who is first, for how many ballots: all are counted, on the picture and in the table."""

import re
from dataclasses import replace

from prioritisation.drawing.group import (
    ballot_corners,
    ballots_triangle,
    counts,
    firsts_legend,
    has_triangle,
)
from prioritisation.drawing.projected.firsts import firsts_answer
from prioritisation.sentences.group import firsts_text
from tests.each import each
from tests.prioritisation.ui.reading import plain_words


def test_three_criteria_make_a_triangle_with_every_ballot(results):
    assert has_triangle(results)
    assert len(ballot_corners(results)) == 12
    assert ballots_triangle(results).count('class="ballot"') == 12
    assert firsts_legend(results)


@each("copies", [1, 3, 60])
def test_the_number_of_a_pile_is_explained_where_one_is_written(results, copies):
    first, *_ = results.ballots
    made = replace(results, ballots=(*results.ballots, *(first,) * (copies - 1)))
    many = re.findall(r'class="ballots"[^>]*>(\d+)<', ballots_triangle(made))
    assert many == ([str(copies)] if copies > 37 else [])
    assert bool(many) is ("Nombre" in firsts_legend(made))


def test_each_lever_that_may_be_first_is_in_the_table(results):
    assert counts(results).count("<tr>") > 1


def test_too_few_ballots_are_not_on_a_picture(few):
    assert ballot_corners(few) == ()
    assert 'class="ballot"' not in ballots_triangle(few)


@each("unknown", [0, 2, 12])
def test_wall_page_and_phone_say_in_one_way_that_a_first_place_is_not_known(results, unknown):
    sure = [0] * len(results.case.levers)
    sure[0] = 12 - unknown
    made = replace(results.firsts, sure=tuple(sure), ties={}, open=unknown, joined={})
    names = [lever.label for lever in results.case.levers]
    says = "sait pas encore"
    assert (says in firsts_answer(results, made)) is bool(unknown)
    assert (says in firsts_text(made, names, "notes incertaines")) is bool(unknown)
    assert "pas encore départagé" in plain_words(firsts_legend(results))
