"""A meeting in a real browser: facilitator, projector, and voters who post their ballots."""

import os
import re
import signal
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from playwright.sync_api import expect

from tests.e2e.conftest import NARROW, READY, served_process, unfold, violations

SIZES = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]
FITS = """() => [document.documentElement, document.querySelector('.projector')].every(
    box => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth)"""
"""Nothing scrolls: the projector has no one to do it."""
CRITERIA = ("ghg_impact", "partner_ecosystem", "existing_coverage")


class Phone:
    """A voter: a browser without JavaScript."""

    def __init__(self, hall, code):
        self.ballot = f"{hall}/vote/{code}"
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.opener.addheaders = [("Origin", hall)]
        self.send(f"{self.ballot}/entrer", self.hidden())

    def read(self, address, body=None):
        with self.opener.open(address, body, timeout=20) as answer:
            return answer.read().decode()

    def hidden(self):
        shown = self.read(self.ballot)
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown)
        return dict(found)

    def send(self, address, fields):
        return self.read(address, urlencode(fields).encode())

    def vote(self, first, others):
        given = {f"n_{c}": str(others) for c in CRITERIA if c != first}
        fields = {**self.hidden(), "premier": first, **given, "geste": "envoyer"}
        assert "Vote enregistré" in self.send(self.ballot, fields)


def created(hall, open_page, **options):
    """A facilitator's page on a new short meeting, its link and its code."""
    page = open_page(f"{hall}/seance", **options)
    page.get_by_label("Intitulé").fill("GT ECTE")
    page.get_by_role("button", name="Créer la séance").click()
    link = page.locator(".enter").get_attribute("href")
    page.goto(hall + link)
    page.wait_for_selector(".rail")
    return page, link, link.split("/")[2]


def primary(page):
    """Press the button of the next phase, once that of the phase before is gone."""
    page.wait_for_selector(READY)
    page.locator("button[kind=primary]").click()


def press_at_rest(page, name):
    """Press a button of a page that is being drawn no more."""
    page.wait_for_selector(READY)
    page.get_by_role("button", name=name, exact=True).click()


def go_on(page, says):
    primary(page)
    expect(page.locator(".phase").first).to_have_text(says)


def open_first_round(page):
    primary(page)
    asked = page.get_by_role("dialog")
    current = asked.get_by_text("(choix actuel)")
    expect(current.first).to_be_visible()
    for answer in current.all():
        answer.click()
        page.wait_for_selector(READY)
    asked.get_by_test_id("stRadioGroup").get_by_text("Moins couvert").click()
    page.wait_for_selector(READY)
    for box in asked.get_by_text("Accepté", exact=True).all():
        box.click()
    asked.locator("button[kind=primaryFormSubmit]").click()
    expect(page.locator(".phase").first).to_have_text("Le premier vote est ouvert")


def test_two_rounds_are_led_from_one_page_and_the_projector_follows(hall, open_page):
    desk, _, code = created(hall, open_page)
    projector = open_page(f"{hall}/projection?seance={code}", 1920, 1080)
    go_on(desk, "Accueil")
    expect(projector.locator("h1")).to_have_text("Rejoignez la séance")
    phones = [Phone(hall, code) for _ in range(6)]
    expect(desk.locator(".count")).to_contain_text("6 présents")
    open_first_round(desk)
    for phone in phones[:5]:
        phone.vote("ghg_impact", 20)
    expect(desk.locator(".count")).to_contain_text("5 votes reçus, 6 présents")
    expect(projector.locator(".p-in")).to_contain_text("5votes reçus6 personnes présentes")
    expect(desk.locator(".missing")).to_have_text("Il en manque 1")
    for page in (desk, projector):
        assert "Mieux produire" not in page.locator("body").inner_text()
    phones[5].vote("existing_coverage", 10)
    expect(desk.locator(".count")).to_contain_text("6 votes reçus, 6 présents")
    go_on(desk, "Résultats du premier vote")
    expect(projector.locator(".p-strip .p-dot")).to_have_count(18)
    press_at_rest(desk, "Vote par vote")
    expect(projector.locator(".p-disc")).to_have_count(6)
    press_at_rest(desk, "La carte")
    # Five equal ballots are five dots, side by side.
    expect(projector.locator(".p-plane .p-vote")).to_have_count(6)
    desk.get_by_role("button", name="Ouvrir le second vote").click()
    expect(desk.locator(".phase").first).to_have_text("Le second vote est ouvert")
    expect(projector.locator(".p-ask")).to_have_text("Second vote")
    for phone in phones:
        phone.vote("ghg_impact", 50)
    expect(desk.locator(".count")).to_contain_text("6 votes reçus")
    go_on(desk, "Résultats du second vote")
    unfold(desk, "Comment c’est calculé")
    expect(desk.get_by_role("heading", name="Depuis le vote d’avant")).to_be_visible()
    assert not [e for e in desk.errors + projector.errors if "404" not in e]
    assert desk.foreign + projector.foreign == []


def test_each_phase_is_accessible_and_fits_light_and_dark(hall, open_page):
    desk, link, code = created(hall, open_page)
    dark = open_page(hall + link, color_scheme="dark")
    screens = [
        open_page(f"{hall}/projection?seance={code}", color_scheme=scheme)
        for scheme in ("light", "dark")
    ]
    faults = []

    def looked_at(phase, *, where=".phase, .p-say", on=(desk, dark, *screens)):
        for page, size in zip(on, SIZES * (len(on) // len(SIZES)), strict=True):
            page.wait_for_selector(where)
            page.set_viewport_size(size)
            faults.extend((phase, size["width"], found) for found in violations(page))
        for screen, size in zip(screens, reversed(SIZES), strict=True):
            screen.wait_for_function(FITS)
            screen.set_viewport_size(size)
            screen.wait_for_function(FITS)

    go_on(desk, "Accueil")
    looked_at("lobby")
    open_first_round(desk)
    for k in range(7):
        Phone(hall, code).vote(CRITERIA[k % 2], 10 * k)
    looked_at("round", where=".gauge, .p-ring")
    go_on(desk, "Résultats du premier vote")
    looked_at("revealed", where=".p-dot")
    for words, mark in (("Vote par vote", ".p-firsts"), ("Le classement", ".p-ranking")):
        desk.get_by_role("button", name=words, exact=True).click()
        for screen in screens:
            screen.wait_for_selector(mark)
        looked_at(words, on=screens)
    assert faults == []


def test_the_page_never_scrolls_sideways_on_a_phone(hall, open_page):
    desk, _, code = created(hall, open_page, width=390, height=844)
    desk.wait_for_function(NARROW)
    go_on(desk, "Accueil")
    open_first_round(desk)
    for _ in range(5):
        Phone(hall, code).vote("ghg_impact", 30)
    desk.wait_for_function(NARROW)
    go_on(desk, "Résultats du premier vote")
    unfold(desk, "Comment c’est calculé")
    desk.wait_for_selector(".sw-row")
    desk.wait_for_function(NARROW)


def test_a_lost_connection_is_said_on_the_page(tmp_path, open_page, start):
    with served_process(start, PRIORITISATION_DATA=str(tmp_path)) as (address, process):
        desk, _, _ = created(address, open_page)
        expect(desk.locator(".cut")).to_be_empty()
        os.kill(process, signal.SIGKILL)
        expect(desk.locator(".cut")).to_contain_text("Connexion perdue")
