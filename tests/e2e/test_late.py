"""What the server answers late: the page and its address say the same in the end."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import READY, until

TUNED = "poids.ghg_impact=60&poids.partner_ecosystem=20&poids.existing_coverage=20"


class Line:
    """The websocket of a page, whose answers may be held for a while."""

    def __init__(self, page):
        self.holding, self.held = False, []
        page.route_web_socket(re.compile("_stcore/stream"), self._open)

    def _open(self, browser):
        self.browser, server = browser, browser.connect_to_server()
        browser.on_message(server.send)
        server.on_message(self._heard)

    def _heard(self, message):
        (self.held.append if self.holding else self.browser.send)(message)

    def let_go(self):
        held, self.held, self.holding = self.held, [], False
        for message in held:
            self.browser.send(message)


@pytest.fixture
def late(server, browser):
    """Opens an address on a line of its own."""
    context = browser.new_context(locale="fr-FR")

    def opened(address):
        page = context.new_page()
        line = Line(page)
        page.goto(f"{server}/{address}")
        page.wait_for_selector(".bars")
        page.wait_for_selector(READY)
        return page, line

    yield opened
    context.close()


def weight(page, place):
    return page.get_by_role("slider", name=re.compile("^Poids")).nth(place)


def moved(page, place):
    before = page.url
    weight(page, place).press("ArrowRight")
    page.wait_for_url(lambda url: url != before)


def an_answer_that_comes_after_going_back_leaves_the_address_of_what_is_shown(late):
    page, line = late(f"?{TUNED}")
    moved(page, 0)
    line.holding = True
    weight(page, 1).press("ArrowRight")
    expect(weight(page, 1)).to_have_value("21")
    until(page, lambda: line.held)
    heard = len(line.held)
    page.go_back()
    until(page, lambda: len(line.held) > heard)
    line.let_go()
    expect(weight(page, 1)).to_have_value("20")
    expect(weight(page, 0)).to_have_value("60")
    until(page, lambda: page.url.endswith(f"/?{TUNED}"))


def going_back_twice_before_any_answer_goes_back_twice(late):
    page, line = late(f"?{TUNED}")
    for place in (0, 1):
        moved(page, place)
    line.holding = True
    for _ in range(2):
        page.go_back()
        page.wait_for_timeout(100)
    line.let_go()
    expect(weight(page, 1)).to_have_value("20")
    expect(weight(page, 0)).to_have_value("60")
    until(page, lambda: page.url.endswith(f"/?{TUNED}"))
    page.go_forward()
    expect(weight(page, 0)).to_have_value("61")
    page.go_forward()
    expect(weight(page, 1)).to_have_value("21")


def test_answers_that_come_late_leave_page_and_address_alike(late):
    for step in (
        an_answer_that_comes_after_going_back_leaves_the_address_of_what_is_shown,
        going_back_twice_before_any_answer_goes_back_twice,
    ):
        step(late)
