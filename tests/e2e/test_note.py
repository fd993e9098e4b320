"""The note in a real browser: what the facilitator sees, and the files that are read back."""

import json
from io import BytesIO

import pikepdf
from playwright.sync_api import expect

from prioritisation.meeting.rules import Act
from tests.e2e.conftest import MADE_MS, too_small, too_wide, violations
from tests.sitting import Sitting


def revealed(room):
    sitting = Sitting(room)
    sitting.open().vote(6)
    sitting.reveal().act(Act.START_ANALYSIS)
    return sitting


def test_the_facilitator_reads_the_note_and_downloads_a_pdf(place, open_page):
    room, server = place
    sitting = revealed(room)
    page = open_page(f"{server}/entrer/{sitting.code}/{sitting.secret}")
    page.get_by_role("link", name="Écrire le compte rendu").click()
    expect(page.locator(".paper h2")).to_contain_text(
        "Compte rendu de priorisation", timeout=MADE_MS
    )
    expect(page.locator(".answer")).to_contain_text("C’est encore un projet")
    printed = page.pdf(prefer_css_page_size=True)
    with pikepdf.open(BytesIO(printed)) as sheets:
        assert len(sheets.pages) == 1
    with page.expect_download(timeout=MADE_MS) as download:
        page.get_by_role("link", name="Compte rendu (PDF)").click()
    expect(page.locator(".download .said").first).to_contain_text("téléchargé")
    assert download.value.suggested_filename.endswith(".pdf")
    with pikepdf.open(download.value.path()) as note:
        assert str(note.Root.Lang).startswith("fr")
        record = json.loads(note.attachments["fichier-de-preuve.json"].get_file().read_bytes())
    assert record["meeting"]["title"] == "GT ECTE"
    assert violations(page) == []
    assert too_wide(page, (320, 390, 1920)) == []
    assert too_small(page.locator(".downloads a")) == []
