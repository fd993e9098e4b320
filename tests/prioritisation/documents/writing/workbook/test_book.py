from prioritisation.documents.writing.workbook import xlsx
from prioritisation.documents.writing.workbook import xlsx as made
from tests.prioritisation.documents.writing.made import HOSTILE, hostile
from tests.prioritisation.documents.writing.office import parts
from tests.prioritisation.documents.writing.recorded import note


def test_its_sheets_are_in_french_and_in_order():
    book = parts(xlsx(note("clear")))["xl/workbook.xml"]
    names = ["Lisez-moi", "Poids et valeurs", "Classement", "Notes et sources", "Votes"]
    places = [book.index(f'name="{name}"') for name in names]
    assert places == sorted(places)


def test_ballots_that_may_not_be_shown_are_not_there():
    assert "Votes" not in parts(xlsx(note("alone")))["xl/workbook.xml"]


def test_the_same_note_gives_the_same_bytes():
    assert made(note("clear")) == xlsx(note("clear"))


def test_it_says_what_it_is_and_whose_record_it_shows():
    content = parts(xlsx(note("clear")))
    assert note("clear").sha256 in content["docProps/core.xml"]
    assert note("clear").sha256 in content["xl/sharedStrings.xml"]
    assert "2026-12-05" in content["docProps/core.xml"]


def test_what_people_wrote_is_no_formula_and_no_link():
    content = parts(xlsx(hostile()))
    formulas = [
        part.split("</f>")[0] for sheet in content.values() for part in sheet.split("<f>")[1:]
    ]
    assert formulas
    assert not [f for f in formulas if any(text[:8] in f for text in HOSTILE)]
    assert "hyperlink" not in "".join(content.values())


def test_too_few_ballots_make_a_workbook_that_says_so():
    book = parts(xlsx(note("few")))
    assert "Trop peu de votes" in book["xl/sharedStrings.xml"]
    assert "Classement" not in book["xl/workbook.xml"]
