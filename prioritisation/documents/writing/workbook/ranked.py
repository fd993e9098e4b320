"""The sheets of the ranking and of the ballots, where these may be shown."""

from statistics import fmean, median

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.analysis.ballots.group import quartiles
from prioritisation.documents.writing.cleaning import one_line
from prioritisation.documents.writing.content import BallotPoints, Board
from prioritisation.documents.writing.workbook.grid import (
    CHART_TITLE,
    FAULT,
    FIGURES_CHANGED,
    POINTS_CHANGED,
    WEIGHTS_ROW,
    CheckGrid,
    InputGrid,
)
from prioritisation.documents.writing.workbook.looks import (
    TOP_ROW,
    Looks,
    Top,
    cell,
    quoted,
    set_print_layout,
    write_text,
)
from prioritisation.documents.writing.workbook.ranks import RankWords, surely_tied
from prioritisation.sentences.group import whole_percents
from prioritisation.wording import t

_PALE = "#DDDDDA"
_NAME, _RANK, _LOW, _HIGH, _PARTS = 1, 2, 3, 4, 5
"""Columns, from 0: the order stands in the first; parts by criterion come last."""

_LINE = 26
"""Pixels of a bar and the space around it."""

_ONE_LINE, _TALL = 34, 31
"""Letters of a name on one line; height of a row with two."""


def write_ranking(
    book: Workbook, sheet: Worksheet, board: Board, looks: Looks, top: Top, alt: str
) -> None:
    """Everything of the sheet."""
    advice = t(
        "This sheet follows the yellow cells. Levers that are tied keep the order of the case. "
        "Figures are shown rounded: parts may differ from their total by a point."
    )
    top.write(sheet, looks, t("Ranking"), advice, (8, 38, *(14,) * (4 + len(board.columns))))
    heads = [t("Order"), t("Lever"), t("Rank"), t("Points, at least"), t("Points, at most")]
    heads += [c.label for c in board.columns]
    for k, head in enumerate(heads):
        write_text(sheet, TOP_ROW, k, head, looks.head)
    _last_head(sheet, board, looks, len(heads))
    sheet.set_row(TOP_ROW, 32)
    for k in range(len(board.rows)):
        _row(sheet, board, looks, k)
    sheet.freeze_panes(TOP_ROW + 1, 2)
    _chart(book, sheet, board, alt)
    set_print_layout(sheet, (TOP_ROW, TOP_ROW))


def _last_head(sheet: Worksheet, board: Board, looks: Looks, column: int) -> None:
    """The head of what is not known; in the legend of the chart it says what was changed too.

    LibreOffice keeps the title of a chart as it was made, and follows its legend.
    """
    grid = CheckGrid(board)
    changed = "+".join(grid.outside(row, 1) for row in (POINTS_CHANGED, FIGURES_CHANGED))
    words = t("uncertain")
    more = t("{words} (weights or figures changed)", words=words)
    formula = f"=IF({changed}>0,{quoted(more)},{quoted(words)})"
    sheet.write_formula(TOP_ROW, column, formula, looks.head, words)


def _row(sheet: Worksheet, board: Board, looks: Looks, place: int) -> None:
    """The lever that comes at a place: the sheet sorts itself, and is empty when nothing ranks."""
    inputs, grid = InputGrid(board), CheckGrid(board)
    lever, row = board.rows[place], TOP_ROW + 1 + place
    fault = grid.outside(FAULT, 1)
    match = f"MATCH({cell(row, 0)},{grid.area(grid.total + 6)},0)"

    def indexed(area: str, times: str = "") -> str:
        return f'=IF({fault}<>"","",{times}INDEX({area},{match}))'

    sheet.set_row(row, _TALL if len(lever.label) > _ONE_LINE else None)
    sheet.write_number(row, 0, place + 1, looks.whole)
    rank = RankWords().text(lever.best, lever.worst, tied=surely_tied(board, lever))
    cells = [
        (_NAME, indexed(grid.area(0)), looks.text, one_line(lever.label)),
        (_RANK, indexed(grid.area(grid.total + 5)), looks.text, rank),
        (_LOW, indexed(grid.area(grid.total)), looks.figure, 100 * lever.low),
        (_HIGH, indexed(grid.area(grid.total + 1)), looks.figure, 100 * lever.high),
    ]
    for j, part in enumerate(lever.parts):
        weight = f"{inputs.outside(WEIGHTS_ROW, inputs.value(j))}*"
        formula = indexed(grid.area(grid.low(j)), weight)
        cells.append((_PARTS + j, formula, looks.figure, 100 * part))
    rest = f'=IF({fault}<>"","",{cell(row, _HIGH)}-{cell(row, _LOW)})'
    width = 100 * (lever.high - lever.low)
    cells.append((_PARTS + len(board.columns), rest, looks.figure, width))
    for column, formula, look, value in cells:
        sheet.write_formula(row, column, formula, look, value)


def _chart(book: Workbook, sheet: Worksheet, board: Board, alt: str) -> None:
    """Stacked bars that follow the sheet; what is not known comes last, pale."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    name, first, last = sheet.get_name(), TOP_ROW + 1, TOP_ROW + len(board.rows)
    colours = [column.colour for column in board.columns] + [_PALE]
    for k, colour in enumerate(colours):
        chart.add_series(
            {
                "name": [name, TOP_ROW, _PARTS + k],
                "categories": [name, first, _NAME, last, _NAME],
                "values": [name, first, _PARTS + k, last, _PARTS + k],
                "fill": {"color": colour},
                "border": {"color": "#595959", "width": 0.5},
                "gap": 45,
            }
        )
    chart.set_y_axis({"reverse": True, "num_font": {"size": 10}})
    chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": False}})
    # A cell: a chart that is copied elsewhere says what it is, and whether it was changed.
    title = [CheckGrid(board).sheet, CHART_TITLE, 1]
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 150 + _LINE * len(board.rows)})
    sheet.insert_chart(last + 2, 0, chart, {"description": alt})


def ballot_shares(points: BallotPoints) -> tuple[float | None, ...]:
    """Shares of a ballot over the criteria it weighs; None where its voter abstained."""
    total = sum(p for p in points if p is not None)
    return tuple(None if p is None or not total else p / total for p in points)


def write_ballots(sheet: Worksheet, board: Board, looks: Looks, top: Top) -> None:
    """One line a ballot, in the order of identifiers that say nothing; then their spread."""
    n = len(board.columns)
    advice = t(
        "Points as they were given; an empty cell is an abstention. Identifiers are random."
    )
    top.write(sheet, looks, t("Votes"), advice, (26, *(14,) * (2 * n)))
    write_text(sheet, TOP_ROW, 0, t("Vote"), looks.head)
    for j, column in enumerate(board.columns):
        write_text(sheet, TOP_ROW, 1 + j, t("{name}, points", name=column.label), looks.head)
        write_text(sheet, TOP_ROW, 1 + n + j, t("{name}, share", name=column.label), looks.head)
    sheet.set_row(TOP_ROW, 48)
    for k, (ident, ballot) in enumerate(board.ballots, TOP_ROW + 1):
        write_text(sheet, k, 0, ident, looks.text)
        _ballot(sheet, looks, k, ballot)
    _spread(sheet, board, looks)
    sheet.freeze_panes(TOP_ROW + 1, 1)
    set_print_layout(sheet, (TOP_ROW, TOP_ROW))


def _ballot(sheet: Worksheet, looks: Looks, row: int, ballot: BallotPoints) -> None:
    n = len(ballot)
    total = f"SUM({cell(row, 1)}:{cell(row, n)})"
    for j, (points, share) in enumerate(zip(ballot, ballot_shares(ballot), strict=True)):
        if points is None:
            sheet.write_blank(row, 1 + j, None, looks.whole)
        else:
            sheet.write_number(row, 1 + j, points, looks.whole)
        formula = f'=IF({cell(row, 1 + j)}="","",{cell(row, 1 + j)}/{total})'
        sheet.write_formula(row, 1 + n + j, formula, looks.share, "" if share is None else share)


def _spread(sheet: Worksheet, board: Board, looks: Looks) -> None:
    n, first = len(board.columns), TOP_ROW + 1
    last = TOP_ROW + len(board.ballots)
    names = (
        (t("Mean of the shares"), "AVERAGE({0})", looks.share),
        (t("A quarter at most is below"), _rounded("DOWN", "SMALL"), looks.percent),
        (t("Middle vote"), "MEDIAN({0})", looks.percent),
        (t("A quarter at most is above"), _rounded("UP", "LARGE"), looks.percent),
        (t("Weight of the group"), "", looks.weight),
    )
    for k, named in enumerate(names):
        write_text(sheet, last + 2 + k, 0, named[0], looks.head)
    place = last + 1 + len(names)
    means = f"{cell(last + 2, 1 + n)}:{cell(last + 2, 2 * n)}"
    whole = all(None not in ballot for _ident, ballot in board.ballots)
    for j, column in enumerate(board.columns):
        at = 1 + n + j
        given = [s for _id, b in board.ballots if (s := ballot_shares(b)[j]) is not None]
        area = f"{cell(first, at)}:{cell(last, at)}"
        for k, value in enumerate(_figures(given)):
            made = f'=IF(COUNT({area})=0,"",{names[k][1].format(area)})'
            sheet.write_formula(last + 2 + k, at, made, names[k][2], value)
        if whole:
            group = f"={cell(last + 2, at)}/SUM({means})"
            sheet.write_formula(place, at, group, looks.weight, column.weight)
        else:
            sheet.write_number(place, at, column.weight, looks.weight)
    if not whole:
        abstaining = t("Some votes abstain: the weights of the group are numbers, not formulas.")
        write_text(sheet, place + 1, 0, abstaining, looks.soft)


def _rounded(way: str, place: str) -> str:
    """A quartile in whole percents; millionths of a percent are noise."""
    quartile = place + "({0},ROUNDUP(COUNT({0})/4,0))"
    return f"ROUND{way}(ROUND(100*{quartile},6),0)/100"


def _figures(shares: list[float]) -> tuple[float | str, ...]:
    """Mean, first quartile, median and third one; empty when nobody weighs the criterion."""
    if not shares:
        return "", "", "", ""
    middle = median(shares)
    low, high = quartiles(shares)
    low, _, high = whole_percents(low, middle, high)
    return fmean(shares), low / 100, middle, high / 100
