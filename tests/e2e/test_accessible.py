"""Every page, view of a meeting, page of a phone and picture of a projector, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from prioritisation.meeting.room import Room
from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui.shared.pages import FIRST, TABS
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, emptied, looked_at
from tests.projected import HEIGHT, WIDTH, a_decision, every_page, fonts_of, new_sitting
from tests.viewed import MeetingToSee, votes

THEMES = ("light", "dark")
SCREENS = [(1280, 800, theme) for theme in THEMES]
PICTURE = "http://picture/"


PLAIN_INK = """() => {
    const lines = [...document.querySelectorAll('button[kind=tertiary]:enabled')]
        .filter(one => !one.closest('.st-key-top, .st-key-assume') && one.checkVisibility());
    const ink = getComputedStyle(document.querySelector('.stApp')).color;
    return lines.filter(one => [one, ...one.querySelectorAll('p')]
        .every(part => getComputedStyle(part).color === ink)).map(one => one.innerText); }"""
"""The buttons without ground or outline that have the colour of the text: they look like none."""


@pytest.mark.parametrize("path", TABS)
def test_each_page_of_the_four_entries(server, open_page, path):
    page = open_page(f"{server}/{'' if path == FIRST else path}")
    assert looked_at(page, SCREENS) == {}
    assert page.evaluate(PLAIN_INK) == []


def found_on(page, theme):
    """What axe finds on a page that is no page of the framework."""
    page.emulate_media(color_scheme=theme)
    faults = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:140] for node in one["nodes"][:2]]) for one in faults]


def test_each_view_of_a_meeting_and_each_page_of_a_phone(place, new_page):
    room, address = place
    page, faults, names = new_page(), {}, []
    for view in MeetingToSee(room, address).views():
        page.set_viewport_size({"width": 1280, "height": 800})
        cookies = [{"name": k, "value": v, "url": view.address} for k, v in view.cookies.items()]
        page.context.add_cookies(cookies)
        page.goto(view.address)
        page.locator("h1").first.wait_for()
        names.append(view.name)
        if "/vote/" in view.address:
            page.set_viewport_size({"width": 390, "height": 844})
            found = {theme: found_on(page, theme) for theme in THEMES}
        else:
            page.wait_for_selector(READY)
            found = looked_at(page, SCREENS) | {"plain ink": page.evaluate(PLAIN_INK)}
        faults |= {(view.name, look): what for look, what in found.items() if what}
        assert emptied(page), "whoever looks at the next view is somebody else"
    assert faults == {}
    assert len(set(names)) == len(names) > 18


def test_each_picture_of_the_projector(browser, new_store, monkeypatch):
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    store = new_store()
    pages = every_page(new_sitting(Room(store)), votes(), decision=a_decision("mieux_produire"))
    store.close()
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    fonts_of(page)
    now = [""]
    page.route(PICTURE, lambda asked: asked.fulfill(body=now[0], content_type="text/html"))
    faults = {}
    for name, content in pages.items():
        now[0] = content
        page.goto(PICTURE)
        faults |= {(name, theme): found_on(page, theme) for theme in THEMES}
    page.close()
    assert {look: what for look, what in faults.items() if what} == {}
    assert len(pages) >= 8
