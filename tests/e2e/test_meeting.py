"""Twelve voters on phones and a facilitator, in real browsers, through two rounds."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import unfold
from tests.e2e.leading import FITS, created, go_on, open_first_round, press_at_rest

VOTERS = 12
PHONE = {"width": 390, "height": 844}
SEND = "Envoyer mon vote"


@pytest.fixture
def phones(browser):
    contexts = [
        browser.new_context(viewport=PHONE, locale="fr-FR", has_touch=True) for _ in range(VOTERS)
    ]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def answer(page, second):
    page.get_by_role("radio", name="Impact GES").check()
    page.get_by_role("textbox", name="sur 100 Écosystème partenarial").fill(str(second))
    page.get_by_role("textbox", name="sur 100 Couverture existante").fill("40")


def registered(page):
    page.get_by_role("heading", level=1, name="Vote enregistré").wait_for()


def titled(page, title):
    page.get_by_role("heading", level=1, name=title).wait_for()


def arrive(hall, code, page, title):
    page.goto(f"{hall}/vote/{code}")
    titled(page, title)


def test_twelve_voters_and_a_facilitator_through_two_rounds(hall, open_page, phones):
    desk, _, code = created(hall, open_page)
    wall = open_page(f"{hall}/projection?seance={code}", 1920, 1080)
    go_on(desk, "Accueil")
    expect(wall.locator("h1")).to_have_text("Rejoignez la séance")
    *early, late = phones
    for page in early:
        arrive(hall, code, page, "Votre vote d’essai")
    expect(desk.locator(".count")).to_contain_text("11 présents")
    open_first_round(desk)
    for k, page in enumerate(early):
        titled(page, "Votre premier vote")
        answer(page, 10 * k)
    early[0].reload()  # the draft is given back
    early[1].get_by_role("button", name=SEND).dblclick()
    early[2].context.set_offline(True)
    for page in (*early[:1], *early[2:]):
        page.get_by_role("button", name=SEND).click()
    for page in (*early[:2], *early[3:]):
        registered(page)
    expect(desk.locator(".count")).to_contain_text("10 votes reçus, 11 présents")
    early[2].context.set_offline(False)
    registered(early[2])
    arrive(hall, code, late, "Votre premier vote")
    answer(late, 90)
    late.get_by_role("button", name=SEND).click()
    registered(late)
    expect(desk.locator(".count")).to_contain_text("12 votes reçus, 12 présents")
    expect(wall.locator(".p-in")).to_contain_text("12votes reçus12 personnes présentes")
    for page in (desk, wall, *phones):
        assert "Mieux produire" not in page.locator("body").inner_text()
    go_on(desk, "Résultats du premier vote")
    for page in phones:
        page.get_by_text("Mieux produire").first.wait_for()
    the_wall_follows(desk, wall)
    second_round(desk, phones)
    expect(wall.locator(".p-ask")).to_be_visible()
    for page in (desk, wall):
        assert page.errors == []
        assert page.foreign == []


def the_wall_follows(desk, wall):
    """Each picture that is chosen, on a screen of either size; nobody there can scroll."""
    expect(wall.locator(".p-strip .p-dot")).to_have_count(3 * VOTERS)
    for picture, marks in (("Vote par vote", ".p-disc"), ("La carte", ".p-plane .p-vote")):
        press_at_rest(desk, picture)
        expect(wall.locator(marks)).to_have_count(VOTERS)
    for size in ({"width": 1280, "height": 720}, {"width": 1920, "height": 1080}):
        wall.set_viewport_size(size)
        wall.wait_for_function(FITS)


def second_round(desk, phones):
    """Everyone changes their mind but the last, who says nothing: no ballot is seen alone."""
    desk.get_by_role("button", name="Ouvrir le second vote").click()
    expect(desk.locator(".phase").first).to_have_text("Le second vote est ouvert")
    *voting, silent = phones
    for page in voting:
        page.get_by_role("heading", level=1, name="Votre second vote").wait_for()
        answer(page, 75)
        page.get_by_role("button", name=SEND).click()
    for page in voting:
        registered(page)
    silent.get_by_role("heading", level=1, name="Votre second vote").wait_for()
    expect(desk.locator(".count")).to_contain_text("11 votes reçus, 12 présents")
    desk.get_by_role("button", name="Fermer le second vote…").click()
    desk.get_by_role("button", name="Fermer dans 10 secondes").click()
    desk.get_by_role("button", name="Montrer les résultats du second vote").click()
    expect(desk.locator(".phase").first).to_have_text("Résultats du second vote")
    expect(silent.get_by_text("Vous n’avez pas pris part à ce vote")).to_be_visible()
    expect(desk.get_by_text("bande : la moitié au moins des 11 votes").first).to_be_visible()
    unfold(desk, "Comment c’est calculé")
    expect(desk.get_by_role("heading", name="Depuis le vote d’avant")).to_have_count(0)
