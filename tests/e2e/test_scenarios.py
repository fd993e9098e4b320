"""The page *Scénarios* in a real browser: fork, change, undo, name, keep, and the link."""

import re

import pytest
from playwright.sync_api import TimeoutError, expect  # noqa: A004 (the browser tool's own)

from prioritisation.analysis.opinions import Method
from prioritisation.analysis.whatif import ScoreChange, packed, starting_fork, to_text
from prioritisation.settings import current_case
from tests.e2e.conftest import READY, looked_at, too_small, too_wide
from tests.strategies import fork_under

WIDTHS = (320, 390, 640, 1000, 1280, 1920)
CASE = current_case()
START = starting_fork(CASE, "Poids égaux")
SIX = (
    START,
    START.named("Quatre fiches pour Produire").scored(
        ScoreChange("mieux_produire", "existing_coverage", 4.0, 4.0)
    ),
    START.named("Sans l’écosystème partenarial, dont presque tout est inconnu").weighed(
        {"ghg_impact": 50.0, "existing_coverage": 50.0}
    ),
    START.named("Avec Mieux former, sans Mieux consommer")
    .adding("Mieux former")
    .without("mieux_consommer"),
    fork_under(START.named("TOPSIS sur les chantiers"), "sgpe").by(Method.TOPSIS),
    START.named("Tout sur le climat").weighed(
        {"ghg_impact": 100.0, "partner_ecosystem": 0.0, "existing_coverage": 0.0}
    ),
)
COMPARED = "/et-si?scenario=" + ",".join("~" + packed(to_text(CASE, f)) for f in SIX)


@pytest.fixture
def opened(server, open_page):
    def visit(path="/et-si", *size, **options):
        page = open_page(server + path, *size, **options)
        page.wait_for_selector(".benchtable")
        if path == COMPARED:
            expect(heads(page)).to_have_count(6)
        return page

    return visit


def heads(page):
    return page.locator(".benchtable thead th:not(:first-child)")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector(READY)


def slider(page, name="Impact GES"):
    return page.get_by_role("slider", name=f"Poids {name}")


def tuned(server, open_page):
    """The page as one comes to it from *Classer*, with the weights tuned there; forked."""
    page = open_page(
        f"{server}/?poids.ghg_impact=60&poids.partner_ecosystem=20&poids.existing_coverage=20"
    )
    page.wait_for_selector(".bars")
    page.get_by_role("link", name="Et si… ?", exact=True).click()
    expect(page.locator("h1")).to_have_text("Et si… ?".replace(" ?", "\u00a0?"))
    expect(heads(page)).to_have_text(["Réglages actuels"])
    expect(slider(page)).to_have_value("60")
    press(page, "Copier")
    expect(heads(page)).to_have_text(["Réglages actuels", "Réglages actuels, variante 1"])
    expect(page.get_by_role("heading", name="Leviers de")).to_contain_text("variante 1")
    return page


def test_a_fork_is_changed_and_a_change_is_undone(server, open_page):
    page = tuned(server, open_page)
    slider(page).focus()
    page.keyboard.press("End")
    expect(page.locator(".labwas")).to_contain_text("l’impact GES de 60\u00a0% à 71\u00a0%")
    press(page, "Annuler")
    expect(page.locator(".labwas")).to_have_text("Rien n’est changé.")
    expect(slider(page)).to_have_value("60")


def test_the_second_line_says_what_the_page_shows(server, open_page):
    """It went on saying whose weights these are, beside variants that have others."""
    page = open_page(f"{server}/et-si")
    looked = page.locator(".lookedat")
    expect(looked).to_have_text("Dossier de départ, poids égaux", use_inner_text=True)
    press(page, "Copier")
    several = "Dossier de départ, variantes côte à côte"
    expect(looked).to_have_text(several, use_inner_text=True)
    press(page, "Retirer")
    expect(looked).to_have_text("Dossier de départ, poids égaux", use_inner_text=True)


def test_a_fork_is_named_and_kept_and_its_link_shows_the_same(server, open_page):
    page = tuned(server, open_page)
    page.get_by_role("button", name="Mieux se loger", exact=True).click()
    expect(page.locator(".labwas")).to_contain_text("Retiré")
    page.get_by_label("Nom de la variante").fill("Sans se loger")
    page.keyboard.press("Enter")
    expect(heads(page)).to_have_text(["Réglages actuels", "Sans se loger"])
    page.wait_for_url(re.compile("scenario="))
    page.reload()
    expect(heads(page)).to_have_text(["Réglages actuels", "Sans se loger"])
    press(page, "Garder ces variantes")
    address = page.locator(".lablink a").get_attribute("href")
    assert re.fullmatch(rf"{server}/et-si\?scenario=[\w-]{{16}},[\w-]{{16}}", address)
    other = open_page(address)
    expect(heads(other)).to_have_text(["Réglages actuels", "Sans se loger"])
    for part in (".answer", ".labeffects", ".benchtable"):
        told = page.locator(part).inner_text()
        expect(other.locator(part)).to_have_text(told, use_inner_text=True)
    expect(other.locator(".notice")).to_have_count(0)
    assert not [e for e in page.errors + other.errors if "404" not in e]
    assert page.foreign + other.foreign == []


def chosen(page, name, option):
    """A choice made in a list, opened again if the page is redrawn meanwhile."""
    field = page.get_by_role("combobox", name=name, exact=True)
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(5):
        field.focus()
        page.keyboard.press("ArrowDown")
        try:
            wanted.click(timeout=5000)
            break
        except TimeoutError:
            page.keyboard.press("Escape")
    expect(field).to_have_value(option)


def score_field(page, cell):
    """The field of a cell: the one of the cell before is there until the page is drawn again."""
    return page.locator(f"[class*=st-key-lab_one_][class*={cell}]").get_by_role("spinbutton")


def test_a_score_is_written_and_one_out_of_its_scale_is_refused(opened):
    page = opened()
    press(page, "Copier")
    expect(heads(page)).to_have_count(2)
    chosen(page, "Levier", "Mieux produire")
    expect(score_field(page, "mieux_produire_ghg_impact")).to_be_visible()
    chosen(page, "Critère", "Couverture existante")
    field = score_field(page, "mieux_produire_existing_coverage")
    field.fill("99")
    press(page, "Écrire cette note")
    expect(page.locator(".notice")).to_contain_text("99 est hors de l’échelle, de 0 à 12")
    field.fill("4")
    press(page, "Écrire cette note")
    expect(page.locator(".notice")).to_have_count(0)
    expect(page.locator(".labnow li").first).to_contain_text("Mieux produire est premier")


def test_what_is_typed_counts_although_the_button_is_pressed_at_once(opened):
    page = opened()
    press(page, "Copier")
    expect(heads(page)).to_have_count(2)
    write = page.get_by_role("button", name="Écrire cette note", exact=True)
    field = page.get_by_role("spinbutton", name="Note")
    write.scroll_into_view_if_needed()
    box = write.bounding_box()
    field.focus()
    page.keyboard.type("99999")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".notice")).to_contain_text(re.compile("99.?999 est hors de l’échelle"))


def test_the_keyboard_alone_forks_and_moves_a_weight(opened):
    page = opened()
    fork = page.get_by_role("button", name="Copier", exact=True)
    fork.focus()
    page.keyboard.press("Enter")
    expect(heads(page)).to_have_count(2)
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    expect(slider(page)).to_have_value("51")
    expect(page.locator(".labwas")).to_contain_text("Les poids bougent de moins de 1")


def test_the_browser_s_back_button_goes_back_one_change(opened):
    page = opened()
    for n in (2, 3):
        press(page, "Copier")
        expect(heads(page)).to_have_count(n)
    page.go_back()
    expect(heads(page)).to_have_count(2)


def test_six_scenarios_stand_side_by_side_and_a_seventh_does_not(opened):
    page = opened(COMPARED)
    expect(heads(page)).to_have_count(6)
    expect(page.locator(".labeffects section")).to_have_count(5)
    expect(page.get_by_role("button", name="Copier", exact=True)).to_be_disabled()
    prints_the_comparison_and_not_the_controls(page)


@pytest.mark.parametrize("path", ["/et-si", COMPARED], ids=["one", "six"])
def test_the_page_is_accessible_fits_every_width_and_its_targets_are_large(opened, path):
    page = opened(path)
    page.get_by_text("Tableau des notes de cette variante").click()
    assert looked_at(page) == {}
    if path != COMPARED:  # there is nothing to keep yet
        press(page, "Copier")
    press(page, "Garder ces variantes")
    expect(page.locator(".lablink")).to_be_visible()
    assert too_wide(page, WIDTHS) == []
    page.set_viewport_size({"width": 390, "height": 844})
    targets = "[data-testid=stMain] button:not([tabindex='-1']), summary, .lablink a"
    assert too_small(page.locator(targets)) == []


def prints_the_comparison_and_not_the_controls(page):
    page.emulate_media(media="print")
    for part in (".answer", ".benchtable", ".labeffects"):
        expect(page.locator(part).first).to_be_visible()
    for part in ("[data-testid=stSlider]", ".st-key-lab_scores"):
        expect(page.locator(part).first).to_be_hidden()


def test_a_lead_s_fork_of_a_meeting_is_kept_there_and_opens_elsewhere(server, open_page):
    page = open_page(f"{server}/seance")
    page.get_by_label("Intitulé").fill("GT ECTE")
    page.get_by_role("button", name="Créer la séance").click()
    link = page.locator(".enter").get_attribute("href")
    code = link.split("/")[2]
    page.goto(server + link)
    page.wait_for_selector(".rail")
    page.goto(f"{server}/et-si?seance={code}")
    expect(heads(page)).to_have_text(["Poids égaux"])
    press(page, "Copier")
    both = ["Poids égaux", "Variante 1"]
    expect(heads(page)).to_have_text(both)
    press(page, "Garder ces variantes")
    address = page.locator(".lablink a").get_attribute("href")
    assert address.endswith(f"&seance={code}")
    other = open_page(address)
    expect(heads(other)).to_have_text(both)
    expect(other.get_by_text("Gardées dans la séance")).to_have_count(0)
    page.goto(f"{server}/et-si?seance={code}")
    page.get_by_role("button", name="Gardées dans la séance (2)").click()
    page.get_by_role("button", name=re.compile("^Variante 1")).click()
    expect(heads(page)).to_have_count(2)
