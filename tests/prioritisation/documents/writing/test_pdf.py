from collections import Counter
from io import BytesIO

import numpy as np
import pikepdf
import pytest
import typst
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from prioritisation.documents.pictures.theme import svg
from prioritisation.documents.writing.cleaning import (
    FONTS,
    drawable,
    drawable_in_picture,
    printable,
)
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.documents.writing.pictures import picture_png
from prioritisation.documents.writing.word import docx
from prioritisation.record.model import record_from, text_of
from prioritisation.record.replaying import replay
from tests.each import each
from tests.prioritisation.documents.writing.made import HOSTILE, hostile
from tests.prioritisation.documents.writing.made import hostile as written
from tests.prioritisation.documents.writing.office import text
from tests.prioritisation.documents.writing.recorded import NAMES, note, sample


@pytest.fixture(scope="module")
def content():
    return note_pdf(note("contested"))


@pytest.fixture
def document(content):
    with pikepdf.open(BytesIO(content)) as opened:
        yield opened


def elements(document):
    """Every element of the structure tree."""
    waiting, tags = [document.Root.StructTreeRoot], []
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            tags += [node] if "/S" in node else []
            waiting += [node.K] if "/K" in node else []
    return tags


def test_it_is_tagged_titled_and_in_french(document):
    root = document.Root
    assert str(root.Lang) == "fr-FR"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(document.docinfo.Title) == note("contested").heading.title


def test_it_claims_to_be_accessible_and_to_be_kept(document):
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_headings_tables_and_pictures_are_tagged(document):
    tags = elements(document)
    count = Counter(str(node.S) for node in tags)
    assert count["/H1"] == 9
    assert count["/H2"] == len(note("contested").annex) + 1
    assert count["/Table"] == 5
    assert count["/TH"] == 6 + 6 + 3 + 4 + 3
    assert count["/Figure"] == 1
    scopes = {str(node.A[0].Scope if isinstance(node.A, pikepdf.Array) else node.A.Scope)
              for node in tags if node.S == "/TH"}  # fmt: skip
    assert scopes == {"/Column"}


def test_each_picture_has_its_alternative_text(document):
    texts = {
        str(node.Alt) for node in elements(document) if node.S == "/Figure" and "/Alt" in node
    }
    assert texts == {note("contested").picture.alt}


def test_the_attached_record_is_the_record(document):
    file = document.attachments["fichier-de-preuve.json"].get_file().read_bytes()
    assert file.decode() == text_of(sample("contested"))
    assert record_from(file) == sample("contested")
    assert replay(record_from(file)).genuine


def test_only_the_packaged_font_is_in_it(document):
    names = {str(o.BaseFont).split("+")[1] for o in document.objects
             if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"}  # fmt: skip
    assert names
    assert all(name.startswith("FiraSans") for name in names)


@pytest.mark.usefixtures("office")
@each("name", ["clear", "contested", "undecidable"])
def test_a_usual_note_is_two_pages_and_its_annex(name):
    with pikepdf.open(BytesIO(note_pdf(note(name)))) as document:
        annex = [
            p for p, page in enumerate(text(note_pdf(note(name)))) if page.startswith("Annexe")
        ]
        assert annex == [2]
        assert len(document.pages) <= 6


@pytest.mark.usefixtures("office")
def test_what_people_wrote_is_text():
    whole = "\n".join(text(note_pdf(written())))
    for words in (
        '#panic("x") *gras* $x$ @ref // fin',
        "<script>alert(1)</script> & <b>",
        "{{7*7}}",
    ):
        assert words in whole
    assert "=cmd|" in whole


@pytest.fixture(scope="module")
def document_word():
    return Document(BytesIO(docx(note("contested"))))


def styled(document_word, style):
    return [p.text for p in document_word.paragraphs if p.style.name == style]


def test_headings_are_headings_in_the_order_of_the_note(document_word):
    written = note("contested")
    titles = [section.title for section in written.sections]
    assert styled(document_word, "Heading 1") == [*titles, "Annexe"]
    subtitles = [section.title for section in written.annex]
    assert styled(document_word, "Heading 2") == [
        "Ce qu’il faut savoir d’abord",
        *subtitles,
        "Traçabilité",
    ]
    assert styled(document_word, "Title") == [written.heading.title]


def test_tables_have_a_repeated_header_a_width_and_a_title(document_word):
    heading, *tables = document_word.tables
    assert not heading._tbl.xpath(".//w:tblHeader"), "it only sets lines out"
    assert len(tables) == 5
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        widths = [int(c.width) for c in table.rows[0].cells]
        assert abs(sum(widths) - Cm(17)) < Cm(0.1)
    captions = [t._tbl.xpath("w:tblPr/w:tblCaption/@w:val") for t in tables]
    assert ["Poids des critères"] in captions


def test_what_people_wrote_is_text_word():
    made = Document(BytesIO(docx(hostile())))
    written = [p.text for p in made.paragraphs]
    cells = [c.text for table in made.tables for row in table.rows for c in row.cells]
    for word in HOSTILE:
        assert printable(word) in written
        assert printable(word) in cells


@given(st.text(max_size=30))
def test_every_sign_of_what_is_printed_is_in_the_font(text):
    with TTFont(FONTS / "FiraSans-Regular.ttf", lazy=True) as font:
        signs = set(font.getBestCmap()) | {ord("\n")}
    assert {ord(sign) for sign in drawable(text)} <= signs


@each(
    ("typed", "printed"),
    [
        ("Oui 👍🏽 !", "Oui [émoji] !"),
        ("👨\u200d👩\u200d👧", "[émoji]"),
        ("漢字 a", "[signes non imprimés] a"),
        ("🇫🇷", "[émoji]"),
    ],
)
def test_what_the_font_has_not_is_said_once_for_all_that_follow_each_other(typed, printed):
    assert drawable(typed) == printed


PICTURE = """#set document(title: "x")
#set text(font: "Fira Sans")
= x
#image(bytes(sys.inputs.svg), format: "svg", alt: "x")
"""


def compiled(text):
    """A PDF whose picture has a text."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
    drawn += f'<text font-family="Fira Sans" x="5" y="10">{text}</text></svg>'
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.compile(
        PICTURE.encode(),
        font_paths=fonts,
        sys_inputs={"svg": drawn},
        pdf_standards=["a-3a", "ua-1"],
    )


ACCENTED = st.text("aeœqE2-;\u0301\u0303\u0327\u0328é", min_size=1, max_size=6)


@given(ACCENTED.filter(lambda text: text.strip("\u0301\u0303\u0327\u0328")))
def test_an_accent_in_a_picture_never_stops_the_pdf(text):
    """A name with « œ\u0301 » had no minutes at all."""
    assert compiled(drawable_in_picture(text)).startswith(b"%PDF-")


DARK = 100


@each("name", NAMES)
def test_pictures_are_drawn_with_their_text(name):
    """A font that is not found draws no text, silently: dark pixels are counted at the left."""
    grey = np.asarray(Image.open(BytesIO(picture_png(note(name).picture))).convert("L"))
    assert (grey < DARK).sum() > 1_000
    names = grey[:, : grey.shape[1] // 4]
    assert (names < DARK).sum() > 800


@each("name", NAMES)
def test_a_picture_is_light_and_fetches_nothing(name):
    picture = note(name).picture
    assert len(picture_png(picture)) < 80_000
    drawn = svg(picture.specification).replace("http://www.w3.org", "")
    assert drawn.startswith("<svg")
    assert "http" not in drawn
    assert "Fira Sans" in drawn
