"""Each view of dossiers on a phone and on a desk, and the ways between them."""

import re

import pytest
from playwright.sync_api import expect

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.region import region_files, territories
from prioritisation.cases.shelf import shelf_of
from prioritisation.settings import current_day
from tests.e2e.conftest import too_small
from tests.e2e.nursery import ROOT

RECORD = ROOT / "tests" / "cases" / "records" / "clear.decision.json"


@pytest.fixture(scope="module")
def bretagne(place):
    """A dossier of that server with a few changes, and its link."""
    room, address = place
    shelf = shelf_of(room)
    territory = next(p for p in territories() if p.id == "bretagne")
    files = region_files(territory, territory.group, current_day(None))
    made = shelf.create(files, DoorOrigin("region", territory.name))
    shelf.rename(made.key, made.secret, "Priorités bretonnes", "COP de Bretagne")
    shelf.rename(made.key, made.secret, "Priorités de Bretagne", "COP de Bretagne")
    return address, made


def a_link_to_keep_is_copied_by_a_button_in_sight(bretagne, open_page):
    address, made = bretagne
    allowed = ["clipboard-read", "clipboard-write"]
    link, sharing = f"ouvrir/{made.key}/{made.secret}", f"dossiers?dossier={made.key}&vue=partage"
    given = {"by": f"{address}/{link}", "permissions": allowed}
    page = open_page(f"{address}/{sharing}", 390, 844, **given)
    page.get_by_role("button", name=re.compile("Créer ce lien|Refaire ce lien")).first.click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié")).to_be_visible()
    shown = page.get_by_test_id("stCode").inner_text().strip()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    assert too_small(page.locator(".copying button")) == []


def a_proof_file_is_picked_and_becomes_a_dossier(hall, open_page):
    page = open_page(f"{hall}/dossiers?porte=reprise")
    page.locator("input[type=file]").set_input_files(RECORD)
    page.get_by_role("button", name="Créer ce dossier").click()
    expect(page.get_by_role("link", name="Entrer dans le dossier")).to_be_visible()


def the_list_is_come_back_to_from_a_dossier(bretagne, open_page):
    address, made = bretagne
    page = open_page(f"{address}/ouvrir/{made.key}/{made.secret}")
    page.get_by_role("button", name="← Tous les dossiers").click()
    expect(page.locator("h1", has_text="Quel dossier ouvre-t-on")).to_be_visible()
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.locator("h1", has_text="De quoi ce dossier est-il fait")).to_be_visible()
    page.get_by_role("link", name="Les notes").first.click()
    page.locator(".matrix").wait_for()
    page.get_by_role("link", name="Autres dossiers").first.click()
    expect(page.locator(".st-key-dossiers")).to_be_visible()
    expect(page.locator(".lookedat")).to_contain_text("Version 3 de ce dossier")


def a_double_click_makes_one_dossier_and_a_proof_file_another(place, open_page):
    room, address = place
    before = len(shelf_of(room).every())
    page = open_page(f"{address}/dossiers?porte=copie")
    page.get_by_role("button", name="Créer ce dossier").dblclick()
    expect(page.get_by_role("link", name="Entrer dans le dossier")).to_be_visible()
    page.wait_for_timeout(1500)
    assert len(shelf_of(room).every()) == before + 1
    a_proof_file_is_picked_and_becomes_a_dossier(address, open_page)


def test_ways_into_a_dossier_and_back(place, bretagne, open_page):
    for step in (
        a_link_to_keep_is_copied_by_a_button_in_sight,
        the_list_is_come_back_to_from_a_dossier,
    ):
        step(bretagne, open_page)
    a_double_click_makes_one_dossier_and_a_proof_file_another(place, open_page)
