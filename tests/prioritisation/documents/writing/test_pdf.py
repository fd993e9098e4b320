import json
from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from prioritisation.documents.writing.pdf import data_of, note_pdf
from prioritisation.record.model import record_from, text_of
from prioritisation.record.replaying import replay
from tests.each import each
from tests.prioritisation.documents.writing.made import HOSTILE
from tests.prioritisation.documents.writing.made import hostile as written
from tests.prioritisation.documents.writing.office import text
from tests.prioritisation.documents.writing.recorded import note, sample


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


def test_the_same_note_gives_the_same_bytes(content):
    assert note_pdf(note("contested")) == content


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


@pytest.mark.usefixtures("office")
def test_the_fingerprint_can_be_copied(content):
    whole = "\n".join(text(content))
    assert sample("contested").sha256 in whole
    assert sample("contested").case.frozen.sha256 in whole


def test_hostile_names_of_levers_are_drawn_too():
    content = note_pdf(note("hostile"))
    assert content.startswith(b"%PDF")


def test_data_hold_no_markup_of_ours():
    assert json.loads(json.dumps(data_of(written())))["sections"][1]["blocks"][1][
        "text"
    ].startswith(HOSTILE[1][:10])


@pytest.mark.usefixtures("office")
def test_without_any_figure_there_is_a_note():
    pages = text(note_pdf(note("few")))
    assert "Trop peu de votes" in pages[0]
    assert "Répétition" in pages[0]
