"""The sheet of weights and values, computed by LibreOffice after weights and scores change."""

import numpy as np
import pytest

from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.documents.writing.workbook import xlsx
from prioritisation.documents.writing.workbook.sheets import (
    FIRST_LEVER_ROW,
    POINTS_ROW,
    Grid,
    RankWords,
    cell,
    surely_tied,
)
from tests.prioritisation.documents.writing.made import board_of, note_of_analysis
from tests.prioritisation.documents.writing.office import changed, computed, parts
from tests.prioritisation.documents.writing.recorded import note
from tests.prioritisation.sentences.made import small

TIES = ((50, 50), (40, 60), (60, 40), ((0, 100), 10), (10, 10), (10, (0, 20)))
"""Levers of equal values with equal weights; some uncertain."""

WEIGHTS = {"same": None, "other": (10, 20, 70), "one": (0, 100, 0)}


def tied():
    return note_of_analysis(small(*TIES, points=[1, 1]))


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory, office):  # noqa: ARG001 (it must be there)
    """File -> sheet -> rows, all formulas computed again."""
    files = {"tied.xlsx": changed(xlsx(tied()), 2, {})}
    for name, weights in WEIGHTS.items():
        grid = Grid(note("undecidable").board)
        cells = {cell(POINTS_ROW, grid.low(j)): w for j, w in enumerate(weights or ())}
        files[f"{name}.xlsx"] = changed(xlsx(note("undecidable")), 2, cells)
    return computed(tmp_path_factory.mktemp("calc"), files)


def ranked(board, weights):
    low, high = (
        np.array([[getattr(c, end) for c in r.cells] for r in board.rows])
        for end in ("low", "high")
    )
    ids = tuple(row.id for row in board.rows)
    matrix = known_matrix(ids, tuple(c.id for c in board.columns), low, high)
    return additive(matrix, np.array(weights) / sum(weights))


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_ranking_follows_the_weights_as_ours_does(workbooks, name):
    board = note("undecidable").board
    weights = WEIGHTS[name] or [c.points for c in board.columns]
    ours, grid = ranked(board, weights), Grid(board)
    for i, line in enumerate(workbooks[name]["Poids et valeurs"][FIRST_LEVER_ROW : grid.last + 1]):
        figures = [float(v) for v in line[grid.total : grid.total + 4]]
        assert figures[0] == pytest.approx(100 * ours.low[i], abs=1e-9)
        assert figures[1] == pytest.approx(100 * ours.high[i], abs=1e-9)
        assert figures[2:] == [ours.best[i], ours.worst[i]]
    order = [str(row[1]) for row in workbooks[name]["Classement"][4:10]]
    assert order == [board.rows[i].label for i in ours.order]


def test_what_is_cached_is_what_is_computed(workbooks):
    board, grid = note("undecidable").board, Grid(note("undecidable").board)
    for row, line in zip(
        board.rows, workbooks["same"]["Poids et valeurs"][FIRST_LEVER_ROW:], strict=False
    ):
        assert float(line[grid.total]) == pytest.approx(100 * row.low, abs=1e-9)
        assert str(line[grid.total + 5]) == RankWords().text(
            row.best, row.worst, tied=surely_tied(board, row)
        )
    strings = parts(xlsx(note("undecidable")))["xl/worksheets/sheet2.xml"]
    assert strings.count("<f>") == 3 + 6 * 7


def test_shared_ranks_are_shared_and_said(workbooks):
    board = tied().board
    grid = Grid(board)
    lines = workbooks["tied"]["Poids et valeurs"][FIRST_LEVER_ROW : grid.last + 1]
    words = [str(line[grid.total + 5]).replace("\u00a0", " ") for line in lines]
    assert words == ["1 à 2 ex aequo"] * 3 + ["4 à 6", "1 à 6", "4 à 6"]
    assert [
        RankWords().text(r.best, r.worst, tied=surely_tied(board, r)).replace("\u00a0", " ")
        for r in board.rows
    ] == words
    assert sorted(int(float(line[grid.total + 6])) for line in lines) == [1, 2, 3, 4, 5, 6]


def test_yellow_cells_alone_may_be_changed_and_are_checked():
    sheet = parts(xlsx(note("clear")))["xl/worksheets/sheet2.xml"]
    assert "<sheetProtection" in sheet
    assert sheet.count("<dataValidation ") == 3 * 3
    assert "Les points sont un nombre, 0 ou plus." in sheet


def test_only_known_levers_are_surely_tied():
    board = board_of(small((50, 50), (50, 50), ((40, 60), 50)))
    assert [surely_tied(board, row) for row in board.rows] == [True, True, False]
