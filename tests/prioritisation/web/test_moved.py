"""Addresses of before lead to the present ones, and open the same state."""

import asyncio

import pytest

from prioritisation.ui.shared.pages import MOVED
from prioritisation.web.moved import Moved

FOLDER = "poids.ghg_impact=50&lecture=gt"


def led_to(path, query):
    """The address that a request for one of before is sent to."""
    told = []

    async def send(message):
        told.append(message)

    async def main():
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
        await Moved(None, paths=MOVED)({**scope, "headers": []}, None, send)

    asyncio.run(main())
    return dict(told[0]["headers"])[b"location"].decode()


@pytest.mark.parametrize("before", MOVED)
def test_settings_go_along(before):
    assert led_to(before, FOLDER) == f"{MOVED[before]}?{FOLDER}"
    assert led_to(before, "") == MOVED[before]


def test_trials_of_a_meeting_kept_the_settings_of_the_starting_case_for_nothing():
    """They ranked nothing there; now they would be weights that somebody has moved."""
    query = f"{FOLDER}&seance=PYDF2&scenario=abc,~def"
    assert led_to("/scenarios", query) == "/et-si?seance=PYDF2&scenario=abc,~def"
    assert led_to("/comparer", query) == f"/autres-calculs?{query}"
