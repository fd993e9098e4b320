import re

from playwright.sync_api import expect


def cell(page, lever, number):
    row = page.locator(".matrix tbody tr", has=page.locator("th", has_text=lever))
    return row.locator("td").nth(number)


def test_what_the_scores_rest_on_is_there(server, open_page):
    page = open_page(f"{server}/leviers")
    cells_have_value_status_source_and_date(page)
    evidence_is_there_on_demand(page)
    sheets_rows_unknowns_and_sources_are_there(page)


def cells_have_value_status_source_and_date(page):
    official = cell(page, "Mieux produire", 0)
    for words in ("4\u00a0157", "officiel", "SGPE", "24/07/2024", "confiance moyenne"):
        expect(official).to_contain_text(words)
    unknown = cell(page, "Mieux se loger", 1)
    expect(unknown).to_contain_text("note manquante")
    expect(unknown).to_contain_text("à noter en séance")
    expect(cell(page, "Mieux produire", 2)).to_contain_text("3 à 10\u00a0fiches")


def evidence_is_there_on_demand(page):
    """For and against."""
    found = cell(page, "Préserver", 0)
    quote = found.get_by_text("Un levier moins déterminant")
    expect(quote).to_be_hidden()
    found.locator("summary").click()
    expect(quote).to_be_visible()
    expect(found).to_contain_text("Contre.")
    expect(found).to_contain_text("diapo 25")


def sheets_rows_unknowns_and_sources_are_there(page):
    """26 sheets, 30 rows."""
    loger = page.locator(".matrix tbody tr").filter(has_text="Mieux se loger").locator("th")
    loger.locator("summary").click()
    expect(loger.get_by_text("RENOBOOST")).to_be_visible()
    unfold(page, "Qui fait déjà quoi")
    sheets = page.get_by_role("region", name=re.compile(r"^Les \d+ fiches action"))
    expect(sheets.locator("tbody tr")).to_have_count(26)
    expect(page.get_by_text("Contributeurs (2)")).to_be_visible()
    unfold(page, "Quels chiffres officiels")
    rows = page.get_by_role("region", name="Les 30 lignes officielles")
    expect(rows.locator("tbody tr")).to_have_count(30)
    expect(page.locator("summary").filter(has_text="Que ne sait-on pas")).to_be_visible()
    unfold(page, "Quelles sources")
    expect(page.get_by_text("Licence Ouverte 2.0")).to_be_visible()


def unfold(page, question):
    page.locator("summary").filter(has_text=question).click()


def test_the_perimeter_without_a_figure_says_unknown_and_why(server, open_page):
    page = open_page(f"{server}/leviers?lecture=sgpe")
    consume = cell(page, "Mieux consommer", 0)
    expect(consume).to_contain_text("note manquante")
    expect(consume).to_contain_text("le simulateur n’a pas de groupe")
    expect(consume.locator(".val")).not_to_have_text(re.compile(r"\d"))
