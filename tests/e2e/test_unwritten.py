"""What is typed in a form of a dossier and not written is there again after a reload."""

import re

import pytest
from playwright.sync_api import expect

from prioritisation.cases.units import CRITERION, unit_name
from prioritisation.meeting.room.case_edits import case_files_of
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, remembered, settled, until
from tests.shelving import Shelved

DRAFTS = "Object.entries(sessionStorage).filter(([name]) => name.startsWith('drafts:'))"
TOLD = "Object.entries(sessionStorage).filter(([name]) => name.endsWith(':values')).join()"
"""What the server has heard of, which is kept with the way to it."""
BACK = "Ce que vous aviez tapé est de retour."
REASON = "Pourquoi, en une phrase"


@pytest.fixture
def shelved(place):
    return Shelved(place[0], "Normandie", files=case_files_of(NORMANDIE))


@pytest.fixture
def at_the_forms(place, open_page, shelved):
    """Open the part of a dossier where it is corrected, as whoever leads it."""

    def opened(cell="", part=""):
        link = f"{place[1]}/ouvrir/{shelved.key}/{shelved.secret}"
        address = f"{place[1]}/dossiers?dossier={shelved.key}&vue=corriger&note={cell}"
        page = open_page(address, by=link)
        page.wait_for_selector(".scoretable td")
        if part:
            pressed(page, part)
        return page

    return opened


def pressed(page, words):
    page.wait_for_selector(READY)
    page.get_by_text(words, exact=True).first.click()
    page.wait_for_selector(READY)


def opened_criterion(page):
    """Its name heads a column of the part before, too, which stands there for a while."""
    listed = page.locator("[class*=st-key-edited_criterion_]")
    listed.get_by_text("Partenaires mobilisés", exact=True).click()
    page.wait_for_selector(READY)


def typed(page, label, words, *, leaves=True):
    """Type in a field; leave it, which tells the server, or not."""
    page.wait_for_selector(READY)
    field = page.get_by_label(label, exact=True).first
    field.click()
    field.fill("")
    field.press_sequentially(words)
    if leaves:
        field.press("Tab")
        page.wait_for_selector(READY)
    remembered(page, words)
    return field


def reloaded(page):
    page.wait_for_selector(READY)
    page.reload()
    return settled(page)


def emptied_tab(page):
    """The tab keeps nothing of what was sent."""
    until(page, lambda: page.evaluate(DRAFTS) == [])


def back_at(page, label, words):
    expect(page.get_by_label(label, exact=True).first).to_have_value(words)
    expect(page.locator(".drafts", has_text=BACK)).not_to_have_count(0)


def the_score_that_one_was_writing_and_no_other_has_it(at_the_forms):
    page = at_the_forms("mieux_se_loger.partner_ecosystem")
    pressed(page, "Plutôt favorable")
    expect(page.get_by_role("radio", name="Plutôt favorable")).to_be_checked()
    typed(page, REASON, "Quatre partenaires sont prêts.")
    until(page, lambda: "Quatre partenaires" in page.evaluate(TOLD))
    typed(page, "Qui le dit ?", "La Dreal", leaves=False)
    reloaded(page)
    back_at(page, REASON, "Quatre partenaires sont prêts.")
    expect(page.get_by_label("Qui le dit ?")).to_have_value("La Dreal")
    expect(page.get_by_role("radio", name="Plutôt favorable")).to_be_checked()
    page.get_by_role("gridcell", name=re.compile("Mieux produire, Partenaires")).click()
    expect(page.locator(".st-key-score_form h2")).to_contain_text("Mieux produire")
    page.wait_for_selector(READY)
    expect(page.get_by_label(REASON)).not_to_have_value("Quatre partenaires sont prêts.")
    page.get_by_role("gridcell", name=re.compile("Mieux se loger, Partenaires")).click()
    expect(page.locator(".st-key-score_form h2")).to_contain_text("Mieux se loger")
    page.wait_for_selector(READY)
    expect(page.get_by_label(REASON)).to_have_value("Quatre partenaires sont prêts.")
    page.get_by_role("button", name="Écrire cette note").click()
    expect(page.get_by_text("La note est écrite.")).to_be_visible()
    emptied_tab(page)
    reloaded(page)
    expect(page.locator(".drafts", has_text=BACK)).to_have_count(0)


def the_words_of_a_criterion(at_the_forms, shelved):
    page = at_the_forms(part="Critères")
    opened_criterion(page)
    typed(page, "Ce qu’il demande", "Qui est prêt ?", leaves=False)
    reloaded(page)
    # Nothing of it has been told to the server: where it was is known to nobody.
    pressed(page, "Critères")
    opened_criterion(page)
    back_at(page, "Ce qu’il demande", "Qui est prêt ?")
    page.keyboard.press("Tab")
    until(page, lambda: "Qui est prêt ?" in page.evaluate(TOLD))
    reloaded(page)
    back_at(page, "Ce qu’il demande", "Qui est prêt ?")
    page.get_by_label("Pourquoi", exact=True).first.fill("Plus court.")
    page.get_by_role("button", name="Écrire ces mots").click()
    expect(page.get_by_text("C’est écrit.")).to_be_attached()
    emptied_tab(page)
    unit = unit_name(CRITERION, "partner_ecosystem")
    assert "Qui est prêt ?" in shelved.shelf.state(shelved.key, shelved.secret)[unit]


def a_blank_page_until_the_dossier_is_made(hall, open_page):
    page = open_page(f"{hall}/dossiers?porte=page-blanche")
    typed(page, "Nom du groupe, tel qu’il sera écrit partout", "Maison des projets", leaves=False)
    pressed(page, "sites")
    pressed(page, "Ajouter un critère")
    page.get_by_label("Son nom", exact=True).nth(2).fill("Coût")
    reloaded(page)
    back_at(page, "Nom du groupe, tel qu’il sera écrit partout", "Maison des projets")
    expect(page.get_by_label("Son nom", exact=True).nth(2)).to_have_value("Coût")
    expect(page.get_by_role("radio", name="sites")).to_be_checked()
    page.get_by_role("button", name="Retirer le dernier").click()
    expect(page.get_by_label("Son nom", exact=True)).to_have_count(2)
    page.get_by_label("La question : elle donne son nom au dossier").fill("Où aller ?")
    page.get_by_label("Un par ligne, de 2 à 30").fill("Gare\nHalle")
    for place, name in enumerate(("Coût", "Marche")):
        for label, words in (("Son nom", name), ("Du pire…", "10"), ("… au mieux", "0")):
            page.get_by_label(label, exact=True).nth(place).fill(words)
    page.keyboard.press("Tab")
    page.wait_for_selector(READY)
    page.get_by_role("button", name="Créer ce dossier").click()
    expect(page.get_by_role("link", name="Entrer dans le dossier")).to_be_visible()
    emptied_tab(page)
    page.get_by_role("button", name="Le lien est gardé").click()
    expect(page.get_by_role("link", name="Entrer dans le dossier")).to_have_count(0)
    page.goto(f"{hall}/dossiers?porte=page-blanche")
    expect(page.get_by_label("Un par ligne, de 2 à 30")).to_have_value("")


def test_what_is_typed_in_a_dossier_is_there_after_a_reload(
    place, open_page, at_the_forms, shelved
):
    a_blank_page_until_the_dossier_is_made(place[1], open_page)
    the_words_of_a_criterion(at_the_forms, shelved)
    the_score_that_one_was_writing_and_no_other_has_it(at_the_forms)
