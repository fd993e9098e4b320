"""The sheet of ballots, where they may be shown: points, shares, and how these are spread."""

from statistics import fmean, median, quantiles

from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.content import Board, Bulletin
from prioritisation.documents.writing.workbook.grid import (
    Looks,
    cell,
    dressed,
    write_across,
    write_text,
)
from prioritisation.wording import t

HEAD = 3
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
