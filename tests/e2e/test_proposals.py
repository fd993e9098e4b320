"""An expert proposes on a phone, the facilitator accepts on a screen, the history shows it."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import unit_content
from prioritisation.imports.making.case import imported_case_files
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, looked_at, settled, too_small, too_wide, until
from tests.prioritisation.imports.readings import HEAD, SITES
from tests.shelving import Shelved

LEVER, CRITERION = "mieux_se_loger", "partner_ecosystem"
UNIT = note_unit(LEVER, CRITERION)
WHY = "Quatre partenaires sont prêts."


@pytest.fixture
def arriving(place, open_page):
    """Open the dossier by a link of it, as a browser that has never been there."""

    def opened(dossier, secret, **looks):
        link = f"{place[1]}/ouvrir/{dossier.key}/{secret}"
        return open_page(f"{place[1]}/dossiers?dossier={dossier.key}", by=link, **looks)

    return opened


def go(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector(READY)


def proposals(dossier):
    return dossier.shelf.proposals(dossier.key, dossier.secret)


def propose(phone):
    """A score in words, from the first page of the dossier on."""
    go(phone, "Proposer une correction")
    name = re.compile(r"Mieux se loger, Partenaires mobilisés\s: ")
    phone.get_by_role("gridcell", name=name).click()
    phone.get_by_text("Une note", exact=True).click()
    phone.get_by_text("Plutôt favorable", exact=True).click()
    phone.get_by_label("Qui le dit").fill("Pilote du GT 2")
    phone.get_by_label("Pourquoi, en une phrase").fill(WHY)
    phone.keyboard.press("Tab")
    phone.wait_for_selector(READY)
    go(phone, "Proposer")
    expect(phone.get_by_text("Votre correction est proposée")).to_be_visible()


def accept(screen):
    """The one that waits, with a word."""
    go(screen, "1 proposition attend")
    expect(screen.get_by_text(re.compile("qui propose · "))).to_be_visible()
    screen.get_by_text("Ce que cela changerait, à poids égaux").click()
    expect(screen.get_by_text("Aujourd’hui : ")).to_be_visible()
    assert looked_at(screen) == {}
    assert too_small(screen.locator('[class*="st-key-change_"] button')) == []
    screen.get_by_label("Un mot pour la personne qui propose").fill("merci")
    go(screen, "Accepter")


def test_an_expert_proposes_on_a_phone_and_the_facilitator_accepts(place, arriving):
    normandie = Shelved(place[0], "Normandie", files=case_files_of(NORMANDIE))
    expert = normandie.link(Role.EXPERT)
    phone = arriving(normandie, expert, width=390, height=844)
    propose(phone)
    assert len(proposals(normandie)) == 1
    assert too_wide(phone, (320, 390)) == []

    screen = arriving(normandie, normandie.secret, width=1280, height=800)
    accept(screen)
    until(screen, lambda: [p.answer for p in proposals(normandie)] == ["accepted"])
    state = normandie.shelf.state(normandie.key, normandie.secret)
    assert unit_content(state, UNIT)["reason"] == WHY
    go(screen, "← Ce dossier")
    go(screen, "Ce qui a changé")
    expect(screen.get_by_text(f"« {WHY} »", exact=True)).to_be_visible()
    expect(screen.get_by_text(re.compile(r"plutôt favorable\s»\s\(avis\)"))).to_be_visible()

    phone.goto(phone.url.partition("&")[0])
    settled(phone).wait_for_selector(READY)
    go(phone, "Ce que vous avez proposé")
    phone.get_by_text("Lesquelles ont leur réponse ?").click()
    expect(phone.get_by_text("Réponse : « merci »")).to_be_visible()
    assert looked_at(phone) == {}
    assert too_wide(phone, (320, 390)) == []


NEWER = """Site;Critère;Note;Source;Date;Commentaire
Ancienne gare;Coût;1250;;;
Ancienne gare;Accès;4 à 12;;;
Halle;Accès;26;;;
Friche;Coût;1300;Devis Martin;12/03/2026;devis <b>signé</b>
"""


def test_an_expert_brings_a_newer_file_and_each_score_waits_for_its_answer(
    place, arriving, tmp_path
):
    files = imported_case_files(SITES, HEAD, dt.date(2026, 11, 28))
    sites = Shelved(place[0], "Sites", files=files)
    before = sites.shelf.open(sites.key, sites.secret).seq
    phone = arriving(sites, sites.link(Role.EXPERT), width=390, height=844)
    go(phone, "Proposer une correction")
    go(phone, "Coller un tableau, ou reprendre un fichier plus récent")
    path = tmp_path / "devis.csv"
    path.write_text(NEWER)
    phone.locator(".dropzone input").set_input_files(path)
    phone.locator(".sheettable table").wait_for()
    phone.get_by_text("une note", exact=True).click()
    expect(phone.locator(".answer")).to_contain_text("1 note change")
    expect(phone.get_by_text("Friche, Coût")).to_contain_text("Devis Martin · 12/03/2026")
    assert looked_at(phone) == {}
    assert too_wide(phone, (320, 390)) == []
    go(phone, "Proposer 1 note")
    expect(phone.get_by_text("1 note est proposée.")).to_be_visible()
    (waiting,) = proposals(sites)
    assert (waiting.answer, sites.shelf.open(sites.key, sites.secret).seq) == (None, before)

    screen = arriving(sites, sites.secret, width=1280, height=800)
    go(screen, "1 proposition attend")
    expect(screen.get_by_text("devis <b>signé</b>").first).to_be_visible()
    go(screen, "Accepter")
    until(screen, lambda: [p.answer for p in proposals(sites)] == ["accepted"])
