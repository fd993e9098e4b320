import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NARROW, violations

WHOLE = "[class*=st-key-fold_method]"
"""What is there once the page is whole."""
IDEAL = "Distance à l’idéal"
START = [
    "Classement actuel",
    "Plus couvert = plus prioritaire",
    "Groupes normands, fret dans Mieux produire",
    "Chantiers du simulateur SGPE",
]
LONGEST = (
    "topsis%2Blecture:gt_freight%2Bsens:existing_coverage,"
    "promethee_ii%2Blecture:sgpe%2Bsens:existing_coverage,"
    "weighted_product%2Blecture:gt_freight,lecture:sgpe,vikor"
)


@pytest.fixture
def opened(server, open_page):
    """The page at an address after its path, whole."""

    def visit(query="", *size, **options):
        page = open_page(f"{server}/autres-calculs{query}", *size, **options)
        page.wait_for_selector(WHOLE)
        return page

    return visit


def headings(page):
    return page.locator(".benchtable thead th:not(:first-child)")


def pill(page, name):
    """The first: while the page is drawn again the one before may still be there."""
    pills = page.locator("[class*=st-key-columns__]")
    return pills.get_by_role("button", name=name, exact=True).first


def slider(page, name="Impact GES"):
    return page.get_by_role("slider", name=f"Poids : {name}")


def focused(page):
    return page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText")


def tab_to(page, name):
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page).strip().startswith(name):
            return
    pytest.fail(f"{name} cannot be reached with the keyboard")


def test_one_click_adds_a_column_and_the_address_keeps_it(opened, open_page):
    page = opened()
    expect(headings(page)).to_have_text(START)
    pill(page, IDEAL).click()
    expect(headings(page)).to_have_text([*START, IDEAL])
    expect(page.locator(".answer strong")).to_contain_text("sur 4")
    page.wait_for_url(re.compile(r"colonnes=.*topsis"))
    page.reload()
    expect(headings(page)).to_have_text([*START, IDEAL])
    other = open_page(page.url)
    expect(headings(other)).to_have_text([*START, IDEAL])
    other.get_by_role("link", name="Classer", exact=True).click()
    other.wait_for_selector(".bars")
    other.get_by_role("link", name="Autres calculs", exact=True).click()
    expect(headings(other)).to_have_text([*START, IDEAL])
    for name in (*START[1:], IDEAL):
        expect(pill(other, name)).to_have_attribute("aria-pressed", "true")


def test_clicks_faster_than_the_page_are_all_kept(opened):
    page = opened()
    for name in (*START[1:], "Compromis", IDEAL):
        pill(page, name).click(no_wait_after=True)
        page.wait_for_timeout(60)
    expect(headings(page)).to_have_text([START[0], "Compromis", IDEAL])
    for name in START[1:]:
        expect(pill(page, name)).to_have_attribute("aria-pressed", "false")


def test_a_sixth_column_is_refused_and_the_five_stay(opened):
    page = opened("?colonnes=topsis,vikor,weighted_product,promethee_ii,lecture:sgpe")
    expect(headings(page)).to_have_count(6)
    sixth = pill(page, "Plus couvert = plus prioritaire")
    sixth.click()
    expect(page.locator(".notice")).to_contain_text("5 autres classements au plus")
    expect(sixth).to_have_attribute("aria-pressed", "false")
    expect(headings(page)).to_have_count(6)
    pill(page, "Compromis").click()
    expect(headings(page)).to_have_count(5)
    expect(page.locator(".notice")).to_have_count(0)
    sixth.click()
    expect(headings(page).last).to_have_text("Plus couvert = plus prioritaire")


def test_moving_a_weight_redraws_the_chart_and_the_answer(opened):
    page = opened("?colonnes=lecture:sgpe")
    chart, answer = page.locator(".benchtable"), page.locator(".answer")
    before = chart.inner_text(), answer.inner_text()
    first = page.locator(".benchtable tbody th").first
    expect(first).to_have_text(re.compile("Mieux se déplacer"))
    slider(page, "Écosystème partenarial").focus()
    page.keyboard.press("End")
    expect(first).to_have_text(re.compile("Mieux produire"))
    page.wait_for_url(re.compile(r"partner_ecosystem=100.*colonnes=lecture%3Asgpe"))
    expect(chart).not_to_have_text(before[0], use_inner_text=True)
    expect(answer).not_to_have_text(before[1])
    page.get_by_role("button", name="Remettre à égalité").click()
    expect(chart).to_have_text(before[0], use_inner_text=True)


def test_a_criterion_added_by_one_click_shows_its_caveat(opened):
    page = opened()
    caveat = page.get_by_text("Les diapositives impriment ces taux sans le nom des groupes")
    expect(caveat).to_have_count(0)
    page.get_by_role("button", name="Choisir les critères").click()
    page.get_by_role("button", name="Avancement COP", exact=True).click()
    page.keyboard.press("Escape")
    expect(caveat).to_be_visible()
    expect(slider(page, "Avancement COP")).to_have_value("50")
    expect(headings(page).nth(2)).to_have_text("Plus avancé = plus prioritaire")
    page.wait_for_url(re.compile("poids.cop_progress=50"))


def test_the_keyboard_alone_adds_a_column_and_moves_a_weight(opened):
    page = opened("?colonnes=lecture:sgpe")
    page.keyboard.press("Tab")
    tab_to(page, "Plus couvert = plus prioritaire")
    while focused(page).strip() != IDEAL:
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(headings(page)).to_have_text([START[0], START[3], IDEAL])
    page.wait_for_function(
        "() => document.activeElement.innerText.trim() === 'Distance à l’idéal'"
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(headings(page)).to_have_text([START[0], START[3], IDEAL, "Compromis"])
    tab_to(page, "Poids\u00a0: Impact GES")
    page.keyboard.press("ArrowRight")
    expect(slider(page)).to_have_value("51")
    page.wait_for_url(re.compile("poids.ghg_impact=51"))
    expect(headings(page)).to_have_count(4)


def test_a_wrong_column_is_named_and_the_rest_is_drawn(opened):
    page = opened("?colonnes=topsis,<b>lune</b>")
    expect(page.locator(".notice")).to_contain_text("« <b>lune</b> » n’est pas compris")
    expect(headings(page)).to_have_text([START[0], IDEAL])


def test_a_statement_and_the_figures_against_it_are_seen_together_and_printed(opened):
    page = opened()
    page.get_by_text("Ce qui a été dit, ce que disent les chiffres").click()
    block = page.locator(".dispute", has_text="les chiffres disent le contraire")
    expect(block).to_have_count(1)
    for words in ("diapo 24", "diapo 25", "4\u00a0157\u00a0ktCO₂e", "notes échangées"):
        expect(block).to_contain_text(words)
    prints_the_chart_and_not_the_choices(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_six_columns_with_long_names_fit_and_axe_agrees(opened, width):
    page = opened(f"?colonnes={LONGEST}", width, 800)
    expect(headings(page)).to_have_count(6)
    page.wait_for_function(f"() => document.documentElement.scrollWidth <= {width}")
    page.wait_for_function(NARROW)
    assert violations(page) == []


def prints_the_chart_and_not_the_choices(page):
    page.emulate_media(media="print")
    for part in (".answer", ".benchtable", ".dispute", ".caveat"):
        expect(page.locator(part).first).to_be_visible()
    for part in ("[class*=st-key-columns__]", "[data-testid=stSlider]"):
        expect(page.locator(part).first).to_be_hidden()
