"""Two servers on one base: who corrects a dossier on one of them is seen on the other."""

import pytest
from playwright.sync_api import expect

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import unit_content
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.store import open_store
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, served, until
from tests.prioritisation.meeting.store.postgresql import new_database, server
from tests.shelving import Shelved

LEVER, CRITERION = "mieux_se_loger", "partner_ecosystem"
SOMEBODY = "Quelqu’un d’autre corrige ce dossier"


@pytest.fixture
def shared(start):
    """A dossier, and the addresses of two servers that have its base."""
    with server() as base:
        url = new_database(base)
        store = open_store(url)
        normandie = Shelved(Room(store), "Normandie", files=case_files_of(NORMANDIE))
        with served(start, DATABASE_URL=url) as one, served(start, DATABASE_URL=url) as two:
            yield normandie, one, two
        store.close()


def correcting(open_page, address, dossier, note):
    link = f"{address}/ouvrir/{dossier.key}/{dossier.secret}"
    form = f"{address}/dossiers?dossier={dossier.key}&vue=corriger&note={note}"
    page = open_page(form, by=link)
    page.wait_for_selector(".scoretable td")
    return page


def test_who_corrects_on_another_server_is_seen_and_written_over_by_nobody(shared, open_page):
    normandie, *servers = shared
    note = f"{LEVER}.{CRITERION}"
    one, two = (correcting(open_page, address, normandie, note) for address in servers)
    for page in (one, two):
        expect(page.locator(".presence")).to_contain_text(SOMEBODY)
        expect(page.locator(".presence")).to_contain_text("l’est aussi ailleurs")
    for page, word, reason in (
        (one, "Plutôt favorable", "Quatre partenaires sont prêts."),
        (two, "Quelques partenaires engagés", "Deux réseaux seulement."),
    ):
        page.get_by_text(word, exact=True).click()
        page.get_by_label("Qui le dit").fill("Pilote du GT 2")
        page.get_by_label("Pourquoi, en une phrase").fill(reason)
        page.keyboard.press("Tab")
        page.wait_for_selector(READY)
        page.get_by_role("button", name="Écrire cette note").click()

    def written():
        state = normandie.shelf.state(normandie.key, normandie.secret)
        return unit_content(state, note_unit(LEVER, CRITERION)).get("score")

    until(one, lambda: written() == "plutot_favorable")
    expect(two.get_by_text("Cela a changé pendant que vous l’écriviez")).to_be_visible()
    expect(two.locator(".twosides")).to_contain_text("Quatre partenaires sont prêts.")
