"""The page *Classer* beyond three criteria, below, and with many levers."""

import re

import pytest

from prioritisation.settings import CASE_VARIABLE
from tests.prioritisation.ui.reading import html, opened
from tests.synthetic import mixed, write_case

MAIN = ("ghg_impact", "partner_ecosystem", "existing_coverage")
FIVE = {f"poids.{c}": "50" for c in (*MAIN, "cop_progress", "labour_shortage")}
ONE = {f"poids.{c}": "50" if c == "ghg_impact" else "hors" for c in MAIN}
NONE = {f"poids.{c}": "hors" for c in MAIN}


def test_with_five_criteria_the_colours_of_the_triangle_have_their_names():
    shown = html(opened(**FIVE))
    drawn = set(re.findall(r'class="reg" style="[^"]*background-color:(#\w+)', shown))
    assert drawn
    listed = set(re.findall(r'<b class="dot" style="background-color:(#\w+)', shown))
    assert listed == drawn
    assert 'class="dot hollow"' in shown


def test_a_region_too_small_for_its_name_has_it_below():
    app = opened(**FIVE)
    plane, below = html(app).split('<div class="base">')[:2]
    legend = below.split('class="key"')[1].split("</p>")[0]
    regions = plane.count('class="reg" style')
    assert regions == plane.count('class="lab"') + legend.count('class="dot"')
    assert "Mieux produire 0,8 %" in legend.replace("\u00a0", " ")


def test_the_help_speaks_of_the_triangle_when_there_may_be_one(tmp_path, monkeypatch):
    said = "Le triangle montre qui est premier"
    assert said in html(opened())
    monkeypatch.setenv(CASE_VARIABLE, str(write_case(tmp_path / "two", 4, 2, mixed())))
    assert said not in html(opened())


def test_one_criterion_has_no_weights_to_compare():
    shown = html(opened(**ONE))
    assert "Qui est premier selon les poids" not in shown
    assert "20,7 points devant Mieux se déplacer" in shown.replace("\u00a0", " ")
    assert shown.count("Un critère a tout le poids") == 1


def test_with_no_criterion_all_of_them_are_one_click_away():
    app = opened(**NONE)
    assert "Aucun critère n’est pris en compte" in html(app)
    assert app.pills(key="criteria_kept").label == "Remettre un critère"
    app.pills(key="criteria_kept").set_value(["existing_coverage"]).run()
    assert not app.exception
    assert [s.key for s in app.slider] == ["points_existing_coverage"]
    assert 'class="bars"' in html(app)
    app.pills(key="criteria_kept").set_value(["ghg_impact", "existing_coverage"]).run()
    assert [s.key for s in app.slider] == ["points_ghg_impact", "points_existing_coverage"]


def test_open_choices_are_one_line_that_says_the_answer_and_opens_on_each():
    shown = html(opened(**FIVE))
    before, folded = shown.split('<details class="fold rest"><summary>Choix encore ouverts')
    assert 'class="other"' not in before
    assert "24 façons de trancher" in folded.split("</summary>")[0]
    assert folded.split("</details>")[0].count('class="other"') == 3
    assert 'class="left opened paths"' in folded.split("</details>")[0]
    caveats = folded.split("</details>", 1)[1]
    assert caveats.split("<details", maxsplit=1)[0].count('class="caveat"') == 1


@pytest.fixture
def thirty(tmp_path, monkeypatch):
    folder = write_case(tmp_path / "case", 30, 3, mixed(), lambda k: f"Option {k}")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))


@pytest.mark.usefixtures("thirty")
def test_of_thirty_levers_those_that_can_be_first_have_their_share_in_sight():
    shown = html(opened()).replace("\u00a0", " ")
    firsts = shown.count('class="row"')
    assert 1 < firsts < 10
    table = shown.split('class="shares"')[1].split("</table>")[0]
    assert table.count('scope="row"') == firsts
    assert f"<summary>{30 - firsts} autres leviers</summary>" in shown
