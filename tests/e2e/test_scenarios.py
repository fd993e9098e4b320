"""The page *Scénarios* in a real browser: fork, change, undo, name, keep, and the link."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError, expect  # noqa: A004 (the browser tool's own)

from prioritisation.lab import ScoreChange, packed, starting_fork, to_text
from prioritisation.opinions import Method
from prioritisation.settings import current_case
from tests.e2e.conftest import served

MAIN = "document.querySelector('[data-testid=stMain]')"
WIDTHS = (320, 390, 640, 1000, 1280, 1920)
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
CASE = current_case()
START = starting_fork(CASE, "Point de départ")
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
    START.named("TOPSIS sur les chantiers").under("sgpe").by(Method.TOPSIS),
    START.named("Tout sur le climat").weighed(
        {"ghg_impact": 100.0, "partner_ecosystem": 0.0, "existing_coverage": 0.0}
    ),
)
COMPARED = "/scenarios?scenario=" + ",".join("~" + packed(to_text(CASE, f)) for f in SIX)


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A server whose scenarios are kept in a folder of its own."""
    with served(PRIORITISATION_DATA=str(tmp_path_factory.mktemp("seances"))) as address:
        yield address


@pytest.fixture
def opened(hall, open_page):
    def visit(path="/scenarios", *size, **options):
        page = open_page(hall + path, *size, **options)
        page.wait_for_selector(".ranks")
        if path == COMPARED:
            expect(page.locator(".rh")).to_have_count(6, timeout=30_000)
        return page

    return visit


def heads(page):
    return page.locator(".ranks .rh")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector(READY)


def slider(page, name="Impact GES"):
    return page.get_by_role("slider", name=f"Poids {name}")


def tuned(hall, open_page):
    """The page as one comes to it from *Classer*, with the weights tuned there; forked."""
    page = open_page(
        f"{hall}/?poids.ghg_impact=60&poids.partner_ecosystem=20&poids.existing_coverage=20"
    )
    page.wait_for_selector(".bars")
    page.get_by_role("link", name="Scénarios", exact=True).click()
    expect(page.locator("h1")).to_have_text("Et si… ?".replace(" ?", "\u00a0?"))
    expect(heads(page)).to_have_text(["Réglages actuels"])
    expect(slider(page)).to_have_value("60")
    press(page, "Dédoubler")
    expect(heads(page)).to_have_text(["Réglages actuels", "Réglages actuels, variante 1"])
    expect(page.get_by_role("heading", name="Leviers de")).to_contain_text("variante 1")
    return page


def test_a_fork_is_changed_and_a_change_is_undone(hall, open_page):
    page = tuned(hall, open_page)
    slider(page).focus()
    page.keyboard.press("End")
    expect(page.locator(".labwas")).to_contain_text("l’impact GES de 60\u00a0% à 71\u00a0%")
    press(page, "Annuler")
    expect(page.locator(".labwas")).to_have_text("Rien n’est changé.")
    expect(slider(page)).to_have_value("60")


def test_a_fork_is_named_and_kept_and_its_link_shows_the_same(hall, open_page):
    page = tuned(hall, open_page)
    page.get_by_role("button", name="Mieux se loger", exact=True).click()
    expect(page.locator(".labwas")).to_contain_text("Retiré")
    page.get_by_label("Nom du scénario").fill("Sans se loger")
    page.keyboard.press("Enter")
    expect(heads(page)).to_have_text(["Réglages actuels", "Sans se loger"])
    page.wait_for_url(re.compile("scenario="))
    page.reload()
    expect(heads(page)).to_have_text(["Réglages actuels", "Sans se loger"])
    press(page, "Garder ces scénarios")
    address = page.locator(".lablink a").get_attribute("href")
    assert re.fullmatch(rf"{hall}/scenarios\?scenario=[\w-]{{16}},[\w-]{{16}}", address)
    other = open_page(address)
    expect(heads(other)).to_have_text(["Réglages actuels", "Sans se loger"])
    for part in (".answer", ".labtable", ".labeffects", ".ranks"):
        assert other.locator(part).inner_text() == page.locator(part).inner_text()
    assert not other.locator(".notice").count()
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
            wanted.click(timeout=3000)
            break
        except TimeoutError:
            page.keyboard.press("Escape")
    expect(field).to_have_value(option)
    page.wait_for_selector(READY)


def test_a_score_is_written_and_one_out_of_its_scale_is_refused(opened):
    page = opened()
    press(page, "Dédoubler")
    expect(heads(page)).to_have_count(2)
    chosen(page, "Levier", "Mieux produire")
    chosen(page, "Critère", "Couverture existante")
    field = page.get_by_role("spinbutton", name="Note")
    field.fill("99")
    press(page, "Écrire cette note")
    expect(page.locator(".notice")).to_contain_text("99 est hors des repères, de 0 à 12")
    field.fill("4")
    press(page, "Écrire cette note")
    expect(page.locator(".notice")).to_have_count(0)
    expect(page.locator(".labnow li").first).to_contain_text("Mieux produire est en tête")


def test_the_keyboard_alone_forks_and_moves_a_weight(opened):
    page = opened()
    fork = page.get_by_role("button", name="Dédoubler", exact=True)
    fork.focus()
    page.keyboard.press("Enter")
    expect(heads(page)).to_have_count(2)
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    expect(slider(page)).to_have_value("51")
    expect(page.locator(".labwas")).to_contain_text("Les poids passent")


def test_the_browser_s_back_button_goes_back_one_change(opened):
    page = opened()
    press(page, "Dédoubler")
    press(page, "Dédoubler")
    expect(heads(page)).to_have_count(3)
    page.go_back()
    expect(heads(page)).to_have_count(2)


def test_six_scenarios_stand_side_by_side_and_a_seventh_does_not(opened):
    page = opened(COMPARED)
    expect(heads(page)).to_have_count(6)
    expect(page.locator(".labtable thead th")).to_have_count(7)
    expect(page.locator(".labeffects section")).to_have_count(5)
    expect(page.get_by_role("button", name="Dédoubler", exact=True)).to_be_disabled()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/scenarios", COMPARED], ids=["one", "six"])
def test_axe_reports_no_violation(opened, path, scheme, width, height):
    page = opened(path, width, height, color_scheme=scheme)
    page.get_by_text("Tableau des notes de ce scénario").click()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


@pytest.mark.parametrize("path", ["/scenarios", COMPARED], ids=["one", "six"])
def test_nothing_scrolls_sideways_and_targets_are_large(opened, path):
    page = opened(path)
    page.get_by_text("Tableau des notes de ce scénario").click()
    press(page, "Garder ces scénarios")
    page.wait_for_selector(".lablink")
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(100)
        if page.evaluate(f"{MAIN}.scrollWidth > {MAIN}.clientWidth"):
            wide.append(width)
    assert wide == []
    page.set_viewport_size({"width": 390, "height": 844})
    small = [
        (target.inner_text(), box["height"])
        for target in page.locator(
            "[data-testid=stMain] button:not([tabindex='-1']), summary, .lablink a"
        ).all()
        if target.is_visible() and (box := target.bounding_box())["height"] < 43.5
    ]
    assert small == []


def test_a_printed_page_keeps_the_comparison_and_not_the_controls(opened):
    page = opened(COMPARED)
    page.emulate_media(media="print")
    for part in (".answer", ".ranks", ".labtable", ".labeffects"):
        assert page.locator(part).first.is_visible(), part
    for part in ("[data-testid=stSlider]", ".st-key-lab_scores"):
        assert not page.locator(part).first.is_visible(), part


def test_a_lead_s_fork_of_a_meeting_is_kept_there_and_opens_elsewhere(hall, open_page):
    page = open_page(f"{hall}/seance")
    page.get_by_label("Intitulé").fill("GT ECTE")
    page.get_by_role("button", name="Créer la séance").click()
    link = page.locator(".enter").get_attribute("href")
    code = link.split("/")[2]
    page.goto(hall + link)
    page.wait_for_selector(".rail")
    page.goto(f"{hall}/scenarios?seance={code}")
    expect(heads(page)).to_have_text(["Notes de la séance"])
    press(page, "Dédoubler")
    press(page, "Garder ces scénarios")
    address = page.locator(".lablink a").get_attribute("href")
    assert address.endswith(f"&seance={code}")
    other = open_page(address)
    expect(heads(other)).to_have_text(["Notes de la séance", "Notes de la séance, variante 1"])
    expect(other.get_by_text("Gardés dans la séance")).to_have_count(0)
    page.goto(f"{hall}/scenarios?seance={code}")
    page.get_by_role("button", name="Gardés dans la séance (2)").click()
    page.get_by_role("button", name=re.compile("^Notes de la séance, variante 1")).click()
    expect(heads(page)).to_have_count(2)
