"""What a test can see of the looks: accessibility, widths, foreign requests, language, print."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import looked_at, resized, too_small, too_wide, whole

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
    "levers": "/leviers",
    "compared": "/comparer",
    "criteres": "/criteres",
}
ENGLISH = (
    r"\b(the|of|sheets?|levers?|show|all|none|nothing|choose|options?|results?|select|sure|why|"
    r"no results|clear)\b"
)
TARGETS = (
    ".act, .st-key-nav a, .st-key-tabs :is(a, button), .st-key-assume a, "
    "[data-testid=stMain] button, .stApp summary"
)
WIDTHS = (320, 390, 640, 1000, 1280, 1920)


@pytest.fixture
def drawn(server, open_page):
    """A page at its path, drawn to the end."""

    def visit(path, *size, **options):
        page = open_page(server + path, *size, **options)
        page.wait_for_selector(".bars, .matrix, .benchtable, .criteria")
        return page

    return visit


def open_details(page):
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    expect(page.locator("details:not([open])")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_page_is_french_accessible_asks_nothing_of_others_and_fits_every_width(drawn, path):
    page = drawn(path, 390, 844)
    assert too_small(page.locator(TARGETS)) == []
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_title(re.compile("leviers"))
    assert not re.search(ENGLISH, page.locator("body").inner_text(), re.IGNORECASE)
    open_details(page)
    assert too_wide(page, WIDTHS) == []
    assert looked_at(page) == {}
    assert page.foreign == []


def test_the_ranking_page_as_it_opens_stands_on_a_screen_and_on_a_projector(drawn):
    page = drawn("/")
    ours_draws(page)
    whole(page.locator(".bars .row").last)
    expect(page.get_by_role("link", name="Aller au contenu")).to_have_count(1)
    assert "Skip to main" not in page.content()
    resized(page, 1920, 1080)
    for part in (".st-key-headline", ".weights", ".bars"):
        whole(page.locator(part))


def ours_draws(page):
    """The bundled font is the one that draws."""
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Fira Sans\"'))"
    )
    ours = "f => f.status === 'loaded' && f.family.includes('Fira')"
    page.wait_for_function(f"() => [...document.fonts].filter({ours}).length >= 2")


def test_each_picture_has_a_text_and_a_table_and_print_keeps_what_counts(drawn):
    page = drawn("/")
    for picture in page.locator("[role=img]").all():
        assert "Mieux produire" in picture.get_attribute("aria-label")
    page.locator(".st-key-fold_why summary").click()
    page.locator(".st-key-fold_other_weights summary").click()
    expect(page.locator(".twin tbody tr")).to_have_count(6)
    expect(page.locator(".shares tbody tr")).to_have_count(6)
    expect(page.locator(".printed").first).to_be_hidden()
    page.emulate_media(media="print")
    for part in (".printed", ".answer", ".bars", ".tri", ".caveat", ".other"):
        expect(page.locator(part).first).to_be_visible()
    for part in (".share", ".st-key-second", ".weight input"):
        expect(page.locator(part).first).to_be_hidden()
