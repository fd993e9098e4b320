"""The sheet of computation: cells checked, totals, ranks, what is no more as in the record.

Nothing is ranked while a cell is not understood: the first one is named at the top of every sheet.
"""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.content import Board, BoardRow
from prioritisation.documents.writing.workbook.grid import (
    CHART_TITLE,
    CHECK_HEADS,
    CHECK_POINTS,
    FAULT,
    FIGURES_CHANGED,
    FIRST_CHECK,
    FIRST_ROW,
    POINTS_CHANGED,
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

SLACK = "0.0000001"
"""Points closer than this are equal: the tolerance of the product, in points out of 100."""


def plain_number(place: str) -> str:
    """Whether a cell has a number from 0 to 100, typed as one.

    A spreadsheet counts a date, a share or « true » as a number: they are told by their format,
    a truth that a formula makes by there being a formula. Where a program cannot tell a format,
    that one is not looked at.
    """
    typed = f"NOT(ISLOGICAL({place})),NOT(IFERROR(_xlfn.ISFORMULA({place}),FALSE))"
    look = f'ISERROR(FIND(LEFT(CELL("format",{place}),1),"DP"))'
    return f"IF(ISNUMBER({place}),AND({place}>=0,{place}<=100,{typed},{look}),FALSE)"


def notice_formula(board: Board) -> str:
    """What was changed in the workbook, then what is wrong in it; empty when there is nothing."""
    points, figures, fault = (
        CheckGrid(board).outside(row, 1) for row in (POINTS_CHANGED, FIGURES_CHANGED, FAULT)
    )
    both = t("Weights and figures changed: this file does not match the proof file any more.")
    weights = t("Weights changed: this file does not match the proof file any more.")
    values = t("Figures changed: this file does not match the proof file any more.")
    changed = (
        f"IF({points}>0,IF({figures}>0,{quoted_sentence(both)},{quoted_sentence(weights)}),"
        f'IF({figures}>0,{quoted_sentence(values)},""))'
    )
    nothing = t("Nothing is ranked until this is corrected:")
    wrong = f"{quoted_sentence(nothing)}&{fault}"
    return f'={changed}&IF({fault}<>"",{wrong},{_ranks_changed(board)})'


def _ranks_changed(board: Board) -> str:
    """That a rank differs from the record, empty where none does: points may, and ranks not."""
    grid, say = CheckGrid(board), RankWords()
    if not board.rows:
        return '""'
    recorded = ";".join(
        quoted(say.text(row.best, row.worst, tied=surely_tied(board, row))) for row in board.rows
    )
    differ = f"SUMPRODUCT(--({grid.area(grid.total + 5)}<>{{{recorded}}}))>0"
    sentence = t("Its ranking is not the one recorded either.")
    return f'IF({differ},{quoted_sentence(sentence)},"")'


def write_checks(sheet: Worksheet, board: Board, looks: Looks, top: Top) -> None:
    """Everything of the sheet."""
    grid = CheckGrid(board)
    advice = t(
        "Nothing is to be changed here: how the ranking follows from the yellow cells, and "
        "what the proof file had in them."
    )
    widths = (38, *(11,) * (grid.total + 6), 44, 44)
    top.write(sheet, looks, t("Computation"), advice, widths)
    _controls(sheet, board, looks, top)
    _heads(sheet, grid, looks)
    _points(sheet, board, looks)
    for k, row in enumerate(board.rows):
        _scores(sheet, board, looks, k)
        _totals(sheet, grid, looks, k)
        _ranks(sheet, grid, looks, k, row)
        _faults(sheet, grid, looks, FIRST_CHECK + k)
    sheet.freeze_panes(FIRST_CHECK, 1)
    set_print_layout(sheet, (CHECK_HEADS, CHECK_HEADS))


def _controls(sheet: Worksheet, board: Board, looks: Looks, top: Top) -> None:
    """How much was changed, the first thing to correct, and what the chart says above it."""
    inputs, grid = InputGrid(board), CheckGrid(board)
    criteria = range(len(board.columns))
    points = [
        _differs(inputs.outside(POINTS_ROW, inputs.value(j)), cell(CHECK_POINTS, grid.low(j)))
        for j in criteria
    ]
    figures = [
        _differs(inputs.area(inputs.value(j) + k), grid.column(grid.low(j) + 3 + k))
        for j in criteria
        for k in range(3)
    ]
    last = cell(FIRST_CHECK + len(board.rows) - 1, grid.total + 8)
    changed = f"{cell(POINTS_CHANGED, 1)}+{cell(FIGURES_CHANGED, 1)}>0"
    title = t("Points out of 100 · {stamp}", stamp=top.short)
    lines = (
        (POINTS_CHANGED, t("Weights changed"), "+".join(points), 0),
        (FIGURES_CHANGED, t("Figures changed"), "+".join(figures), 0),
        (FAULT, t("To correct"), last, ""),
        (
            CHART_TITLE,
            t("Title of the chart"),
            f'IF({changed},{quoted_sentence(t("CHANGED."))},"")&{quoted(title)}',
            title,
        ),
    )
    for row, label, formula, value in lines:
        write_text(sheet, row, 0, label, looks.head)
        sheet.write_formula(row, 1, f"={formula}", looks.plain, value)
        sheet.set_row(row, 15)


def _differs(cells: str, recorded: str) -> str:
    """How many cells are no more what the record had: as texts, for nothing is not zero."""
    return f'IFERROR(SUMPRODUCT(--({cells}&""<>{recorded}&"")),1)'


def _heads(sheet: Worksheet, grid: CheckGrid, looks: Looks) -> None:
    write_text(sheet, CHECK_HEADS, 0, t("Lever"), looks.head)
    each = (
        t("lowest value"),
        t("highest value"),
        t("To correct"),
        t("value of the proof file"),
        t("lowest value of the proof file"),
        t("highest value of the proof file"),
    )
    for j, column in enumerate(grid.board.columns):
        for k, head in enumerate(each, grid.low(j)):
            label = t("{name}: {label}", name=column.label, label=head)
            write_text(sheet, CHECK_HEADS, k, label, looks.head)
    ends = (
        t("Points, at least"),
        t("Points, at most"),
        t("Best rank"),
        t("Worst rank"),
        t("Tied"),
        t("Rank"),
        t("Order"),
        t("To correct"),
        t("First thing to correct"),
    )
    for k, head in enumerate(ends, grid.total):
        write_text(sheet, CHECK_HEADS, k, head, looks.head)
    sheet.set_row(CHECK_HEADS, 64)


def _points(sheet: Worksheet, board: Board, looks: Looks) -> None:
    """The points of the record, and what is wrong with those of the sheet."""
    inputs, grid = InputGrid(board), CheckGrid(board)
    write_text(sheet, CHECK_POINTS, 0, t("Points"), looks.text)
    given, faults = [], []
    for j, column in enumerate(board.columns):
        place = inputs.outside(POINTS_ROW, inputs.value(j))
        sheet.write_number(CHECK_POINTS, grid.low(j), column.points, looks.worth)
        sentence = t(
            "{cell}: write points, a number from 0 to 100; no formula, date or percentage.",
            cell=place.split("!")[1],
        )
        fault = f'=IF({plain_number(place)},"",{quoted_sentence(sentence)})'
        sheet.write_formula(CHECK_POINTS, grid.low(j) + 2, fault, looks.fault, "")
        given.append(place)
        faults.append(cell(CHECK_POINTS, grid.low(j) + 2))
    joined = "&".join(faults)
    nothing = t("all points are 0: one criterion at least must count.")
    whole = f'=IF({joined}<>"",{joined},IF({"+".join(given)}>0,"",{quoted_sentence(nothing)}))'
    sheet.write_formula(CHECK_POINTS, grid.total + 7, whole, looks.fault, "")
    first = f"={cell(CHECK_POINTS, grid.total + 7)}"
    sheet.write_formula(CHECK_POINTS, grid.total + 8, first, looks.fault, "")


def _scores(sheet: Worksheet, board: Board, looks: Looks, place: int) -> None:
    """Of each score of a lever: its bounds, what is wrong with it, what the record had."""
    inputs, grid, lever = InputGrid(board), CheckGrid(board), board.rows[place]
    row = FIRST_CHECK + place
    write_text(sheet, row, 0, lever.label, looks.text)
    for j, score in enumerate(lever.cells):
        at = grid.low(j)
        cells = [inputs.outside(FIRST_ROW + place, inputs.value(j) + k) for k in range(3)]
        value, wrong = cells[0], cell(row, at + 2)
        for k, (bound, end) in enumerate(((cells[1], 0), (cells[2], 100))):
            taken = f'IF({value}<>"",{value},IF({bound}<>"",{bound},{end}))'
            formula = f'=IF({wrong}<>"","",{taken})'
            recorded = 100 * (score.high if k else score.low)
            sheet.write_formula(row, at + k, formula, looks.worth, recorded)
        sheet.write_formula(row, at + 2, f"={_fault(cells)}", looks.fault, "")
        for k, recorded_cell in enumerate(cells_of(score), at + 3):
            if recorded_cell is None:
                sheet.write_blank(row, k, None, looks.worth)
            else:
                sheet.write_number(row, k, recorded_cell, looks.worth)


def _fault(cells: Sequence[str]) -> str:
    """What is wrong with the three cells of a score; an empty text when nothing is."""
    texts = [_fault_of_cell(place) for place in cells]
    _, low, high = cells
    names = [place.split("!")[1] for place in (low, high)]
    sentence = t("{low}, {high}: the lowest is above the highest.", low=names[0], high=names[1])
    both = f"IF(ISNUMBER({low}),ISNUMBER({high}),FALSE)"
    reversed_ = f'IF({both},IF({low}>{high},{quoted_sentence(sentence)},""),"")'
    return "&".join((*texts, reversed_))


def _fault_of_cell(place: str) -> str:
    sentence = t(
        "{cell}: write a number from 0 to 100, or nothing if it is not known; no formula, date or "
        "percentage.",
        cell=place.split("!")[1],
    )
    return f'IF(ISBLANK({place}),"",IF({plain_number(place)},"",{quoted_sentence(sentence)}))'


def _guarded(formula: str) -> str:
    """A formula that gives nothing while there is something to correct."""
    return f'=IF($B${FAULT + 1}<>"","",{formula})'


def _totals(sheet: Worksheet, grid: CheckGrid, looks: Looks, place: int) -> None:
    row, inputs, lever = FIRST_CHECK + place, InputGrid(grid.board), grid.board.rows[place]
    for end, total in ((0, lever.low), (1, lever.high)):
        terms = [
            f"{inputs.outside(WEIGHTS_ROW, inputs.value(j))}*{cell(row, grid.low(j) + end)}"
            for j in range(len(lever.cells))
        ]
        formula = _guarded("+".join(terms))
        sheet.write_formula(row, grid.total + end, formula, looks.figure, 100 * total)


def _ranks(sheet: Worksheet, grid: CheckGrid, looks: Looks, place: int, lever: BoardRow) -> None:
    """Best and worst rank, whether it is surely tied, its rank in words, its order."""
    row, low, high = FIRST_CHECK + place, grid.total, grid.total + 1
    lows, highs = grid.column(low), grid.column(high)
    mine, most = cell(row, low), cell(row, high)
    best = f"1+SUMPRODUCT(--({lows}>{most}+{SLACK}))"
    sheet.write_formula(row, low + 2, _guarded(best), looks.whole, lever.best)
    # Not wholly known, a lever is counted among those that may be above: else it is added.
    worst = f"SUMPRODUCT(--({highs}>{mine}+{SLACK}))+IF({most}>{mine}+{SLACK},0,1)"
    sheet.write_formula(row, low + 3, _guarded(worst), looks.whole, lever.worst)
    same = f"SUMPRODUCT(--({highs}-{lows}<={SLACK}),--(ABS({lows}-{mine})<={SLACK}))"
    yes, no = t("yes"), t("no")
    tied = surely_tied(grid.board, lever)
    formula = _guarded(f'IF(AND({most}-{mine}<={SLACK},{same}>1),"{yes}","{no}")')
    sheet.write_formula(row, low + 4, formula, looks.text, yes if tied else no)
    first, last = cell(row, low + 2), cell(row, low + 3)
    say = RankWords()
    words = f'IF({first}={last},{first}&"",{first}&"{say.to}"&{last})'
    words += f'&IF({cell(row, low + 4)}="{yes}","{say.tied}","")'
    text = say.text(lever.best, lever.worst, tied=tied)
    sheet.write_formula(row, low + 5, _guarded(words), looks.text, text)
    # As near as ``SLACK``: levers so close come in the order of their rows.
    near, far = (f"ROUND({area},7)" for area in (lows, highs))
    own, own_most = (f"ROUND({one},7)" for one in (mine, most))
    order = (
        f"1+SUMPRODUCT(--({near}>{own}))+SUMPRODUCT(--({near}={own}),--({far}>{own_most}))"
        f"+SUMPRODUCT(--({near}={own}),--({far}={own_most}),--(ROW({lows})<ROW()))"
    )
    sheet.write_formula(row, low + 6, _guarded(order), looks.whole, place + 1)


def _faults(sheet: Worksheet, grid: CheckGrid, looks: Looks, row: int) -> None:
    """Everything to correct in a row; then the first thing down to it, for the whole workbook."""
    each = [cell(row, grid.low(j) + 2) for j in range(len(grid.board.columns))]
    sheet.write_formula(row, grid.total + 7, f"={'&'.join(each)}", looks.fault, "")
    before, own = cell(row - 1, grid.total + 8), cell(row, grid.total + 7)
    first = f'=IF({before}<>"",{before},{own})'
    sheet.write_formula(row, grid.total + 8, first, looks.fault, "")
