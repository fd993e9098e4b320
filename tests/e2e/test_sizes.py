"""Small and large cases, narrow and wide screens, large letters: nothing overflows or fails."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NARROW, READY, resized, too_wide
from tests.synthetic import long_name, mixed, write_case

PAGES = ["/", "/leviers", "/comparer"]


def visit(page, address):
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_selector(READY)
    assert "n’a pas pu être affichée" not in page.content(), address


@pytest.mark.parametrize("size", [(3, 2), (30, 12)], ids=["3 levers", "30 levers"])
def test_long_names_and_many_levers_never_scroll_the_page_sideways(showing, open_page, size):
    address = showing(lambda folder: write_case(folder, *size, mixed(), long_name))
    page = open_page(address)
    for path in PAGES:
        resized(page, 320)
        visit(page, address + path)
        assert too_wide(page, (320, 1280)) == [], path
        assert "n’a pas pu être affichée" not in page.content(), path
    assert not [e for e in page.errors if "404" not in e]


def test_at_200_per_cent_nothing_is_lost(server, open_page):
    """A window of 1280 pixels at 200 % has 640 to draw on."""
    page = open_page(server, 640, 400, device_scale_factor=2)
    for path in PAGES:
        visit(page, server + path)
        page.wait_for_function(NARROW)
        expect(page.locator(".answer")).to_be_visible()


def one_word(k):
    return "Anti" + "constitution" * 6 + str(k)


BEYOND = """() => {
  const faults = [];
  for (const one of document.querySelectorAll('.matrix :is(th, td), .legend, .legend span')) {
    const own = one.getBoundingClientRect();
    if (!own.width) continue;
    const range = document.createRange(); range.selectNodeContents(one);
    const inside = range.getBoundingClientRect();
    const cell = one.closest('th, td');
    const edge = cell ? own.right : innerWidth;
    if (inside.right > edge + 1) faults.push(one.textContent.slice(0, 40));
  }
  return faults;
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_name_without_a_space_stays_in_its_cell_and_in_the_window(showing, open_page, width):
    def one_word_each(folder):
        made = write_case(folder, 4, 3, mixed(), one_word)
        for file in (one for one in made.rglob("*") if one.is_file()):
            content = file.read_text("utf-8")
            file.write_text(content.replace("Critère 0", one_word(9)), "utf-8")
        return made

    address = showing(one_word_each)
    page = open_page(address, width, 844)
    for path, what in (("/", ".bars"), ("/leviers", ".matrix")):
        visit(page, address + path)
        page.locator(what).first.wait_for()
        assert one_word(9) in page.content()
        assert page.evaluate(BEYOND) == [], path


def test_the_scores_of_six_criteria_fit_in_1280_pixels_and_of_more_have_an_edge(
    showing, open_page
):
    edge = "e => [e.scrollWidth > e.clientWidth, getComputedStyle(e).backgroundImage]"
    for criteria in (6, 12):
        made = showing(lambda folder, n=criteria: write_case(folder, 4, n, mixed(), long_name))
        page = open_page(made, 1280, 800)
        visit(page, made + "/leviers")
        page.locator(".wide:has(> .twin.matrix)").first.wait_for()
        beyond, drawn = page.locator(".wide:has(> .twin.matrix)").first.evaluate(edge)
        assert beyond is (criteria > 6)
        assert not beyond or "gradient" in drawn
