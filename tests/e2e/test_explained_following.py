"""What follows a meeting: each number in sight is explained by a tap, as on its own pages.

A vote that closes and is not yet revealed; then the pages of the case, which say of how many votes
their weights are; then the report.
"""

import pytest

from prioritisation.meeting.room import admission
from prioritisation.meeting.room.identity import LINK
from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui.shared.pages import DOWNLOADS, ENTRIES, FIRST, MEETING, NOTE, REPLAY
from tests.conftest import NORMANDIE
from tests.e2e.conftest import MADE_MS, READY
from tests.explained import faults_of, looked_at, one_line
from tests.sitting import Sitting

VOTES, LONG_S = 14, 600
"""The first document starts a process of its own."""
OF_CASE = [
    tab.path
    for entry in ENTRIES
    for tab in entry.tabs
    if tab.path not in (MEETING, NOTE, DOWNLOADS, REPLAY)
]


@pytest.fixture
def followed(place, monkeypatch, open_page):
    """A meeting whose first vote closes, its server, a window of whoever runs it."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    room, address = place
    sitting = Sitting(room).open()
    sitting.vote(VOTES)
    sitting.voter()
    monkeypatch.setattr(admission, "CLOSING_S", LONG_S)
    room.close_round(sitting.code, sitting.secret, missing=1)
    page = open_page(address)
    cookie = {"name": LINK + sitting.code, "value": sitting.secret, "url": address}
    page.context.add_cookies([cookie])

    def visit(path, whole):
        at = "" if path == FIRST else path
        page.goto(f"{address}/{at}?seance={sitting.code}")
        page.locator(whole).first.wait_for(timeout=MADE_MS)
        page.wait_for_selector(READY)

    return sitting, page, visit


def test_each_number_is_explained_while_a_vote_waits_and_on_pages_that_follow(followed):
    sitting, page, visit = followed
    assert sitting.stage().closes_in
    faults = {}
    visit(MEETING, ".count")
    assert "Personnes présentes" in looked_at(page)[0]
    faults["vote"] = faults_of(page)
    sitting.room.keep_open(sitting.code, sitting.secret)
    sitting.reveal()
    for path in OF_CASE:
        visit(path, ".lookedat")
        assert f"({VOTES} votes)" in one_line(page.locator(".lookedat").inner_text())
        assert "Votes" in looked_at(page)[0]
        faults[path] = faults_of(page)
    for path, whole in ((DOWNLOADS, ".downloads a"), (REPLAY, ".control")):
        visit(path, whole)
        faults[path] = faults_of(page)
    assert {path: words for path, words in faults.items() if words} == {}
