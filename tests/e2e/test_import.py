"""A workbook as offices make them becomes a case, in a real browser: from drop to open meeting."""

import base64
import datetime as dt
import re

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.e2e.conftest import LOOKS, looked_at, settled, too_small

MOST_TAPS = 20
"""From the list of cases to the open meeting, all three directions and an order being said."""
HEADER = (
    *("N°", "Site", "Coût d’aménagement (k€)", "Accès (min)"),
    *("Travaux (mois)", "Accord des riverains", "Total"),
)
ROWS = (
    (1, "Ancienne gare", 1250, 4, "8 à 12", "favorable"),
    (2, "Halle Saint-Martin", 980, 11, dt.datetime(2026, 8, 3), "partagé"),  # noqa: DTZ001 (a cell has none)
    (3, "Friche des Tanneurs", "n.c.", 15, 18, "favorable"),
    (4, "École Jean-Macé", 1400.5, 9, 6, "défavorable"),
    (5, "Zone des Prés", "#REF!", "environ 26", 4, "partagé"),
)
BUTTONS = "[data-testid=stMain] [data-testid^=stBaseButton]:visible, .sheettable thead button"
DROP = """([name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    for (const kind of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(kind, {
            dataTransfer: data, bubbles: true, cancelable: true }));
    }
}"""


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    """A comparison with all that stands around a table in an office."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Comparatif"
    sheet["A1"] = "Choix du site – comparatif du 12 mars 2026"
    sheet["A2"], sheet["B2"] = "Rédigé par :", "le secrétariat"
    sheet["C4"], sheet["F4"] = "Technique", "Humain"
    sheet.merge_cells("C4:E4")
    for column, name in enumerate(HEADER, 1):
        sheet.cell(5, column, name)
    for row, values in enumerate(ROWS, 6):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
        sheet.cell(row, len(HEADER), 10 + row)
    sheet["B11"], sheet["C11"], sheet["D11"] = "Moyenne", 1210.2, 9.8
    sheet["A13"] = "Source : services techniques, estimations non contractuelles."
    book.create_sheet("Lisez-moi")["A1"] = "Ce classeur compare cinq sites."
    words = book.create_sheet("listes")
    words["A1"], words["A2"], words.sheet_state = "favorable", "partagé", "hidden"
    path = tmp_path_factory.mktemp("files") / "comparatif-sites.xlsx"
    book.save(path)
    return path


class Hand:
    """Whoever brings a file; what they do is counted."""

    def __init__(self, page):
        self.page = page
        self.taps = []

    def press(self, name, role="button", within=None):
        settled(self.page)
        (within or self.page).get_by_role(role, name=name, exact=True).first.click()
        self.taps.append(name)

    def brings(self, path, *, dropped):
        self.press("Déposer un fichier")
        self.page.locator(".dropzone").wait_for()
        if dropped:
            content = base64.b64encode(path.read_bytes()).decode()
            self.page.evaluate(DROP, [path.name, content])
        else:
            self.page.locator(".dropzone input").set_input_files(path)
        self.taps.append("file")
        self.page.locator(".sheettable table").wait_for()

    def mends(self):
        """Answer all that is asked of cells."""
        for k, answer in enumerate(("inconnu", "écrire…")):
            cell = self.page.locator(f".st-key-file_cell_{k}")
            self.press(answer, "radio", cell)
            expect(cell.get_by_role("radio", name=answer)).to_be_checked()
        cell.get_by_role("textbox").fill("3 à 8")
        cell.get_by_role("textbox").press("Enter")
        self.taps.append("3 à 8")
        about = self.page.locator("[class*=st-key-file_asked_cell]")
        self.press("26", "radio", about)
        expect(self.page.get_by_text("Plus rien ne bloque")).to_be_visible()

    def says_which_way(self):
        for k in range(3):
            scale = self.page.locator(f".st-key-file_scale_{k}")
            self.press("moins", "radio", scale)
            expect(scale.get_by_text("= plus prioritaire")).to_be_visible()
        self.press("Cet ordre est le bon")
        expect(self.page.get_by_text("« favorable » est le mieux.")).to_be_visible()

    def opens_a_meeting(self):
        self.page.get_by_label("Nom du groupe").fill("Maison des projets")
        self.taps.append("group")
        self.press("Créer ce dossier")
        self.press("Entrer dans le dossier", "link")
        expect(self.page.locator("h1", has_text="De quoi ce dossier est-il fait")).to_be_visible()
        self.press("Ouvrir une séance sur ce dossier", "link")
        self.page.get_by_label("Intitulé").fill("Choix du site")
        self.taps.append("title")
        self.press("Créer la séance")
        expect(self.page.locator(".phase").first).to_have_text("La séance est créée")


def test_a_messy_workbook_becomes_an_open_meeting(hall, open_page, messy):
    page = open_page(f"{hall}/dossiers")
    hand = Hand(page)
    hand.brings(messy, dropped=True)
    expect(page.locator("h1", has_text="Qu’avons-nous compris de ce fichier")).to_be_visible()
    expect(page.locator(".answer")).to_contain_text("5 sites × 4 critères.")
    hand.press("C’est bien cela")
    expect(page.locator("h1", has_text="Que manque-t-il à ce fichier")).to_be_in_viewport()
    hand.mends()
    hand.says_which_way()
    hand.press("Voir le résumé")
    expect(page.locator("h1", has_text="Qu’allons-nous enregistrer")).to_be_in_viewport()
    # The button that leads there is far down: the title was out of sight.

    page.reload()
    expect(page.locator(".filefacts")).to_contain_text(
        "Halle Saint-Martin : Technique – Travaux, 3 à 8"
    )
    hand.opens_a_meeting()
    assert len(hand.taps) <= MOST_TAPS, hand.taps
    assert page.errors == []


def test_each_screen_of_a_file_is_read_by_everybody_and_is_one_s_own(
    hall, open_page, messy, tmp_path
):
    page = open_page(f"{hall}/dossiers", 390, 844)
    Hand(page).brings(messy, dropped=False)
    address = page.url
    for step in ("", "criteres", "resume"):
        page.goto(f"{address}&etape={step}")
        assert looked_at(settled(page), LOOKS) == {}, step
        assert too_small(page.locator(BUTTONS)) == [], step
    what_a_browser_sends_and_makes_is_its_own(hall, page, address, open_page)
    a_file_that_is_too_large_is_not_sent(hall, open_page, tmp_path)
    a_file_that_is_refused_says_so_and_the_next_one_is_taken(hall, open_page, messy, tmp_path)


def a_file_that_is_refused_says_so_and_the_next_one_is_taken(hall, open_page, messy, tmp_path):
    other = tmp_path / "export.xlsx"
    other.write_text("<html><body><table><tr><td>1</td></tr></table></body></html>")
    page = open_page(f"{hall}/dossiers?porte=fichier")
    page.locator(".dropzone input").set_input_files(other)
    # While the page changes, the answer of the one before is still there.
    refusal = page.locator(".answer", has_text="ni un classeur, ni du texte")
    expect(refusal).to_be_visible()
    expect(page.locator(".answer")).to_have_count(1)
    expect(page.locator(".sending .tolduser")).to_have_text("")
    page.locator(".dropzone input").set_input_files(messy)
    page.locator(".sheettable table").wait_for()
    page.go_back()
    expect(refusal).to_be_visible()


def a_file_that_is_too_large_is_not_sent(hall, open_page, tmp_path):
    large = tmp_path / "large.csv"
    large.write_bytes(b"a;b\n" * 2_600_000)
    page = open_page(f"{hall}/dossiers?porte=fichier")
    sent = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    page.locator(".dropzone input").set_input_files(large)
    expect(page.locator(".tolduser")).to_contain_text("Le fichier n’a pas été envoyé")
    assert [one for one in sent if "envoi" in one] == []


def what_a_browser_sends_and_makes_is_its_own(hall, page, address, open_page):
    token = re.search("fichier=([^&]+)", address)[1]
    page.goto(address)
    page.locator(".sheettable table").wait_for()
    stranger = open_page(address)
    expect(stranger.locator(".answer")).to_contain_text("Un autre navigateur l’a envoyé")
    assert stranger.locator(".sheettable").count() == 0
    address = f"{hall}/dossiers/envoi/{token}/annote"
    assert page.request.get(address).status == 200
    assert stranger.request.get(address).status == 404
