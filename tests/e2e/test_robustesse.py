"""The page *Robustesse* in a real browser: its answer, the weights, constraints, and its looks."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import resized, too_wide

CONTRARY = "?contraintes=ghg_impact%3E%3D60,partner_ecosystem%3E%3D50"
NBSP = "\u00a0"


@pytest.fixture
def opened(server, open_page):
    def visit(query="", *size, **options):
        page = open_page(f"{server}/est-ce-solide{query}", *size, **options)
        page.wait_for_selector(".answer")
        page.wait_for_selector(".st-key-weights input[type=range]", state="attached")
        return page

    return visit


def the_page_opens_with_its_answer_and_a_slider_changes_it(opened):
    page = opened()
    expect(page.locator("h1")).to_have_text(f"Est-ce solide{NBSP}?")
    expect(page.locator(".answer")).to_contain_text("6 leviers peuvent être premiers")
    expect(page.locator(".firstrow")).to_have_count(6)
    page.get_by_role("slider", name="Poids : Impact GES").focus()
    page.keyboard.press("End")
    expect(page.locator(".answer strong")).to_contain_text("4 leviers peuvent être premiers")
    expect(page).to_have_url(re.compile(r"poids\.ghg_impact=100"))
    assert not [e for e in page.errors if "404" not in e]
    assert page.foreign == []


def a_constraint_is_added_read_again_from_the_link_and_removed(opened):
    page = opened()
    page.get_by_text("Quels poids admettre").click()
    page.get_by_role("button", name="Comparer deux critères").click()
    page.get_by_role("button", name="Ajouter cette limite").click()
    expect(page.locator(".st-key-ranking h2").first).to_contain_text(
        "répartitions de poids admises"
    )
    page.wait_for_url(re.compile("contraintes=ghg_impact"))
    page.reload()
    page.get_by_text("Quels poids admettre").click()
    name = "Impact GES pèse au moins autant qu’Écosystème partenarial"
    page.get_by_role("button", name=name).click()
    expect(page.locator(".st-key-ranking h2").first).not_to_contain_text("admises")
    assert "contraintes" not in page.url


def contrary_constraints_are_named_and_one_click_removes_one(opened):
    page = opened(CONTRARY, 320, 844)
    assert too_wide(page, (320, 390)) == []
    resized(page, 1280)
    expect(page.locator(".answer strong")).to_have_text(
        f"Ces limites se contredisent{NBSP}: retirez-en une."
    )
    expect(page.locator(".answer")).to_contain_text("Impact GES pèse au moins 60")
    page.get_by_text("Quels poids admettre").click()
    page.get_by_role("button", name=re.compile("Écosystème partenarial pèse")).click()
    expect(page.locator(".answer strong")).not_to_contain_text("contredisent")
    expect(page.locator(".firstrow").first).to_be_visible()


def test_a_weight_and_constraints_change_the_answer(opened):
    for step in (
        the_page_opens_with_its_answer_and_a_slider_changes_it,
        a_constraint_is_added_read_again_from_the_link_and_removed,
        contrary_constraints_are_named_and_one_click_removes_one,
    ):
        step(opened)
