"""The frame of every page in a real browser: entries, foot, views of a meeting."""

import re

from playwright.sync_api import expect

from prioritisation.ui.shared.pages import ENTRIES, FIRST, FOOT, MEETING_VIEWS, PREPARING, RUNNING
from tests.e2e.conftest import READY, STILL, settled, until
from tests.sitting import Sitting

SETTINGS = "poids.ghg_impact=80&poids.partner_ecosystem=50&poids.existing_coverage=20&lecture=gt"


def path_of(word):
    return "/" if word == FIRST else f"/{word}"


def test_the_top_line_and_the_foot_lead_to_each_page_on_a_phone_too_and_keep_the_weights(
    server, open_page
):
    page = open_page(f"{server}/?{SETTINGS}", 390, 844)
    tops = {round(a.bounding_box()["y"]) for a in page.locator(".st-key-nav a").all()}
    assert len(tops) == 1
    for name, path in [("foot", p) for p in FOOT] + [("entry", p) for p in reversed(ENTRIES)]:
        page.locator(f"[class*={name}_{path}] a").click()
        page.wait_for_url(re.compile(re.escape(path_of(path)) + r"(\?|$)"))
        settled(page)
        expect(page.locator("[class*=st-key-here_]")).to_have_count(1)
        expect(page.locator(f"[class*=st-key-here_{name}_{path}]")).to_be_visible()
    page.wait_for_url(re.compile(re.escape(SETTINGS)))


def view_of(address):
    """The view of a meeting that an address asks for."""
    return re.sub(r"^.*?(?:[?&]onglet=(\w+))?$", r"\1", address) or RUNNING


def opened_view(page, view):
    """Press the name of a view: the address says it, and it is the one that is drawn."""
    page.locator(f".st-key-tabs [class*=tab_{view.key}] :is(a, button)").click()
    until(page, lambda: view_of(page.url) == view.key)
    expect(page.locator(f".st-key-tabs [class*=st-key-here_tab_{view.key}]")).to_be_visible()
    page.wait_for_selector(READY)
    return page.locator("h1").first.inner_text()


def test_each_view_of_a_meeting_is_that_of_its_address_whatever_is_pressed(place, open_page):
    room, address = place
    here = Sitting(room)
    page = open_page(f"{address}/entrer/{here.code}/{here.secret}")
    titles = [opened_view(page, view) for view in (*MEETING_VIEWS[1:], *MEETING_VIEWS)]
    assert titles[: len(titles) // 2] == titles[len(titles) // 2 + 1 :]
    assert len(set(titles)) == len(MEETING_VIEWS)
    page.go_back()
    until(page, lambda: view_of(page.url) == MEETING_VIEWS[-2].key)
    expect(page.locator("h1").first).to_have_text(titles[-2])
    for view, title in zip(MEETING_VIEWS[1:], titles, strict=False):
        opened_view(page, view)
        page.reload()
        expect(page.locator("h1").first).to_have_text(title)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".st-key-tabs")).to_be_hidden()
    page.locator(".pagelist summary").click()
    for view in MEETING_VIEWS:
        expect(page.locator(".st-key-tabs")).to_contain_text(view.question)
    page.set_viewport_size({"width": 1280, "height": 800})
    opened_view(page, MEETING_VIEWS[1])
    page.locator("[class*=entry_seance] :is(a, button)").click()
    until(page, lambda: view_of(page.url) == RUNNING)
    what_is_pressed_in_the_preparation_is_done_and_one_stays_there(room, here, page)


def what_is_pressed_in_the_preparation_is_done_and_one_stays_there(room, here, page):
    def settled_now():
        stage = room.stage(here.code, fresh=True)
        return stage.setup.senses, stage.setup.projection, stage.meeting.unanswered

    title = opened_view(page, MEETING_VIEWS[1])
    for press in ("Montrer ce choix", "Retenir", "Accepté"):
        page.wait_for_selector(READY)
        before = settled_now()
        folds = page.locator("[class*=settle_direction], [class*=st-key-question_]")
        fold = folds.filter(has_text=press).first
        if not fold.locator("details[open]").count():
            fold.locator("summary").click()
            page.wait_for_function(STILL)
        fold.get_by_role("button", name=re.compile(press)).first.click()
        until(page, lambda before=before: settled_now() != before)
        page.wait_for_selector(READY)
        expect(page.locator("h1").first).to_have_text(title)
        assert view_of(page.url) == PREPARING
