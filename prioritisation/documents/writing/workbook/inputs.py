"""The sheet of weights and values: what may be changed, and the rank that follows beside it."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import BoardRow
from prioritisation.documents.writing.workbook.grid import (
    CHECK_POINTS,
    FIRST_CHECK,
    FIRST_ROW,
    HEADS_ROW,
    NAMES_ROW,
    POINTS_ROW,
    WEIGHTS_ROW,
    CheckGrid,
    InputGrid,
    cells_of,
)
from prioritisation.documents.writing.workbook.looks import (
    Looks,
    Top,
    cell,
    quoted,
    quoted_sentence,
    set_print_layout,
    write_text,
)
from prioritisation.documents.writing.workbook.ranks import RankWords, surely_tied
from prioritisation.wording import t


def write_inputs(sheet: Worksheet, grid: InputGrid, looks: Looks, top: Top) -> None:
    """Everything of the sheet."""
    advice = t(
        "Change the yellow cells: a number from 0 to 100 in each. A score that is known has one "
        "value; else write the lowest and the highest that it may be. Empty is not zero: it is "
        "not known, and may be anything from 0 to 100. A value that is written counts before its "
        "bounds."
    )
    widths = (28, *(16, 8, 8, 8) * len(grid.board.columns), 9, 9, 14, 26)
    top.write(sheet, looks, t("Weights and values"), advice, widths)
    _criteria(sheet, grid, looks)
    for k, row in enumerate(grid.board.rows):
        _lever(sheet, grid, looks, k, row)
    _validated(sheet, grid)
    sheet.freeze_panes(FIRST_ROW, 1)
    set_print_layout(sheet, (NAMES_ROW, HEADS_ROW))


def _criteria(sheet: Worksheet, grid: InputGrid, looks: Looks) -> None:
    labels = (t("Criterion"), t("Points"), t("Weight"), t("Lever"))
    for row, label in zip((NAMES_ROW, POINTS_ROW, WEIGHTS_ROW, HEADS_ROW), labels, strict=True):
        write_text(sheet, row, 0, label, looks.head)
    check = CheckGrid(grid.board)
    names = [cell(POINTS_ROW, grid.value(j)) for j in range(len(grid.board.columns))]
    wrong = check.outside(CHECK_POINTS, check.total + 7)
    heads = (t("raw score"), t("value"), t("at the lowest"), t("at the highest"))
    for j, column in enumerate(grid.board.columns):
        at = grid.raw(j)
        sheet.merge_range(NAMES_ROW, at, NAMES_ROW, at + 3, "", looks.head)
        write_text(sheet, NAMES_ROW, at, column.label, looks.head)
        sheet.write_number(POINTS_ROW, at + 1, column.points, looks.value)
        share = f'=IF({wrong}<>"","",{names[j]}/({"+".join(names)}))'
        sheet.write_formula(WEIGHTS_ROW, at + 1, share, looks.weight, column.weight)
        for k, head in enumerate(heads):
            write_text(sheet, HEADS_ROW, at + k, head, looks.head)
    ends = (t("Points, at least"), t("Points, at most"), t("Rank"), t("To correct"))
    for k, head in enumerate(ends):
        write_text(sheet, HEADS_ROW, grid.total + k, head, looks.head)
    sheet.set_row(NAMES_ROW, 32)
    sheet.set_row(HEADS_ROW, 32)


def _lever(sheet: Worksheet, grid: InputGrid, looks: Looks, place: int, lever: BoardRow) -> None:
    """A lever: its scores, its points, its rank; ``place`` is its place in the ranking."""
    row, check = FIRST_ROW + place, CheckGrid(grid.board)
    write_text(sheet, row, 0, lever.label, looks.text)
    for j, score in enumerate(lever.cells):
        _raw(sheet, grid, looks, place, j)
        for k, value in enumerate(cells_of(score), grid.value(j)):
            if value is None:
                sheet.write_blank(row, k, None, looks.value)
            else:
                sheet.write_number(row, k, value, looks.value)
    tied = surely_tied(grid.board, lever)
    rank = RankWords().text(lever.best, lever.worst, tied=tied)
    endings: tuple[tuple[int, Format, float | str], ...] = (
        (0, looks.figure, 100 * lever.low),
        (1, looks.figure, 100 * lever.high),
        (5, looks.text, rank),
        (7, looks.fault, ""),
    )
    for k, (column, look, cached) in enumerate(endings):
        formula = f"={check.outside(FIRST_CHECK + place, check.total + column)}"
        sheet.write_formula(row, grid.total + k, formula, look, cached)


_LITERAL = 200
"""Signs of a text in a formula: Excel takes no more than 255."""


def _raw(sheet: Worksheet, grid: InputGrid, looks: Looks, place: int, criterion: int) -> None:
    """A raw score; that it was so, once its values are no more those of the record."""
    check, text = CheckGrid(grid.board), clean(grid.board.rows[place].cells[criterion].text)
    row, at = FIRST_ROW + place, grid.raw(criterion)
    own = [cell(row, grid.value(criterion) + k) for k in range(3)]
    recorded = [check.outside(FIRST_CHECK + place, check.low(criterion) + 3 + k) for k in range(3)]
    differs = ",".join(f'{a}&""<>{b}&""' for a, b in zip(own, recorded, strict=True))
    parts = [quoted(text[k : k + _LITERAL]) for k in range(0, len(text) or 1, _LITERAL)]
    was = quoted_sentence(t("was"))
    formula = f'=IF(OR({differs}),{was},"")&{"&".join(parts)}'
    sheet.write_formula(row, at, formula, looks.text, text)


def _validated(sheet: Worksheet, grid: InputGrid) -> None:
    """What the yellow cells accept, said in French."""
    last = FIRST_ROW + len(grid.board.rows) - 1
    points = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "error_title": t("Points refused"),
        "error_message": t("Points are a number from 0 to 100."),
    }
    refused = {
        "validate": "custom",
        "error_title": t("Value refused"),
        "error_message": t("A value is between 0 and 100, the lowest before the highest."),
    }
    for j in range(len(grid.board.columns)):
        at = grid.value(j)
        sheet.data_validation(POINTS_ROW, at, POINTS_ROW, at, points)
        value, low, high = (cell(FIRST_ROW, at + k) for k in range(3))
        order = f'OR({low}="",{high}="",{low}<={high})'
        for k, (one, more) in enumerate(((value, "TRUE"), (low, order), (high, order))):
            rule = f"=AND(ISNUMBER({one}),{one}>=0,{one}<=100,{more})"
            sheet.data_validation(FIRST_ROW, at + k, last, at + k, {**refused, "value": rule})
