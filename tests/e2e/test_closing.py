"""The facilitator closes a round while people are missing: asked, counted down, undone."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe_faults
from tests.e2e import test_ballot as there

sitting = there.sitting
CLOSE = "Fermer le premier vote…"


@pytest.fixture
def desk(new_page, sitting):
    """The facilitator's page of a round where five have voted and two have not."""
    here = sitting().open()
    here.others_vote(5)
    for _ in range(2):
        here.room.join_soon(here.code, here.room.new_token(here.code)).result()
    page = new_page()
    page.goto(f"{here.address}/entrer/{here.code}/{here.secret}")
    return here, page


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def waiting_has_the_focus_and_one_may_change_ones_mind_until_the_end(desk):
    here, page = desk
    button(page, CLOSE).click()
    asked = page.get_by_role("dialog")
    expect(asked.get_by_text("Fermer sans 2 des 7 personnes")).to_be_visible()
    expect(button(asked, "Attendre encore")).to_be_focused()
    assert axe_faults(page) == []
    page.keyboard.press("Enter")
    expect(asked).to_have_count(0)
    assert here.room.stage(here.code, fresh=True).closes_in is None
    button(page, CLOSE).click()
    button(page, "Fermer dans 10 secondes").click()
    expect(page.get_by_text("Le premier vote ferme dans")).to_be_visible()
    seconds = page.get_by_role("timer")
    expect(seconds).to_be_visible()
    button(page, "Attendre encore").click()
    expect(seconds).to_have_count(0)
    expect(button(page, CLOSE)).to_be_visible()


def after_the_seconds_the_page_offers_the_reveal_by_itself(desk):
    here, page = desk
    button(page, CLOSE).click()
    button(page, "Fermer dans 10 secondes").click()
    seconds = page.get_by_role("timer")
    first = seconds.inner_text()
    expect(seconds).not_to_have_text(first)
    reveal = button(page, "Montrer les résultats du premier vote")
    expect(reveal).to_be_visible()
    assert not here.room.stage(here.code, fresh=True).meeting.revealed_rounds
    reveal.click()
    expect(page.locator(".phase").first).to_have_text("Résultats du premier vote")


def test_a_round_is_closed_while_people_are_missing(desk):
    waiting_has_the_focus_and_one_may_change_ones_mind_until_the_end(desk)
    after_the_seconds_the_page_offers_the_reveal_by_itself(desk)
