"""A button of a whole dossier that is pressed twice: done once, and told as one's own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier
from time import sleep

import pytest

from prioritisation.cases.changes import difference
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.region import region_files, territories
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.units import CASE, canonical_json, unit_content
from prioritisation.cases.writing import DossierEdit
from prioritisation.settings import current_day
from prioritisation.ui.dossiers import making
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import press, words


def test_a_dossier_that_is_renamed_by_two_presses_is_renamed(bretagne, monkeypatch):
    app = bretagne.open()
    app.text_input(key=f"rename_title_{bretagne.key}").set_value("Autre titre")
    pressed_during(monkeypatch, Shelf, "rename")
    press(app, "Renommer")
    assert (bretagne.now.case.title, bretagne.now.seq) == ("Autre titre", 2)
    assert "Quelqu’un" not in words(app)
    assert "Le dossier est renommé." in words(app)


def test_a_version_that_is_restored_by_two_presses_is_restored(bretagne, monkeypatch):
    bretagne.shelf.rename(bretagne.key, bretagne.secret, "Autre titre", "COP de Bretagne")
    app = bretagne.open(vue="historique")
    press(app, "Revenir à cette version…")
    app.text_input[0].set_value("Meilleur titre.")
    pressed_during(monkeypatch, Shelf, "restore")
    press(app, "Revenir à cette version")
    assert bretagne.now.seq == 3
    assert "La version 1 est réécrite" in words(app)


def test_a_change_that_is_undone_by_two_presses_is_undone(bretagne, monkeypatch):
    bretagne.shelf.rename(bretagne.key, bretagne.secret, "Autre titre", "COP de Bretagne")
    app = bretagne.open(vue="historique")
    press(app, "Annuler…")
    app.text_input[0].set_value("Meilleur titre.")
    pressed_during(monkeypatch, Shelf, "undo")
    press(app, "Annuler ce changement")
    assert bretagne.now.seq == 3
    assert "La version 2 est annulée." in words(app)


@pytest.mark.parametrize(
    ("method", "label", "sentence"),
    [
        ("accept", "Accepter", "La proposition est acceptée : c’est la version 2 du dossier."),
        ("refuse", "Refuser", "La proposition est refusée, et votre mot est écrit à côté."),
    ],
)
def test_an_answer_that_is_given_by_two_presses_is_given(
    bretagne, monkeypatch, method, label, sentence
):
    """The second press said that the proposal had its answer already, as if somebody else had."""
    before = bretagne.shelf.state(bretagne.key, bretagne.secret)
    after = {**before, CASE: canonical_json(unit_content(before, CASE) | {"title": "Autre"})}
    edit = DossierEdit(difference(before, after), 1, "form", "Parce que.")
    bretagne.shelf.propose(bretagne.key, bretagne.secret, edit)
    app = bretagne.open(vue="propositions")
    next(f for f in app.text_input if "proposal_word" in f.key).set_value("Vu.")
    pressed_during(monkeypatch, Shelf, method)
    press(app, label)
    assert bretagne.now.seq == 1 + (method == "accept")
    text = words(app)
    assert sentence in text
    assert "a déjà sa réponse" not in text
    assert "n’a pas été écrit" not in text


def test_two_presses_whose_runs_go_on_side_by_side_make_one_dossier(shelf, monkeypatch):
    """The run of a second press begins beside the first, which had not written its dossier yet."""
    made, together = making.MadeHere("mark"), Barrier(2)
    files = region_files(territories()[0], "Notre groupe", current_day(None))

    def slowly():
        sleep(0.05)
        return files

    for name, stub in (
        ("_made_here", lambda: made),
        ("may_create", lambda: True),
        ("attempt", lambda work: work()),
        ("leave_door", lambda: None),
    ):
        monkeypatch.setattr(making, name, stub)
    monkeypatch.setattr(making.st, "rerun", lambda: None)

    def pressed(_):
        together.wait()
        making.create_dossier("Un", DoorOrigin("blank", ""), slowly, nullcontext(), "form")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(pressed, range(2)))
    assert len(shelf.every()) == made.count == 1
