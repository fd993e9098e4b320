import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import READY, too_wide, violations

LONGEST = (
    "nom:Un%2520r%C3%A9glage%2520au%2520nom%2520tr%C3%A8s%2520long%2520qui%2520tient%2520peu"
    "%2Bpoids:ghg_impact%3D80%2Bpoids:partner_ecosystem%3D20%2Bsens:existing_coverage,"
    "promethee_ii%2Blecture:gt_freight%2Bsens:existing_coverage,vikor"
)


@pytest.fixture
def opened(server, open_page):
    """The page at an address after its path, whole."""

    def visit(query="", *size, **options):
        page = open_page(f"{server}/comparer{query}", *size, **options)
        page.wait_for_selector(".benchtable")
        page.wait_for_selector(READY)
        return page

    return visit


def test_one_s_own_setting_is_made_moved_kept_by_its_address_and_taken_up(opened, open_page):
    page = opened("", 390, 844)
    heads = page.locator(".benchtable thead th")
    expect(heads).to_have_count(4)
    page.get_by_role("button", name="Un réglage à soi").click()
    expect(heads).to_have_count(5)
    slider = page.get_by_role("slider", name=re.compile("^Poids"), include_hidden=False).first
    for _ in range(6):
        slider.press("PageUp")
    # The last move, not the first: table and address follow each on its way.
    expect(page).to_have_url(re.compile("colonnes=.*ghg_impact%3D100%"))
    expect(heads.last).to_contain_text("Impact GES 50\u00a0%")
    expect(slider).to_be_visible()
    again = open_page(page.url, 390, 844)
    expect(again.locator(".benchtable")).to_have_text(
        page.locator(".benchtable").text_content(), use_inner_text=False
    )
    page.locator(".st-key-take_2 button").click()
    expect(page).to_have_url(re.compile(r"poids\.ghg_impact=100&"))
    expect(page.locator(".if-own")).to_be_visible()
    four_settings_with_long_names_fit(opened(f"?colonnes={LONGEST}", 390, 844))


def four_settings_with_long_names_fit(page):
    expect(page.locator(".benchtable thead th")).to_have_count(5)
    page.locator("[class*=st-key-fold_column_0] summary").click()
    page.locator("[class*=st-key-crit_]").first.wait_for()
    page.wait_for_selector(READY)
    assert too_wide(page, (320, 390, 1280)) == []
    assert violations(page) == []
