"""The sheet of weights and values: yellow cells to change, totals and ranks that follow."""

from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.content import Board, Row
from prioritisation.documents.writing.workbook.grid import (
    BOUNDS,
    FIRST,
    NAMES,
    POINTS,
    SLACK,
    WEIGHTS,
    Grid,
    Looks,
    RankWords,
    cell,
    dressed,
    write_across,
    write_text,
)
from prioritisation.wording import t

TIED = 1e-9


def write_inputs(sheet: Worksheet, board: Board, looks: Looks) -> None:
    """Everything of the sheet."""
    grid = Grid(board)
    write_text(sheet, 0, 0, t("Weights and values"), looks.title)
    advice = t(
        "Change the yellow cells: points of the criteria, values from 0 to 100. A score that is "
        "not known has its lowest and its highest possible values; one that is known has the "
        "same value twice."
    )
    write_across(sheet, 1, grid.total + 6, advice, looks.soft)
    _criteria(sheet, grid, looks)
    for k, row in enumerate(board.rows):
        _lever(sheet, grid, looks, k, row)
    _validated(sheet, grid)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, grid.total - 1, 11)
    sheet.set_column(grid.total, grid.total + 4, 10)
    sheet.set_column(grid.total + 5, grid.total + 5, 18)
    sheet.freeze_panes(FIRST, 1)
    dressed(sheet)


def _criteria(sheet: Worksheet, grid: Grid, looks: Looks) -> None:
    labels = (t("Criterion"), t("Points"), t("Weight"), t("Lever"))
    for row, label in zip((NAMES, POINTS, WEIGHTS, BOUNDS), labels, strict=True):
        write_text(sheet, row, 0, label, looks.head)
    for j, column in enumerate(grid.board.columns):
        at = grid.low(j)
        sheet.merge_range(NAMES, at, NAMES, at + 1, "", looks.head)
        write_text(sheet, NAMES, at, column.label, looks.head)
        sheet.write_number(POINTS, at, column.points, looks.points)
        share = f"=IF(SUM({grid.points()})=0,0,{cell(POINTS, at)}/SUM({grid.points()}))"
        sheet.write_formula(WEIGHTS, at, share, looks.share, column.weight)
        write_text(sheet, BOUNDS, at, t("lowest value"), looks.head)
        write_text(sheet, BOUNDS, at + 1, t("highest value"), looks.head)
    heads = (
        t("Points, at least"),
        t("Points, at most"),
        t("Best rank"),
        t("Worst rank"),
        t("Tied"),
        t("Rank"),
        t("Order"),
    )
    for k, head in enumerate(heads):
        write_text(sheet, BOUNDS, grid.total + k, head, looks.head)
    sheet.set_row(NAMES, 32)
    sheet.set_row(BOUNDS, 32)


def _lever(sheet: Worksheet, grid: Grid, looks: Looks, place: int, lever: Row) -> None:
    """A lever: its values, its totals, its ranks; ``place`` is its place in the ranking."""
    row, low, high = FIRST + place, grid.total, grid.total + 1
    write_text(sheet, row, 0, lever.label, looks.text)
    for j, found in enumerate(lever.cells):
        sheet.write_number(row, grid.low(j), 100 * found.low, looks.value)
        sheet.write_number(row, grid.low(j) + 1, 100 * found.high, looks.value)
    for end, total in ((0, lever.low), (1, lever.high)):
        terms = [
            f"{cell(WEIGHTS, grid.low(j)).replace(str(WEIGHTS + 1), f'${WEIGHTS + 1}')}"
            f"*{cell(row, grid.low(j) + end)}"
            for j in range(len(lever.cells))
        ]
        sheet.write_formula(row, low + end, "=" + "+".join(terms), looks.figure, 100 * total)
    best = f"=1+SUMPRODUCT(--({grid.range(low)}>{cell(row, high)}+{SLACK}))"
    above = f"SUMPRODUCT(--({grid.range(high)}>{cell(row, low)}+{SLACK}))"
    itself = f"IF({cell(row, high)}>{cell(row, low)}+{SLACK},0,1)"
    sheet.write_formula(row, low + 2, best, looks.whole, lever.best)
    sheet.write_formula(row, low + 3, f"={above}+{itself}", looks.whole, lever.worst)
    _said(sheet, grid, looks, place, lever)


def _said(sheet: Worksheet, grid: Grid, looks: Looks, place: int, lever: Row) -> None:
    """Whether it is surely tied, its rank in words, and its place in the ranking sheet."""
    row, low, high = FIRST + place, grid.total, grid.total + 1
    known = f"{cell(row, high)}-{cell(row, low)}<={SLACK}"
    same = (
        f"SUMPRODUCT(--({grid.range(high)}-{grid.range(low)}<={SLACK}),"
        f"--(ABS({grid.range(low)}-{cell(row, low)})<={SLACK}))"
    )
    yes, no = t("yes"), t("no")
    tied = surely_tied(grid.board, lever)
    formula = f'=IF(AND({known},{same}>1),"{yes}","{no}")'
    sheet.write_formula(row, low + 4, formula, looks.text, yes if tied else no)
    best, worst = cell(row, low + 2), cell(row, low + 3)
    say = RankWords()
    words = f'=IF({best}={worst},{best}&"",{best}&"{say.to}"&{worst})'
    words += f'&IF({cell(row, low + 4)}="{yes}","{say.tied}","")'
    text = say.text(lever.best, lever.worst, tied=tied)
    sheet.write_formula(row, low + 5, words, looks.text, text)
    lows, highs = (f"ROUND({grid.range(c)},7)" for c in (low, high))
    mine, most = (f"ROUND({cell(row, c)},7)" for c in (low, high))
    rows = f"ROW({grid.range(low)})"
    order = (
        f"=1+SUMPRODUCT(--({lows}>{mine}))+SUMPRODUCT(--({lows}={mine}),--({highs}>{most}))"
        f"+SUMPRODUCT(--({lows}={mine}),--({highs}={most}),--({rows}<ROW()))"
    )
    sheet.write_formula(row, low + 6, order, looks.whole, place + 1)


def surely_tied(board: Board, lever: Row) -> bool:
    """Whether another lever surely has the same points."""
    known = [r for r in board.rows if r.high - r.low <= TIED]
    return lever in known and sum(abs(r.low - lever.low) <= TIED for r in known) > 1


def _validated(sheet: Worksheet, grid: Grid) -> None:
    """What the yellow cells accept, said in French."""
    for j in range(len(grid.board.columns)):
        at = grid.low(j)
        sheet.data_validation(
            POINTS,
            at,
            POINTS,
            at,
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_title": t("Not points"),
                "error_message": t("Points are a number, 0 or more."),
            },
        )
        refused = {
            "validate": "decimal",
            "criteria": "between",
            "error_title": t("Not a value"),
            "error_message": t("A value is between 0 and 100, the lowest before the highest."),
        }
        first = cell(FIRST, at)
        lowest = {**refused, "minimum": 0, "maximum": 100}
        highest = {**refused, "minimum": f"={first}", "maximum": 100}
        sheet.data_validation(FIRST, at, grid.last, at, lowest)
        sheet.data_validation(FIRST, at + 1, grid.last, at + 1, highest)
