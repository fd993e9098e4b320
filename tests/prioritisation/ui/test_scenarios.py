"""The page *Scénarios* through the framework's own test runner: every state it may be in."""

import json
import re
import shutil
from dataclasses import replace

import pytest

from criteria.model import Sense
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.whatif import (
    MOST_FORKS,
    Fork,
    ScoreChange,
    packed,
    to_text,
)
from prioritisation.meeting.room import current_room
from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui.scenarios import bench, keeping
from prioritisation.ui.scenarios import ground as saying
from prioritisation.ui.visit import looking
from tests.conftest import INTERVALS
from tests.prioritisation.ui.reading import NBSP, opened, second_line, weigh
from tests.prioritisation.ui.reading import page as page_at
from tests.prioritisation.ui.scenarios import (
    CASE,
    SCENARIOS,
    START,
    asked,
    forks,
    links,
    page,
    shown,
    words,
)
from tests.sitting import Sitting
from tests.strategies import fork_under

pytestmark = pytest.mark.usefixtures("room")
SETTLED = START.named("Quatre fiches").scored(
    ScoreChange("mieux_produire", "existing_coverage", 4.0, 4.0)
)


ENDS = ("low", "high")


@pytest.fixture
def gone(monkeypatch):
    """A store that cannot be reached, from now on."""

    def away():
        def fail():
            raise StoreUnavailable("gone")

        for module in (bench, looking, keeping):
            monkeypatch.setattr(module, "current_room", fail)

    return away


def click(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def forked_after_a_vote(sitting):
    """The page of a meeting that has voted, with a second variant."""
    sitting.open().vote(5)
    sitting.reveal()
    return click(page(seance=sitting.code), "lab_fork")


def submit(app, label):
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception
    return app


def heads(app):
    tables = re.findall(r'<table class="left benchtable".*?</thead>', shown(app), re.DOTALL)
    return re.findall(r'<th scope="col">([^<]*)</th>', "".join(tables))[1:]


def notices(app):
    return " ".join(re.findall(r'<div class="notice"[^>]*>(.*?)</div>', shown(app)))


def test_it_begins_with_its_question_and_one_scenario():
    app = page()
    assert "Et si… ?" in words(app)
    counted = "Avec les choix actuels, n’importe lequel des 6 leviers peut encore être premier"
    assert f"Rien n’a encore été essayé. {counted}" in words(app)
    assert heads(app) == ["Poids égaux"]
    assert tries(app) == []
    assert asked(app) == ""


def tries(app):
    """What the second line is made to say, and how many variants are said not to be kept."""
    drawn = re.findall(r'class="tries-(\w+)"', shown(app))
    return drawn + re.findall(r"(\d+) variantes? pas encore gardée", words(app))


def test_nobody_is_told_of_variants_before_one_is_made():
    """« 1 essai pas encore gardé » was said to whoever came, who had tried nothing."""
    app = page()
    assert tries(app) == []
    assert "lab_keep" not in [b.key for b in app.button], "there is nothing to keep"
    assert tries(click(app, "lab_fork")) == ["several"], "as it began, beside it"
    assert "lab_keep" in [b.key for b in app.button]
    app.slider(key="lab_points_ghg_impact").set_value(100).run()
    assert tries(app) == ["several", "1"], "nobody made what they began with"
    click(app, "lab_keep")
    assert tries(app) == ["several"]
    alone = page(scenario=links(SETTLED))
    assert tries(alone) == ["one", "1"]
    assert "Une seule variante pour l’instant." in words(alone)


def test_one_word_names_what_is_tried(room, holds):
    sitting = Sitting(room).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    app = click(click(page(seance=sitting.code), "lab_fork"), "lab_keep")
    labels = " ".join(one.label for one in (*app.button, *app.text_input, *app.expander))
    assert "ariante" in labels
    assert not re.search(r"\b[Ee]ssais?\b", words(app) + labels)


def test_what_was_tuned_elsewhere_is_where_forks_begin():
    app = opened()
    weigh(app, ghg_impact=90)
    app.switch_page(SCENARIOS).run()
    assert heads(app) == ["Réglages actuels"]
    assert app.slider(key="lab_points_ghg_impact").value == 90
    app.switch_page("screens/classer.py").run()
    weigh(app, ghg_impact=10)
    app.switch_page(SCENARIOS).run()
    assert app.slider(key="lab_points_ghg_impact").value == 10


def test_forks_made_are_not_replaced_by_what_is_tuned_since_but_it_can_be_added():
    app = click(page(), "lab_fork")
    app.switch_page("screens/classer.py").run()
    weigh(app, ghg_impact=10)
    app.switch_page(SCENARIOS).run()
    assert heads(app) == ["Poids égaux", "Variante 1"]
    click(app, "lab_add_start")
    assert heads(app)[-1] == "Réglages actuels"
    assert forks(app)[-1].scenario.points["ghg_impact"] == 10


def test_a_fork_is_changed_and_what_it_changes_is_said():
    app = click(page(), "lab_fork")
    app.slider(key="lab_points_ghg_impact").set_value(100).run()
    said = words(app)
    assert "Les poids passent" in said
    assert "l’impact GES de 33 % à 50 %" in said
    assert [f.scenario.points["ghg_impact"] for f in forks(app)] == [50, 100]


def test_a_change_lost_in_the_rounding_is_not_said_to_be_none():
    least = START.weighed({**START.scenario.points, "ghg_impact": 50.01})
    assert "Les poids bougent de moins de 1 %." in words(page(scenario=links(START, least)))
    same = START.weighed(dict.fromkeys(START.scenario.points, 25.0))
    assert "Rien n’est changé." in words(page(scenario=links(START, same)))


def test_a_slider_moves_its_criterion_alone():
    exact = START.weighed({"ghg_impact": 42.7, "partner_ecosystem": 31.1, "existing_coverage": 5})
    app = page(scenario=links(exact))
    app.slider(key="lab_points_existing_coverage").set_value(6).run()
    assert forks(app)[0].scenario.points == {
        "ghg_impact": 42.7,
        "partner_ecosystem": 31.1,
        "existing_coverage": 6,
    }


def test_undo_gives_back_what_was_before_one_change_at_a_time():
    app = click(page(), "lab_fork")
    assert app.button(key="lab_undo").disabled
    app.slider(key="lab_points_ghg_impact").set_value(100).run()
    app.text_input(key="lab_name_2").set_value("Climat").run()
    assert heads(app)[1] == "Climat"
    click(app, "lab_undo")
    assert heads(app)[1] == "Variante 1"
    click(app, "lab_undo")
    assert app.slider(key="lab_points_ghg_impact").value == 50
    assert app.button(key="lab_undo").disabled


def test_perimeter_direction_method_and_criteria_are_the_fork_s_own():
    app = click(page(), "lab_fork")
    app.radio(key="lab_reading_perimeter").set_value("sgpe").run()
    app.radio(key="lab_sense_existing_coverage").set_value("max").run()
    app.radio(key="lab_method").set_value("vikor").run()
    app.pills(key="lab_criteria").set_value(["ghg_impact", "existing_coverage"]).run()
    first, fork = forks(app)
    assert first == START
    assert (fork.scenario.combination, fork.method) == ("sgpe", Method.VIKOR)
    assert fork.scenario.senses == {"existing_coverage": Sense.MAX}
    assert list(fork.scenario.points) == ["ghg_impact", "existing_coverage"]
    for head in (
        "Périmètre GES :",
        "Sens :",
        "Méthode : compromis",
        "l’écosystème partenarial de 33 % à hors",
    ):
        assert head in words(app)
    app.radio(key="lab_sense_existing_coverage").set_value("min").run()
    assert forks(app)[1].scenario.senses == {}


def pills_of(app):
    """Labels of the buttons that open a choice."""
    return [
        block.proto.popover.label.replace("\\", "").replace(NBSP, " ")
        for block in app.get("popover")
    ]


@pytest.mark.usefixtures("today")
def test_a_way_of_counting_says_what_it_counts_and_why():
    app = page()
    captions = [
        c.replace("\\", "").replace(NBSP, " ")
        for c in app.radio(key="lab_reading_perimeter").proto.captions
    ]
    assert all(captions)
    for one in (app, opened()):
        assert "Pourquoi : Diapo 33" in words(one)


@pytest.mark.usefixtures("today")
def test_what_is_to_confirm_is_marked_on_the_buttons_as_on_the_ranking():
    here, there = (
        [label for label in pills_of(app) if "_à confirmer_" in label]
        for app in (page(), opened())
    )
    assert len(here) == 3
    assert here == there


def test_a_number_a_word_an_interval_and_unknown_are_written():
    app = click(page(), "lab_fork")
    app.selectbox(key="lab_lever").set_value("mieux_produire").run()
    app.selectbox(key="lab_criterion").set_value("existing_coverage").run()
    app.number_input(key="lab_one_2_mieux_produire_existing_coverage").set_value(4)
    submit(app, "Écrire cette note")
    counted = "Mieux produire est premier dans 5 des 6 façons de trancher ;"
    assert f"La réponse change : {counted}" in words(app)
    assert "Dans cette variante : 4 fiches. Dans le dossier : 3 à 10 fiches." in words(app)
    app.button_group(key="lab_kind").set_value("between").run()
    app.number_input(key="lab_low_2_mieux_produire_existing_coverage").set_value(6)
    app.number_input(key="lab_high_2_mieux_produire_existing_coverage").set_value(2)
    submit(app, "Écrire cette note")
    assert "« Au moins » dépasse « Au plus » : « 6 » vient après « 2 »" in words(app)
    app.number_input(key="lab_low_2_mieux_produire_existing_coverage").set_value(2)
    app.number_input(key="lab_high_2_mieux_produire_existing_coverage").set_value(6)
    submit(app, "Écrire cette note")
    cell = "mieux_produire", "existing_coverage"
    assert forks(app)[1].scores == (ScoreChange(*cell, 2.0, 6.0),)
    app.button_group(key="lab_kind").set_value("nobody").run()
    submit(app, "Écrire cette note")
    assert forks(app)[1].scores == (ScoreChange(*cell, None, None),)
    submit(app, "Revenir à la note du dossier")
    assert forks(app)[1].scores == ()
    app.selectbox(key="lab_criterion").set_value("partner_ecosystem").run()
    app.button_group(key="lab_kind").set_value("between").run()
    ends = [app.selectbox(key=f"lab_{end}_2_{cell[0]}_partner_ecosystem") for end in ENDS]
    assert [one.label for one in ends] == ["Entre", "et"]
    for end, word in (("low", "fortement_mobilise"), ("high", "a_construire")):
        app.selectbox(key=f"lab_{end}_2_mieux_produire_partner_ecosystem").set_value(word)
    submit(app, "Écrire cette note")
    assert forks(app)[1].scores[0].low == "a_construire"


def test_a_score_out_of_its_scale_or_missing_is_refused_and_nothing_changes():
    app = click(page(scenario=links(START)), "lab_fork")
    app.selectbox(key="lab_criterion").set_value("existing_coverage").run()
    submit(app, "Écrire cette note")
    assert "Donnez la note" in notices(app)
    app.number_input(key="lab_one_2_mieux_se_deplacer_existing_coverage").set_value(99)
    submit(app, "Écrire cette note")
    assert "99 est hors de l’échelle, de 0 à 12" in notices(app)
    assert forks(app)[1].scores == ()


def test_levers_are_withdrawn_put_back_added_and_scored():
    app = click(page(), "lab_fork")
    present = list(app.pills(key="lab_present").value)
    app.pills(key="lab_present").set_value(present[1:]).run()
    assert forks(app)[1].withdrawn == ("mieux_se_deplacer",)
    assert "Retiré : Mieux se déplacer." in words(app)
    assert "absent" in words(app)
    app.text_input(key="lab_added").set_value("  Mieux   former ")
    submit(app, "Ajouter ce levier")
    added = forks(app)[1].added[0]
    assert added.label == "Mieux former"
    assert app.selectbox(key="lab_lever").value == added.id
    app.selectbox(key="lab_criterion").set_value("existing_coverage").run()
    app.number_input(key=f"lab_one_2_{added.id}_existing_coverage").set_value(0)
    submit(app, "Écrire cette note")
    app.pills(key="lab_present").set_value([*present, added.id]).run()
    assert forks(app)[1].withdrawn == ()
    app.pills(key="lab_present").set_value(present).run()
    assert (forks(app)[1].added, forks(app)[1].scores) == ((), ())
    click(app, "lab_undo")
    assert forks(app)[1].added == (added,)


@pytest.mark.parametrize(
    ("name", "said"),
    [("  ", "Donnez un nom au levier"), ("mieux PRODUIRE", "s’appelle déjà")],
)
def test_a_lever_needs_a_name_of_its_own(name, said):
    app = click(page(), "lab_fork")
    app.text_input(key="lab_added").set_value(name)
    submit(app, "Ajouter ce levier")
    assert said in notices(app)
    assert forks(app)[1].added == ()


def test_levers_added_in_two_forks_are_told_apart():
    app = page(
        scenario=links(START, START.named("A").adding("Former"), START.named("B").adding("Isoler"))
    )
    assert len({f.added[0].id for f in forks(app)[1:]}) == 1
    click(app, "lab_fork")
    assert len({f.added[0].id for f in forks(app)[1:3]}) == 2
    assert "Isoler" in words(app)


def test_all_points_at_zero_all_levers_withdrawn_or_no_criterion_rank_nothing_and_lose_nothing():
    app = page()
    for slider in app.slider:
        slider.set_value(0)
    app.run()
    assert "Aucune variante ne peut être classée" in words(app)
    assert "aucun critère n’a de poids" in notices(app)
    app.slider(key="lab_points_ghg_impact").set_value(1).run()
    assert "Une seule variante" in words(app)
    app.pills(key="lab_present").set_value([]).run()
    assert "il faut au moins deux leviers" in notices(app)
    app.pills(key="lab_present").set_value(["mieux_produire"]).run()
    assert "il faut au moins deux leviers" in notices(app)
    again = page(scenario=asked(app))
    assert "il faut au moins deux leviers" in notices(again)
    again.pills(key="lab_present").set_value(["mieux_produire", "mieux_se_loger"]).run()
    assert notices(again) == ""
    again.pills(key="lab_criteria").set_value([]).run()
    assert "aucun critère n’a de poids" in notices(again)


def test_a_scenario_that_cannot_be_ranked_leaves_the_others():
    nothing = START.named("Rien").weighed(dict.fromkeys(START.scenario.points, 0.0))
    app = page(scenario=links(START, nothing, SETTLED))
    assert heads(app) == ["Poids égaux", "Quatre fiches"]
    assert "« Rien » n’est pas classé" in notices(app)


def test_a_reload_in_the_middle_finds_everything():
    app = click(page(), "lab_fork")
    app.slider(key="lab_points_ghg_impact").set_value(100).run()
    app.text_input(key="lab_name_2").set_value("Climat d’abord").run()
    again = page(scenario=asked(app))
    assert heads(again) == ["Poids égaux", "Climat d’abord"]
    assert again.slider(key="lab_points_ghg_impact").value == 100
    assert words(again).partition("Et si")[2][:400] == words(app).partition("Et si")[2][:400]


def test_six_scenarios_at_most_and_one_taken_away_can_be_put_back():
    app = page()
    for _ in range(MOST_FORKS - 1):
        click(app, "lab_fork")
    assert len(heads(app)) == MOST_FORKS
    assert app.button(key="lab_fork").disabled
    assert heads(app)[-1] == "Variante 5"
    app.pills(key="lab_chosen").set_value(1).run()
    click(app, "lab_remove")
    assert len(heads(app)) == MOST_FORKS - 1
    click(app, "lab_back")
    assert heads(app)[1] == "Variante 1"
    app = page(scenario=links(*[START] * 7))
    assert "6 variantes au plus" in notices(app)
    assert len(heads(app)) == MOST_FORKS


def test_keeping_gives_a_link_that_shows_the_same_to_anyone(room):
    app = click(page(scenario=links(START, SETTLED)), "lab_keep")
    keys = asked(app).split(",")
    assert all(re.fullmatch(r"[\w-]{16}", key) for key in keys)
    assert f"/et-si?scenario={keys[0]},{keys[1]}" in shown(app)
    assert app.button(key="lab_keep").disabled
    assert [room.scenario(k).fork for k in keys] == [START, SETTLED]
    other = page(scenario=",".join(keys))
    assert heads(other) == ["Poids égaux", "Quatre fiches"]
    assert re.findall("<table.*?</table>", shown(other)) == re.findall(
        "<table.*?</table>", shown(app)
    )
    assert notices(other) == ""
    other.text_input(key="lab_name_2").set_value("Suite").run()
    assert not other.button(key="lab_keep").disabled
    click(other, "lab_keep")
    third = asked(other).split(",")[1]
    assert room.store.scenario(third).parent == keys[1]
    assert room.scenario(keys[1]).fork == SETTLED


def test_a_store_that_cannot_be_written_leaves_the_page_as_it_is(gone):
    app = page(scenario=links(START, SETTLED))
    gone()
    click(app, "lab_keep")
    assert "« Poids égaux » n’est pas gardée ; cette variante reste dans l’adresse." in notices(
        app
    )
    assert "ne peuvent pas être lues" in notices(app)
    assert forks(app) == [START, SETTLED]
    click(app, "lab_fork")
    assert len(heads(app)) == 3


def test_keys_that_cannot_be_read_now_stay_in_the_address_until_they_can(room, monkeypatch):
    key = room.keep_scenario(CASE, SETTLED)
    with monkeypatch.context() as away:
        away.setattr(
            bench, "current_room", lambda: (_ for _ in ()).throw(StoreUnavailable("gone"))
        )
        app = page(scenario=f"{key},{links(START)}")
        assert "ne peuvent pas être lues" in notices(app)
        click(app, "lab_fork")
        assert key in asked(app)
        assert len(forks(app)) == 3
    app.run()
    assert "Quatre fiches" in heads(app)
    assert notices(app) == ""


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("rien", "Aucune variante n’est gardée sous « rien »"),
        ("<b>x</b>", "Aucune variante n’est gardée sous « &lt;b&gt;x&lt;/b&gt; »"),
        ("", "Aucune variante n’est gardée sous"),
        ("~", "laissée de côté"),
        ("~abc", "Elle a été coupée ou modifiée"),
        (links(SETTLED)[:-9], "Elle a été coupée ou modifiée"),
        (links(SETTLED.without("lune")), "« lune » n’est pas dans ce dossier"),
        (links(fork_under(SETTLED, "mars")), "« mars » n’est pas dans ce dossier"),
        (links(SETTLED.weighed({"venus": 1.0})), "« venus » n’est pas dans ce dossier"),
        (
            links(SETTLED.scored(ScoreChange("mieux_produire", "existing_coverage", 99.0, 99.0))),
            "99 est hors de l’échelle",
        ),
        (
            links(SETTLED.scored(ScoreChange("mieux_produire", "partner_ecosystem", "x", "x"))),
            "« x »",
        ),
    ],
)
def test_what_is_wrong_in_the_address_is_named_and_left_out(item, said):
    app = page(scenario=f"{links(START)},{item}")
    assert said in notices(app)
    assert heads(app) == ["Poids égaux"]
    alone = page(scenario=item or ",")
    assert heads(alone) == ["Poids égaux"]


def test_a_scenario_of_another_case_is_said_and_not_half_applied(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(INTERVALS, folder)
    text = (folder / "case.toml").read_text("utf-8")
    (folder / "case.toml").write_text(
        text.replace(f'id = "{CASE.id}"', 'id = "bretagne"'), "utf-8"
    )
    key = current_room().keep_scenario(CASE, SETTLED)
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    app = page(scenario=key)
    assert "« Quatre fiches » a été faite sur un autre dossier" in notices(app)
    assert heads(app) == ["Poids égaux"]


def test_scores_corrected_since_are_said(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(INTERVALS, folder)
    text = (folder / "levers.csv").read_text("utf-8")
    (folder / "levers.csv").write_text(text.replace("Mieux se loger", "Mieux habiter"), "utf-8")
    for name in ("action_sheets.csv", "evidence.csv"):
        whole = (folder / name).read_text("utf-8")
        (folder / name).write_text(whole.replace("Mieux se loger", "Mieux habiter"), "utf-8")
    kept = links(SETTLED)
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    app = page(scenario=kept)
    assert "Les notes du dossier ne sont plus celles" in notices(app)
    assert heads(app) == ["Quatre fiches"]


def test_too_many_changes_for_the_address_are_said(monkeypatch):
    app = page(scenario=links(START))
    monkeypatch.setattr(bench, "LONGEST_SCENARIOS_ADDRESS", 600)
    click(app, "lab_fork")
    assert notices(app) == ""
    click(app, "lab_fork")
    assert "ne tiennent plus dans l’adresse" in notices(app)
    assert len(heads(app)) == 3
    app.slider(key="lab_points_ghg_impact").set_value(100).run()
    assert len(heads(app)) == 3
    click(app, "lab_keep")
    assert notices(app) == ""
    assert len(asked(app).split(",")) == 3


def test_two_tabs_are_apart():
    one, other = page(), page()
    click(one, "lab_fork")
    one.slider(key="lab_points_ghg_impact").set_value(100).run()
    other.run()
    assert heads(other) == ["Poids égaux"]
    click(click(other, "lab_fork"), "lab_keep")
    click(one, "lab_keep")
    assert asked(one) != asked(other)


def test_no_name_is_markup():
    evil = "<img src=x onerror=alert(1)> **gras**"
    app = page(scenario=links(START.named(evil).adding(evil), SETTLED))
    assert "<img" not in shown(app)
    assert "&lt;img" in shown(app)


# --- in a meeting


def test_a_lead_forks_the_case_of_the_meeting_and_finds_what_is_kept_there(room, holds):
    sitting = Sitting(room).lobby()
    room.choose_frame(
        sitting.code,
        sitting.secret,
        combination="sgpe",
        criteria=["ghg_impact", "existing_coverage"],
    )
    lead = room.new_link(sitting.code, sitting.secret, Role.LEAD)
    holds(**{f"lien_{sitting.code}": lead})
    app = page(seance=sitting.code)
    assert heads(app) == ["Poids égaux"]
    assert second_line(app) == f"Séance {sitting.code}, poids égaux"
    assert len(app.slider) == 2
    click(click(app, "lab_fork"), "lab_keep")
    assert f"seance={sitting.code}" in shown(app)
    kept = room.scenarios(sitting.code, lead)
    keys = asked(app).split(",")
    assert {s.key for s in kept} == set(keys)
    again = page(seance=sitting.code)
    click(again, f"lab_there_{keys[1]}")
    assert heads(again) == ["Poids égaux", "Variante 1"]
    click(again, "look_folder")
    assert heads(again) == ["Poids égaux", "Variante 1"]
    assert asked(again, "seance") == ""


def test_a_lead_is_in_the_meeting_at_once_leaves_it_and_comes_back_with_the_trials(room, holds):
    """By the second line of the page, as everywhere."""
    sitting = Sitting(room).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    app = page()
    assert heads(app) == ["Poids égaux"]
    assert second_line(app) == f"Séance {sitting.code}, poids égaux"
    click(click(app, "look_folder"), "lab_fork")
    assert second_line(app) == "Dossier de départ, poids égaux"
    assert heads(app) == ["Poids égaux", "Variante 1"]
    for way, code in (("look_meeting", sitting.code), ("look_folder", ""), ("look_start", "")):
        app.text_input(key="lab_name_2").set_value(way).run()
        click(app, way)
        assert heads(app) == ["Poids égaux", way]
        assert asked(app, "seance") == code
        assert notices(app) == ""


@pytest.mark.usefixtures("fresh")
def test_trials_go_along_when_another_meeting_is_gone_to(room, holds):
    """The pages then follow it, without a word in the address."""
    holds()
    app = page(scenario=links(START, SETTLED))
    sitting = Sitting(room).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    app.switch_page("screens/seance.py")
    app.query_params["seance"] = sitting.code
    app.run()
    app.switch_page(SCENARIOS).run()
    assert second_line(app) == f"Séance {sitting.code}, poids égaux"
    assert heads(app) == ["Poids égaux", "Quatre fiches"]
    assert asked(app, "seance") == sitting.code


def test_weights_moved_elsewhere_in_a_meeting_are_where_trials_begin(room, holds):
    sitting = Sitting(room).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    app = page_at("screens/classer.py", seance=sitting.code)
    weigh(app, ghg_impact=90)
    app.switch_page(SCENARIOS).run()
    assert heads(app) == ["Réglages actuels"]
    assert forks_begin(app)["ghg_impact"] == 90
    assert asked(app, "seance") == sitting.code


def forks_begin(app):
    click(app, "lab_fork")
    return forks(app)[0].scenario.points


def test_a_trial_that_does_not_fit_the_meeting_is_refused_with_a_word(room, holds):
    sitting = Sitting(room).lobby()
    there = room.stage(sitting.code).case
    levers = [v.id for v in there.levers]
    assert "mieux_produire" in levers
    holds(**{f"lien_{sitting.code}": sitting.secret})
    app = page(scenario=links(START, START.named("Ailleurs").without("lune")))
    app.session_state["seance"] = sitting.code
    app.run()
    assert "« Ailleurs » ne va pas avec ce dossier" in notices(app)
    click(app, "look_meeting")
    assert heads(app) == ["Poids égaux"]
    assert "« Ailleurs » ne va pas avec ce dossier" in notices(app)


def test_the_meeting_s_link_shows_the_same_to_who_has_no_other(room, holds):
    sitting = Sitting(room).lobby()
    there = room.stage(sitting.code)
    fork = Fork("Gardé", there.scenario()).without("mieux_produire")
    key = room.keep_scenario(there.case, fork, code=sitting.code, secret=sitting.secret)
    holds()
    app = page(scenario=key, seance=sitting.code)
    assert heads(app) == ["Gardé"]
    assert notices(app) == ""
    click(app, "lab_fork")
    click(app, "lab_keep")
    assert "n’est pas gardé" in notices(app)
    assert "Ce lien ne permet pas de faire cela." in notices(app)
    assert len(heads(app)) == 2
    assert len(room.scenarios(sitting.code, sitting.secret)) == 1


def test_after_the_reveal_forks_begin_at_the_weights_of_the_group(room, holds):
    sitting = Sitting(room).open()
    sitting.vote(5)
    sitting.reveal()
    lead = room.new_link(sitting.code, sitting.secret, Role.LEAD)
    holds(**{f"lien_{sitting.code}": lead})
    app = page(seance=sitting.code)
    assert heads(app) == ["Poids du groupe, 1er vote"]
    assert second_line(app) == f"Séance {sitting.code}, poids du groupe (5 votes)"
    expected = room.results(sitting.code, Role.LEAD).analysis.weights.tolist()
    click(app, "lab_fork")
    found = forks(app)[0].scenario.points.values()
    assert [p / 100 for p in found] == pytest.approx(expected)


def joined(sitting):
    return {f"present_{sitting.code}": "1"}


def test_nothing_is_ranked_while_people_vote_but_for_those_who_lead(room, holds):
    sitting = Sitting(room).open()
    there, scenarios = {"seance": sitting.code}, {"scenario": links(START, SETTLED)}
    for cookies, query in (
        *((joined(sitting), query) for query in ({}, there, scenarios)),
        ({}, there),
    ):
        holds(**cookies)
        app = page(**query)
        assert "Les résultats du vote ne sont pas encore montrés" in words(app)
        assert 'benchtable"' not in shown(app)
        assert not app.slider
    holds()
    assert 'benchtable"' in shown(page(**scenarios)), "the case of the folder, for others"
    holds(**{f"lien_{sitting.code}": sitting.secret})
    assert 'benchtable"' not in shown(page(seance=sitting.code))
    assert 'benchtable"' in shown(page(**scenarios)), "the starting case, for who leads"


@pytest.mark.usefixtures("fresh")
def test_each_vote_names_its_own_weights(sitting):
    """One column went on being called as those of the other vote, with the opposite answer."""
    app = forked_after_a_vote(sitting)
    before = heads(app)
    assert before == ["Poids du groupe, 1er vote", "Variante 1"]
    sitting.open()
    assert heads(app.run()) == []
    sitting.vote(5, seed=2)
    sitting.reveal()
    assert [head for head in heads(app.run()) if head != "Poids égaux"] == before
    assert heads(click(app, "lab_add_start"))[-1] == "Poids du groupe, 2e vote"


SAID_OF_WEIGHTS = (
    "Poids du groupe, 1er vote",
    "Poids du groupe, 2e vote",
    "Poids du groupe, 1er vote, variante 1",
    "poids du groupe",
    "Les POIDS  du groupe",
    "Ｐoids du groupe",
    "Poids\u00a0du\u00a0groupe (5 votes)",
    "Poids moyens du groupe",
    "Poids de notre groupe",
    "Vote du groupe",
    "Le groupe a voté",
    "Moyenne du groupe",
    "Poids votés",
    "Nos poids",
    "Les m\u00eames poids",
    "Poids identiques",
)


RENAMED = re.compile("porte un nom qui dit d’autres poids que les siens")
OTHER_WEIGHTS = START.weighed({c: 5.0 + 40 * k for k, c in enumerate(START.scenario.points)})


@pytest.mark.parametrize("name", SAID_OF_WEIGHTS)
def test_a_link_cannot_call_other_weights_those_of_a_group_nor_equal(name):
    app = page(scenario=links(OTHER_WEIGHTS.named(name)))
    assert heads(app) == ["Variante 1"]
    assert RENAMED.search(notices(app))


@pytest.mark.parametrize(
    "name", ["Groupe des élus", "Poids du climat", "Moyenne de 2024", "Climat Климат", "12 fiches"]
)
def test_a_name_that_says_nobody_s_weights_stays(name):
    app = page(scenario=links(OTHER_WEIGHTS.named(name)))
    assert heads(app) == [name]
    assert notices(app) == ""


@pytest.mark.parametrize("vote", ["1", ":1", ":", "x:", "x:y", "x:0"])
def test_a_link_whose_vote_cannot_be_one_is_left_out(vote):
    """The page broke at each load: the number of a vote was read where there was none."""
    app = page(scenario=links(replace(START.named("Poids du groupe, 1er vote"), vote=vote)))
    assert not app.exception
    assert heads(app) == ["Poids égaux"]
    assert "Une variante de l’adresse est laissée de côté" in notices(app)


def test_a_variant_whose_name_is_another_says_too_that_its_scores_changed():
    written = {**json.loads(to_text(CASE, START.named("Poids du groupe"))), "mark": "of others"}
    app = page(scenario="~" + packed(json.dumps(written)))
    assert heads(app) == ["Variante 1"]
    assert "porte un nom qui dit d’autres poids que les siens" in notices(app)
    assert "Les notes du dossier ne sont plus celles" in notices(app)


@pytest.mark.parametrize("name", SAID_OF_WEIGHTS)
def test_nor_where_the_group_has_voted_does_it_give_other_weights_their_name(room, holds, name):
    """A forged link showed invented weights under the name of the vote, in its own meeting."""
    sitting = Sitting(room).open()
    sitting.vote(5)
    sitting.reveal()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    (group,) = forks(click(page(seance=sitting.code), "lab_fork"))[:1]
    forged = group.weighed({c: 10.0 + 40 * k for k, c in enumerate(group.scenario.points)})
    app = page(seance=sitting.code, scenario=links(forged.named(name)))
    assert heads(app) == ["Variante 1"]
    assert RENAMED.search(notices(app))
    honest = page(seance=sitting.code, scenario=links(group.named("Poids du groupe, 1er vote")))
    assert heads(honest) == ["Poids du groupe, 1er vote"]
    assert notices(honest) == ""


def test_weights_that_move_lose_the_name_that_said_whose_they_were(room, holds):
    """The column went on being headed by the group's name, or by « Poids égaux »."""
    sitting = Sitting(room).open()
    sitting.vote(5)
    sitting.reveal()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    for code, name in ((sitting.code, "Poids du groupe, 1er vote"), ("", "Poids égaux")):
        holds(**({f"lien_{code}": sitting.secret} if code else {}))
        app = page(**({"seance": code} if code else {}))
        assert heads(app) == [name]
        app.slider(key="lab_points_ghg_impact").set_value(7).run()
        assert heads(app) == ["Variante 1"]
        click(app, "lab_undo")
        assert heads(app) == [name]


def test_a_name_typed_that_says_other_weights_is_refused_with_why():
    app = click(page(), "lab_fork")
    app.text_input(key="lab_name_2").set_value("Poids du groupe, 1er vote").run()
    assert heads(app) == ["Poids égaux", "Variante 1"]
    assert "Ce nom dit d’autres poids que ceux de cette variante" in notices(app)


def test_the_name_of_a_trial_turns_nothing_round_and_is_seen():
    turning, unseen = (replace(START, name=name) for name in ("de \u202enoitavresér", "\u200b"))
    app = page(scenario=links(turning, unseen))
    assert heads(app) == ["de noitavresér", "Variante 1"]
    assert "\u202e" not in shown(app)
    app.text_input(key="lab_name_2").set_value("\u2800").run()
    assert "Donnez d’abord un nom à la variante" in notices(app)


def test_a_ready_made_variant_named_from_right_to_left_can_be_kept(room):
    """« Garder ces variantes » refused the name that the tool itself had given it."""
    label = "أكثر تغطية"
    criteria = tuple(
        replace(c, direction=replace(c.direction, labels=dict.fromkeys(c.direction.labels, label)))
        for c in CASE.criteria
    )
    case = replace(CASE, criteria=criteria)
    made = [f for f in keeping.ready_made(saying.BaseCase(case, START)) if label in f.name]
    assert made
    for fork in made:
        assert fork.name == fork.named(fork.name).name
        assert room.scenario(room.keep_scenario(case, fork)).fork.name == fork.name


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        ("Variante 1", "Variante 2"),
        ("Variante de Paul", "Variante de Paul, variante 1"),
        ("Variante 1 de Paul", "Variante 1 de Paul, variante 1"),
        ("תרחיש", "תרחיש, variante 1"),
    ],
)
def test_a_copy_is_called_after_its_source_unless_that_has_no_name_of_its_own(name, copied):
    app = click(page(scenario=links(OTHER_WEIGHTS.named(name))), "lab_fork")
    assert heads(app) == [name, copied]


def test_more_trials_than_may_be_are_not_told_to_be_shown():
    app = page(scenario=",".join(["~x"] * (MOST_FORKS + 3)))
    assert "6 variantes au plus : les autres sont laissées de côté." in notices(app)


@pytest.mark.usefixtures("fresh")
def test_a_trial_made_in_a_meeting_is_of_the_same_scores_on_the_starting_case(room, holds):
    """Whatever the meeting leaves out, or calls otherwise."""
    sitting = Sitting(room).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    app = click(page(seance=sitting.code), "lab_fork")
    made = asked(app)
    assert len(sitting.ids) < len(CASE.criteria)
    holds()
    app = page(scenario=made)
    assert heads(app) == ["Poids égaux", "Variante 1"]
    assert notices(app) == ""


@pytest.mark.usefixtures("fresh")
def test_the_trials_of_a_vote_are_left_in_their_meeting(sitting):
    """Also when it is erased: the starting case has no group."""
    app = forked_after_a_vote(sitting)
    made = heads(app)
    click(app, "look_folder")
    assert heads(app) == ["Poids égaux"]
    assert "elle est montrée dans sa séance" in notices(app)
    click(app, "look_meeting")
    assert [head for head in heads(app) if head in made] == made
    sitting.room.purge(sitting.code, sitting.secret)
    app.run()
    assert heads(app) == ["Poids égaux"]


@pytest.mark.usefixtures("fresh")
def test_a_vote_that_opens_meanwhile_hides_the_page_and_keeps_the_scenarios(room, holds):
    sitting = Sitting(room).lobby()
    holds(**joined(sitting))
    app = click(page(), "lab_fork")
    text = asked(app)
    sitting.open()
    app.run()
    assert "Les résultats du vote ne sont pas encore montrés" in words(app)
    assert asked(app) == text
    sitting.vote(3)
    sitting.act(Act.REVEAL)
    app.run()
    assert len(heads(app)) == 2


def test_whoever_holds_no_link_is_not_held_up_by_the_meetings(room, holds, monkeypatch):
    sitting = Sitting(room).lobby()
    holds()
    app = page(seance=sitting.code)
    click(app, "look_folder")

    def asked():
        raise AssertionError

    monkeypatch.setattr(looking, "current_room", asked)
    app.session_state["seance"] = sitting.code
    assert not app.run().exception
    assert heads(app) == ["Poids égaux"]


@pytest.fixture
def kept(room, holds, fresh):  # noqa: ARG001 (read afresh)
    """A lead has kept, in the meeting, a scenario with the weights of the group."""
    sitting = Sitting(room).open()
    sitting.vote(5)
    sitting.reveal()
    lead = room.new_link(sitting.code, sitting.secret, Role.LEAD)
    holds(**{f"lien_{sitting.code}": lead})
    app = page(seance=sitting.code)
    app.text_input(key="lab_name_1").set_value("Du groupe").run()
    click(app, "lab_keep")
    (there,) = room.scenarios(sitting.code, lead)
    return sitting, app, there.key


@pytest.mark.parametrize("meeting", [True, False], ids=["of the meeting", "by its key alone"])
def test_while_another_round_is_open_a_scenario_kept_in_the_meeting_is_shown_to_nobody(
    kept, holds, room, meeting
):
    sitting, _, key = kept
    address = {"scenario": key} | ({"seance": sitting.code} if meeting else {})
    assert ("Du groupe" in heads(page(**address))) is meeting, "it is of the meeting"
    sitting.open()
    recorder = room.new_link(sitting.code, sitting.secret, Role.RECORDER)
    for secret in (sitting.secret, room.new_link(sitting.code, sitting.secret, Role.LEAD)):
        holds(**{f"lien_{sitting.code}": secret})
        app = page(**address)
        waits = "Les résultats du vote ne sont pas encore montrés" in words(app)
        assert waits if meeting else "elle reviendra après les résultats" in notices(app)
        assert "Du groupe" not in words(app)
        assert asked(app) == key, "its address stays"
    for cookies in ({}, {f"lien_{sitting.code}": recorder}):
        holds(**cookies)
        assert "Du groupe" not in words(page(**address))
    sitting.vote(3, seed=2)
    sitting.reveal()
    assert ("Du groupe" in heads(page(**address))) is meeting


def test_nor_is_it_left_on_a_page_that_showed_it_before(kept):
    """It is in the session; what is shown is asked for again at each run."""
    sitting, app, key = kept
    assert heads(app) == ["Du groupe"]
    assert any(b.key == f"lab_there_{key}" for b in app.button)
    sitting.open()
    app.run()
    assert "Du groupe" not in words(app)
    assert heads(app) == []
    assert not any((b.key or "").startswith(("lab_there_", "lab_keep")) for b in app.button)
    assert "Les résultats du vote ne sont pas encore montrés" in words(app)
    sitting.vote(3, seed=2)
    sitting.reveal()
    app.run()
    assert "Du groupe" in heads(app)


def test_a_meeting_that_is_not_there_is_said_and_the_folder_is_used():
    app = page_at(SCENARIOS, seance="NUL00", scenario=links(START))
    assert "Aucune séance" in notices(app)
    assert "à la place" in notices(app)
    assert heads(app) == ["Poids égaux"]


def test_a_meeting_that_cannot_be_read_is_said_and_the_page_says_what_it_shows_instead(gone):
    """As on every other page; who is of a meeting sees no ranking meanwhile (`test_voting`)."""
    gone()
    app = page_at(SCENARIOS, seance="ABCDE", scenario=links(START))
    assert "ne peuvent pas être lues" in notices(app)
    assert "Le dossier de départ est montré à la place." in notices(app)
    assert second_line(app) == "Dossier de départ, poids égaux"
    assert forks(app) == [START]


def test_what_is_changed_with_a_choice_is_of_the_scenario_that_was_shown():
    """Two changes may be heard together, in any order: a weight moved, then another chosen."""
    app = click(page(), "lab_fork")
    first, _ = forks(app)
    app.text_input(key="lab_name_2").set_value("Le second")
    app.pills(key="lab_chosen").set_value(0)
    app.slider(key="lab_points_ghg_impact").set_value(90)
    app.run()
    assert forks(app)[0] == first
    assert forks(app)[1].name == "Le second"
    assert forks(app)[1].scenario.points["ghg_impact"] == 90
    assert app.pills(key="lab_chosen").value == 0


@pytest.mark.parametrize("act", ["lab_fork", "lab_remove"])
def test_a_name_heard_with_an_act_is_of_the_scenario_that_was_shown(act):
    app = click(page(), "lab_fork")
    app.text_input(key="lab_name_2").set_value("Le second")
    app.button(key=act).click()
    app.run()
    named = [fork.name for fork in forks(app)]
    if act == "lab_fork":
        assert named[:2] == ["Poids égaux", "Le second"]
        assert named[2] not in named[:2]
    else:
        assert named == ["Poids égaux"]
