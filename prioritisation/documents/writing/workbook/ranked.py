"""The sheets of the ranking and of the ballots, where these may be shown."""

from statistics import fmean, median, quantiles

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.cleaning import one_line
from prioritisation.documents.writing.content import BallotPoints, Board
from prioritisation.documents.writing.workbook import sheets
from prioritisation.wording import t

_HEAD, _PALE = 3, "#DDDDDA"
_NAME, _RANK, _LOW, _HIGH, _PARTS = 1, 2, 3, 4, 5
"""Columns, from 0: the order stands in the first; parts by criterion come last."""

_LINE = 26
"""Pixels of a bar and the space around it."""

_ONE_LINE, _TALL = 34, 31
"""Letters of a name on one line; height of a row with two."""


def write_ranking(
    book: Workbook, sheet: Worksheet, board: Board, looks: sheets.Looks, alt: str
) -> None:
    """Everything of the sheet."""
    grid = sheets.Grid(board)
    sheets.write_text(sheet, 0, 0, t("Ranking"), looks.title)
    advice = t(
        "This sheet follows the yellow cells. Levers that are tied keep the order of the case."
    )
    sheets.write_across(sheet, 1, _PARTS + len(board.columns), advice, looks.soft)
    heads = [t("Order"), t("Lever"), t("Rank"), t("Points, at least"), t("Points, at most")]
    heads += [c.label for c in board.columns] + [t("not known")]
    for k, head in enumerate(heads):
        sheets.write_text(sheet, _HEAD, k, head, looks.head)
    sheet.set_row(_HEAD, 32)
    for k in range(len(board.rows)):
        _row(sheet, grid, looks, k)
    sheet.set_column(0, 0, 8)
    sheet.set_column(_NAME, _NAME, 38)
    sheet.set_column(_RANK, _PARTS + len(board.columns), 14)
    sheet.freeze_panes(_HEAD + 1, 2)
    _chart(book, sheet, board, alt)
    sheets.set_print_layout(sheet)


def _row(sheet: Worksheet, grid: sheets.Grid, looks: sheets.Looks, place: int) -> None:
    lever, row = grid.board.rows[place], _HEAD + 1 + place
    # The lever whose order is that of this row: the sheet sorts itself.
    match = f"MATCH({sheets.cell(row, 0)},{grid.range(grid.total + 6, outside=True)},0)"

    def indexed(column: int) -> str:
        return f"INDEX({grid.range(column, outside=True)},{match})"

    sheet.set_row(row, _TALL if len(lever.label) > _ONE_LINE else None)
    sheet.write_number(row, 0, place + 1, looks.whole)
    sheet.write_formula(row, _NAME, f"={indexed(0)}", looks.text, one_line(lever.label))
    tied = sheets.surely_tied(grid.board, lever)
    text = sheets.RankWords().text(lever.best, lever.worst, tied=tied)
    sheet.write_formula(row, _RANK, f"={indexed(grid.total + 5)}", looks.text, text)
    for column, end, value in ((_LOW, 0, lever.low), (_HIGH, 1, lever.high)):
        formula = f"={indexed(grid.total + end)}"
        sheet.write_formula(row, column, formula, looks.figure, 100 * value)
    for j in range(len(grid.board.columns)):
        weight = f"'{grid.sheet}'!{sheets.cell(sheets.WEIGHTS_ROW, grid.low(j))}"
        part = 100 * lever.parts[j]
        formula = f"={weight}*{indexed(grid.low(j))}"
        sheet.write_formula(row, _PARTS + j, formula, looks.figure, part)
    rest = f"={sheets.cell(row, _HIGH)}-{sheets.cell(row, _LOW)}"
    sheet.write_formula(
        row, _PARTS + len(grid.board.columns), rest, looks.figure, 100 * (lever.high - lever.low)
    )


def _chart(book: Workbook, sheet: Worksheet, board: Board, alt: str) -> None:
    """Stacked bars that follow the sheet; what is not known comes last, pale."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    name, first, last = sheet.get_name(), _HEAD + 1, _HEAD + len(board.rows)
    colours = [column.colour for column in board.columns] + [_PALE]
    for k, colour in enumerate(colours):
        chart.add_series(
            {
                "name": [name, _HEAD, _PARTS + k],
                "categories": [name, first, _NAME, last, _NAME],
                "values": [name, first, _PARTS + k, last, _PARTS + k],
                "fill": {"color": colour},
                "border": {"color": "#595959", "width": 0.5},
                "gap": 45,
            }
        )
    chart.set_y_axis({"reverse": True, "num_font": {"size": 10}})
    chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": False}})
    chart.set_title({"name": t("Points out of 100"), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 150 + _LINE * len(board.rows)})
    sheet.insert_chart(last + 2, 0, chart, {"description": alt})


def ballot_shares(points: BallotPoints) -> tuple[float | None, ...]:
    """Shares of a ballot over the criteria it weighs; None where its voter abstained."""
    total = sum(p for p in points if p is not None)
    return tuple(None if p is None or not total else p / total for p in points)


def write_ballots(sheet: Worksheet, board: Board, looks: sheets.Looks) -> None:
    """One line a ballot, in the order of identifiers that say nothing; then their spread."""
    n = len(board.columns)
    sheets.write_text(sheet, 0, 0, t("Ballots"), looks.title)
    advice = t(
        "Points as they were given; an empty cell is an abstention. Identifiers are random."
    )
    sheets.write_across(sheet, 1, 2 * n, advice, looks.soft)
    sheets.write_text(sheet, _HEAD, 0, t("Ballot"), looks.head)
    for j, column in enumerate(board.columns):
        sheets.write_text(sheet, _HEAD, 1 + j, t("{name}, points", name=column.label), looks.head)
        sheets.write_text(
            sheet, _HEAD, 1 + n + j, t("{name}, share", name=column.label), looks.head
        )
    sheet.set_row(_HEAD, 48)
    for k, (ident, ballot) in enumerate(board.ballots, _HEAD + 1):
        sheets.write_text(sheet, k, 0, ident, looks.text)
        _ballot(sheet, looks, k, ballot)
    _spread(sheet, board, looks)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 2 * n, 14)
    sheet.freeze_panes(_HEAD + 1, 1)
    sheets.set_print_layout(sheet)


def _ballot(sheet: Worksheet, looks: sheets.Looks, row: int, ballot: BallotPoints) -> None:
    n = len(ballot)
    total = f"SUM({sheets.cell(row, 1)}:{sheets.cell(row, n)})"
    for j, (points, share) in enumerate(zip(ballot, ballot_shares(ballot), strict=True)):
        if points is None:
            sheet.write_blank(row, 1 + j, None, looks.whole)
        else:
            sheet.write_number(row, 1 + j, points, looks.whole)
        formula = f'=IF({sheets.cell(row, 1 + j)}="","",{sheets.cell(row, 1 + j)}/{total})'
        sheet.write_formula(row, 1 + n + j, formula, looks.share, "" if share is None else share)


def _spread(sheet: Worksheet, board: Board, looks: sheets.Looks) -> None:
    n, first = len(board.columns), _HEAD + 1
    last = _HEAD + len(board.ballots)
    names = (
        (t("Mean of the shares"), "AVERAGE({0})"),
        (t("First quartile"), "QUARTILE({0},1)"),
        (t("Median"), "MEDIAN({0})"),
        (t("Third quartile"), "QUARTILE({0},3)"),
        (t("Weight of the group"), ""),
    )
    for k, (name, _) in enumerate(names):
        sheets.write_text(sheet, last + 2 + k, 0, name, looks.head)
    place = last + 1 + len(names)
    means = f"{sheets.cell(last + 2, 1 + n)}:{sheets.cell(last + 2, 2 * n)}"
    whole = all(None not in ballot for _ident, ballot in board.ballots)
    for j, column in enumerate(board.columns):
        at = 1 + n + j
        given = [s for _id, b in board.ballots if (s := ballot_shares(b)[j]) is not None]
        area = f"{sheets.cell(first, at)}:{sheets.cell(last, at)}"
        for k, (value, (_, formula)) in enumerate(zip(_figures(given), names, strict=False)):
            made = f'=IF(COUNT({area})=0,"",{formula.format(area)})'
            sheet.write_formula(last + 2 + k, at, made, looks.share, value)
        if whole:
            group = f"={sheets.cell(last + 2, at)}/SUM({means})"
            sheet.write_formula(place, at, group, looks.share, column.weight)
        else:
            sheet.write_number(place, at, column.weight, looks.share)
    if not whole:
        abstaining = t("Some ballots abstain: the weights of the group are numbers, not formulas.")
        sheets.write_text(sheet, place + 1, 0, abstaining, looks.soft)


def _figures(shares: list[float]) -> tuple[float | str, ...]:
    """Mean, first quartile, median and third one; empty when nobody weighs the criterion."""
    if not shares:
        return "", "", "", ""
    # Inclusive, as QUARTILE is.
    low, _, high = quantiles(shares, method="inclusive") if len(shares) > 1 else (shares[0],) * 3
    return fmean(shares), low, median(shares), high
