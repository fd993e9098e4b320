from prioritisation.documents.writing.workbook import xlsx
from tests.prioritisation.documents.writing.office import parts
from tests.prioritisation.documents.writing.recorded import note


def test_the_first_sheet_says_how_to_read_the_workbook():
    words = parts(xlsx(note("clear")))["xl/sharedStrings.xml"]
    for said in (
        "Mode d’emploi",
        "Les cellules jaunes",
        "Seule la somme pondérée suit",
        "ex aequo",
    ):
        assert said in words


def test_each_score_has_its_source():
    found = parts(xlsx(note("undecidable")))
    sheet, words = found["xl/worksheets/sheet4.xml"], found["xl/sharedStrings.xml"]
    assert sheet.count("<row ") == 1 + 6 * 3
    assert "Simulateur territorial" in words
    assert "inconnu" in words
