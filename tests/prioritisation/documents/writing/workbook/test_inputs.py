from prioritisation.documents.writing.workbook import surely_tied, xlsx
from tests.prioritisation.documents.writing.made import board_of
from tests.prioritisation.documents.writing.office import parts
from tests.prioritisation.documents.writing.recorded import note
from tests.prioritisation.sentences.made import small


def test_yellow_cells_alone_may_be_changed_and_are_checked():
    sheet = parts(xlsx(note("clear")))["xl/worksheets/sheet2.xml"]
    assert "<sheetProtection" in sheet
    assert sheet.count("<dataValidation ") == 3 * 4
    assert "Les points sont un nombre de 0 à 100." in sheet
    assert 'OR(D9="",E9="",D9&lt;=E9)' in sheet


def test_raw_scores_stand_beside_values():
    content = parts(xlsx(note("undecidable")))
    assert "4 157 ktCO₂e" in content["xl/worksheets/sheet2.xml"].replace("\u00a0", " ")
    assert "note brute" in content["xl/sharedStrings.xml"]


def test_only_known_levers_are_surely_tied():
    board = board_of(small((50, 50), (50, 50), ((40, 60), 50)))
    assert [surely_tied(board, row) for row in board.rows] == [True, True, False]
