"""A meeting: each number in sight, on the desk and on phones, is explained by a tap.

One meeting is walked through its steps; each view is read as it opens.
"""

import pytest

from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY
from tests.explained import faults_of, faults_opened
from tests.viewed import MeetingToSee

PHONES = ("telephone-attente", "telephone-resultats", "telephone-decision")
"""Those that have figures of votes: the ballot says itself how it is counted."""


OPENED = {"conduire-vue-preparer", "conduire-vue-presents", "conduire-un-ou-deux"}
"""Views of the desk whose folds are opened too: the last one has those of all results."""


@pytest.fixture
def seen_by(open_page, hall):
    """Opens a view as whoever sees it, in one window."""
    page = open_page(f"{hall}/seance")

    def seen(view):
        context = page.context
        context.clear_cookies()
        context.add_cookies(
            [{"name": name, "value": value, "url": hall} for name, value in view.cookies.items()]
        )
        page.goto(view.address)
        page.locator("h1").first.wait_for()
        page.wait_for_selector(f"{READY}, main[data-page]")
        return page

    return seen


def test_each_number_of_a_meeting_is_explained_at_each_step(place, seen_by, monkeypatch):
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    faults, seen = {}, set()
    for view in MeetingToSee(*place).views():
        if not view.name.startswith(("conduire", *PHONES)):
            continue
        seen.add(view.name)
        page = seen_by(view)
        if found := faults_of(page):
            faults[view.name] = found
        if view.name in OPENED and (found := faults_opened(page, READY)):
            faults[f"{view.name}, opened"] = found
    assert {"conduire-preparation", "conduire-vote", "conduire-fin", "telephone-decision"} <= seen
    assert faults == {}
