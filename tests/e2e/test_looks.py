"""What a test can see of the looks: accessibility, widths, foreign requests, language, print."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PAGES = {"classer": "/", "comprendre": "/comprendre"}
DECIDED = "/?poids.ghg_impact=50&poids.partner_ecosystem=30&poids.existing_coverage=20"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", DECIDED, "/comprendre"])
def test_axe_reports_no_violation(server, open_page, path, scheme, width, height):
    page = open_page(server + path, width, height, color_scheme=scheme)
    page.wait_for_selector(".bars, .matrix")
    for summary in page.locator("summary").all()[:6]:
        summary.click()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


@pytest.mark.parametrize("width", [320, 390, 640, 1000, 1280, 1920])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_scrolls_sideways(server, open_page, path, width):
    page = open_page(server + path, width, 800)
    page.wait_for_selector(".bars, .matrix")
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_page_is_french_and_asks_nothing_of_anybody_else(server, open_page, path):
    page = open_page(server + path)
    page.wait_for_selector(".bars, .matrix")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert "leviers" in page.title()
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
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollHeight") <= 1080


def test_the_skip_link_is_french_too(server, open_page):
    page = open_page(server)
    expect(page.get_by_role("link", name="Aller au contenu")).to_have_count(1)
    assert "Skip to main" not in page.content()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_targets_are_large_enough_for_a_finger(server, open_page, path):
    page = open_page(server + path, 390, 844)
    page.wait_for_selector(".bars, .matrix")
    targets = page.locator(".act, .st-key-nav a, .st-key-assume a, .st-key-assume button").all()
    small = [
        (target.inner_text(), box["height"])
        for target in targets
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
