"""The page *Un ou deux leviers* in a real browser: a synergy said, arguments, looks, delay."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import READY, looked_at
from tests.e2e.test_recenser import ENGLISH

MAIN = "document.querySelector('[data-testid=stMain]')"
WIDTHS = (320, 390, 640, 1000, 1280, 1920)


@pytest.fixture
def drawn(server, open_page):
    def visit(*size, **options):
        page = open_page(f"{server}/un-ou-deux", *size, **options)
        page.wait_for_selector(".costsides")
        page.wait_for_selector(".cardtext")
        return page

    return visit


def choose(page, name, option):
    page.get_by_role("combobox", name=name, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_selector(READY)


def test_a_synergy_is_said_and_moves_the_threshold_and_an_argument_is_edited(drawn):
    page = drawn()
    before = page.locator(".answer").inner_text()
    page.get_by_text("Une synergie", exact=True).click()
    choose(page, "Levier", "Mieux se déplacer")
    choose(page, "Avec", "Mieux produire")
    page.get_by_text("++ ils s’aident beaucoup").click()
    page.get_by_label("Raison").fill("mêmes <b>entreprises</b>")
    press(page, "Garder cette synergie")
    expect(page.locator(".saidline")).to_contain_text("mêmes <b>entreprises</b>")
    expect(page.locator(".answer")).not_to_have_text(before)
    press(page, "Modifier")
    page.get_by_label("Argument").fill("Un texte du groupe")
    press(page, "Garder cet argument")
    expect(page.locator(".cardtext").first).to_have_text("Un texte du groupe")
    page.get_by_role("link", name="Classer", exact=True).click()
    page.wait_for_selector(".bars")
    page.get_by_role("link", name="Un ou deux", exact=True).click()
    expect(page.locator(".saidline")).to_contain_text("entreprises")
    assert not [e for e in page.errors if "404" not in e]
    assert page.foreign == []


def test_axe_reports_no_violation(drawn):
    page = drawn()
    page.get_by_text("Un levier qui attend", exact=True).click()
    page.get_by_text("Tableau de tous les choix").click()
    page.wait_for_selector(".every")
    looks = ((390, 844, "light"), (1280, 800, "dark"), (1280, 800, "light"))
    assert looked_at(page, looks) == {}


def test_nothing_scrolls_sideways_targets_are_large_and_words_are_french(drawn):
    page = drawn()
    press(page, "Ajouter un argument")
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(100)
        if page.evaluate(f"{MAIN}.scrollWidth > {MAIN}.clientWidth"):
            wide.append(width)
    assert wide == []
    assert not re.search(ENGLISH, page.locator("body").inner_text(), re.IGNORECASE)
    page.set_viewport_size({"width": 390, "height": 844})
    targets = page.locator("[data-testid=stMain] button:not([tabindex='-1']), summary")
    small = [
        (target.inner_text(), box["height"])
        for target in targets.all()
        if target.is_visible() and (box := target.bounding_box())["height"] < 43.5
    ]
    assert small == []


def test_a_moved_weight_redraws_the_answer_and_the_pictures(drawn):
    page = drawn()
    slider = page.get_by_role("slider", name="Poids Impact GES")
    before = page.locator(".sets").inner_text()
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator(".sets")).not_to_have_text(before)
    expect(page.locator(".costsides")).to_be_visible()
