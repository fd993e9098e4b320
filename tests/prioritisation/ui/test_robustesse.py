"""The page *Robustesse* through the framework's own test runner: every state it may be in."""

import re

import pytest

from prioritisation.meeting.rules import Act
from prioritisation.settings import CASE_VARIABLE
from tests.each import each
from tests.prioritisation.ui.reading import html, unfolded
from tests.prioritisation.ui.reading import page as page_at
from tests.synthetic import write_case

ROBUSTESSE = "pour-experts"
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
    assert "exactes, par les régions de poids" in words(unfolded(page(), "shares"))


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
        "ghg_impact", "ghg_impact>=ghg_impact", "nobody>=20", "ghg_impact>=120",
        "ghg_impact 30..30.00000001", "<b>", "a,b",
    ],
)  # fmt: skip
def test_a_constraint_that_is_not_understood_is_left_out_and_said(wrong):
    app = page(contraintes=wrong)
    said = words(app)
    assert "de l’adresse" in said
    assert "sur 100 répartitions de poids ?" in said
    good = page(contraintes=f"{wrong},{ORDER}")
    assert "sur 100 répartitions de poids admises" in words(good)


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
