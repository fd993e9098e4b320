"""The sheet of the ranking: levers in their order, what their points are made of, a chart.

The sheet of ballots, where they may be shown: points, shares, and how these are spread.
"""

from statistics import fmean, median, quantiles

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.cleaning import one_line
from prioritisation.documents.writing.content import Board, Bulletin
from prioritisation.documents.writing.workbook.sheets import (
    WEIGHTS,
    Grid,
    Looks,
    RankWords,
    cell,
    dressed,
    surely_tied,
    write_across,
    write_text,
)
from prioritisation.wording import t

HEAD, PALE = 3, "#DDDDDA"
NAME, RANK, LOW, HIGH, PARTS = 1, 2, 3, 4, 5
"""Columns, from 0: the order stands in the first; parts by criterion come last."""

LINE = 26
"""Pixels of a bar and the space around it."""

ONE_LINE, TALL = 34, 31
"""Letters of a name on one line; height of a row with two."""


def write_ranking(book: Workbook, sheet: Worksheet, board: Board, looks: Looks, alt: str) -> None:
    """Everything of the sheet."""
    grid = Grid(board)
    write_text(sheet, 0, 0, t("Ranking"), looks.title)
    advice = t(
        "This sheet follows the yellow cells. Levers that are tied keep the order of the case."
    )
    write_across(sheet, 1, PARTS + len(board.columns), advice, looks.soft)
    heads = [t("Order"), t("Lever"), t("Rank"), t("Points, at least"), t("Points, at most")]
    heads += [c.label for c in board.columns] + [t("not known")]
    for k, head in enumerate(heads):
        write_text(sheet, HEAD, k, head, looks.head)
    sheet.set_row(HEAD, 32)
    for k in range(len(board.rows)):
        _row(sheet, grid, looks, k)
    sheet.set_column(0, 0, 8)
    sheet.set_column(NAME, NAME, 38)
    sheet.set_column(RANK, PARTS + len(board.columns), 14)
    sheet.freeze_panes(HEAD + 1, 2)
    _chart(book, sheet, board, alt)
    dressed(sheet)


def _row(sheet: Worksheet, grid: Grid, looks: Looks, place: int) -> None:
    lever, row = grid.board.rows[place], HEAD + 1 + place
    match = f"MATCH({cell(row, 0)},{grid.range(grid.total + 6, outside=True)},0)"

    def found(column: int) -> str:
        return f"INDEX({grid.range(column, outside=True)},{match})"

    sheet.set_row(row, TALL if len(lever.label) > ONE_LINE else None)
    sheet.write_number(row, 0, place + 1, looks.whole)
    sheet.write_formula(row, NAME, f"={found(0)}", looks.text, one_line(lever.label))
    tied = surely_tied(grid.board, lever)
    text = RankWords().text(lever.best, lever.worst, tied=tied)
    sheet.write_formula(row, RANK, f"={found(grid.total + 5)}", looks.text, text)
    for column, end, value in ((LOW, 0, lever.low), (HIGH, 1, lever.high)):
        formula = f"={found(grid.total + end)}"
        sheet.write_formula(row, column, formula, looks.figure, 100 * value)
    for j in range(len(grid.board.columns)):
        weight = f"'{grid.sheet}'!{cell(WEIGHTS, grid.low(j))}"
        part = 100 * lever.parts[j]
        formula = f"={weight}*{found(grid.low(j))}"
        sheet.write_formula(row, PARTS + j, formula, looks.figure, part)
    rest = f"={cell(row, HIGH)}-{cell(row, LOW)}"
    sheet.write_formula(
        row, PARTS + len(grid.board.columns), rest, looks.figure, 100 * (lever.high - lever.low)
    )


def _chart(book: Workbook, sheet: Worksheet, board: Board, alt: str) -> None:
    """Stacked bars that follow the sheet; what is not known comes last, pale."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    name, first, last = sheet.get_name(), HEAD + 1, HEAD + len(board.rows)
    colours = [column.colour for column in board.columns] + [PALE]
    for k, colour in enumerate(colours):
        chart.add_series(
            {
                "name": [name, HEAD, PARTS + k],
                "categories": [name, first, NAME, last, NAME],
                "values": [name, first, PARTS + k, last, PARTS + k],
                "fill": {"color": colour},
                "border": {"color": "#595959", "width": 0.5},
                "gap": 45,
            }
        )
    chart.set_y_axis({"reverse": True, "num_font": {"size": 10}})
    chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": False}})
    chart.set_title({"name": t("Points out of 100"), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 150 + LINE * len(board.rows)})
    sheet.insert_chart(last + 2, 0, chart, {"description": alt})


Shares = tuple[float | None, ...]


def shares(ballot: Bulletin) -> Shares:
    """Shares of a ballot over the criteria it weighs; None where its voter abstained."""
    total = sum(p for p in ballot.points if p is not None)
    return tuple(None if p is None or not total else p / total for p in ballot.points)


def write_ballots(sheet: Worksheet, board: Board, looks: Looks) -> None:
    """One line a ballot, in the order of identifiers that say nothing; then their spread."""
    n = len(board.columns)
    write_text(sheet, 0, 0, t("Ballots"), looks.title)
    advice = t(
        "Points as they were given; an empty cell is an abstention. Identifiers are random."
    )
    write_across(sheet, 1, 2 * n, advice, looks.soft)
    write_text(sheet, HEAD, 0, t("Ballot"), looks.head)
    for j, column in enumerate(board.columns):
        write_text(sheet, HEAD, 1 + j, t("{name}, points", name=column.label), looks.head)
        write_text(sheet, HEAD, 1 + n + j, t("{name}, share", name=column.label), looks.head)
    sheet.set_row(HEAD, 48)
    for k, ballot in enumerate(board.ballots, HEAD + 1):
        _ballot(sheet, looks, k, ballot)
    _spread(sheet, board, looks)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 2 * n, 14)
    sheet.freeze_panes(HEAD + 1, 1)
    dressed(sheet)


def _ballot(sheet: Worksheet, looks: Looks, row: int, ballot: Bulletin) -> None:
    n = len(ballot.points)
    write_text(sheet, row, 0, ballot.id, looks.text)
    total = f"SUM({cell(row, 1)}:{cell(row, n)})"
    for j, (points, share) in enumerate(zip(ballot.points, shares(ballot), strict=True)):
        if points is None:
            sheet.write_blank(row, 1 + j, None, looks.whole)
        else:
            sheet.write_number(row, 1 + j, points, looks.whole)
        formula = f'=IF({cell(row, 1 + j)}="","",{cell(row, 1 + j)}/{total})'
        sheet.write_formula(row, 1 + n + j, formula, looks.share, "" if share is None else share)


def _spread(sheet: Worksheet, board: Board, looks: Looks) -> None:
    n, first = len(board.columns), HEAD + 1
    last = HEAD + len(board.ballots)
    names = (
        (t("Mean of the shares"), "AVERAGE({0})"),
        (t("First quartile"), "QUARTILE({0},1)"),
        (t("Median"), "MEDIAN({0})"),
        (t("Third quartile"), "QUARTILE({0},3)"),
        (t("Weight of the group"), ""),
    )
    for k, (name, _) in enumerate(names):
        write_text(sheet, last + 2 + k, 0, name, looks.head)
    means = f"{cell(last + 2, 1 + n)}:{cell(last + 2, 2 * n)}"
    for j, column in enumerate(board.columns):
        at = 1 + n + j
        given = [s for b in board.ballots if (s := shares(b)[j]) is not None]
        area = f"{cell(first, at)}:{cell(last, at)}"
        for k, (value, (_, formula)) in enumerate(zip(_figures(given), names, strict=False)):
            made = f'=IF(COUNT({area})=0,"",{formula.format(area)})'
            sheet.write_formula(last + 2 + k, at, made, looks.share, value)
        group = f"={cell(last + 2, at)}/SUM({means})"
        sheet.write_formula(last + 2 + len(names) - 1, at, group, looks.share, column.weight)


def _figures(given: list[float]) -> tuple[float | str, ...]:
    """Mean, first quartile, median and third one; empty when nobody weighs the criterion."""
    if not given:
        return "", "", "", ""
    low, _, high = quantiles(given, method="inclusive") if len(given) > 1 else (given[0],) * 3
    return fmean(given), low, median(given), high
