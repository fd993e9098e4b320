from prioritisation.documents.writing.workbook import TOP_ROW, xlsx
from tests.prioritisation.documents.writing.office import parts
from tests.prioritisation.documents.writing.recorded import note


def test_the_first_sheet_says_how_to_read_the_workbook():
    words = parts(xlsx(note("clear")))["xl/sharedStrings.xml"]
    for sentence in (
        "Mode d’emploi",
        "Les cellules jaunes",
        "Seule la somme pondérée suit",
        "ex aequo",
    ):
        assert sentence in words


def test_each_score_has_its_source():
    content = parts(xlsx(note("undecidable")))
    sheet, words = content["xl/worksheets/sheet4.xml"], content["xl/sharedStrings.xml"]
    assert sheet.count("<row ") == TOP_ROW + 1 + 6 * 3
    assert "Simulateur territorial" in words
    assert "manquante" in words
