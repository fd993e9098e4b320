import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import STILL, too_small, violations, whole

NARROWED = "?levier=mieux_se_loger&confiance=%C3%A9lev%C3%A9e"
ENGLISH = (
    r"\b(the|of|sheets?|levers?|show|all|none|nothing|choose|options?|results?|select|sure|why|"
    r"no results|clear)\b"
)


@pytest.fixture
def opened(server, open_page):
    """The page at an address after its path, drawn to the end."""

    def visit(query="", *size, **options):
        page = open_page(f"{server}/qui-fait-deja-quoi{query}", *size, **options)
        page.wait_for_selector(".tally, .notice")
        return page

    return visit


def row(page, lever):
    return page.locator(".tally tbody tr", has=page.locator("th", has_text=lever))


def pick(page, button, choice):
    page.get_by_role("button", name=button).click()
    page.get_by_test_id("stRadioGroup").get_by_text(choice, exact=True).click()


def test_a_figure_opens_the_sheets_behind_it(opened):
    page = opened()
    cell = row(page, "Mieux produire").locator("td").first
    expect(cell.locator("summary")).to_have_text("3 sûres, 6 possibles")
    expect(cell.locator("summary .sq")).to_have_count(9)
    expect(cell.locator("summary .sq.u")).to_have_count(6)
    sheet = cell.locator("li").first
    expect(sheet).to_be_hidden()
    cell.locator("summary").click()
    expect(cell.locator("li")).to_have_count(9)
    for words in (
        "Fonds de transition juste",
        "DREETS / État",
        "Sûre.",
        "confiance élevée",
        "FTJ",
    ):
        expect(sheet).to_contain_text(words)
    expect(cell.locator("li").nth(5)).to_contain_text("Possible : ce levier est cité en second")


def test_a_filter_lives_in_the_address_and_a_copied_link_keeps_it(opened, open_page):
    page = opened()
    pick(page, "Tous les contributeurs", "CAPEB")
    expect(page.locator(".howmany")).to_have_text("3 fiches sur 26")
    page.wait_for_url(re.compile(r"contributeur=CAPEB"))
    pick(page, "Toutes les catégories", "4.2 Accompagner et sensibiliser les acteurs")
    expect(page.locator(".howmany")).to_have_text("2 fiches sur 26")
    expect(page.locator(".tally thead th")).to_have_count(3)
    other = open_page(page.url)
    expect(other.locator(".howmany")).to_have_text("2 fiches sur 26")
    expect(row(other, "Mieux se loger").locator("td").first).to_contain_text("1 sûre, 1 possible")
    expect(row(other, "Mieux se loger").locator("td").last).to_contain_text("4 à 5 fiches")
    other.get_by_role("button", name="Tout afficher").click()
    expect(other.locator(".howmany")).to_have_text("Les 26 fiches")
    expect(other.get_by_role("button", name="Tout afficher")).to_have_count(0)
    expect(other).not_to_have_url(re.compile("CAPEB"))


def test_the_list_holds_the_sheets_shown(opened):
    page = opened(NARROWED)
    page.get_by_text("Liste des fiches").click()
    listed = page.get_by_role("region", name="Liste des fiches")
    expect(listed.locator("tbody tr")).to_have_count(4)
    expect(listed).to_contain_text("RENOBOOST")
    page.get_by_role("button", name="Tout afficher").click()
    expect(listed.locator("tbody tr")).to_have_count(26)
    expect(listed).to_be_visible()


def test_from_the_coverage_to_its_scores_in_one_click_with_the_same_settings(opened):
    page = opened("?poids.ghg_impact=10&poids.partner_ecosystem=20&poids.existing_coverage=70")
    page.get_by_role("link", name="Voir les notes de").click()
    page.wait_for_selector(".matrix:not(.tally)")
    page.wait_for_url(re.compile(r"/leviers\?poids.ghg_impact=10&"))


def test_planned_actions_and_contributors_are_folded(opened):
    page = opened()
    action = page.get_by_text("Mettre en place une animation régionale sur la géothermie")
    expect(action).to_be_hidden()
    page.locator(".levers tr", has_text="Mieux produire").locator("summary").last.click()
    expect(action).to_be_visible()
    carriers = page.get_by_text("13 porteurs, 16 graphies")
    expect(carriers).to_be_hidden()
    page.locator("details.fold").filter(has=carriers).locator("> summary").first.click()
    carriers.click()
    page.get_by_text("CAPEB : 3 fiches").click()
    expect(page.locator(".gathered").get_by_text("RENOBOOST")).to_be_visible()


def test_axe_reports_no_violation_with_filters_and_an_open_choice(opened):
    page = opened(NARROWED)
    page.get_by_role("button", name="Tous les contributeurs").click()
    page.wait_for_selector("[data-testid=stRadioGroup]")
    assert violations(page) == []


@pytest.mark.parametrize("query", ["", NARROWED, "?levier=mieux_produire&categorie=4.3"])
def test_the_page_is_french_and_asks_nothing_of_anybody_else(opened, query):
    page = opened(query)
    for button in page.locator(".st-key-filters [data-testid=stPopover] button").all():
        button.click()
        page.wait_for_selector("[data-testid=stRadioGroup]")
        assert not re.search(ENGLISH, page.locator("body").inner_text(), re.IGNORECASE)
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stRadioGroup")).to_have_count(0)
    assert page.foreign == []


def test_targets_are_large_enough_for_a_finger(opened):
    page = opened(NARROWED, 390, 844)
    found = page.locator(
        ".st-key-filters button, .st-key-to_scores a, .tally summary, .levers summary, "
        ".gathered summary, [data-testid=stExpander] summary"
    )
    assert too_small(found) == []
    page.get_by_role("button", name="Tous les contributeurs").click()
    choices = page.locator("[data-testid=stRadioGroup] label")
    expect(choices.first).to_be_visible()
    page.wait_for_function(STILL)
    assert too_small(choices) == []


def test_the_counts_stand_whole_on_a_projector_and_printed_without_the_filters(opened):
    page = opened("", 1920, 1080)
    whole(page.locator(".tally"))
    page.emulate_media(media="print")
    for part in (".answer", ".tally", ".fold", ".levers", ".gathered"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator(".st-key-filters button").first).to_be_hidden()
