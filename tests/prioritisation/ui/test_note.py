"""The page *Note* through the framework's own test runner: whose note, for whom, and when."""

import re

import pytest

from prioritisation.documents import service
from prioritisation.documents.kinds import Lost
from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.rules.decision import Decision, to_json
from tests.each import each
from tests.prioritisation.ui.reading import go_to, html, opened, words

NOTE = "compte-rendu"
POINTS = {"poids.partner_ecosystem": "20", "poids.existing_coverage": "70"}


@pytest.fixture(scope="module")
def documents():
    """One process for all the tests here."""
    made = service.DocumentQueue()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def served(documents, monkeypatch):
    monkeypatch.setattr("prioritisation.ui.note.drawing.current_queue", lambda: documents)
    monkeypatch.setattr("prioritisation.ui.note.drawing.QUICK_S", 60.0)
    return documents


def note(screen=NOTE, **query):
    app = opened()
    go_to(app, screen)
    for key, value in query.items():
        app.query_params[key] = value
    app.run(timeout=60)
    assert not app.exception
    return app


@pytest.mark.usefixtures("holds", "room")
def test_without_a_meeting_the_scenario_gives_a_project():
    shown = words(note())
    assert "Qu’écrit-on ? C’est un projet, pas une décision." in shown
    assert "aucun levier n’est proposé" in shown
    assert "À quel point c’est sûr" in shown
    assert "Ouvrir une séance" in shown


@pytest.mark.usefixtures("holds", "room")
def test_the_scenario_of_the_address_is_the_one_that_is_written():
    points = {"ghg_impact": "10", "partner_ecosystem": "20", "existing_coverage": "70"}
    assert "70 %" in words(note(**{f"poids.{c}": p for c, p in points.items()}))


def test_nothing_of_a_scenario_is_written_while_people_vote_on_the_case(sitting, holds):
    sitting.open().vote(6)
    holds(**{f"present_{sitting.code}": "1"})
    shown = words(note())
    assert "Les résultats du vote ne sont pas encore montrés" in shown
    assert "À quel point c’est sûr" not in shown


def test_the_facilitator_sees_the_note_and_what_it_lacks_with_links(sitting):
    sitting.open().vote(6)
    sitting.reveal()
    app = note(seance=sitting.code)
    shown = words(app)
    assert re.search("C’est encore un projet. Il manque [0-9]+ éléments.", shown)
    assert "les motifs ne sont pas écrits" in shown
    for place in ("proposed", "motives", "objections", "steps"):
        assert f'href="/seance?seance={sitting.code}#decision-{place}"' in html(app)
    assert "À quel point c’est sûr" in shown


@each("role", [Role.LEAD, Role.EXPERT, Role.OBSERVER])
def test_others_are_told_why_not(role, sitting, holds):
    sitting.open().vote(6)
    sitting.reveal()
    secret = (
        "" if role is Role.OBSERVER else sitting.room.new_link(sitting.code, sitting.secret, role)
    )
    holds(**{f"lien_{sitting.code}": secret})
    shown = words(note(seance=sitting.code))
    assert "Le compte rendu est entre les mains de l’animation et du rapporteur" in shown
    assert "À quel point c’est sûr" not in shown


def test_nothing_is_written_before_the_reveal_or_while_a_round_is_open(sitting):
    assert "Rien à exporter pour l’instant" in words(note(seance=sitting.code))
    sitting.open().vote(6)
    assert "Les résultats du vote ne sont pas encore montrés" in words(note(seance=sitting.code))
    sitting.reveal()
    assert "À quel point c’est sûr" in words(note(seance=sitting.code))
    sitting.open()
    shown = words(note(seance=sitting.code))
    assert "Les résultats du vote ne sont pas encore montrés" in shown
    assert "À quel point c’est sûr" not in shown


@pytest.mark.usefixtures("holds", "room")
def test_a_process_that_is_lost_is_said_and_one_can_try_again(served, monkeypatch):
    def lost(*_arguments, **_options):
        raise Lost

    with monkeypatch.context() as broken:
        broken.setattr(served, "ask", lost)
        app = note(**dict(POINTS, **{"poids.ghg_impact": "31"}))
        assert "La préparation de ce document a été interrompue" in words(app)
    app.button(key="note_again").click().run(timeout=60)
    assert "À quel point c’est sûr" in words(app)


def test_a_decision_is_said_once_reasons_and_objections_are_written(sitting):
    sitting.open().vote(6)
    sitting.reveal()
    sitting.act(Act.START_ANALYSIS)
    sitting.act(Act.START_DECISION)
    texts = Decision(proposed=("mieux_produire",), motives="<b>Parce que.</b>", no_objection=True)
    sitting.room.write_text(sitting.code, sitting.secret, "decision", to_json(texts), 0)
    app = note(seance=sitting.code)
    shown = words(app)
    assert "C’est une décision du groupe. Les motifs et les objections sont écrits." in shown
    assert "&lt;b&gt;Parce que.&lt;/b&gt;" in html(app)
    assert "Chacun se remplit sur la page de la séance." in shown
    assert "on n’y répond plus" not in shown
    assert f'/seance?seance={sitting.code}#decision-warnings"' in html(app)
    sitting.act(Act.CLOSE)
    closed = note(seance=sitting.code)
    assert "(la séance est close : on n’y répond plus)" in words(closed)
    assert "#decision-warnings" not in html(closed)
    again = note(seance=sitting.code)
    copied = next(c.value for c in again.code if "Numéro de contrôle" in c.value)
    number = copied.partition("Numéro de contrôle\u00a0: ")[2].splitlines()[0]
    assert re.fullmatch("([0-9a-f]{4}\u00a0){3}[0-9a-f]{4}", number)
    page = opened()
    go_to(page, "seance")
    page.query_params["seance"] = sitting.code
    page.run(timeout=60)
    assert copied in [c.value for c in page.code], "the decision that is locked has it too"
