"""The list: what this browser holds, the example, and what whoever may not create is told."""

import pytest

from prioritisation.cases.reading import DoorOrigin
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui.visit import visit
from tests.conftest import INTERVALS
from tests.prioritisation.ui.dossiers.conftest import SCREEN
from tests.prioritisation.ui.reading import page, press, words

DOORS = ["Choisir une région", "Reprendre une séance", "Partir de rien", "Copier un dossier"]
OTHERS = "Un lien est perdu ? Tous les dossiers de ce serveur"


def labels(app):
    return [b.label for b in app.button]


@pytest.mark.usefixtures("seated")
def test_a_newcomer_who_may_create_sees_four_doors_and_the_example(monkeypatch):
    monkeypatch.delenv(CASE_VARIABLE)
    app = page(SCREEN)
    assert [one for one in labels(app) if one in DOORS] == DOORS
    assert "Partez de l’exemple, ou faites votre propre dossier." in words(app)
    assert "exemple, à regarder ou à copier" in words(app)
    assert "dossier du serveur" not in words(app)


@pytest.mark.usefixtures("bretagne")
def test_who_may_not_create_is_told_how_and_is_offered_no_door():
    app = page(SCREEN)
    assert "ouvrez le lien de démarrage de cette application" in words(app)
    assert not {*DOORS} & {*labels(app)}
    assert "Nouveau dossier" not in words(app)
    assert "Une page blanche" not in words(app)


def test_a_newcomer_who_may_create_nothing_is_told_of_nothing_to_make(holds, shelf):
    holds()
    assert shelf
    text = words(page(SCREEN))
    assert "Ouvrez le lien d’un dossier qu’on vous a donné." in text
    assert "faites votre propre dossier" not in text


@pytest.mark.usefixtures("seated")
def test_the_folder_of_the_server_comes_before_the_example():
    text = words(page(SCREEN))
    assert text.index("dossier du serveur") < text.index("exemple, à copier")
    assert "à regarder" not in text, "its pages are those of the server's case"


@pytest.mark.usefixtures("bretagne")
def test_only_the_dossiers_of_this_browser_are_listed(shelf):
    other = shelf.create(case_files_of(INTERVALS), DoorOrigin("blank"))
    shelf.rename(other.key, other.secret, "Dossier d’un autre groupe", "Autres")
    text = words(page(SCREEN))
    assert "Priorisation des leviers : Bretagne · COP de Bretagne" in text
    assert "6 leviers, 3 critères · 18 notes : 13 manquantes, 6 points à confirmer" in text
    assert "région : Bretagne" in text
    assert "votre lien : corriger" in text
    assert "aucune séance encore" in text
    assert "autre groupe" not in text


def test_a_link_made_anew_since_lists_nothing(bretagne, holds, shelf):
    reader = shelf.new_link(bretagne.key, bretagne.secret, Role.OBSERVER)
    holds(**bretagne.cookie(reader))
    assert "votre lien : lire" in words(page(SCREEN))
    bretagne.link(Role.OBSERVER)
    assert "COP de Bretagne" not in words(page(SCREEN))


def test_those_put_away_are_apart(bretagne, shelf):
    shelf.archive(bretagne.key, bretagne.secret, archived=True)
    app = page(SCREEN)
    assert [e.label for e in app.expander] == ["**Et ceux qui sont archivés\u00a0?** 1 dossier"]
    assert "Ouvrez le lien d’un dossier" in words(app)


def test_a_lost_link_is_made_again_by_who_may_create_and_by_nobody_else(
    bretagne, holds, shelf, monkeypatch
):
    holds()
    assert OTHERS not in str([e.label for e in page(SCREEN).expander]).replace("\u00a0", " ")
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    app = page(SCREEN)
    assert OTHERS in str([e.label for e in app.expander]).replace("\\xa0", " ")
    press(app, "Nouveau lien d’animation")
    (address,) = [c.value for c in app.code]
    secret = address.rpartition("/")[2]
    assert shelf.role(bretagne.key, secret) is Role.FACILITATOR
    assert "Son lien est refait." in words(app)


def test_a_link_is_not_made_again_once_the_right_is_gone(bretagne, holds, shelf, monkeypatch):
    holds()
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    app = page(SCREEN)
    monkeypatch.setattr(visit, "sits_here", lambda: False)
    press(app, "Nouveau lien d’animation")
    assert not app.code
    assert len(shelf.links(bretagne.key, bretagne.secret)) == 1


def test_all_dossiers_are_named_without_making_any_case(seated, monkeypatch):
    for k in range(3):
        made = seated.create(case_files_of(INTERVALS), DoorOrigin("blank"))
        seated.rename(made.key, made.secret, f"Dossier {k}", "Groupe")
    monkeypatch.setattr("prioritisation.cases.reading.case_from_files", None)
    text = words(page(SCREEN))
    assert all(f"Dossier {k} · Groupe" in text for k in range(3))


def test_a_dossier_that_has_not_moved_is_not_read_again(bretagne, monkeypatch):
    page(SCREEN)
    monkeypatch.setattr(bretagne.shelf.store.dossiers, "with_units", None)
    assert "COP de Bretagne" in words(page(SCREEN))
