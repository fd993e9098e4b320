"""Documents drawn as an office draws them: nothing blank, nothing lost, few pages."""

import subprocess

import numpy as np
import pytest
from PIL import Image

from prioritisation.documents.writing.cleaning import one_line
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.documents.writing.slides import pptx
from prioritisation.documents.writing.stamp import stamp_lines
from prioritisation.documents.writing.word import docx
from prioritisation.documents.writing.workbook import xlsx
from tests.each import each
from tests.prioritisation.documents.writing.made import HOSTILE, hostile
from tests.prioritisation.documents.writing.office import converted, text
from tests.prioritisation.documents.writing.recorded import NAMES, note

DARK = 120


def files():
    usual, attack = note("contested"), hostile()
    return {
        "slides.pptx": pptx(usual), "workbook.xlsx": xlsx(usual), "attack.docx": docx(attack),
        "deck.pptx": pptx(attack), "attackbook.xlsx": xlsx(attack),
    }  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory, office):  # noqa: ARG001 (it must be there)
    """Name -> its PDF, by one start of LibreOffice; our own PDF beside."""
    folder = tmp_path_factory.mktemp("drawn")
    notes = {name: note(name) for name in (*NAMES, "large")}
    written = files() | {f"{name}.docx": docx(one) for name, one in notes.items()}
    pages_of = converted(folder, written, "pdf")
    for name, one in notes.items():
        pages_of[f"{name}-own.pdf"] = folder / f"{name}-own.pdf"
        pages_of[f"{name}-own.pdf"].write_bytes(note_pdf(one))
    return pages_of


def pages(path):
    """Every page as an array of greys."""
    stem = path.with_suffix("")
    command = ["pdftoppm", "-r", "40", "-gray", "-png", str(path), str(stem)]
    subprocess.run(command, check=True)  # noqa: S603
    return [np.asarray(Image.open(p)) for p in sorted(path.parent.glob(f"{path.stem}-*.png"))]


@each(
    ("name", "most"),
    [("contested-own.pdf", 6), ("contested.docx", 7), ("slides.pptx", 4), ("workbook.xlsx", 9)],
)
def test_no_page_is_blank_and_there_are_few(drawn, name, most):
    leaves = pages(drawn[name])
    assert 0 < len(leaves) <= most
    assert all((page < DARK).sum() > 40 for page in leaves)


def test_each_page_of_the_workbook_says_whose_record_it_shows_and_no_help_is_cut(drawn):
    leaves = [" ".join(page.split()) for page in text(drawn["workbook.xlsx"].read_bytes())]
    *leaves, end = leaves
    assert end == ""
    for page in leaves:
        assert " ".join(" ".join(stamp_lines(note("contested"))).split()) in page
    (inputs,) = (page for page in leaves if "Changez les cellules jaunes" in page)
    assert "un nombre de 0 à 100 par critère." in inputs
    for column in note("contested").board.columns:
        assert column.label in inputs


@each("name", ["contested-own.pdf", "contested.docx", "slides.pptx"])
def test_nothing_is_drawn_at_the_very_edge_of_a_page(drawn, name):
    """What leaves a page is cut there: edges are empty."""
    for page in pages(drawn[name]):
        edges = np.concatenate([page[:, :4].ravel(), page[:, -4:].ravel(), page[-4:].ravel()])
        assert (edges < DARK).sum() == 0


def front(path):
    """Pages before the annex."""
    read = text(path.read_bytes())
    return next(k for k, page in enumerate(read) if page.splitlines()[:1] == ["Annexe"])


@each("name", [*NAMES, "large"])
def test_word_is_as_long_as_the_pdf_two_pages_for_a_usual_note(drawn, name):
    pages_of = front(drawn[f"{name}.docx"])
    printed = front(drawn[f"{name}-own.pdf"])
    assert pages_of == printed == 2 or (name == "large" and abs(pages_of - printed) <= 1)


def test_what_is_read_in_word_is_the_note(drawn):
    whole = " ".join(" ".join(text(drawn["contested.docx"].read_bytes())).split())
    for section in note("contested").sections:
        assert section.title in whole
    assert one_line(note("contested").first[0]).replace("\u00a0", " ") in whole.replace(
        "\u00a0", " "
    )


@each("name", ["attack.docx", "deck.pptx", "attackbook.xlsx"])
def test_what_people_wrote_is_read_as_it_was_written(drawn, name):
    whole = " ".join(" ".join(text(drawn[name].read_bytes())).split()).replace("\u00a0", " ")
    assert HOSTILE[0] in whole or name == "attackbook.xlsx"
    if name != "attackbook.xlsx":
        assert "<script>alert(1)</script> & <b>" in whole
        assert "{{7*7}}" in whole
    assert "#NAME" not in whole
    assert "Err:" not in whole
