"""The facilitator's page while people come in, without being opened again."""

import pytest
from playwright.sync_api import expect

from prioritisation.cautions.limits import limits
from tests.e2e import test_ballot as there

sitting = there.sitting
FEW = "Peu de personnes présentes."


@pytest.fixture
def desk(browser, sitting):
    """The page of a meeting that people come into."""
    here = sitting()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{here.address}/entrer/{here.code}/{here.secret}")
    yield here, page
    context.close()


def join(here, n):
    for _ in range(n):
        here.room.join_soon(here.code, here.room.new_token(here.code)).result()


def test_that_few_are_present_is_said_as_long_as_it_is_true(desk):
    here, page = desk
    few, answer = page.get_by_text(FEW), page.get_by_label("Réponse du groupe")
    expect(few).to_be_visible()
    join(here, limits().few - 1)
    expect(page.locator(".count")).to_contain_text(f"{limits().few - 1} présents")
    expect(few).to_be_visible()
    join(here, 1)
    expect(few).to_have_count(0)
    expect(answer).to_have_count(0)
