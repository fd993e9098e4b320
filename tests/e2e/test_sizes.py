"""Small and large cases, narrow and wide screens, large letters: nothing overflows or fails."""

import pytest

from tests.e2e.conftest import served
from tests.synthetic import flat_first, identical, long_name, mixed, unknown, write_case

PAGES = ["/", "/comprendre", "/comparer", "/recenser"]
MAIN = "document.querySelector('[data-testid=stMain]')"


@pytest.fixture(scope="module", params=["3 levers, 2 criteria", "30 levers, 12 criteria"])
def sized(request, tmp_path_factory):
    levers, criteria = (3, 2) if request.param.startswith("3 ") else (30, 12)
    folder = tmp_path_factory.mktemp("case")
    write_case(folder, levers, criteria, mixed(), long_name)
    with served(PRIORITISATION_CASE=str(folder)) as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_long_names_and_many_levers_never_scroll_the_page_sideways(sized, open_page, path, width):
    page = open_page(sized + path, width, 800)
    assert page.evaluate(f"{MAIN}.scrollWidth <= {MAIN}.clientWidth")
    assert "n’a pas pu être affichée" not in page.content()
    assert not [e for e in page.errors if "404" not in e]


@pytest.mark.parametrize("path", PAGES)
def test_at_200_per_cent_nothing_is_lost(server, open_page, path):
    """A window of 1280 pixels at 200 % has 640 to draw on."""
    page = open_page(server + path, 640, 400, device_scale_factor=2)
    assert page.evaluate(f"{MAIN}.scrollWidth <= {MAIN}.clientWidth")
    assert page.locator("h1").is_visible()
    assert page.locator(".answer").is_visible()


@pytest.fixture(scope="module", params=["unknown", "identical", "flat", "one criterion"])
def poor(request, tmp_path_factory):
    arguments = {
        "unknown": (30, 3, unknown),
        "identical": (4, 3, identical),
        "flat": (5, 2, flat_first),
        "one criterion": (4, 1, mixed()),
    }[request.param]
    folder = tmp_path_factory.mktemp("case")
    write_case(folder, *arguments)
    with served(PRIORITISATION_CASE=str(folder)) as address:
        yield address, request.param


SAID = {
    "unknown": "rien ne peut encore être classé",
    "identical": "sont à égalité en tête",
    "flat": "ce poids ne change aucun rang",
    "one criterion": "Sur un seul critère",
}


def test_a_case_that_allows_little_says_what_can_be_concluded(poor, open_page):
    address, kind = poor
    for path in PAGES:
        page = open_page(address + path)
        assert "n’a pas pu être affichée" not in page.content(), path
        if path == "/":
            assert SAID[kind] in page.locator("body").inner_text()
