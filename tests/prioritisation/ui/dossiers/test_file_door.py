"""A file at the door: what was understood, what is asked, what is kept; nothing before the end."""

import json
from dataclasses import replace

import pytest

from criteria.model import Sense, Standing
from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.units import canonical_json, unit_content
from prioritisation.cases.writing import DossierEdit
from prioritisation.imports.making.case import ImportHead, imported_case_files
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.meeting.rules import Role
from prioritisation.settings import current_day
from prioritisation.ui.visit import visit
from tests.prioritisation.ui.dossiers.conftest import SCREEN, Owned, opened_dossiers
from tests.prioritisation.ui.dossiers.sites_file import ABOUT, DATE, EXCERPT, SITES, sites_reading
from tests.prioritisation.ui.dossiers.waiting import waiting_files
from tests.prioritisation.ui.reading import NBSP, html, page, press, words

NAME = "comparatif.xlsx"


@pytest.fixture
def uploads(monkeypatch, seated):
    assert seated
    return waiting_files(monkeypatch, sites_reading)


@pytest.fixture
def received(uploads):
    return uploads.received(uploads.receive(NAME, b"x" * 14_300))


def screen(received, step=""):
    steps = {"etape": step} if step else {}
    return page(SCREEN, porte="fichier", fichier=received.token, **steps)


def control(app, name):
    every = (*app.text_input, *app.text_area, *app.selectbox, *app.get("button_group"))
    (one,) = [e for e in every if name in (e.key or "")]
    return one


def sheet(app):
    """What the page tells the browser of the sheet."""
    (drawn,) = [c.proto for c in app.get("bidi_component") if "_sheet" in c.proto.id]
    return drawn.id, json.loads(drawn.json)


def choose(app, name, choice):
    control(app, name).set_value(choice).run()
    assert not app.exception
    return app


def clear(received):
    """Answer all that stands in the way."""
    received.answer(GivenAnswer("cell", DATE, ("3 à 8",)), GivenAnswer("cell", ABOUT, ("9",)))


@pytest.mark.usefixtures("uploads")
def test_the_door_is_on_the_list_and_leads_to_both_ways():
    app = page(SCREEN)
    press(app, "Déposer un fichier")
    assert app.query_params["porte"] == "fichier"
    text = words(app)
    assert "Déposez votre tableau tel quel." in text
    assert "10 Mo au plus" in text
    (drop,) = [c.proto for c in app.get("bidi_component") if "file_sending" in c.proto.id]
    data = json.loads(drop.json)
    assert 'href="/dossiers/modele.xlsx"' in html(app)
    assert (data["address"], data["largest"]) == ("/dossiers/envoi", 10_000_000)


def test_another_browser_is_told_nothing_of_a_file_by_its_address(received, uploads):
    assert NAME in words(screen(received))
    uploads.own = "of another browser"
    waits = page(SCREEN, porte="fichier", fichier="no-such-file")
    assert words(screen(received)) == words(waits)


def test_the_sheet_is_shown_as_it_was_understood(received):
    app = screen(received)
    text = words(app)
    assert "3 sites × 3 critères." in text
    assert "comparatif.xlsx, 14 ko" in text
    assert "Les macros de ce fichier sont ignorées" in text
    assert "F2:F5 « Total » : total" in text
    data = sheet(app)[1]
    assert [one["name"] for one in data["letters"]] == list("ABCDEF")
    assert len(data["rows"]) == len(EXCERPT)
    cells = [row["cells"] for row in data["rows"]]
    assert cells[1][2][1] == "is-header"
    assert cells[2][1][:2] == [SITES[0], "is-names"]
    assert cells[2][2][:2] == [f"1{NBSP}250", "is-number"]
    assert cells[3][2] == ["n.c.", "is-missing", "inconnu"]
    assert cells[3][3] == ["03/08/2026", "is-wrong", "à corriger"]
    assert cells[4][3] == ["environ 9", "is-wrong", "à préciser"]
    assert "is-aside" in cells[5][2][1]


def test_all_that_is_wrong_or_not_said_is_there_at_once(received):
    app = screen(received, "criteres")
    text = words(app)
    assert "Il reste 1 cellule à corriger, 1 réponse à donner." in text
    assert "Halle Saint-Martin" in text
    assert "C’est une date : mettez la case au format Nombre" in text
    assert "Attendu : un nombre." in text
    assert "« environ 9 »" in text
    assert text.count("Sens à dire, ou à laisser au groupe") == 2
    assert "Ordre proposé : à confirmer" in text
    assert f'href="/dossiers/envoi/{received.token}/annote"' in html(app)
    clear(received)
    assert "/annote" not in html(screen(received, "criteres"))


def test_directions_ends_and_orders_are_answered(received):
    app = screen(received, "criteres")
    choose(app, "_direction_Coût", "min")
    proposed = [f.placeholder for f in app.text_input if "_end " in f.key]
    assert proposed == [f"1{NBSP}500", "500", "", ""]
    control(app, "_end 0 Coût").set_value("1500").run()
    assert received.answers.choices("ends", "Coût") == ()
    control(app, "_end 1 Coût").set_value("500").run()
    assert received.answers.choices("ends", "Coût") == ("1500", "500")
    control(app, "_end 1 Coût").set_value("1000").run()
    assert "Notes!C5 : 980,5 est hors de l’échelle, de 1 000 à 1 500" in words(app)
    press(app, "Inverser")
    assert received.answers.choices("order", "Accord") == ("favorable", "partagé")
    choose(app, "_word_Accord", "partagé")
    press(app, "← vers le pire")
    assert received.answers.choices("order", "Accord") == ("partagé", "favorable")


def test_a_reload_loses_nothing(received):
    choose(screen(received, "criteres"), "_direction_Coût", "min")
    clear(received)
    app = screen(received, "resume")
    control(app, "_group").set_value("Maison des projets").run()
    again = screen(received, "resume")
    assert control(again, "_group").value == "Maison des projets"
    assert control(screen(received, "criteres"), "_direction_Coût").value == "min"


def test_nothing_is_made_while_something_is_in_the_way(received, seated):
    app = screen(received, "resume")
    assert "Avant de créer le dossier : 1 cellule à corriger, 1 réponse à donner." in words(app)
    assert "Créer ce dossier" not in [b.label for b in app.button]
    press(app, "Répondre")
    assert app.query_params["etape"] == "criteres"
    assert seated.every() == ()


def test_the_summary_becomes_a_dossier_and_the_file_is_forgotten(received, uploads, seated):
    clear(received)
    received.answer(
        GivenAnswer("direction", "Coût", ("min",)), GivenAnswer("ends", "Coût", ("1500", "500"))
    )
    app = screen(received, "resume")
    text = words(app)
    assert "« n.c. » dans le fichier" in text
    assert "Halle Saint-Martin : Travaux, 3 à 8" in text
    assert "Coût · k€, moins, c’est mieux, de 1 500 à 500" in text.replace("\u202f", " ")
    assert "D’où viennent ces 7 notes ?" in text
    press(app, "Créer ce dossier")
    assert "Écrivez d’abord quelque chose ici." in words(app)
    assert seated.every() == ()
    control(app, "_group").set_value("Maison des projets").run()
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    case = made.case
    assert [v.label for v in case.levers] == list(SITES)
    assert (case.title, case.group, case.option) == ("Choix du site", "Maison des projets", "site")
    cost, works, _ = case.criteria
    assert (cost.direction.default, cost.direction.status) == (Sense.MIN, Standing.CONFIRMED)
    assert works.direction.status is Standing.TO_CONFIRM
    assert (made.origin.kind, made.origin.of) == ("file", "comparatif.xlsx, 14 ko")
    assert made.origin.sha256 == received.sha256
    assert uploads.received(received.token) is None
    assert_its_link_is_shown_until_it_is_used(app, uploads, made.key)


def assert_its_link_is_shown_until_it_is_used(app, uploads, key):
    """Here, and where its browser loads the page again; nowhere else."""
    (link,) = [code.value for code in app.code]
    assert f"/ouvrir/{key}/" in link
    assert [code.value for code in page(SCREEN).code] == [link]
    maker, uploads.own = uploads.own, "of another browser"
    assert not page(SCREEN).code
    uploads.own = maker
    press(app, "Le lien est gardé : revenir aux dossiers")
    assert not app.code
    assert not page(SCREEN).code
    assert "fichier" not in app.query_params
    assert "porte" not in app.query_params


def test_a_link_just_made_is_not_shown_to_who_bears_the_mark_and_may_not_create(
    received, seated, monkeypatch
):
    clear(received)
    received.head["group"] = "Maison des projets"
    press(screen(received, "resume"), "Créer ce dossier")
    assert seated.every()
    assert page(SCREEN).code
    monkeypatch.setattr(visit, "sits_here", lambda: False)
    assert not page(SCREEN).code


# A newer file over a dossier: what would change is seen, and one undo takes all of it back.

GIVEN = FileAnswers(
    [
        GivenAnswer("cell", DATE, ("3 à 8",)),
        GivenAnswer("cell", ABOUT, ("9",)),
        GivenAnswer("direction", "Coût", ("min",)),
        GivenAnswer("ends", "Coût", ("1500", "500")),
    ]
)


def newer_reading(name, content, answers):
    """The same file a month later: one cost is another, one is not known any more."""
    reading = sites_reading(name, content, answers)
    scores = list(reading.scores)
    scores[0] = replace(scores[0], value=1300.0, found="1300")
    scores[2] = replace(scores[2], value=None, status="inconnu", found="n.c.")
    return replace(reading, scores=tuple(scores))


@pytest.fixture
def sites(shelf, holds):
    """A dossier made of the file, whose facilitator's link the visitor holds."""
    head = ImportHead("Choix du site", "Maison des projets", file="comparatif.xlsx")
    files = imported_case_files(sites_reading("", b"", GIVEN), head, current_day(None))
    made = shelf.create(files, DoorOrigin("file", "comparatif.xlsx"))
    owned = Owned(shelf, made.key, made.secret)
    holds(**owned.cookie())
    return owned


@pytest.fixture
def newer(monkeypatch):
    uploads = waiting_files(monkeypatch, newer_reading)
    return uploads.received(uploads.receive("comparatif-avril.xlsx", b"x"))


def costs(owned):
    case = owned.now.case
    scores = case.tables[case.default_combination].scores
    cost = next(c.id for c in case.criteria if c.label == "Coût")
    return [scores[lever.id, cost] for lever in case.levers]


def test_nothing_is_written_while_the_file_has_something_to_mend(sites, newer):
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "Avant d’écrire quoi que ce soit : 1 cellule à corriger" in words(app)
    press(app, "Répondre")
    assert "Sens et repères" not in words(app)
    assert sites.now.seq == 1


def test_what_changes_is_seen_then_written_as_one_change_that_one_undo_takes_back(sites, newer):
    newer.answer(*GIVEN.given)
    before = costs(sites)
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    text = words(app)
    assert "1 note change" in text
    assert "D’où viennent les notes ?" in text
    assert "Le fichier ne dit rien de ce que le dossier sait" in text
    assert f"{SITES[2]} : Coût" in text
    press(app, "Écrire 1 note")
    assert sites.now.seq == 2
    assert [one.low for one in costs(sites)] != [one.low for one in before]
    assert costs(sites)[2] == before[2]
    assert "Le fichier est écrit" in words(app)
    assert "fichier" not in app.query_params
    back = sites.open(vue="historique")
    press(back, "Annuler…")
    back.text_input[0].set_value("mauvais fichier")
    press(back, "Annuler ce changement")
    assert costs(sites) == before


def test_an_expert_proposes_each_score_of_a_file_and_who_leads_accepts(sites, newer, holds):
    newer.answer(*GIVEN.given)
    secret = sites.link(Role.EXPERT)
    before = costs(sites)
    holds(**sites.cookie(secret))
    app = sites.open(vue="corriger")
    press(app, "Coller un tableau, ou reprendre un fichier plus récent")
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    assert "Écrire 1 note" not in [b.label for b in app.button]
    assert "chaque note devient une proposition" in words(app)
    press(app, "Proposer 1 note")
    assert app.query_params["vue"] == "propositions"
    assert "1 note est proposée." in words(app)
    (waiting,) = sites.shelf.proposals(sites.key, sites.secret)
    assert "comparatif-avril.xlsx" in waiting.reason
    assert (sites.now.seq, costs(sites)) == (1, before)
    sites.shelf.accept(sites.key, sites.secret, waiting.id)
    case = sites.now.case
    assert costs(sites)[0].low == 1300
    assert "comparatif-avril.xlsx" in case.sources[costs(sites)[0].source].title


def test_a_score_that_somebody_writes_meanwhile_is_written_over_once_it_was_seen(sites, newer):
    newer.answer(*GIVEN.given)
    app = sites.open(vue="importer", fichier=newer.token, etape="resume")
    state, cost = sites.shelf.state(sites.key, sites.secret), costs(sites)[0].criterion
    unit = note_unit(sites.now.case.levers[0].id, cost)
    other = canonical_json(unit_content(state, unit) | {"score": "900"})
    edit = DossierEdit({unit: (state[unit], other)}, 1, "form", "Dit ailleurs.")
    sites.shelf.write(sites.key, sites.secret, edit)
    press(app, "Écrire 1 note")
    assert "Cela vient de changer" in words(app)
    assert costs(sites)[0].low == 900
    assert "900 k€ → 1 300 k€" in words(app)
    press(app, "Écrire 1 note")
    assert costs(sites)[0].low == 1300
