"""The picture of a scale: where it bends, who stands where on it, and the same in words."""

import re
from dataclasses import replace

from criteria.load import load_case
from criteria.model import Criterion
from criteria.scales import PiecewiseScale
from prioritisation.drawing.scale_picture import scale_picture
from tests.conftest import NORMANDIE

CASE = load_case(NORMANDIE)
COMBINATION = CASE.default_combination


def drawn(criterion, typed=(), case=CASE):
    one = criterion if isinstance(criterion, Criterion) else case.criterion(criterion)
    return scale_picture(case, one, COMBINATION, typed).replace("\u00a0", " ")


def test_a_straight_line_has_its_two_ends_and_a_tick_for_each_known_score():
    picture = drawn("cop_progress")
    assert "sc-straight" not in picture
    assert picture.count("sc-bend") == 2
    assert picture.count("sc-tick") == 6
    assert re.findall(r"<li>([^<]*)</li>", picture)[0] == "Mieux se loger (78 %)"
    assert "ligne droite" in picture


def test_a_bent_scale_shows_its_bends_and_says_them():
    typed = ((100, 0), (60, 0.25), (30, 0.5), (10, 0.75), (0, 1))
    picture = drawn("cop_progress", typed)
    assert picture.count("sc-bend") == 5
    assert "sc-straight" in picture
    assert re.search(r'aria-label="L’échelle n’est pas droite[^"]*30 %[^"]* : 50 points', picture)


def test_what_is_typed_moves_the_ticks_and_what_is_beyond_it_is_not_drawn():
    assert drawn("cop_progress", ((70, 0), (0, 1))).count("sc-tick") == 5
    assert "1 note manque" in drawn("cop_progress", ((70, 0), (0, 1)))


def test_words_stand_at_what_they_are_worth():
    picture = drawn("partner_ecosystem")
    assert picture.count("sc-bend") == 4
    assert "à construire : 0 point" in picture
    assert "4 notes manquent" in picture


def test_a_written_curve_is_drawn_as_it_is():
    criterion = CASE.criterion("cop_progress")
    bent = replace(criterion, scale=PiecewiseScale((0, 20, 100), (1, 0.5, 0)))
    assert drawn(bent).count("sc-bend") == 3


def test_ticks_that_touch_have_one_label_that_names_them_all():
    labels = re.findall(r"translate:[^>]*>([^<]*)<", drawn("cop_progress"))
    assert labels == ["1–2", "3–5", "6"]


def test_markup_in_a_name_is_words():
    levers = tuple(replace(v, label="<b>x</b>") for v in CASE.levers)
    assert "<b>x" not in drawn("cop_progress", case=replace(CASE, levers=levers))
