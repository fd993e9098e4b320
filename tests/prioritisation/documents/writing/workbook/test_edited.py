"""The workbook once somebody has changed it, computed by LibreOffice: against our own ranking."""

import random
import re
from html import unescape

import numpy as np
import pytest
from prioritisation.documents.writing.workbook.grid import (
    FIRST_CHECK,
    CheckGrid,
    InputGrid,
    cells_of,
)
from prioritisation.documents.writing.workbook.looks import cell
from prioritisation.documents.writing.workbook.ranks import RankWords
from xlsxwriter.utility import xl_cell_to_rowcol

from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.documents.writing.stamp import stamp_text
from prioritisation.documents.writing.workbook import (
    FIRST_ROW,
    NOTICE_ROW,
    POINTS_ROW,
    STAMP_ROW,
    TOP_ROW,
    WEIGHTS_ROW,
    surely_tied,
    xlsx,
)
from tests.prioritisation.documents.writing.made import note_of_analysis
from tests.prioritisation.documents.writing.office import (
    DAY,
    SHARE,
    TIME,
    Typed,
    changed,
    computed,
    parts,
)
from tests.prioritisation.documents.writing.recorded import note
from tests.prioritisation.sentences.made import plain, small

INPUTS = 2
"""The sheet of the yellow cells, from 1."""

TIES = ((50, 50), (40, 60), (60, 40), ((0, 100), 10), (10, 10), (10, (0, 20)))
"""Levers of equal values with equal weights; some uncertain."""

SUBJECTS = {
    "clear": lambda: note("clear"),
    "undecidable": lambda: note("undecidable"),
    "tied": lambda: note_of_analysis(small(*TIES, points=[1, 1])),
    "six": lambda: note_of_analysis(small(*((10 * i, 90 - 10 * i, 50) for i in range(6)))),
}
NUMBER, POINTS = "écrivez un nombre de 0 à 100", "écrivez des points, un nombre de 0 à 100"
KINDS = {
    "text": "beaucoup",
    "space": " ",
    "figure in text": "45",
    "formula in text": Typed('<f>"45"</f><v>45</v>', "str"),
    "empty text": Typed('<f>""</f><v></v>', "str"),
    "true": Typed("<v>1</v>", "b"),
    "true by a formula": Typed("<f>TRUE()</f><v>1</v>", "b"),
    "a comparison": Typed("<f>2&gt;1</f><v>1</v>", "b"),
    "formula": Typed("<f>40+5</f><v>45</v>"),
    "error": Typed("<v>#N/A</v>", "e"),
    "error of a formula": Typed("<f>1/0</f><v>#DIV/0!</v>", "e"),
    "share": Typed("<v>0.45</v>", look=SHARE),
    "day": Typed("<v>46000</v>", look=DAY),
    "first days": Typed("<v>15</v>", look=DAY),
    "hour": Typed("<v>0.5</v>", look=TIME),
    "a little above": 100.5,
    "a little below": -0.001,
    "huge": 1e308,
    "huge below": -1e308,
}
"""What somebody may put in a cell instead of a number from 0 to 100."""

EDITS = [(name, seed) for seed in range(5) for name in SUBJECTS]
"""Twenty edits: what is edited, and how."""


def edit(board, seed):
    """Cells -> what somebody puts in them: weights, scores, cleared cells, intervals, ties."""
    draw, grid = random.Random(f"{seed}"), InputGrid(board)  # noqa: S311 (test data)
    columns, rows = range(len(board.columns)), range(len(board.rows))
    drawn = {j: draw.choice([0, 1, 50, 100, 33.3]) for j in columns if draw.random() < 0.6}
    if not any(drawn.get(j, 1) for j in columns):
        drawn[0] = 10
    cells = {(POINTS_ROW, grid.value(j)): points for j, points in drawn.items()}
    scores = {(i, j): score(draw) for i in rows for j in columns if draw.random() < 0.5}
    if seed == 0:  # the first lever twice
        scores |= {(i, j): cells_of(board.rows[0].cells[j]) for i in (0, 1) for j in columns}
    for (i, j), three in scores.items():
        cells |= {(FIRST_ROW + i, grid.value(j) + k): one for k, one in enumerate(three)}
    return cells


def score(draw):
    """The three cells of a score: its value, or its bounds, or one of them, or nothing."""
    low, high = sorted(draw.choices(range(0, 101, 10), k=2))
    return draw.choice(
        [(low, None, None), (None, low, high), (None, None, None), (None, None, high)]
    )


def ranked(board, cells):
    """Our ranking of a board once its cells have changed."""
    grid = InputGrid(board)
    points = [
        cells.get((POINTS_ROW, grid.value(j)), c.points) for j, c in enumerate(board.columns)
    ]
    low, high = np.zeros((2, len(board.rows), len(points)))
    for i, row in enumerate(board.rows):
        for j, score in enumerate(row.cells):
            value, least, most = (
                cells.get((FIRST_ROW + i, grid.value(j) + k), before)
                for k, before in enumerate(cells_of(score))
            )
            low[i, j] = value if value is not None else least or 0
            high[i, j] = value if value is not None else 100 if most is None else most
    ids = tuple(row.id for row in board.rows)
    matrix = known_matrix(ids, tuple(c.id for c in board.columns), low / 100, high / 100)
    return additive(matrix, np.array(points) / sum(points))


def named(cells):
    return {cell(*place): value for place, value in cells.items()}


def wrong_cells(grid):
    """Name -> cells that cannot be ranked with, and what is said of them."""
    points, value = (POINTS_ROW, grid.value(0)), (FIRST_ROW + 1, grid.value(1))
    low, high = (FIRST_ROW, grid.value(2) + 1), (FIRST_ROW, grid.value(2) + 2)
    none = {(FIRST_ROW, grid.value(2)): None}
    return {
        "value": ({value: "beaucoup"}, f"{cell(*value)} : {NUMBER}"),
        "bound": ({low: -1}, f"{cell(*low)} : {NUMBER}"),
        "reversed": (
            {**none, low: 60, high: 40},
            f"{cell(*low)} et {cell(*high)} : la plus basse dépasse la plus haute",
        ),
        "no points": ({points: None}, f"{cell(*points)} : {POINTS}"),
        "all zero": (
            {(POINTS_ROW, grid.value(j)): 0 for j in range(3)},
            "un critère au moins doit compter",
        ),
    }


WRONG = wrong_cells(InputGrid(note("clear").board))


def places(grid):
    """A cell of each sort that may be changed."""
    return {
        "points": (POINTS_ROW, grid.value(0)),
        "value": (FIRST_ROW + 1, grid.value(1)),
        "lowest": (FIRST_ROW + 2, grid.value(2) + 1),
        "highest": (FIRST_ROW + 3, grid.value(0) + 2),
    }


PLACES = places(InputGrid(note("clear").board))


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory, office):  # noqa: ARG001 (it must be there)
    """File -> sheet -> rows, all formulas computed again, in one start of LibreOffice."""
    files = {}
    for name, made in SUBJECTS.items():
        files[f"{name}.xlsx"] = changed(xlsx(made()), INPUTS, {})
    for name, seed in EDITS:
        subject = SUBJECTS[name]()
        cells = named(edit(subject.board, seed))
        files[f"{name} {seed}.xlsx"] = changed(xlsx(subject), INPUTS, cells)
    board, grid = note("clear").board, InputGrid(note("clear").board)
    halved = {
        (POINTS_ROW, grid.value(j)): 0.5 * column.points for j, column in enumerate(board.columns)
    }
    files["halved.xlsx"] = changed(xlsx(note("clear")), INPUTS, named(halved))
    for name, (cells, _) in WRONG.items():
        files[f"wrong {name}.xlsx"] = changed(xlsx(note("clear")), INPUTS, named(cells))
    for kind, typed in KINDS.items():
        cells = dict.fromkeys(PLACES.values(), typed)
        files[f"kind {kind}.xlsx"] = changed(xlsx(note("clear")), INPUTS, named(cells))
    return computed(tmp_path_factory.mktemp("calc"), files)


def figures(workbook, board):
    """Of each lever: points, at least and at most, best and worst rank; then its rank in words."""
    grid = CheckGrid(board)
    lines = workbook["Calcul"][FIRST_CHECK : FIRST_CHECK + len(board.rows)]
    return [line[grid.total : grid.total + 6] for line in lines]


def order(workbook, board):
    return [line[1] for line in workbook["Classement"][TOP_ROW + 1 :][: len(board.rows)]]


def test_the_ranking_follows_twenty_edits_as_ours_does(workbooks):
    for name, seed in EDITS:
        board = SUBJECTS[name]().board
        ours, workbook = ranked(board, edit(board, seed)), workbooks[f"{name} {seed}"]
        lines = np.array([line[:4] for line in figures(workbook, board)], float).T
        assert lines[:2] == pytest.approx(100 * np.array([ours.low, ours.high]), abs=1e-9)
        assert (lines[2:] == [ours.best, ours.worst]).all()
        assert order(workbook, board) == [board.rows[i].label for i in ours.order]


def test_what_is_cached_is_what_is_computed(workbooks):
    """In every cell of every sheet: who opens it without a spreadsheet sees the same."""
    for name in ("clear", "undecidable"):
        for (sheet, row, column), value in computed_cells(xlsx(note(name))).items():
            line = workbooks[name][sheet][row]
            again = line[column] if column < len(line) else ""
            assert worth(again) == worth(value), (name, sheet, row, column)


def worth(text):
    """What a cell shows, as a figure if it is one."""
    share = text.endswith("%")
    try:
        return pytest.approx(float(text.rstrip("%")) / (100 if share else 1), abs=1e-9)
    except ValueError:
        return plain(text)


def computed_cells(content):
    """Sheet, row and column -> text of what is kept, of the cells with a formula."""
    book = parts(content)
    names = re.findall(r'<sheet name="([^"]+)"', book["xl/workbook.xml"])
    return {
        (name, *xl_cell_to_rowcol(place)): unescape(value)
        for k, name in enumerate(names, 1)
        for place, value in re.findall(
            r'<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f><v>([^<]*)</v>',
            book[f"xl/worksheets/sheet{k}.xml"],
        )
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_number_from_0_to_100_is_refused_in_every_sort_of_cell(workbooks, kind):
    board, workbook = note("clear").board, workbooks[f"kind {kind}"]
    faults = plain(" ".join(text for row in workbook["Calcul"] for text in row))
    for sort, place in PLACES.items():
        says = POINTS if sort == "points" else NUMBER
        assert f"{cell(*place)} : {says}" in faults, sort
    shown = [text for row in workbook["Calcul"] + workbook["Classement"] for text in row]
    assert not [text for text in shown if text.startswith("#") or "Err:" in text]
    assert "Rien n’est classé" in workbook["Classement"][NOTICE_ROW][0]
    assert {text for line in figures(workbook, board) for text in line} == {""}
    assert set(order(workbook, board)) == {""}


def test_what_cannot_be_ranked_is_named_on_every_sheet_and_nothing_is_ranked(workbooks):
    board = note("clear").board
    for name, (_, says) in WRONG.items():
        workbook = workbooks[f"wrong {name}"]
        for sheet, rows in workbook.items():
            assert says in plain(rows[NOTICE_ROW][0]), (name, sheet)
            assert "Rien n’est classé" in rows[NOTICE_ROW][0]
            shown = [text for row in rows for text in row]
            assert not [text for text in shown if text.startswith("#") or "Err:" in text], sheet
        assert {text for line in figures(workbook, board) for text in line} == {""}
        assert set(order(workbook, board)) == {""}


def test_every_sheet_says_what_was_changed_as_soon_as_one_differs(workbooks):
    for name, seed in EDITS:
        board = SUBJECTS[name]().board
        expected = differing(board, edit(board, seed))
        for rows in workbooks[f"{name} {seed}"].values():
            notice = rows[NOTICE_ROW][0].lower()
            assert ("poids modifiés" in notice, "chiffres modifiés" in notice) == expected
            assert ("ne correspond plus au fichier de preuve" in notice) == any(expected)
            assert ("son classement" in notice) == ranks_differ(workbooks, name, seed), notice
        legend = workbooks[f"{name} {seed}"]["Classement"][TOP_ROW][5 + len(board.columns)]
        assert ("modifiés" in legend) == any(expected)
    for name in SUBJECTS:
        assert {rows[NOTICE_ROW][0] for rows in workbooks[name].values()} == {""}


def ranks_differ(workbooks, name, seed):
    """Whether a rank, as it is written, is no more that of the record; never before one is."""
    board = SUBJECTS[name]().board
    before, after = (
        [line[5] for line in figures(workbooks[one], board)] for one in (name, f"{name} {seed}")
    )
    return before != after


def test_points_all_halved_change_the_file_and_no_rank(workbooks):
    for rows in workbooks["halved"].values():
        assert rows[NOTICE_ROW][0].replace("\u00a0", " ").strip() == (
            "Poids modifiés : ce classeur ne correspond plus au fichier de preuve."
        )


def test_a_raw_score_beside_a_changed_value_is_said_to_be_what_it_was(workbooks):
    seen = set()
    for name, seed in EDITS:
        board, grid = SUBJECTS[name]().board, InputGrid(SUBJECTS[name]().board)
        cells = edit(board, seed)
        rows = workbooks[f"{name} {seed}"]["Poids et valeurs"]
        for i, lever in enumerate(board.rows):
            for j, score in enumerate(lever.cells):
                places = [(FIRST_ROW + i, grid.value(j) + k) for k in range(3)]
                kept = zip(places, cells_of(score), strict=True)
                other = any(place in cells and cells[place] != value for place, value in kept)
                seen.add(other)
                shown = rows[FIRST_ROW + i][grid.raw(j)]
                assert shown.startswith("était ") == other, (name, seed, shown)
    assert seen == {True, False}


def differing(board, cells):
    """Whether an edit changes points, whether it changes scores."""
    grid = InputGrid(board)
    before = {(POINTS_ROW, grid.value(j)): c.points for j, c in enumerate(board.columns)} | {
        (FIRST_ROW + i, grid.value(j) + k): value
        for i, row in enumerate(board.rows)
        for j, score in enumerate(row.cells)
        for k, value in enumerate(cells_of(score))
    }
    differ = {place for place, value in cells.items() if before[place] != value}
    points = any(row == POINTS_ROW for row, _ in differ)
    return points, any(row != POINTS_ROW for row, _ in differ)


def cleared(board, cells):
    """Lever and criterion of each score whose three cells are empty in an edit."""
    grid = InputGrid(board)
    for i in range(len(board.rows)):
        for j in range(len(board.columns)):
            if [cells.get((FIRST_ROW + i, grid.value(j) + k), "") for k in range(3)] == [None] * 3:
                yield i, j


def test_a_score_that_is_cleared_is_not_zero_but_unknown(workbooks):
    seen = 0
    for name, seed in EDITS:
        board = SUBJECTS[name]().board
        grid, lines = CheckGrid(board), workbooks[f"{name} {seed}"]["Calcul"][FIRST_CHECK:]
        for i, j in cleared(board, edit(board, seed)):
            assert lines[i][grid.low(j) : grid.low(j) + 2] == ["0", "100"]
            seen += 1
    assert seen > 20


def test_ties_are_said(workbooks):
    board = SUBJECTS["tied"]().board
    words = [plain(line[5]) for line in figures(workbooks["tied"], board)]
    assert words == ["1 à 2 ex aequo"] * 3 + ["4 à 6", "1 à 6", "4 à 6"]
    for row, said in zip(board.rows, words, strict=True):
        tied = surely_tied(board, row)
        assert plain(RankWords().text(row.best, row.worst, tied=tied)) == said


def test_weights_are_shares_of_the_points(workbooks):
    for name, seed in EDITS:
        board = SUBJECTS[name]().board
        line = workbooks[f"{name} {seed}"]["Poids et valeurs"][WEIGHTS_ROW]
        places = map(InputGrid(board).value, range(len(board.columns)))
        assert sum(float(line[k].rstrip("%")) for k in places) == pytest.approx(100)


def test_every_sheet_and_the_chart_say_what_the_workbook_is_worth(workbooks):
    made = note("clear")
    for rows in workbooks["clear"].values():
        assert stamp_text(made, whole=True) in rows[STAMP_ROW][0]
    assert "<c:f>Calcul!$B$8</c:f>" in parts(xlsx(made))["xl/charts/chart1.xml"]
