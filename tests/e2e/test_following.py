"""An open page of analysis and its meeting: the page follows what happens there by itself."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import READY

TWO_TURNS_MS = 15_000


@pytest.mark.parametrize("screen", ["", "est-ce-solide", "un-ou-deux"])
def test_an_open_page_follows_its_meeting_by_itself(place, made, open_page, screen):
    page = open_page(f"{place[1]}/entrer/{made.code}/{made.secret}")
    page.wait_for_selector(READY)
    page.goto(f"{place[1]}/{screen}?seance={made.code}")
    begins, share = page.locator(".if-start"), page.locator(".wh strong").first
    expect(begins).to_have_text("poids égaux")
    equal = share.text_content()
    made.open().vote(12)
    made.reveal()
    expect(begins).to_have_text("poids du groupe (12 votes)", timeout=TWO_TURNS_MS)
    expect(begins).to_be_visible()
    expect(share).not_to_have_text(equal)
