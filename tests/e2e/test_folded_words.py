"""Names that specialists look for stand below « Comment c'est calculé », and nowhere in sight."""

import pytest
from playwright.sync_api import expect

from prioritisation.meeting.rules import Act
from tests.e2e.conftest import READY
from tests.reading import forbidden_in
from tests.sitting import after_a_vote

METHOD = "Comment c’est calculé"
MEANING = "Ce n’est ni une probabilité, ni un nombre de votes."
METHODS = ("TOPSIS", "VIKOR", "PROMETHEE")
PAGES = {
    "": ("[class*=st-key-fold_method]", ("normalisation",)),
    "est-ce-solide": (".firsts", ()),
    "un-ou-deux": (".shares", ()),
    "comparer": (".benchtable", METHODS),
}
"""Address of a page -> what is there once it is whole, the names that it owes."""


def named(text):
    """Words of specialists in a text; the case has words of its own."""
    kinds = "the name of", "a word of methods", "a word of statistics", "a word of computing"
    return [word for word, why in forbidden_in(text) if why.startswith(kinds)]


def in_sight(page):
    return page.get_by_test_id("stMainBlockContainer").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_names_and_the_meaning_of_a_share_are_one_tap_away(server, open_page, path):
    whole, names = PAGES[path]
    page = open_page(f"{server}/{path}")
    page.wait_for_selector(whole)
    page.wait_for_selector(READY)
    closed = in_sight(page)
    assert named(closed) == []
    assert MEANING not in closed
    if names:
        page.locator("summary").filter(has_text=METHOD).last.click()
        for name in names:
            page.get_by_text(name).first.wait_for()
    page.locator(".st-key-help button").click()
    page.locator("summary").filter(has_text=METHOD, visible=True).last.click()
    expect(page.get_by_text(MEANING)).to_have_count(1)
    expect(page.get_by_text(MEANING)).to_be_visible()


@pytest.mark.parametrize("path", ["criteres", "dossiers", "seance"])
def test_no_other_page_names_them_in_sight(server, open_page, path):
    page = open_page(f"{server}/{path}")
    assert named(in_sight(page)) == []


ENDING = (Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION, Act.CLOSE)


@pytest.fixture
def closed(place):
    """The address of a server, and a meeting that is over there."""
    room, address = place
    return address, after_a_vote(room, *ENDING)
