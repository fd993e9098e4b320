"""A file at the door: what was understood, what is asked, what is kept; nothing before the end."""

import itertools
import json
from dataclasses import replace

import pytest

from criteria.model import Sense, Standing
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.model import (
    CellProblem,
    FileAnswers,
    FileQuestion,
    GivenAnswer,
    SetAside,
)
from prioritisation.imports.process import uploads as uploads_module
from prioritisation.ui.dossiers import file_ground
from prioritisation.ui.visit import visit
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN, opened_dossiers
from tests.prioritisation.ui.dossiers.sites_file import (
    ABOUT,
    DATE,
    EXCERPT,
    SITES,
    sites_reading,
)
from tests.prioritisation.ui.dossiers.waiting import waiting_files
from tests.prioritisation.ui.reading import MARKUP, NBSP, html, page, press, words

NAME = "comparatif.xlsx"
TIMES = itertools.count()


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


def tap(app, line):
    """Have the browser tell a tap on a letter or a number, whatever it is."""
    states = app._tree.get_widget_states()  # noqa: SLF001 (the runner knows no component)
    states.widgets.add(
        id=sheet(app)[0], json_value=json.dumps({"line": {"line": line, "n": next(TIMES)}})
    )
    app._run(states)  # noqa: SLF001
    assert not app.exception
    return app


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


def test_a_block_that_is_pasted_is_at_an_address_of_its_own(uploads):
    app = page(SCREEN, porte="fichier")
    press(app, "Lire ces cellules")
    assert "Collez d’abord les cellules." in words(app)
    control(app, "file_pasted").set_value("Site\tCoût\nGare\t3\nHalle\t4").run()
    press(app, "Lire ces cellules")
    assert uploads.received(app.query_params["fichier"]).pasted
    assert "cellules collées" in words(app)


@pytest.mark.usefixtures("uploads")
@each("token", ["no-such-file", "x" * 300, MARKUP])
def test_a_file_that_is_gone_is_said_to_be(token):
    app = page(SCREEN, porte="fichier", fichier=token)
    assert "Ce fichier n’est pas ici." in words(app)
    assert "un dossier en a été fait, ou deux heures ont passé" in words(app)


def test_another_browser_is_told_nothing_of_a_file_by_its_address(received, uploads):
    assert NAME in words(screen(received))
    uploads.own = "of another browser"
    waits = page(SCREEN, porte="fichier", fichier="no-such-file")
    assert words(screen(received)) == words(waits)


def test_a_file_that_is_refused_says_why_and_what_to_do(monkeypatch, seated):
    def refuse(*_):
        raise FileRefused("encrypted", name=MARKUP)

    assert seated
    uploads = waiting_files(monkeypatch, refuse)
    app = screen(uploads.received(uploads.receive(MARKUP, b"x" * 212_000)))
    text = words(app)
    assert "Rien. Ce fichier est protégé par un mot de passe." in text
    assert "212 ko" in text
    assert "XLSX, ODS, CSV" in text
    assert MARKUP not in html(app)


def test_a_reading_that_waits_for_others_is_asked_for_again(monkeypatch, seated):
    waits = [True]

    def reader(*arguments):
        if waits.pop() if waits else False:
            raise FileRefused("busy")
        return sites_reading(*arguments)

    assert seated
    uploads = waiting_files(monkeypatch, reader)
    app = screen(uploads.received(uploads.receive(NAME, b"x")))
    press(app, "Le lire maintenant")
    assert "3 sites × 3 critères." in words(app)


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


@each("token", ["abcdefg_hijk", "__abcdefgh", "--abcdefgh", "0" * 32])
def test_whatever_letters_open_a_file_its_sheet_is_drawn(monkeypatch, uploads, token):
    monkeypatch.setattr(uploads_module.secrets, "token_urlsafe", lambda _: token)
    assert sheet(screen(uploads.received(uploads.receive(NAME, b"x"))))[1]["rows"]


def test_a_line_is_said_to_be_something_else_by_two_taps(received):
    app = tap(screen(received), "F")
    assert "Colonne F, « Total » : qu’est-ce ?" in [
        group.label.replace(NBSP, " ") for group in app.get("button_group")
    ]
    choose(app, "_role_F", "criterion")
    assert received.answers.choice("role", "F") == "criterion"
    assert sheet(app)[1]["open"] == ""
    press(tap(app, "F"), "Comme lu au départ")
    assert received.answers.choice("role", "F") == ""


@each("line", ["ZZ", "0", "99", "", 3, None, {"a": 1}, MARKUP])
def test_whatever_a_browser_tells_of_a_tap_names_a_line_or_nothing(received, line):
    app = tap(screen(received), line)
    assert sheet(app)[1]["open"] == ""


def test_the_titles_and_the_way_round_are_changed_by_a_choice(received):
    app = screen(received)
    choose(app, "_header", "1")
    for way in ("columns", "long"):
        choose(app, "_lying", way)
        answers = received.answers
        assert (answers.choice("header"), answers.choice("orientation")) == ("1", way)


def test_the_noun_is_that_of_the_file_until_another_is_chosen(received):
    app = choose(screen(received), "_noun", "lieu")
    assert "3 lieux × 3 critères." in words(app)
    assert "3 lieux × 3 critères" in words(screen(received, "resume"))


def test_the_noun_of_a_title_that_is_merged_over_two_rows_is_that_of_the_file(monkeypatch, seated):
    assert seated
    uploads = waiting_files(monkeypatch, lambda *given: under_two_rows(sites_reading(*given)))
    received = uploads.received(uploads.receive(NAME, b"x"))
    assert "3 sites × 3 critères." in words(screen(received))


def under_two_rows(reading):
    """Its names stand under « Site », merged over both rows of the header."""
    title, header, *levers = EXCERPT
    rows = (title, header, ("", "", "k€", "mois", "", ""), *levers[:3])
    return replace(reading, layout=replace(reading.layout, header=(1, 2), excerpt=rows))


def test_a_text_that_is_cut_says_so(monkeypatch, seated):
    assert seated
    long = "Comparatif des sites pour la maison de santé, version du 12 septembre 2026, relue"
    aside = (SetAside("Notes!A1", "title", long),)
    reading = replace(sites_reading("", b"", FileAnswers()), left_out=aside)
    uploads = waiting_files(monkeypatch, lambda *_given: reading)
    received = uploads.received(uploads.receive(NAME, b"x"))
    assert "version du 12 …" in words(screen(received))


def test_each_step_has_its_address(received):
    app = screen(received)
    press(app, "C’est bien cela")
    assert app.query_params["etape"] == "criteres"
    press(app, "Voir le résumé")
    assert app.query_params["etape"] == "resume"
    assert app.query_params["fichier"] == received.token
    press(app, "Répondre")
    press(app, "Revenir au tableau")
    press(app, "Autre fichier")
    assert "fichier" not in app.query_params


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


def marked(*arguments):
    """All that a file may name is written in marks that a page could obey."""
    reading = sites_reading(*arguments)
    table = [[f"{one}{MARKUP}" for one in row] for row in EXCERPT]
    cell = f"'{MARKUP}'!D4"
    return replace(
        reading,
        layout=replace(reading.layout, excerpt=tuple(map(tuple, table)), sheet=MARKUP),
        criteria=tuple(
            replace(
                one, name=f"{one.name}{MARKUP}", words=tuple(f"{w}{MARKUP}" for w in one.words)
            )
            for one in reading.criteria
        ),
        questions=(
            FileQuestion("cell", cell, (cell,), (f"9 {MARKUP}", "?"), MARKUP),
            FileQuestion("role", f"a {MARKUP}", (cell,), (), MARKUP),
        ),
        problems=(CellProblem("not_a_number", cell, MARKUP),),
    )


@each("step", ["", "criteres", "resume"])
def test_no_control_obeys_marks_that_stand_in_a_file(monkeypatch, seated, step):
    assert seated
    uploads = waiting_files(monkeypatch, marked)
    app = screen(uploads.received(uploads.receive(f"{MARKUP}.xlsx", b"x")), step)
    app = app if step else tap(app, "C")
    groups = app.get("button_group")
    drawn = [group.label for group in groups]
    drawn += [option.content for group in groups for option in group.proto.options]
    drawn += [e.label for e in (*app.text_input, *app.selectbox, *app.button, *app.text_area)]
    quoted = [one for one in drawn if "gras" in one]
    assert [one for one in quoted if "**gras" in one] == []
    assert len(quoted) >= {"": 1, "criteres": 5, "resume": 0}[step]


CELLS = [f"Notes!D{row}" for row in range(10, 6_010)]


def many_asked(*arguments):
    """Six thousand cells that may be read in two ways."""
    questions = (FileQuestion("cell", one, (one,), ("9", "?"), "env. 9") for one in CELLS)
    return replace(sites_reading(*arguments), questions=tuple(questions))


def many_wrong(*arguments):
    """Six thousand cells to mend, but for those that are answered."""
    answers = arguments[-1]
    wrong = (
        CellProblem("not_a_number", one, "x") for one in CELLS if not answers.choice("cell", one)
    )
    return replace(sites_reading(*arguments), problems=tuple(wrong), questions=())


def asked(app):
    return [e for e in app.get("button_group") if "_cell_" in e.key and not e.key.endswith(DATE)]


@each("step", ["criteres", ""])
def test_of_many_questions_so_many_are_drawn_and_others_follow(monkeypatch, seated, step):
    assert seated
    uploads = waiting_files(monkeypatch, many_asked)
    monkeypatch.setattr(file_ground, "OF_TABLE", frozenset() if step else {"cell"})
    received = uploads.received(uploads.receive(NAME, b"x"))
    app = screen(received, step)
    assert len(asked(app)) == 30
    assert "Il y en a beaucoup" in words(app)
    received.answer(GivenAnswer("cell", CELLS[0], ("9",)))
    drawn = asked(screen(received, step))
    assert (len(drawn), drawn[0].value, drawn[-1].value) == (31, "9", None)


def test_one_press_says_of_thousands_of_cells_that_nobody_knows(monkeypatch, seated):
    assert seated
    uploads = waiting_files(monkeypatch, many_wrong)
    received = uploads.received(uploads.receive(NAME, b"x"))
    press(screen(received, "criteres"), "Dire « inconnu » pour ces 6000 cellules")
    assert {received.answers.choice("cell", one) for one in CELLS} == {"?"}
    assert not received.reading().problems


def test_what_is_answered_stays_in_sight_and_is_taken_back(received):
    app = choose(screen(received, "criteres"), f"_cell_{DATE}", "?")
    assert received.answers.choice("cell", DATE) == "?"
    assert "Il reste 1 réponse à donner." in words(app)
    assert control(app, f"_cell_{DATE}").value == "?"
    choose(app, f"_cell_{DATE}", None)
    assert received.answers.choices("cell", DATE) == ()
    assert "1 cellule à corriger" in words(app)


def test_what_is_typed_for_a_cell_is_its_answer_and_wrong_until_it_is_right(received):
    app = choose(screen(received, "criteres"), f"_cell_{DATE}", "write")
    assert received.answers.choices("cell", DATE) == ()
    control(app, f"_cell_{DATE}_text").set_value(" huit ").run()
    assert received.answers.choice("cell", DATE) == "huit"
    assert "huit" in words(app)
    assert "1 cellule à corriger" in words(app)
    control(app, f"_cell_{DATE}_text").set_value("3 à 8").run()
    assert "1 cellule à corriger" not in words(app)


def test_another_number_than_those_proposed_is_typed_and_stays_open_until_it_is_read(received):
    field = f"_cell_{ABOUT}"
    app = choose(screen(received, "criteres"), field, "write")
    control(app, f"{field}_text").set_value("une dizaine").run()
    assert "« une dizaine » ne se lit pas ici" in words(app)
    assert "1 cellule à corriger, 1 réponse à donner" in words(app)
    control(app, f"{field}_text").set_value("8 à 10").run()
    assert "ne se lit pas ici" not in words(app)
    assert "1 réponse à donner" not in words(app)
    assert control(app, f"{field}_text").value == "8 à 10"
    assert received.answers.choice("cell", ABOUT) == "8 à 10"


def test_what_is_asked_about_is_not_counted_as_unknown_besides(received):
    assert "2 inconnues, 1 cellule à corriger, 1 réponse à donner" in words(screen(received))


def test_what_is_left_to_confirm_is_counted_alike_on_each_screen(monkeypatch, seated):
    """Criteria of words have an order, and no direction: none is left once it is said."""
    assert seated
    wordless = lambda *given: without_word_directions(sites_reading(*given))  # noqa: E731 (short)
    uploads = waiting_files(monkeypatch, wordless)
    received = uploads.received(uploads.receive(NAME, b"x"))
    clear(received)
    left = "2 sens à confirmer, 1 ordre de mots à confirmer"
    assert "Un tableau ne dit jamais" not in words(screen(received, "criteres"))
    for step in ("", "criteres", "resume"):
        assert left in words(screen(received, step)), step
    received.answer(*(GivenAnswer("direction", one, ("min",)) for one in ("Coût", "Travaux")))
    received.answer(GivenAnswer("order", "Accord", ("partagé", "favorable")))
    assert "Rien ne manque" in words(screen(received, "criteres"))
    assert "à confirmer." not in words(screen(received, "resume"))


def without_word_directions(reading):
    """As the reader has them."""
    criteria = (replace(one, direction="") if one.words else one for one in reading.criteria)
    return replace(reading, criteria=tuple(criteria))


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
