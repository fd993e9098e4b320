"""Each page that ranks on paper: no orphan, no empty sheet, its picture as wide as the sheet."""

import subprocess

from playwright.sync_api import expect

from prioritisation.ui.shared.pages import EXPERTS, FIRST, RANKING
from tests.e2e.conftest import READY

HEADS = """() => [...document.querySelectorAll('h1, h2, h3, summary, thead tr, caption')]
    .map((one) => one.innerText.split(/\\s+/).join(' ').trim()).filter(Boolean)"""
"""A function: the words of what must not end a sheet."""

PICTURES = ".ranking, .firsts, .benchtable, .shares"


def sheets(page, folder):
    """The lines of each sheet of paper."""
    paper = folder / "page.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    done = subprocess.run(  # noqa: S603
        ["pdftotext", "-layout", paper, "-"],  # noqa: S607
        capture_output=True,
        check=True,
        text=True,
    )
    return [
        [line for line in (" ".join(one.split()) for one in sheet.splitlines()) if line]
        for sheet in done.stdout.removesuffix("\f").split("\f")
    ]


def test_no_sheet_is_empty_or_ends_on_a_heading_and_pictures_are_whole(
    server, open_page, tmp_path
):
    page = open_page(server)
    for word in RANKING:
        page.emulate_media(media="null")
        page.goto(f"{server}/{'' if word == FIRST else word}")
        page.wait_for_selector(READY)
        on_paper(page, tmp_path)
    page.emulate_media(media="null")
    page.goto(f"{server}/{EXPERTS}")
    page.locator(PICTURES).first.wait_for()
    keeps_what_counts(page)


def on_paper(page, tmp_path):
    page.locator(PICTURES).first.wait_for()
    heads = page.evaluate(HEADS)
    printed = sheets(page, tmp_path)
    assert all(printed)
    # A line of two columns, or a heading that was wrapped: its end is compared.
    orphans = [sheet[-1] for sheet in printed if any(h.endswith(sheet[-1]) for h in heads)]
    assert orphans == []
    page.emulate_media(media="print")
    sheet = page.locator("[data-testid=stMainBlockContainer]").bounding_box()["width"]
    for picture in page.locator(PICTURES).all():
        if picture.is_visible():
            assert picture.bounding_box()["width"] > 0.8 * sheet


def keeps_what_counts(page):
    """Each picture has a text and a table; print keeps them, and none of the controls."""
    for picture in page.locator("[role=img]").all():
        assert "Mieux produire" in picture.get_attribute("aria-label")
    for fold in ("why", "other_weights"):
        page.locator(f".st-key-fold_{fold} summary").click()
        expect(page.locator(f".st-key-fold_{fold} tbody tr").first).to_be_visible()
    expect(page.locator(".printed").first).to_be_hidden()
    page.emulate_media(media="print")
    for part in (".printed", ".answer", ".firsts", ".tri", ".caveat"):
        expect(page.locator(part).first).to_be_visible()
    for part in (".share", ".st-key-second", ".weight input"):
        expect(page.locator(part).first).to_be_hidden()
