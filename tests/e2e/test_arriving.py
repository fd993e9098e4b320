"""The facilitator's page while people come in, and when the first round is about to open."""

import pytest
from playwright.sync_api import expect

from prioritisation.settings import warning_thresholds
from tests.e2e import test_ballot as there

sitting = there.sitting
FEW = "Peu de personnes présentes."


@pytest.fixture
def desk(new_page, sitting):
    """The page of a meeting that people come into."""
    here = sitting()
    page = new_page()
    page.goto(f"{here.address}/entrer/{here.code}/{here.secret}")
    return here, page


def join(here, n):
    for _ in range(n):
        here.room.join_soon(here.code, here.room.new_token(here.code)).result()


def test_that_few_are_present_is_said_as_long_as_it_is_true(desk):
    here, page = desk
    few, answer = page.get_by_text(FEW), page.get_by_label("Réponse du groupe")
    expect(few).to_be_visible()
    join(here, warning_thresholds().few - 1)
    expect(page.locator(".count")).to_contain_text(f"{warning_thresholds().few - 1} présents")
    expect(few).to_be_visible()
    join(here, 1)
    expect(few).to_have_count(0)
    expect(answer).to_have_count(0)


def test_a_question_left_in_the_dialog_is_in_sight_with_what_it_lacks(desk):
    _, page = desk
    page.set_viewport_size({"width": 1024, "height": 600})
    page.get_by_role("button", name="Ouvrir le premier vote…", exact=True).click()
    asked = page.get_by_role("dialog")
    fields = asked.get_by_role("textbox")
    confirm = asked.get_by_role("button", name="Ouvrir le premier vote")
    expect(confirm).to_be_visible()
    asked.get_by_text("Groupes normands (choix actuel)").click()
    expect(asked.get_by_role("radio").first).to_be_checked()
    *answered, lacking, _why_so_few = fields.all()
    for field in answered:
        field.fill("su et accepté")
    sense = asked.get_by_role("radiogroup").last
    for _ in range(2):
        confirm.click()
        told = asked.get_by_text("Choisissez ce qui rend prioritaire.")
        expect(told).to_be_in_viewport()
        expect(sense.get_by_role("radio").first).to_be_focused()
        lacking.focus()
    sense.locator("label").filter(has=page.get_by_role("radio")).first.click()
    confirm.click()
    expect(asked.get_by_text("Acceptez, ou écrivez un mot")).to_be_in_viewport()
    expect(lacking).to_be_focused()
