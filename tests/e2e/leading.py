"""What tests do on the page that leads a meeting, and voters who post their ballots."""

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from playwright.sync_api import expect

from tests.e2e.conftest import READY

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
