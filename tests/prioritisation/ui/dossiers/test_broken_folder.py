"""The folder that the server was given is broken: dossiers and their list stay open."""

import shutil

import pytest

from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui.shared.pages import FIRST
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN
from tests.prioritisation.ui.reading import page, words


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A folder without the columns of its levers."""
    folder = tmp_path / "case"
    shutil.copytree(INTERVALS, folder)
    (folder / "levers.csv").write_text("lever_id,label\nx,Isoler\n", "utf-8")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))


@pytest.mark.usefixtures("broken")
def test_the_list_says_what_is_wrong_where_the_server_s_dossier_is(bretagne):
    app = page(SCREEN)
    text = words(app)
    assert bretagne.now.case.title in text
    assert text.index("Dossier du serveur") < text.index("ne peut pas être utilisé")
    assert "levers.csv" in text or "leviers" in text
    assert "exemple, à copier" in text
    assert "Dossier de départ" not in text


@pytest.mark.usefixtures("broken")
@each("part", ["", "corriger", "historique", "propositions"])
def test_a_dossier_of_this_browser_is_open(bretagne, part):
    app = bretagne.open(**({"vue": part} if part else {}))
    assert "ne peut pas être utilisé" not in words(app)
    assert bretagne.now.case.title in words(app)


@pytest.mark.usefixtures("broken")
def test_its_pages_are_open_and_lead_to_no_folder(bretagne):
    app = page(FIRST, dossier=bretagne.key)
    assert "ne peut pas être utilisé" not in words(app)
    assert "look_folder" not in [b.key for b in app.button]


@pytest.mark.usefixtures("broken")
def test_a_page_of_the_folder_says_what_is_wrong_and_leads_to_the_list(shelf, holds):
    holds()
    assert shelf
    app = page(FIRST)
    assert "ne peut pas être utilisé" in words(app)
    assert [link.proto.label for link in app.get("page_link")] == ["Tous les dossiers"]


@pytest.mark.usefixtures("broken")
def test_what_may_not_be_opened_is_not_told_to_be_replaced(bretagne, holds):
    holds()
    app = page(SCREEN, dossier=bretagne.key)
    assert "est affiché à la place" not in words(app)
    assert not app.exception
