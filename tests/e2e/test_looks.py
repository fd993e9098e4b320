"""What a test can see of the looks: accessibility, widths, foreign requests, language, print."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.test_recenser import ENGLISH

FIVE_CRITERIA = "/?" + "&".join(
    f"poids.{criterion}=50"
    for criterion in (
        "ghg_impact",
        "partner_ecosystem",
        "existing_coverage",
        "cop_progress",
        "labour_shortage",
    )
)
PAGES = {
    "classer": "/",
    "five criteria": FIVE_CRITERIA,
    "comprendre": "/comprendre",
    "comparer": "/comparer",
    "recenser": "/recenser",
}
DECIDED = "/?poids.ghg_impact=50&poids.partner_ecosystem=30&poids.existing_coverage=20"
ALL = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
MAIN = "document.querySelector('[data-testid=stMain]')"
ONCE_LOADED = 4
"""Questions answered under the comparison when the other methods are there."""
WIDTHS = (320, 390, 640, 1000, 1280, 1920)


@pytest.fixture
def drawn(server, open_page):
    """A page at its path, drawn to the end."""

    def visit(path, *size, **options):
        page = open_page(server + path, *size, **options)
        page.wait_for_selector(".bars, .matrix, .ranks")
        if path == "/comparer":
            expect(page.locator(".trial")).to_have_count(ONCE_LOADED, timeout=20_000)
        return page

    return visit


def open_details(page):
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    expect(page.locator("details:not([open])")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES.values(), DECIDED], ids=[*PAGES, "decided"])
def test_axe_reports_no_violation(drawn, path, scheme, width, height):
    page = drawn(path, width, height, color_scheme=scheme)
    open_details(page)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


@ALL
def test_nothing_scrolls_sideways(drawn, path):
    page = drawn(path)
    open_details(page)
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(100)
        if page.evaluate(f"{MAIN}.scrollWidth > {MAIN}.clientWidth"):
            wide.append(width)
    assert wide == []


@ALL
def test_the_page_is_french_and_asks_nothing_of_anybody_else(drawn, path):
    page = drawn(path)
    assert page.locator("html").get_attribute("lang") == "fr"
    assert "leviers" in page.title()
    assert not re.search(ENGLISH, page.locator("body").inner_text(), re.IGNORECASE)
    assert page.foreign == []


def test_the_bundled_font_is_the_one_that_draws(server, open_page):
    page = open_page(server)
    page.wait_for_selector(".bars")
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Fira Sans\"'))"
    )
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    assert sum("Fira" in family for family in page.evaluate(loaded)) >= 2


def test_the_answer_and_the_ranking_are_seen_without_scrolling_at_1280(server, open_page):
    page = open_page(server)
    last = page.locator(".bars .row").last.bounding_box()
    assert last["y"] + last["height"] <= 800


def test_everything_of_the_ranking_page_stands_on_a_projector(server, open_page):
    page = open_page(server, 1920, 1080)
    page.wait_for_selector(".shares")
    for part in (".bars", ".tri", ".shares"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 1080, part
    assert page.evaluate(f"{MAIN}.scrollHeight") <= 1080


def test_the_skip_link_is_french_too(server, open_page):
    page = open_page(server)
    expect(page.get_by_role("link", name="Aller au contenu")).to_have_count(1)
    assert "Skip to main" not in page.content()


@ALL
def test_targets_are_large_enough_for_a_finger(drawn, path):
    page = drawn(path, 390, 844)
    targets = page.locator(
        ".act, .st-key-nav a, .st-key-assume a, [data-testid=stMain] button, .stApp summary"
    )
    small = [
        (target.inner_text(), box["height"])
        for target in targets.all()
        if target.is_visible() and (box := target.bounding_box())["height"] < 43.5
    ]
    assert small == []


def test_a_printed_page_keeps_the_answer_the_ranking_and_the_caveat(server, open_page):
    page = open_page(server)
    page.emulate_media(media="print")
    for part in (".answer", ".bars", ".tri", ".caveat", ".other"):
        assert page.locator(part).first.is_visible(), part
    for part in (".acts", "[data-testid=stSlider]"):
        assert not page.locator(part).first.is_visible(), part


def test_each_picture_has_a_text_and_a_table(server, open_page):
    page = open_page(server)
    for picture in page.locator("[role=img]").all():
        assert "Mieux produire" in picture.get_attribute("aria-label")
    page.get_by_text("Tableau des points").click()
    assert page.locator(".twin tbody tr").count() == 6
    assert page.locator(".shares tbody tr").count() == 6
