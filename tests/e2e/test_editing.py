"""A dossier is corrected in a browser: by tap, by keyboard, by two at once."""

import re

import pytest
from playwright.sync_api import expect

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import unit_content
from prioritisation.meeting.room.case_edits import case_files_of
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, too_small, too_wide, until
from tests.shelving import Shelved

LEVER, CRITERION = "mieux_se_loger", "partner_ecosystem"
UNIT = note_unit(LEVER, CRITERION)
CELL = f"{LEVER}.{CRITERION}"


@pytest.fixture
def normandie(place):
    return Shelved(place[0], "Normandie", files=case_files_of(NORMANDIE))


@pytest.fixture
def correcting(place, open_page):
    """Open the part of a dossier where it is corrected, as whoever leads it."""

    def opened(dossier, note="", **looks):
        link = f"{place[1]}/ouvrir/{dossier.key}/{dossier.secret}"
        address = f"{place[1]}/dossiers?dossier={dossier.key}&vue=corriger&note={note}"
        page = open_page(address, by=link, **looks)
        page.wait_for_selector(".scoretable td")
        return page

    return opened


def cell(page, lever, criterion):
    return page.get_by_role("gridcell", name=re.compile(rf"{lever}, {criterion}\s: "))


def written(dossier, unit=UNIT):
    return unit_content(dossier.shelf.state(dossier.key, dossier.secret), unit)


def first_taken(page, name):
    """Take the first of a list.

    It closes when the page is drawn again meanwhile: it is opened once more.
    """
    page.wait_for_selector(READY)
    first = page.get_by_role("option").first

    def listed():
        if not first.count():
            page.get_by_role("combobox", name=re.compile(f"^{name}")).click()
            page.wait_for_timeout(300)
        return first.count()

    until(page, listed)
    first.click()


def sourced(page):
    """The form of a score, its source being the first of the list."""
    first_taken(page, "Source")


def filled(page, level, reason):
    """The form of a score in words, filled."""
    page.get_by_text("Une note", exact=True).click()
    page.get_by_text(level, exact=True).click()
    sourced(page)
    page.get_by_label("Pourquoi, en une phrase").fill(reason)
    page.keyboard.press("Tab")
    page.wait_for_selector(READY)


def a_missing_score_is_filled_by_a_tap(normandie, correcting):
    page = correcting(normandie, width=390, height=844)
    tapped = cell(page, "Mieux se loger", "Partenaires mobilisés")
    expect(tapped).to_contain_text("manquante")
    tapped.click()
    expect(page.locator(".st-key-score_form h2")).to_be_in_viewport()
    filled(page, "Plutôt favorable", "Quatre partenaires sont prêts.")
    expect(page.get_by_text("Ce que cela changerait, à poids égaux")).to_be_visible()
    page.get_by_role("button", name="Écrire cette note").click()
    expect(tapped).to_contain_text("plutôt favorable")
    expect(tapped).to_be_focused()
    assert written(normandie)["reason"] == "Quatre partenaires sont prêts."
    assert too_wide(page, (320, 390)) == []


def two_write_one_score_and_nothing_is_lost(normandie, correcting):
    one, two = correcting(normandie, CELL), correcting(normandie, CELL)
    filled(one, "Plutôt favorable", "Quatre partenaires sont prêts.")
    filled(two, "Quelques partenaires engagés", "Deux réseaux seulement.")
    two.get_by_role("button", name="Écrire cette note").click()
    until(two, lambda: written(normandie).get("score") == "quelques_partenaires")
    one.get_by_role("button", name="Écrire cette note").click()
    expect(one.get_by_text("Cela a changé pendant que vous l’écriviez")).to_be_visible()
    expect(one.get_by_label("Pourquoi, en une phrase")).to_have_value(
        "Quatre partenaires sont prêts."
    )
    one.wait_for_selector(READY)
    one.get_by_role("button", name="Écrire cette note").click()
    until(one, lambda: written(normandie).get("score") == "plutot_favorable")


def one_types_in_the_cells_and_writes_them_together(normandie, correcting):
    page = correcting(normandie)
    first = cell(page, "Mieux se nourrir", "Partenaires mobilisés")
    below = cell(page, "Mieux consommer", "Partenaires mobilisés")
    first.focus()
    page.keyboard.type("quelques")
    page.keyboard.press("Enter")
    expect(below).to_be_focused()
    page.keyboard.type("rien")
    page.keyboard.press("Escape")
    expect(below).to_be_focused()
    page.keyboard.type("?")
    page.keyboard.press("Tab")
    expect(page.get_by_text("2 notes tapées, pas encore écrites")).to_be_visible()
    expect(first).to_contain_text("pas encore écrite")
    sourced(page)
    page.get_by_label("Pourquoi, en une phrase").fill("Dit en réunion.")
    page.get_by_role("button", name="Écrire tout ce qui est tapé").click()
    expect(page.get_by_text("2 notes sont écrites.")).to_be_visible()
    expect(first).to_contain_text("quelques partenaires engagés")
    assert too_small(page.locator(".st-key-score_acts button")) == []


TOO_LONG = "x" * 10_000


def pasted(page, field, words):
    """A text that comes at once, as from the clipboard."""
    field.focus()
    page.keyboard.insert_text(words)
    page.keyboard.press("Tab")
    page.wait_for_selector(READY)


def a_text_that_is_too_long_stays_where_it_was_pasted_and_is_told(normandie, correcting):
    """The browser dropped all of it: nothing stood in the field, and nothing said why."""
    page, seq = correcting(normandie, CELL), normandie.seq
    page.get_by_text("Une note", exact=True).click()
    reason = page.get_by_label("Pourquoi, en une phrase")
    pasted(page, reason, TOO_LONG)
    page.get_by_role("button", name="Écrire cette note").click()
    form = page.locator(".st-key-score_form")
    expect(form.get_by_text("C’est trop long (au plus 500)")).to_be_visible()
    expect(reason).to_have_value(TOO_LONG)
    page.get_by_text("Leviers", exact=True).first.click()
    added = page.locator(".st-key-edited_new")
    name = added.get_by_label("Son nom")
    pasted(page, name, TOO_LONG)
    added.get_by_role("button", name="Ajouter ce levier").click()
    expect(added.get_by_text("C’est trop long (au plus 120)")).to_be_visible()
    expect(name).to_have_value(TOO_LONG)
    assert normandie.seq == seq


def test_a_score_is_filled_by_tap_then_others_by_typing(normandie, correcting):
    a_missing_score_is_filled_by_a_tap(normandie, correcting)
    one_types_in_the_cells_and_writes_them_together(normandie, correcting)


def test_two_write_one_score_and_each_part_is_corrected(normandie, correcting):
    a_text_that_is_too_long_stays_where_it_was_pasted_and_is_told(normandie, correcting)
    two_write_one_score_and_nothing_is_lost(normandie, correcting)
