"""A button of a whole dossier that is pressed twice: done once, and told as one's own."""

from prioritisation.cases.shelf import Shelf
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
    press(app, "Comparer…")
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
