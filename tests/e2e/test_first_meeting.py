"""The first meeting of a facilitator, in a real browser."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import READY, remembered
from tests.e2e.test_seance import FITS, Phone, created, go_on, open_first_round

NOTHING_KEPT = """() => !Object.keys(sessionStorage).some(
    name => name.startsWith('drafts:score_') && !name.endsWith(':values'))"""


BACK = "Ce que vous aviez tapé est de retour."
SOON_MS = 5000
"""Long before it would go by itself."""


def test_what_is_typed_in_a_new_meeting_outlives_a_reload_and_has_no_english_hint(
    server, open_page
):
    page = open_page(f"{server}/seance")
    title = page.get_by_label("Intitulé")
    title.press_sequentially("GT ECTE")
    assert not re.search("Press|Enter", page.locator("body").inner_text())
    page.get_by_label("Collèges").press_sequentially("Employeurs")
    for choice in ("Complète", "Sur invitation à usage unique seulement", "Poser la question"):
        page.get_by_text(choice).click()
    remembered(page, "Employeurs", '"create_form":', '"create_entry":', '"create_asks":')
    page.reload()
    for kind, name in (
        ("radio", "Complète"),
        ("radio", "Sur invitation à usage unique seulement"),
        ("checkbox", "Poser la question"),
    ):
        expect(page.get_by_role(kind, name=re.compile(name))).to_be_checked()
    expect(title).to_have_value("GT ECTE")
    expect(page.get_by_label("Collèges")).to_have_value("Employeurs")
    expect(page.locator(".drafts")).to_have_text(BACK)
    page.get_by_role("button", name="Créer la séance").click()
    expect(page.locator(".phase").first).to_have_text("La séance est prête")
    expect(title).to_have_value("")
    expect(page.get_by_role("radio", name=re.compile("Courte"))).to_be_checked()
    expect(page.locator(".enter")).to_be_visible()
    expect(page.locator(".drafts")).to_have_text("", timeout=SOON_MS)


def test_an_answer_of_the_checks_outlives_a_reload(server, open_page):
    desk, _, _ = created(server, open_page)
    go_on(desk, "Accueil, vote d’essai")
    opens = desk.get_by_role("button", name="Ouvrir le tour 1")
    answer = desk.get_by_role("dialog").get_by_label("Réponse du groupe").first
    opens.click()
    answer.press_sequentially("su et accepté")
    remembered(desk, "su et accepté")
    desk.reload()
    desk.wait_for_selector(READY)
    opens.click()
    expect(answer).to_have_value("su et accepté")


def test_the_projected_ranking_names_its_colours_and_fits(hall, open_page):
    desk, _, code = created(hall, open_page)
    go_on(desk, "Accueil, vote d’essai")
    open_first_round(desk)
    for k in range(6):
        Phone(hall, code).vote("ghg_impact", 10 * k)
    go_on(desk, "Tour 1, révélé")
    desk.locator("[data-testid=stButtonGroup]").get_by_text("Classement", exact=True).click()
    for width, height in ((1280, 720), (1920, 1080)):
        screen = open_page(f"{hall}/projection?seance={code}", width, height)
        expect(screen.locator(".p-ranking .p-name")).to_have_count(6)
        for row in screen.locator(".p-ranking .p-name").all():
            expect(row).to_have_text(re.compile(r"\w+"))
        screen.wait_for_function(FITS)


def test_source_and_reason_of_a_score_outlive_a_reload_on_the_same_cell(server, open_page):
    page = open_page(f"{server}/seance")
    page.get_by_label("Intitulé").fill("GT ECTE")
    page.locator("label").filter(has_text="Complète").first.click()
    page.get_by_role("button", name="Créer la séance").click()
    link = page.locator(".enter").get_attribute("href")
    page.goto(server + link)
    page.wait_for_selector(".rail")
    go_on(page, "Accueil, vote d’essai")
    go_on(page, "Revue des notes")
    page.locator("[data-testid=stButtonGroup]").get_by_text("Inconnu", exact=True).click()
    expect(page.get_by_label("Note", exact=True)).to_have_count(0)
    page.get_by_label("Source", exact=True).press_sequentially("tour de table")
    page.get_by_label("Raison", exact=True).press_sequentially("aucune donnée avant 2027")
    remembered(page, "aucune donnée avant 2027")
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_label("Source", exact=True)).to_have_value("tour de table")
    expect(page.get_by_label("Raison", exact=True)).to_have_value("aucune donnée avant 2027")
    expect(page.get_by_label("Note", exact=True)).to_have_count(0)
    expect(page.locator(".drafts").first).to_have_text(BACK)
    page.get_by_role("button", name="Écrire cette note").click()
    expect(page.locator(".drafts").first).to_have_text("", timeout=SOON_MS)
    page.wait_for_function(NOTHING_KEPT)  # what the tab keeps, it puts back into the fields
    page.wait_for_selector(READY)  # the fields of the note that was sent are gone
    expect(page.get_by_label("Source", exact=True)).to_have_value("")
    expect(page.get_by_label("Raison", exact=True)).to_have_value("")
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_label("Raison", exact=True)).to_have_value("")
