import pytest

from prioritisation.documents.writing.workbook.sheets import FIRST_LEVER_ROW, Grid, RankWords, cell
from tests.prioritisation.documents.writing.recorded import note


def test_columns_follow_each_other():
    grid = Grid(note("clear").board)
    assert [grid.low(j) for j in range(3)] == [1, 3, 5]
    assert grid.total == 7
    assert grid.last == FIRST_LEVER_ROW + 5
    assert grid.points() == "$B$5:$G$5"
    assert grid.range(7) == "$H$8:$H$13"
    assert grid.range(7, outside=True) == "'Poids et valeurs'!$H$8:$H$13"


@pytest.mark.parametrize(
    ("best", "worst", "tied", "text"),
    [(1, 1, False, "1"), (2, 2, True, "2 ex aequo"), (3, 6, False, "3 à 6")],
)
def test_a_rank_is_said_as_elsewhere(best, worst, tied, text):
    assert RankWords().text(best, worst, tied=tied).replace("\u00a0", " ") == text


def test_cells_are_named():
    assert cell(0, 27) == "AB1"
