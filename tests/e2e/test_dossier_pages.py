"""A dossier in a real browser: its link, its pages, a meeting on it, and what moves meanwhile."""

import re

import pytest
from playwright.sync_api import expect

from prioritisation.meeting.room.case_edits import case_files_of
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, settled, too_wide, until
from tests.shelving import Shelved

WIDTHS = (390, 1280)


@pytest.fixture
def dossier(place):
    return Shelved(place[0], "Bretagne", files=case_files_of(NORMANDIE))


def opened(open_page, hall, dossier, path=""):
    """A browser that has opened the facilitator's link, or then goes to another page of it."""
    link = f"{hall}/ouvrir/{dossier.key}/{dossier.secret}"
    if path:
        return open_page(f"{hall}/{path}", by=link)
    page = open_page(link)
    assert page.url == f"{hall}/dossiers?dossier={dossier.key}"
    return page


def line(dossier):
    return re.compile(rf"Version\s{dossier.seq}\sde\sce\sdossier")


def name(dossier):
    return re.compile(rf"Dossier\s«\sBretagne\s»\s\(version\s{dossier.seq}\)")


def go(page, address):
    page.goto(address)
    page.wait_for_selector(READY)
    return settled(page)


def it_stays_in_the_address_from_page_to_page_through_weights_and_a_reload(
    hall, open_page, dossier
):
    page = opened(open_page, hall, dossier)
    page.locator("[class*=entry_classer] a").click()
    expect(page.locator("h1", has_text="Quel levier")).to_be_visible()
    until(page, lambda: page.url == f"{hall}/?dossier={dossier.key}")
    page.get_by_role("slider").first.press("ArrowRight")
    until(page, lambda: "poids." in page.url)
    assert f"dossier={dossier.key}" in page.url
    page.reload()
    expect(page.locator(".lookedat")).to_contain_text("vos poids")
    expect(page.locator(".lookedat")).to_contain_text("de ce dossier")
    page.locator("[class*=foot_pour-experts] a").click()
    expect(page.locator(".lookedat")).to_contain_text("de ce dossier")
    until(page, lambda: "pour-experts" in page.url and f"dossier={dossier.key}" in page.url)


def without_the_link_the_address_opens_nothing(hall, open_page, dossier):
    page = open_page(f"{hall}/les-notes?dossier={dossier.key}")
    expect(page.locator(".notice")).to_contain_text("Ce dossier s’ouvre par un lien")
    assert "Bretagne" not in page.locator("body").inner_text()
    page.goto(f"{hall}/ouvrir/{dossier.key}/faux")
    expect(page.locator("h1", has_text="Ce lien est inconnu")).to_be_visible()


def a_page_that_is_open_follows_the_dossier_and_says_so(hall, open_page, dossier):
    page = opened(open_page, hall, dossier, f"les-notes?dossier={dossier.key}")
    dossier.shelf.rename(dossier.key, dossier.secret, "Bretagne sud", "Groupe breton")
    expect(page.locator(".notice")).to_contain_text("Ce dossier a changé")
    expect(page.locator(".lookedat")).to_have_text(line(dossier), use_inner_text=True)
    expect(page.locator(".brand").first).to_contain_text("Bretagne sud")
    dossier.shelf.erase(dossier.key, dossier.secret)
    expect(page.locator(".notice")).to_contain_text("Ce dossier a été effacé")


def a_meeting_is_opened_on_it_and_hides_its_ranking_from_whoever_votes(
    place, hall, open_page, dossier
):
    page = opened(open_page, hall, dossier, f"seance?dossier={dossier.key}")
    assert too_wide(page, WIDTHS) == []
    page.get_by_label("Intitulé").fill("Réunion de Bretagne")
    page.get_by_role("button", name="Créer la séance").click()
    page.get_by_role("link", name="Entrer").click()
    until(page, lambda: re.search(r"seance=\w{5}$", page.url))
    code = page.url[-5:]
    assert place[0].dossier_of(code).key == dossier.key
    go(page, f"{hall}/seance?seance={code}&onglet=preparer")
    expect(page.get_by_text(name(dossier)).first).to_be_visible()
    expect(page.locator(".brand").first).to_contain_text("Bretagne")
    assert too_wide(page, WIDTHS) == []


def test_a_dossier_is_in_the_address_of_each_page_and_nobody_enters_without_its_link(
    place, hall, open_page, dossier
):
    a_meeting_is_opened_on_it_and_hides_its_ranking_from_whoever_votes(
        place, hall, open_page, dossier
    )
    for step in (
        it_stays_in_the_address_from_page_to_page_through_weights_and_a_reload,
        without_the_link_the_address_opens_nothing,
    ):
        step(hall, open_page, dossier)
    a_page_that_is_open_follows_the_dossier_and_says_so(hall, open_page, dossier)
