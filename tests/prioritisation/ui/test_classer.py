"""The page *Classer* beyond three criteria, below, and with many levers."""

import re
import shutil

import pytest
from streamlit.testing.v1 import AppTest

from prioritisation.analysis.address import MEETING_KEY, POINTS_KEY
from prioritisation.drawing.projector import projector_view
from prioritisation.meeting.rules import Act
from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui import ranking as board
from prioritisation.ui.shared import state
from prioritisation.ui.shared import weighing as weighing_module
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.ui.reading import (
    SCORES,
    act_on_weights,
    bars_of,
    go_to,
    html,
    opened,
    page,
    unfolded,
    weigh,
    weighing,
    weights_of,
    words,
)

MAIN = ("ghg_impact", "partner_ecosystem", "existing_coverage")
FIVE = {f"poids.{c}": "50" for c in (*MAIN, "cop_progress", "labour_shortage")}
ONE = {f"poids.{c}": "50" if c == "ghg_impact" else "hors" for c in MAIN}
NONE = {f"poids.{c}": "hors" for c in MAIN}


def test_with_five_criteria_the_colours_of_the_triangle_have_their_names():
    shown = html(page("pour-experts", **FIVE))
    drawn = set(re.findall(r'class="reg" style="[^"]*background-color:(#\w+)', shown))
    assert drawn
    _, shown = shown.split('class="tri"', 1)
    listed = set(re.findall(r'<b class="dot" style="background-color:(#\w+)', shown))
    assert listed == drawn
    assert 'class="dot hollow"' in shown


def test_one_criterion_has_no_weights_to_compare():
    assert "Avec l’impact GES seulement, Mieux produire est premier" in words(opened(**ONE))
    shown = page("pour-experts", **ONE)
    assert 'class="tri"' not in html(shown)
    assert "Un seul critère : il n’y a pas d’autres poids à essayer." in words(shown)


def test_with_no_criterion_all_of_them_are_one_click_away():
    app = opened(**NONE)
    assert "Aucun critère n’est pris en compte" in html(app)
    assert app.pills(key="criteria_kept").label == "Remettre un critère"
    app.pills(key="criteria_kept").set_value(["existing_coverage"]).run()
    assert not app.exception
    assert list(weights_of(app)) == ["existing_coverage"]
    assert bars_of(app)
    app.pills(key="criteria_kept").set_value(["ghg_impact", "existing_coverage"]).run()
    assert list(weights_of(app)) == ["ghg_impact", "existing_coverage"]


ACTS = {
    "nothing": None,
    "words": "80",
    "no number": {"moved": {"ghg_impact": 80}},
    "a number that is none": {"seq": True, "moved": {"ghg_impact": 80}},
    "a number too large": {"seq": 2**53 + 2, "moved": {"ghg_impact": 80}},
    "a number heard already": {"seq": 0, "moved": {"ghg_impact": 80}},
    "points below": {"seq": 1, "moved": {"ghg_impact": -1}},
    "points above": {"seq": 1, "moved": {"ghg_impact": 101}},
    "parts of points": {"seq": 1, "moved": {"ghg_impact": 7.5}},
    "a truth for points": {"seq": 1, "moved": {"ghg_impact": True}},
    "one right, one wrong": {"seq": 1, "moved": {"ghg_impact": 7, "existing_coverage": "8"}},
    "no criterion": {"seq": 1, "moved": {"nothing": 7, "<b>": 8}},
    "a list": {"seq": 1, "moved": [["ghg_impact", 7]]},
}


@each("act", ACTS.values(), ids=ACTS)
def test_what_a_browser_may_not_say_of_weights_changes_none(act):
    app = opened()
    before = weights_of(app), dict(app.query_params)
    act_on_weights(app, act)
    assert (weights_of(app), dict(app.query_params)) == before


def test_an_act_that_was_refused_is_answered_and_the_next_one_heard():
    app = opened()
    act_on_weights(app, {"seq": 1, "moved": {"ghg_impact": 101}})
    assert weighing(app)[1]["seq"] == 1
    weigh(app, ghg_impact=80)
    assert weights_of(app)["ghg_impact"] == 80


def test_an_act_moves_only_what_it_names_whatever_was_changed_meanwhile():
    """As a weight that is held while another one comes by the address."""
    app = opened()
    number = weighing(app)[1]["seq"] + 1
    app.query_params["poids.partner_ecosystem"] = "7"
    app.query_params["poids.ghg_impact"] = app.query_params["poids.existing_coverage"] = "50"
    app.run()
    act_on_weights(app, {"seq": number, "moved": {"ghg_impact": 80}})
    assert weights_of(app) == dict(zip(MAIN, (80, 7, 50), strict=True))


def test_a_weight_let_go_is_answered_before_the_rest_of_the_page_is_made(monkeypatch):
    """All is computed before anything is sent, and the browser has time to draw that."""
    order = []

    def noted(where, name):
        done = getattr(where, name)
        monkeypatch.setattr(where, name, lambda *a, **k: (order.append(name), done(*a, **k))[1])

    app = opened()
    page = ["conclusion", "component_data", "address_notice", "answer_block", "weights_panel"]
    rest = ["draw_sharing", "draw_assumptions", "change_lines", "pair_text"]
    for name in page:
        noted(board, name)
    noted(weighing_module.time, "sleep")
    for name in rest:
        noted(board, name)
    app.run()
    assert [one for one in order if one != "sleep"] == page + rest
    assert "sleep" not in order[len(page) : -len(rest)]
    order.clear()
    weigh(app, ghg_impact=80)
    assert [one for one in order if one in {*page, *rest}] == page + rest
    assert order[len(page)] == "sleep"


def test_a_weight_of_a_group_stays_where_a_hand_sets_it_and_the_others_where_they_were(sitting):
    """The weights of a group are not whole; those of many criteria are small."""
    case = sitting.room.whole_case(sitting.code, sitting.secret)
    sitting.room.choose_frame(
        sitting.code,
        sitting.secret,
        combination=sitting.stage().setup.combination,
        criteria=[c.id for c in case.criteria],
    )
    sitting.open().vote(7)
    sitting.reveal()
    for moved in sitting.ids:
        for points in (1, 20, 25, 60):
            app = opened(seance=sitting.code)
            before = weights_of(app)
            weigh(app, **{moved: points})
            assert weights_of(app) == {c: round(n) for c, n in before.items()} | {moved: points}


# « Back » and « Forward », heard by the server: which address is shown, and which one is told.

POINTS = {"ghg_impact": 60, "partner_ecosystem": 20, "existing_coverage": 20}
TUNED = {f"poids.{c}": str(points) for c, points in POINTS.items()}
PATHS = ["classer", "pour-experts"]


@pytest.fixture
def going_back(monkeypatch):
    """Runs an open page as « Back » does, to an address; something may be heard with it."""

    def run(app, address, **moved):
        monkeypatch.setattr(state, "goes_back", lambda: True)
        app.query_params.clear()
        for key, value in address.items():
            app.query_params[key] = value
        weigh(app, **moved) if moved else app.run()
        monkeypatch.setattr(state, "goes_back", lambda: False)
        assert not app.exception
        return app

    return run


def points(app):
    return {c: weights_of(app)[c] for c in POINTS}


@each("path", PATHS)
def test_the_first_change_of_a_page_opened_without_settings_is_undone(going_back, path):
    app = opened()
    go_to(app, path).run()
    start = points(app)
    weigh(app, ghg_impact=73)
    assert points(app) != start
    going_back(app, {})
    assert points(app) == start
    assert app.query_params == {}


def test_a_page_that_came_with_settings_has_no_start_to_go_back_to(going_back):
    """On its way to a page, a link shows its address without settings for an instant."""
    app = opened(**TUNED)
    go_to(app, PATHS[1]).run()
    assert points(app) == POINTS
    going_back(app, {})
    assert points(app) == POINTS
    assert TUNED.items() <= app.query_params.items()


def test_a_change_heard_together_with_going_back_is_before_it(going_back):
    app = opened(**TUNED)
    weigh(app, ghg_impact=70)
    going_back(app, TUNED, partner_ecosystem=80)
    assert points(app) == POINTS
    assert app.query_params == TUNED
    weigh(app, ghg_impact=10)
    assert points(app) == {**POINTS, "ghg_impact": 10}
    assert app.query_params["poids.ghg_impact"] == "10"


# Pages that follow a meeting say « nos poids » as long as they are those that its group gave.


@pytest.fixture
def revealed(sitting, monkeypatch):
    """The code of a meeting whose results are shown."""
    monkeypatch.setattr("prioritisation.ui.visit.visit.session_meeting", lambda: sitting.code)
    sitting.open()
    sitting.vote(7)
    sitting.reveal()
    return sitting.code


def test_weights_of_the_group_are_ours_until_one_is_moved(revealed):
    app = opened(**{MEETING_KEY: revealed})
    assert "Avec nos poids" in words(app)
    ids = ("ghg_impact", "partner_ecosystem", "existing_coverage")
    points = {f"{POINTS_KEY}.{c}": p for c, p in zip(ids, ("90", "10", "20"), strict=True)}
    moved = opened(**{MEETING_KEY: revealed, **points})
    assert "Avec ces poids" in words(moved)
    assert "Avec nos poids" not in words(moved)


# Each page through the framework's own test runner: every state it may be in.


def test_the_first_page_ranks_six_levers_and_says_who_may_still_be_first():
    app = opened()
    assert len(bars_of(app)) == 6
    told = words(app)
    assert "6 leviers peuvent encore être premiers" in told
    assert "Moins couvert = plus prioritaire : personne n’est sûrement premier." in told
    assert "Plus couvert = plus prioritaire : toujours Mieux produire." in told


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


def test_comprendre_shows_scores_evidence_sheets_and_unknowns():
    app = page(SCORES)
    shown = html(app)
    for title in (
        "Que sait-on de chaque levier, et qui le dit",
        "Que ne sait-on pas",
        "Les 26 fiches action",
    ):
        assert title in shown
    assert "T@ct Environnement" in shown


@pytest.mark.usefixtures("today")
@each(("file", "times"), [("classer", 1), (SCORES, 2)])
def test_a_contested_direction_is_shown_with_what_each_slide_argues_for(file, times):
    """In its panel; and on *Critères* beside the criterion too."""
    shown = words(page(file))
    plea = "Plaide pour « plus couvert = plus prioritaire ». « Importance de capitaliser"
    assert shown.count(plea) == times
    assert shown.count("Se lit dans les deux sens. «") == 2 * times


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


@each("file", ["classer", SCORES, "comparer"])
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


def test_no_text_of_a_case_is_markup(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(INTERVALS, folder)
    for name in ("levers.csv", "action_sheets.csv", "evidence.csv", "case.toml", "criteria.toml"):
        path = folder / name
        text = path.read_text("utf-8").replace("Mieux produire", "<b onclick=x>Produire</b>")
        path.write_text(text.replace("Impact GES", "<i>GES</i>"), "utf-8")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    app = page(SCORES)
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


# One lever or two: at the foot of *Classer*, in a meeting and on the wall.

FOLD = "sets_arguments"
ARGUMENTS = ("Anticiper les besoins", "Possibles synergies", "Risque d’éparpillement")


@pytest.mark.usefixtures("today")
def test_the_page_says_the_two_what_the_second_adds_and_the_arguments():
    told = words(opened())
    for one in ("À deux : le plus sûrement", "ajoute surtout", *ARGUMENTS):
        assert one in told, one


def test_in_a_meeting_it_is_in_its_phase_with_the_votes_and_on_the_wall(sitting):
    sitting.open()
    sitting.vote(7)
    sitting.reveal()
    sitting.act(Act.START_ANALYSIS)
    assert "sets_meeting" not in html(page("seance", seance=sitting.code))
    sitting.act(Act.START_PORTFOLIO)
    told = words(unfolded(page("seance", seance=sitting.code), FOLD))
    for one in ("Aux deux premiers rangs, selon les votes", "sur 7", *ARGUMENTS):
        assert one in told, one
    wall = projector_view(sitting.room, sitting.stage()).html
    assert "p-set-row" in wall
    assert "Anticiper" in wall
    assert "éparpillement" in wall
