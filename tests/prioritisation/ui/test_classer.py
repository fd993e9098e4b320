"""The page *Classer* beyond three criteria, below, and with many levers."""

import re

import pytest

from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui import ranking as board
from prioritisation.ui.shared import weighing as weighing_module
from tests.each import each
from tests.prioritisation.ui.reading import (
    act_on_weights,
    bars_of,
    html,
    opened,
    weigh,
    weighing,
    weights_of,
)
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
    app = opened(**FIVE, lecture="gt_freight")
    plane, below = html(app).split('<div class="base">')[:2]
    legend = below.split('class="key"')[1].split("</p>")[0]
    regions = plane.count('class="reg" style')
    assert regions == plane.count('class="lab"') + legend.count('class="dot"')
    assert "Mieux produire 10 sur 100" in legend.replace("\u00a0", " ")


def test_one_criterion_has_no_weights_to_compare():
    shown = html(opened(**ONE))
    assert 'class="tri"' not in shown
    said = "Avec l’impact GES seulement, Mieux produire est premier"
    assert said in shown.replace("\u00a0", " ")
    assert "Un seul critère : il n’y a pas d’autres poids à essayer." in shown.replace(
        "\u00a0", " "
    )


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


def test_open_choices_are_one_line_that_says_the_answer_and_opens_on_each():
    app = opened(**FIVE)
    folds = [one for one in app.expander if "choix encore ouverts" in one.label]
    assert "24 façons de trancher" in folds[0].label
    inside = html(folds[0])
    assert inside.count('class="other"') == html(app).count('class="other"') == 3
    assert 'class="left opened paths"' in inside


@pytest.fixture
def thirty(tmp_path, monkeypatch):
    folder = write_case(tmp_path / "case", 30, 3, mixed(), lambda k: f"Option {k}")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))


@pytest.mark.usefixtures("thirty")
def test_of_thirty_levers_those_that_can_be_first_have_their_share_in_sight():
    app = opened()
    shown = html(app).replace("\u00a0", " ")
    firsts = sum(not one["isOut"] for one in weighing(app)[1]["levers"])
    assert 1 < firsts < 10
    table = shown.split('class="shares"')[1].split("</table>")[0]
    assert table.count('scope="row"') == firsts
    assert f"<summary>{30 - firsts} autres leviers</summary>" in shown


def lines(app):
    """The line of each fold, as it is read."""
    return [re.sub(r"\\(.)|[*]{2}", r"\1", one.label).strip() for one in app.expander]


def test_a_fold_that_asks_a_question_answers_it_before_it_is_opened():
    for settings in ({}, FIVE, ONE, {"poids.existing_coverage": "0", **FIVE}):
        asking = [line for line in lines(opened(**settings)) if "?" in line]
        assert len(asking) >= 2
        for line in asking:
            assert line.split("?")[1].strip().endswith("."), line


@pytest.mark.usefixtures("today")
def test_one_direction_that_is_open_is_asked_by_its_name():
    why, turned = (line.replace("\u00a0", " ") for line in lines(opened())[:2])
    assert why.startswith("Pourquoi cet ordre ?")
    assert turned.startswith("Et si c’était l’inverse, plus couvert = plus prioritaire ?")
    assert turned.endswith("est premier dans 22 des 24 façons de trancher.")


def test_the_scores_of_the_line_on_their_origin_and_of_the_bar_are_all_the_scores():
    app = opened(**FIVE)
    line = next(one for one in lines(app) if "D’où viennent" in one)
    sourced, whole = map(int, re.findall(r"\d+", line))
    bar = next(link for link in app.get("page_link") if "manquante" in link.proto.label)
    missing, *_, deduced = map(int, re.findall(r"\d+", bar.proto.label))
    assert sourced + missing + deduced == whole == 30


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
    for name in ("ranking_answer", "component_data", "address_notice", "weights_panel"):
        noted(board, name)
    noted(weighing_module.time, "sleep")
    for name in ("draw_sharing", "draw_assumptions", "draw_ranking_folds"):
        noted(board, name)
    app.run()
    page = ["ranking_answer", "component_data", "address_notice", "weights_panel"]
    rest = ["draw_sharing", "draw_assumptions", "draw_ranking_folds"]
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
