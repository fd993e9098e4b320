"""Each page through the framework's own test runner: every state it may be in."""

import re
import shutil

import pytest
from streamlit.testing.v1 import AppTest

from prioritisation.settings import CASE_VARIABLE, current_case, current_day
from prioritisation.ui.shared.page import STYLES
from prioritisation.wording.numbers import long_date
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.ui.reading import (
    COMPRENDRE,
    CRITERES,
    bars_of,
    go_to,
    html,
    opened,
    page,
    weigh,
    weighing,
    weights_of,
    words,
)
from tests.synthetic import mixed, write_case

OUT = {
    "poids.ghg_impact": "50",
    "poids.partner_ecosystem": "hors",
    "poids.existing_coverage": "50",
}


def test_the_first_page_ranks_six_levers_and_says_who_may_still_be_first():
    app = opened()
    shown = html(app)
    assert len(bars_of(app)) == 6
    assert "6 leviers peuvent encore être premiers" in shown
    assert "Les données présentées sont des données de travail" in shown


def test_a_printed_page_says_its_day_whose_weights_it_shows_and_that_it_is_no_decision():
    shown = html(opened())
    day = long_date(current_day(current_case()))
    assert f"Écran imprimé le {day}. Ce n’est pas une décision" in shown
    assert "Poids choisis par une seule personne." in shown
    assert shown.count('class="printed"') == 2


def test_moving_a_slider_changes_the_ranking_and_the_address():
    app = opened()
    weigh(app, partner_ecosystem=100)
    assert not app.exception
    names = [name for name, _rank, _points in bars_of(app)]
    assert names.index("Mieux produire") < names.index("Mieux se déplacer")
    assert app.query_params["poids.partner_ecosystem"] in ("100", ["100"])


def test_an_address_gives_the_sliders_their_values():
    points = {"ghg_impact": "10", "partner_ecosystem": "20", "existing_coverage": "70"}
    app = opened(**{f"poids.{c}": p for c, p in points.items()}, lecture="gt_freight")
    assert list(weights_of(app).values()) == [10, 20, 70]
    assert app.radio(key="reading_perimeter").value == "gt_freight"


def test_a_wrong_address_is_named_and_the_start_is_shown():
    app = opened(lecture="lune")
    assert "« lune »" in html(app).replace("\u00a0", " ")
    assert app.radio(key="reading_perimeter").value == "gt"


def test_weights_survive_a_page_change():
    app = opened()
    weigh(app, existing_coverage=5)
    go_to(app, COMPRENDRE).run()
    assert not app.exception
    go_to(app, "classer").run()
    assert weights_of(app)["existing_coverage"] == 5


def test_comprendre_shows_scores_evidence_sheets_and_unknowns():
    app = page(COMPRENDRE)
    shown = html(app)
    for title in (
        "Que sait-on de chaque levier, et qui le dit",
        "Que ne sait-on pas",
        "Les 26 fiches action",
    ):
        assert title in shown
    assert "T@ct Environnement" in shown


@pytest.mark.usefixtures("today")
def test_comprendre_tells_the_facts_of_the_slides():
    shown = words(page(COMPRENDRE)) + words(page(CRITERES))
    for quote in (
        "Environ 2,8 millions de personnes à former d’ici 2030",
        "- 40 % d’émissions de GES dès 2030",
        "Plus de 4500 friches",
    ):
        assert f"« {quote}" in shown


@pytest.mark.usefixtures("today")
@each(("file", "times"), [("classer", 1), (CRITERES, 2)])
def test_a_contested_direction_is_shown_with_what_each_slide_argues_for(file, times):
    """In its panel; and on *Critères* beside the criterion too."""
    shown = words(page(file))
    plea = "Plaide pour « plus couvert = plus prioritaire ». « Importance de capitaliser"
    assert shown.count(plea) == times
    assert shown.count("Se lit dans les deux sens. «") == 2 * times


@pytest.mark.usefixtures("today")
def test_gaps_between_words_are_told():
    shown = words(page(CRITERES))
    assert "Les 4 mots sont placés à écarts égaux : c’est une convention" in shown


@pytest.mark.usefixtures("today")
def test_the_needs_of_the_cop_can_be_taken_into_account():
    app = opened()
    app.pills(key="criteria_added").set_value(["cop_needs"]).run()
    assert not app.exception
    assert weights_of(app)["cop_needs"] == 50
    assert "sans aucune note" in words(app)


@each("file", ["classer", CRITERES])
def test_a_criterion_keeps_its_colour_when_another_is_left_out(file):
    app = page(file, **OUT)
    shown = html(app)
    drawn = [one["place"] for one in weighing(app)[1]["criteria"]] if "classer" in file else []
    assert 2 in drawn or 'class="sw c2"' in shown
    assert 1 not in drawn
    assert not re.search('class="[^"]*c1[" ]', shown)


def test_a_case_without_sheets_has_no_table_of_them(tmp_path, monkeypatch):
    monkeypatch.setenv(CASE_VARIABLE, str(write_case(tmp_path / "case", 4, 3, mixed())))
    app = page(COMPRENDRE)
    assert "fiche action" not in html(app)


def test_all_weights_at_zero_rank_nothing():
    app = opened()
    weigh(app, **dict.fromkeys(weights_of(app), 0))
    assert "Aucun critère n’a de poids" in html(app)
    assert bars_of(app) == []


def test_reset_brings_equal_weights_back():
    app = opened(
        **{"poids.ghg_impact": "1", "poids.partner_ecosystem": "2", "poids.existing_coverage": "3"}
    )
    start = weighing(app)[1]["start"]
    assert not weighing(app)[1]["isEqual"]
    weigh(app, **dict.fromkeys(weights_of(app), start))
    assert list(weights_of(app).values()) == [50, 50, 50]
    assert weighing(app)[1]["isEqual"]


@each("file", ["classer", "leviers", "comparer"])
def test_no_line_may_break_at_the_space_of_a_punctuation(file):
    """Our words and those of the case: statements, caveats, notes."""
    app = page(file)
    shown = re.sub("<style>.*?</style>", "", html(app), flags=re.DOTALL)
    words = re.sub("<[^>]*>", "", shown)
    assert re.findall(".{20} [:;?!»%]|« .{20}", words) == []


@pytest.fixture
def broken(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(INTERVALS, folder)
    (folder / "levers.csv").write_text("lever_id,label\nx,<script>alert(1)</script>\n", "utf-8")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))


@pytest.mark.usefixtures("broken")
def test_a_broken_case_is_said_and_nothing_else_is_drawn():
    app = opened()
    assert "ne peut pas être utilisé" in html(app)
    assert len(app.slider) == 0


@pytest.mark.usefixtures("broken")
def test_a_broken_case_says_the_same_on_every_page():
    app = page(COMPRENDRE)
    assert "ne peut pas être utilisé" in html(app)


def test_no_text_of_a_case_is_markup(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(INTERVALS, folder)
    for name in ("levers.csv", "action_sheets.csv", "evidence.csv", "case.toml", "criteria.toml"):
        path = folder / name
        text = path.read_text("utf-8").replace("Mieux produire", "<b onclick=x>Produire</b>")
        path.write_text(text.replace("Impact GES", "<i>GES</i>"), "utf-8")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    app = page(COMPRENDRE)
    shown = html(app)
    assert "<b onclick" not in shown
    assert "&lt;b onclick" in shown
    assert "<i>GES" not in shown


def failing_page():
    from prioritisation.ui.shared.page import failure  # noqa: PLC0415 (a script of its own)

    failure(ValueError("a secret of the server"))


def test_a_page_that_fails_says_so_in_french_and_tells_nothing_else():
    app = AppTest.from_function(failing_page).run()
    assert not app.exception
    assert "n’a pas pu être affichée" in html(app)
    assert "secret" not in html(app)


@each("sheet", STYLES, ids=lambda path: path.name)
def test_no_style_sheet_has_a_sign_for_which_the_browser_would_drop_it_whole(sheet):
    """What cleans the HTML of pages takes it for a tag hidden in the style, even in a comment."""
    assert "<" not in sheet.read_text("utf-8")
