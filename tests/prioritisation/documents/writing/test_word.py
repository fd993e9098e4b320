from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from prioritisation.documents.writing.cleaning import printable
from prioritisation.documents.writing.word import docx
from tests.prioritisation.documents.writing.made import HOSTILE, hostile
from tests.prioritisation.documents.writing.recorded import note


@pytest.fixture(scope="module")
def document():
    return Document(BytesIO(docx(note("contested"))))


def styled(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_headings_are_headings_in_the_order_of_the_note(document):
    written = note("contested")
    titles = [section.title for section in written.sections]
    assert styled(document, "Heading 1") == [*titles, "Annexe"]
    subtitles = [section.title for section in written.annex]
    assert styled(document, "Heading 2") == [
        "Ce qu’il faut savoir d’abord",
        *subtitles,
        "Traçabilité",
    ]
    assert styled(document, "Title") == [written.heading.title]


def test_tables_have_a_repeated_header_a_width_and_a_title(document):
    heading, *tables = document.tables
    assert not heading._tbl.xpath(".//w:tblHeader"), "it only sets lines out"
    assert len(tables) == 5
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        widths = [int(c.width) for c in table.rows[0].cells]
        assert abs(sum(widths) - Cm(17)) < Cm(0.1)
    captions = [t._tbl.xpath("w:tblPr/w:tblCaption/@w:val") for t in tables]
    assert ["Poids des critères"] in captions


def test_pictures_have_an_alternative_text(document):
    texts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert texts == [printable(note("contested").picture.alt)]


def test_it_says_what_it_is(document):
    about = document.core_properties
    assert about.title == note("contested").heading.title
    assert about.keywords == note("contested").sha256
    assert about.language == "fr-FR"
    assert about.created.date() == note("contested").heading.day
    assert note("contested").sha256 in "\n".join(p.text for p in document.paragraphs)


def test_what_people_wrote_is_text():
    made = Document(BytesIO(docx(hostile())))
    written = [p.text for p in made.paragraphs]
    cells = [c.text for table in made.tables for row in table.rows for c in row.cells]
    for text in HOSTILE:
        assert printable(text) in written
        assert printable(text) in cells


def test_too_few_ballots_make_a_note_all_the_same():
    made = Document(BytesIO(docx(note("few"))))
    assert "Trop peu de votes\u00a0: rien n’est classé." in [p.text for p in made.paragraphs]
