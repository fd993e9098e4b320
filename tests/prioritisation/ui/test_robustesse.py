"""The page *Robustesse* through the framework's own test runner: every state it may be in."""

import re

import pytest

from prioritisation.meeting.rules import Act
from prioritisation.settings import CASE_VARIABLE
from tests.each import each
from tests.prioritisation.ui.reading import html, unfolded, weigh
from tests.prioritisation.ui.reading import page as page_at
from tests.synthetic import identical, mixed, unknown, write_case

ROBUSTESSE = "est-ce-solide"
QUESTION = "Est-ce solide ?"
ORDER = "ghg_impact>=partner_ecosystem"


def page(**query):
    return page_at(ROBUSTESSE, **query)


def words(app):
    """What is written on the page and on its folds, and behind those that are no table."""
    folds = "".join(f"<p>{fold.label}</p>" for fold in app.expander)
    return re.sub("<[^>]+>", "", html(app) + folds).replace("\u00a0", " ").replace("\\", "")


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def address(app):
    found = app.query_params.get("contraintes", "")
    return found if isinstance(found, str) else found[0]


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Show a case made for the test."""

    def shown(levers, criteria, scores, **query):
        write_case(tmp_path, levers, criteria, scores)
        monkeypatch.setenv(CASE_VARIABLE, str(tmp_path))
        return page(**query)

    return shown


def test_the_answer_comes_first_then_the_picture_and_all_the_sections():
    said = words(page())
    parts = [
        QUESTION,
        "6 leviers peuvent être premiers",
        "Qui est premier, sur 100 répartitions de poids ?",
        "Les données présentées sont des données de travail",
        "D’où vient l’incertitude ?",
        "Qu’est-ce qui changerait le premier ?",
        "Que vérifier d’abord ?",
        "Quels poids admettre ?",
    ]
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    assert "exactes, par les régions de poids" in words(unfolded(page(), "method"))


def test_a_slider_redraws_the_answer_and_the_sections():
    app = page()
    assert "10 notes sur 10, incertaines ou à vérifier, pourraient changer" in words(app)
    weigh(app, ghg_impact=100)
    weigh(app, partner_ecosystem=5)
    weigh(app, existing_coverage=5)
    assert re.search(r"Mieux produire est premier dans \d+ des \d+ façons de", words(app))
    assert "aucune note ne peut changer le premier" in words(app)


def test_the_picture_gives_the_least_and_the_most_and_is_told_in_words():
    shown = html(page())
    assert shown.count('class="firstrow"') == 6
    assert "25 à 96" in shown
    (told,) = re.findall(r'class="firsts" role="img" aria-label="([^"]*)"', shown)
    told = told.replace("\u00a0", " ")
    assert "Mieux produire premier pour 25 à 96 répartitions sur 100" in told
    assert "%" not in told


def test_a_constraint_is_added_kept_in_the_address_and_removed():
    app = page()
    press(app, "Ajouter cette limite")
    assert address(app) == ORDER
    assert "sur 100 répartitions de poids admises" in words(app)
    assert "(50 % de toutes les répartitions de poids)" in words(app)
    again = page(contraintes=ORDER)
    assert "Impact GES pèse au moins autant qu’Écosystème partenarial" in words(again)
    again.pills(key="limits_kept").set_value([]).run()
    assert address(again) == ""
    assert "sur 100 répartitions de poids ?" in words(again)


def test_weights_that_are_not_allowed_are_flagged_under_the_answer():
    """Once; nothing is then said of ways to settle choices."""
    flagged = "Ces poids ne sont pas admis : Impact GES pèse au moins 60 % (ici 33,3 %)."
    limited, inside = words(page(contraintes="ghg_impact>=60")), words(page(contraintes=ORDER))
    assert flagged in limited
    assert limited.count("ne sont pas admis :") == 1
    assert "ne sont pas admis" not in inside
    assert "façons de trancher" in inside
    assert "façons de trancher" not in limited


def test_a_constraint_that_excludes_nothing_is_said_to_do_so():
    said = words(page(contraintes="ghg_impact>=0"))
    assert "Impact GES pèse au moins 0 % (100 % de toutes les répartitions de poids)." in said
    assert "sur 100 répartitions de poids ?" in said


@each(
    ("bounds", "written"),
    [((20, 60), "ghg_impact 20..60"), ((0, 60), "ghg_impact<=60"), ((20, 100), "ghg_impact>=20")],
)
def test_a_weight_is_bounded_on_one_side_or_both(bounds, written):
    app = page()
    app.slider(key="limit_low").set_value(bounds[0]).run()
    app.slider(key="limit_high").set_value(bounds[1]).run()
    press(app, "Ajouter ces bornes")
    assert not app.exception
    assert address(app) == written


def test_constraints_that_contradict_each_other_are_named():
    app = page(contraintes="ghg_impact>=60,existing_coverage 20..30,partner_ecosystem>=50")
    said = words(app)
    assert "Ces limites se contredisent : retirez-en une. Impact GES pèse au moins 60 % et" in said
    assert "Écosystème partenarial pèse au moins 50 %." in said
    assert "Couverture existante pèse" not in said
    assert "Qui est premier" not in said
    app.pills(key="limits_kept").set_value(["ghg_impact>=60"]).run()
    assert "Mieux produire" in words(app)
    assert "se contredisent" not in words(app)


@each(
    "wrong",
    [
        "ghg_impact",
        "ghg_impact>=ghg_impact",
        "nobody>=20",
        "ghg_impact>=120",
        "ghg_impact 30..30.00000001",
        "<b>",
        "a,b",
    ],
)
def test_a_constraint_that_is_not_understood_is_left_out_and_said(wrong):
    app = page(contraintes=wrong)
    said = words(app)
    assert "de l’adresse" in said
    assert "sur 100 répartitions de poids ?" in said
    good = page(contraintes=f"{wrong},{ORDER}")
    assert "sur 100 répartitions de poids admises" in words(good)


def test_constraints_beyond_the_twelfth_are_said_to_be_left_out():
    many = ",".join(f"ghg_impact>={k}" for k in range(1, 14))
    assert "une limite de trop : 12 à la fois au plus" in words(page(contraintes=many))
    twelve = many.rpartition(",")[0]
    assert "une limite de trop" not in words(page(contraintes=twelve))


def test_a_constraint_on_a_criterion_left_out_waits():
    query = {"poids.ghg_impact": "50", "poids.partner_ecosystem": "hors"}
    app = page(**query, **{"poids.existing_coverage": "50", "contraintes": ORDER})
    assert "Sans effet, un critère n’étant pas pris en compte : Impact GES" in words(app)
    assert "sur 100 répartitions de poids ?" in words(app)


def test_one_criterion_says_there_are_no_other_weights():
    out = {"poids.partner_ecosystem": "hors", "poids.existing_coverage": "hors"}
    said = words(page(**{"poids.ghg_impact": "50"}, **out))
    assert "Un seul critère : il n’y a pas d’autres poids à essayer" in said
    assert "Qui est premier" not in said
    assert "Quels poids admettre" not in said


def test_no_weight_ranks_nothing():
    zero = {f"poids.{c}": "0" for c in ("ghg_impact", "partner_ecosystem", "existing_coverage")}
    said = words(page(**zero))
    assert "Aucun critère n’a de poids" in said
    assert "D’où vient" not in said


def test_identical_levers_are_tied_and_share_the_weights(made):
    app = made(3, 3, identical)
    assert "sont à égalité pour la première place" in words(app)


def test_nothing_known_ranks_nothing(made):
    app = made(4, 3, unknown)
    assert "aucune note n’est encore connue" in words(app)


def test_a_large_case_is_drawn_ten_levers_at_once(made):
    app = made(30, 12, mixed())
    assert "20 autres leviers" in words(app)


def test_malformed_thresholds_are_said_instead_of_the_page(monkeypatch):
    monkeypatch.setenv("PRIORITISATION_SOLIDITY", "90;70;50")
    said = words(page())
    assert "PRIORITISATION_SOLIDITY" in said
    assert "90;70;50" in said
    assert "Mieux produire" not in said


@pytest.mark.usefixtures("room")
def test_nothing_is_said_while_people_vote_on_the_case(sitting, holds, monkeypatch):
    monkeypatch.setattr("prioritisation.meeting.room.warnings.STAGE_FRESH_S", -1.0)
    sitting.open()
    assert "Mieux produire" not in words(page()), "its facilitator's pages follow the meeting"
    holds(**{f"present_{sitting.code}": "1"})
    said = words(page(contraintes=ORDER))
    assert f"{QUESTION}Les résultats du vote ne sont pas encore montrés" in said
    assert "Mieux produire" not in said
    sitting.reveal()
    assert "Mieux produire" in words(page())


@pytest.mark.usefixtures("room")
def test_a_meeting_says_how_far_the_group_s_first_place_holds(sitting):
    sitting.open()
    sitting.vote(8)
    sitting.reveal()
    assert QUESTION not in words(page_at(seance=sitting.code))
    sitting.act(Act.START_ANALYSIS)
    said = words(page_at(seance=sitting.code))
    assert QUESTION in said
    assert re.search("ne décide seul|décident? seul|aucun levier n’est sûr d’être premier", said)


@pytest.mark.usefixtures("room")
def test_with_few_ballots_nothing_is_said_of_them(sitting):
    sitting.open()
    sitting.vote(3)
    sitting.reveal()
    sitting.act(Act.START_ANALYSIS)
    said = words(page_at(seance=sitting.code))
    assert "3 votes : à moins de 5" in said
    assert QUESTION not in said
    assert "vote ne décide" not in said
