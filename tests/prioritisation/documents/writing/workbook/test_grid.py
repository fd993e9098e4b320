import pytest

from prioritisation.documents.writing.workbook.grid import CheckGrid, InputGrid
from prioritisation.documents.writing.workbook.looks import cell
from prioritisation.documents.writing.workbook.ranks import RankWords
from tests.prioritisation.documents.writing.recorded import note


def test_columns_follow_each_other():
    inputs, checks = InputGrid(note("clear").board), CheckGrid(note("clear").board)
    assert [inputs.value(j) for j in range(3)] == [2, 6, 10]
    assert inputs.total == 13
    assert [checks.low(j) for j in range(3)] == [1, 7, 13]
    assert checks.column(1) == "$B$11:$B$16"
    assert inputs.area(2) == "'Poids et valeurs'!$C$9:$C$14"


@pytest.mark.parametrize(
    ("best", "worst", "tied", "text"),
    [(1, 1, False, "1"), (2, 2, True, "2 ex aequo"), (3, 6, False, "3 à 6")],
)
def test_a_rank_is_said_as_elsewhere(best, worst, tied, text):
    assert RankWords().text(best, worst, tied=tied).replace("\u00a0", " ") == text


def test_cells_are_named():
    assert cell(0, 27) == "AB1"
