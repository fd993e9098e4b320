"""Small and large cases, narrow and wide screens, large letters: nothing overflows or fails."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NARROW, READY, resized, too_wide
from tests.synthetic import long_name, mixed, write_case

PAGES = ["/", "/leviers", "/autres-calculs", "/qui-fait-deja-quoi"]


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
