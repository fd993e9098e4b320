"""The workbook: change a weight, and the ranking follows, with its shared ranks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.analysis.ranking import TIE
from prioritisation.documents.writing.cleaning import clean, one_line
from prioritisation.documents.writing.content import BallotPoints, Board, BoardCell, BoardRow, Note
from prioritisation.documents.writing.stamp import stamp_lines, stamp_text
from prioritisation.sentences.phrases import ranks_text
from prioritisation.wording import NBSP, date_text, t

TITLE_ROW, STAMP_ROW, ADVICE_ROW, NOTICE_ROW, TOP_ROW = 0, 1, 2, 3, 4
"""Rows of every sheet, from 0: title, stamp, how to use it, what is no more that of the record,
then the first of its own."""

_LONGEST = 32_000
"""Characters that a cell of a spreadsheet holds, a little less."""

_HEIGHT, _ROOM = 16, 1.2
"""Height of a line, in points; letters of a line that is wrapped, for one that is written."""

_YELLOW, _ACCENT, _RULE, _WRONG = "#FFF4C2", "#0B4F8A", "#C9CED6", "#A4161A"


class _Looks:
    """Formats of cells, made once by workbook.

    Parameters
    ----------
    board
        The decimals with which weights and points of levers are shown: as the note writes them,
        what is computed staying whole under what is shown.
    """

    def __init__(self, book: Workbook, board: Board) -> None:
        border = {"border": 1, "border_color": _RULE, "valign": "top"}
        yellow = {**border, "bg_color": _YELLOW, "locked": False}
        weight, total = (_decimals(n) for n in (board.weight_digits, board.point_digits))
        self.title: Format = book.add_format({"bold": True, "font_size": 16})
        self.soft: Format = book.add_format({"font_color": "#595959", "text_wrap": True})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.head: Format = book.add_format(
            {
                **border,
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": _ACCENT,
                "text_wrap": True,
            }
        )
        wrong = {"bold": True, "font_color": _WRONG, "text_wrap": True}
        wrong |= {"valign": "top", "align": "left"}
        self.notice: Format = book.add_format(wrong)
        self.text: Format = book.add_format({**border, "text_wrap": True})
        self.figure: Format = book.add_format({**border, "num_format": total})
        self.whole: Format = book.add_format({**border, "num_format": "0", "align": "center"})
        self.share: Format = book.add_format({**border, "num_format": f'0.0"{NBSP}"%'})
        self.weight: Format = book.add_format({**border, "num_format": f'{weight}"{NBSP}"%'})
        self.worth: Format = book.add_format({**border, "num_format": "0.0"})
        self.value: Format = book.add_format({**yellow, "num_format": "0.0"})
        self.raw: Format = book.add_format({**border, "align": "left"})


def _decimals(digits: int) -> str:
    """The format of a number with that many decimals."""
    return f"0.{'0' * digits}".rstrip(".")


@dataclass(frozen=True, slots=True)
class _Top:
    """What every sheet says first.

    Attributes
    ----------
    stamp, short
        What the workbook is worth, its day, its fingerprint, after a caution if there is one; and
        the same in short, for a chart.
    foot
        The same in short after that caution, for the foot of each page that is printed.
    notice
        Formula that says whether weights were changed; empty where there is nothing to change.
    """

    stamp: str
    short: str
    foot: str
    notice: str = ""

    def write(
        self, sheet: Worksheet, looks: _Looks, title: str, advice: str, widths: Sequence[int]
    ) -> None:
        """The rows above ``TOP_ROW``, over columns that are so many letters wide; the foot too."""
        for k, width in enumerate(widths):
            sheet.set_column(k, k, width)
        _text(sheet, TITLE_ROW, 0, title, looks.title)
        _across(sheet, STAMP_ROW, widths, self.stamp, looks.wrapped)
        if advice:
            _across(sheet, ADVICE_ROW, widths, advice, looks.soft)
        sheet.merge_range(NOTICE_ROW, 0, NOTICE_ROW, len(widths) - 1, "", looks.notice)
        if self.notice:
            sheet.write_formula(NOTICE_ROW, 0, self.notice, looks.notice, "")
        sheet.set_row(NOTICE_ROW, 2 * _HEIGHT)
        sheet.set_footer(f"&L{_in_foot(self.foot)}&R&P / &N", {"scale_with_doc": False})


def cell_name(row: int, column: int) -> str:
    """A cell by its name.

    Examples
    --------
    >>> cell_name(7, 1)
    'B8'
    """
    return str(xl_rowcol_to_cell(row, column))


def _quoted(text: str) -> str:
    """A text of ours as a formula has it."""
    return '"' + text.replace('"', '""') + '"'


def _text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """A text, whatever it looks like: never a formula, never a link."""
    sheet.write_string(row, column, clean(text)[:_LONGEST], look)


def _across(sheet: Worksheet, row: int, widths: Sequence[int], text: str, look: Format) -> None:
    """A text over several columns, on as many lines as it needs: no program finds them alone."""
    sheet.merge_range(row, 0, row, len(widths) - 1, "", look)
    _text(sheet, row, 0, text, look)
    sheet.set_row(row, _HEIGHT * max(2, ceil(_ROOM * len(text) / sum(widths))))


def _in_foot(text: str) -> str:
    """A text at the foot of a page, where « & » begins an order."""
    return clean(text).replace("&", "&&")


def _print_layout(sheet: Worksheet, heads: tuple[int, int] | None = None) -> None:
    """Printed on the width of one page, with its ``heads`` again on each; protected.

    ``heads`` are the first and the last of its rows of heads, from 0; there is no password.
    """
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if heads:
        sheet.repeat_rows(*heads)
    options = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
    sheet.protect("", options)


NAMES_ROW, POINTS_ROW, RECORDED_ROW, WEIGHTS_ROW, HEADS_ROW, FIRST_ROW = range(
    TOP_ROW, TOP_ROW + 6
)
"""Rows of the sheet of weights: criteria, their points, those of the record, weights, heads, first
lever."""

_RAW, LOW, _HIGH = range(1, 4)
"""Columns of the first criterion there: raw score, smallest value, largest."""

_LEAST, _MOST, _BEST, _WORST, _RANK, _ORDER = range(6)
"""Columns after the criteria: points of a lever, its ranks, its rank in words, its order."""

_SLACK = "0.0000001"
"""Points closer than this are equal: the tolerance of the product, in points out of 100."""


def input_column(j: int, column: int = LOW) -> int:
    """One of the three columns of a criterion, on the sheet of weights."""
    return 3 * j + column


def _weights_sheet() -> str:
    return t("Weights and values")


class _Grid:
    """Cells and columns of the sheet of weights, as formulas of any sheet name them."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.total = input_column(len(board.columns), 1)

    def each(self, row: int) -> list[str]:
        """The cells of a row, a criterion after the other."""
        return [self.at(row, input_column(j)) for j in range(len(self.board.columns))]

    def at(self, row: int, column: int) -> str:
        """A cell."""
        return f"'{_weights_sheet()}'!{xl_rowcol_to_cell(row, column, True, True)}"

    def area(self, column: int) -> str:
        """The levers' cells of a column."""
        last = xl_rowcol_to_cell(FIRST_ROW + len(self.board.rows) - 1, column, True, True)
        return f"{self.at(FIRST_ROW, column)}:{last}"

    @property
    def given(self) -> str:
        """The sum of the points; 0 unless each is a number, 0 or more."""
        return self.at(POINTS_ROW, self.total)

    def live(self, formula: str) -> str:
        """A formula where there is something to weigh with; nothing otherwise."""
        return f'=IF({self.given}>0,{formula},"")'

    @property
    def changed(self) -> str:
        """Whether points are no more those of the record."""
        pairs = zip(self.each(POINTS_ROW), self.each(RECORDED_ROW), strict=True)
        return f"OR({','.join(f'{a}<>{b}' for a, b in pairs)})"


def _notice(board: Board) -> str:
    if not board.rows:
        return ""
    grid = _Grid(board)
    changed = t("Weights changed: this file does not match the proof file any more.")
    nothing = t("Nothing is ranked: points are numbers from 0 to 100, not all of them 0.")
    words = f'IF({grid.changed},{_quoted(changed)},"")'
    return f"=IF({grid.given}>0,{words},{_quoted(nothing)})"


def _rank_text(board: Board, lever: BoardRow) -> str:
    """A rank, or the interval of ranks, as the formula of the sheet writes it."""
    known = [row for row in board.rows if row.high - row.low <= TIE]
    tied = lever in known and sum(abs(row.low - lever.low) <= TIE for row in known) > 1
    return ranks_text(lever.best, lever.worst, tied=tied)


def _write_weights(sheet: Worksheet, board: Board, looks: _Looks, top: _Top) -> None:
    """The sheet of weights: points that may be changed, values out of 100, ranks that follow."""
    advice = t("Change the yellow cells: a number from 0 to 100 for each criterion.")
    widths = (28, *(16, 9, 9) * len(board.columns), 9, 9, 9, 9, 14, 9)
    top.write(sheet, looks, _weights_sheet(), advice, widths)
    grid = _Grid(board)
    rows = (NAMES_ROW, POINTS_ROW, RECORDED_ROW, WEIGHTS_ROW, HEADS_ROW)
    labels = (t("Criterion"), t("Points"), t("Points of the proof file"), t("Weight"), t("Lever"))
    for row, label in zip(rows, labels, strict=True):
        _text(sheet, row, 0, label, looks.head)
    points = grid.each(POINTS_ROW)
    for j, column in enumerate(board.columns):
        at = input_column(j)
        sheet.merge_range(NAMES_ROW, at - 1, NAMES_ROW, at + 1, "", looks.head)
        _text(sheet, NAMES_ROW, at - 1, column.label, looks.head)
        sheet.write_number(POINTS_ROW, at, column.points, looks.value)
        sheet.write_number(RECORDED_ROW, at, column.points, looks.worth)
        share = grid.live(f"{points[j]}/{grid.given}")
        sheet.write_formula(WEIGHTS_ROW, at, share, looks.weight, column.weight)
        for k, head in enumerate((t("raw score"), t("at the lowest"), t("at the highest"))):
            _text(sheet, HEADS_ROW, at - 1 + k, head, looks.head)
        sheet.data_validation(
            POINTS_ROW,
            at,
            POINTS_ROW,
            at,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": 100,
                "error_title": t("Points refused"),
                "error_message": t("Points are a number from 0 to 100."),
            },
        )
    _text(sheet, NAMES_ROW, grid.total, t("Total"), looks.head)
    all_points = f"{cell_name(POINTS_ROW, 1)}:{cell_name(POINTS_ROW, grid.total - 1)}"
    counted = f'COUNTIF({all_points},">=0")=COUNTA({all_points})'
    total = sum(column.points for column in board.columns)
    summed = f"=IF({counted},SUM({all_points}),0)"
    sheet.write_formula(POINTS_ROW, grid.total, summed, looks.worth, total)
    ends = (t("Points, at least"), t("Points, at most"), t("Best rank"), t("Worst rank"))
    for k, head in enumerate((*ends, t("Rank"), t("Order"))):
        _text(sheet, HEADS_ROW, grid.total + k, head, looks.head)
    sheet.set_row(NAMES_ROW, 32)
    sheet.set_row(HEADS_ROW, 32)
    for k in range(len(board.rows)):
        _write_lever(sheet, grid, looks, k)
    sheet.freeze_panes(FIRST_ROW, 1)
    _print_layout(sheet, (NAMES_ROW, HEADS_ROW))


def _write_lever(sheet: Worksheet, grid: _Grid, looks: _Looks, place: int) -> None:
    """A lever: its values, then its points and ranks under the weights of the sheet."""
    board, row, total = grid.board, FIRST_ROW + place, grid.total
    lever = board.rows[place]
    _text(sheet, row, 0, lever.label, looks.text)
    for j, score in enumerate(lever.cells):
        _text(sheet, row, input_column(j, _RAW), score.text, looks.text)
        sheet.write_number(row, input_column(j, LOW), 100 * score.low, looks.worth)
        sheet.write_number(row, input_column(j, _HIGH), 100 * score.high, looks.worth)
    weights = grid.each(WEIGHTS_ROW)
    sums = [
        "+".join(f"{w}*{cell_name(row, input_column(j, end))}" for j, w in enumerate(weights))
        for end in (LOW, _HIGH)
    ]
    lows, highs = grid.area(total + _LEAST), grid.area(total + _MOST)
    least, most, best, worst = (cell_name(row, total + k) for k in (_LEAST, _MOST, _BEST, _WORST))
    # Not wholly known, a lever is counted among those that may be above: else it is added.
    above = f"SUMPRODUCT(--({highs}>{least}+{_SLACK}))+IF({most}>{least}+{_SLACK},0,1)"
    same = f"SUMPRODUCT(--({highs}-{lows}<={_SLACK}),--(ABS({lows}-{least})<={_SLACK}))"
    to, tied = t("{low} to {high}", low="", high=""), t("{rank} (tied)", rank="")
    words = f'IF({best}={worst},{best}&"",{best}&{_quoted(to)}&{worst})'
    words += f'&IF(AND({most}-{least}<={_SLACK},{same}>1),{_quoted(tied)},"")'
    # As near as the slack: levers so close come in the order of their rows.
    near, far = (f"ROUND({area},7)" for area in (lows, highs))
    own, own_most = (f"ROUND({one},7)" for one in (least, most))
    order = (
        f"1+SUMPRODUCT(--({near}>{own}))+SUMPRODUCT(--({near}={own}),--({far}>{own_most}))"
        f"+SUMPRODUCT(--({near}={own}),--({far}={own_most}),--(ROW({lows})<ROW()))"
    )
    endings: tuple[tuple[int, str, Format, float | str], ...] = (
        (_LEAST, sums[0], looks.figure, 100 * lever.low),
        (_MOST, sums[1], looks.figure, 100 * lever.high),
        (_BEST, f"1+SUMPRODUCT(--({lows}>{most}+{_SLACK}))", looks.whole, lever.best),
        (_WORST, above, looks.whole, lever.worst),
        (_RANK, words, looks.text, _rank_text(board, lever)),
        (_ORDER, order, looks.whole, place + 1),
    )
    for column, formula, look, cached in endings:
        sheet.write_formula(row, total + column, grid.live(formula), look, cached)


_PALE = "#DDDDDA"
_NAME, _PLACE, _AT_LEAST, _AT_MOST, _PARTS = range(1, 6)
"""Columns, from 0: the order stands in the first; parts by criterion come last."""

_BAR = 26
"""Pixels of a bar and the space around it."""

_ONE_LINE, _TALL = 34, 31
"""Letters of a name on one line; height of a row with two."""


def _write_ranking(
    book: Workbook, sheet: Worksheet, board: Board, looks: _Looks, top: _Top, alt: str
) -> None:
    """The levers in their order, with what each criterion surely brings, and their chart."""
    advice = t(
        "This sheet follows the yellow cells. Figures are shown rounded: parts may differ from "
        "their total by a point."
    )
    top.write(sheet, looks, t("Ranking"), advice, (8, 38, *(14,) * (4 + len(board.columns))))
    heads = [t("Order"), t("Lever"), t("Rank"), t("Points, at least"), t("Points, at most")]
    for k, head in enumerate((*heads, *(c.label for c in board.columns), t("uncertain"))):
        _text(sheet, TOP_ROW, k, head, looks.head)
    sheet.set_row(TOP_ROW, 32)
    for k in range(len(board.rows)):
        _write_place(sheet, board, looks, k)
    sheet.freeze_panes(TOP_ROW + 1, 2)
    _write_chart(book, sheet, board, top.short, alt)
    _print_layout(sheet, (TOP_ROW, TOP_ROW))


def _write_place(sheet: Worksheet, board: Board, looks: _Looks, place: int) -> None:
    """The lever that comes at a place: the sheet sorts itself."""
    grid, lever, row = _Grid(board), board.rows[place], TOP_ROW + 1 + place
    match = f"MATCH({cell_name(row, 0)},{grid.area(grid.total + _ORDER)},0)"

    def indexed(column: int, times: str = "") -> str:
        return f"{times}INDEX({grid.area(column)},{match})"

    sheet.set_row(row, _TALL if len(lever.label) > _ONE_LINE else None)
    sheet.write_number(row, 0, place + 1, looks.whole)
    cells: list[tuple[int, str, Format, float | str]] = [
        (_NAME, indexed(0), looks.text, one_line(lever.label)),
        (_PLACE, indexed(grid.total + _RANK), looks.text, _rank_text(board, lever)),
        (_AT_LEAST, indexed(grid.total + _LEAST), looks.figure, 100 * lever.low),
        (_AT_MOST, indexed(grid.total + _MOST), looks.figure, 100 * lever.high),
    ]
    for j, (part, weight) in enumerate(zip(lever.parts, grid.each(WEIGHTS_ROW), strict=True)):
        formula = indexed(input_column(j), f"{weight}*")
        cells.append((_PARTS + j, formula, looks.figure, 100 * part))
    rest = f"{cell_name(row, _AT_MOST)}-{cell_name(row, _AT_LEAST)}"
    width = 100 * (lever.high - lever.low)
    cells.append((_PARTS + len(board.columns), rest, looks.figure, width))
    for column, formula, look, value in cells:
        sheet.write_formula(row, column, grid.live(formula), look, value)


def _write_chart(book: Workbook, sheet: Worksheet, board: Board, stamp: str, alt: str) -> None:
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
    # A cell, below the chart: one that is copied elsewhere says whether weights were changed.
    title = t("Points out of 100 · {stamp}", stamp=stamp)
    changed = f'IF({_Grid(board).changed},{_quoted(t("CHANGED.") + " ")},"")'
    sheet.write_formula(last + 2, _NAME, f"={changed}&{_quoted(title)}", None, title)
    chart.set_title({"name": [name, last + 2, _NAME], "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 150 + _BAR * len(board.rows)})
    sheet.insert_chart(last + 2, 0, chart, {"description": alt})


def _ballot_shares(points: BallotPoints) -> tuple[float | None, ...]:
    """Shares of a ballot over the criteria it weighs; None where its voter abstained."""
    total = sum(p for p in points if p is not None)
    return tuple(None if p is None or not total else p / total for p in points)


def _write_ballots(sheet: Worksheet, board: Board, looks: _Looks, top: _Top) -> None:
    """One line a ballot, in the order of identifiers that say nothing."""
    n = len(board.columns)
    advice = t(
        "Points as they were given; an empty cell is an abstention. Identifiers are random."
    )
    top.write(sheet, looks, t("Votes"), advice, (26, *(14,) * (2 * n)))
    _text(sheet, TOP_ROW, 0, t("Vote"), looks.head)
    for j, column in enumerate(board.columns):
        _text(sheet, TOP_ROW, 1 + j, t("{name}, points", name=column.label), looks.head)
        _text(sheet, TOP_ROW, 1 + n + j, t("{name}, share", name=column.label), looks.head)
    sheet.set_row(TOP_ROW, 48)
    for k, (ident, ballot) in enumerate(board.ballots, TOP_ROW + 1):
        _text(sheet, k, 0, ident, looks.text)
        _write_ballot(sheet, looks, k, ballot)
    sheet.freeze_panes(TOP_ROW + 1, 1)
    _print_layout(sheet, (TOP_ROW, TOP_ROW))


def _write_ballot(sheet: Worksheet, looks: _Looks, row: int, ballot: BallotPoints) -> None:
    n = len(ballot)
    total = f"SUM({cell_name(row, 1)}:{cell_name(row, n)})"
    for j, (points, share) in enumerate(zip(ballot, _ballot_shares(ballot), strict=True)):
        if points is None:
            sheet.write_blank(row, 1 + j, None, looks.whole)
        else:
            sheet.write_number(row, 1 + j, points, looks.whole)
        formula = f'=IF({cell_name(row, 1 + j)}="","",{cell_name(row, 1 + j)}/{total})'
        sheet.write_formula(row, 1 + n + j, formula, looks.share, "" if share is None else share)


def _write_readme(sheet: Worksheet, note: Note, looks: _Looks, top: _Top) -> None:
    """What this workbook is, what may be changed in it, and the fingerprint of the record."""
    heading = note.heading
    lines = [(t("Status"), heading.status), *heading.lines]
    lines += [("", text) for text in note.first if text]
    lines += [("" if k else t("To use it"), text) for k, text in enumerate(_how())]
    lines += [(column.whole_name or column.label, column.rule) for column in note.board.columns]
    lines += note.trace
    top.write(sheet, looks, heading.title, "", (30, 110))
    for k, (name, text) in enumerate(lines, TOP_ROW):
        _text(sheet, k, 0, name, looks.wrapped)
        _text(sheet, k, 1, text, looks.wrapped)
    _print_layout(sheet)


def _how() -> tuple[str, ...]:
    return (
        t(
            "The yellow cells of the second sheet may be changed: the points of the criteria. The "
            "ranking and its chart follow."
        ),
        t(
            "Only the weighted sum follows. What the minutes say of solidity, of the vote and "
            "of the other methods does not: it is that of the proof file."
        ),
        t(
            "Levers with the same points share their rank, and « {tied} » says so: the order in "
            "which they are written means nothing.",
            tied=t("{rank} (tied)", rank="").strip(),
        ),
        t("The sheets are protected without a password, so that no formula is lost by mistake."),
    )


def _write_sources(sheet: Worksheet, note: Note, looks: _Looks, top: _Top) -> None:
    """Each score: what it is, the values it may have, what it rests on."""
    advice = t(
        "What the proof file says of each score: this sheet does not follow the yellow cells."
    )
    widths = (28, 22, 22, 14, 14, 11, 9, 9, 9, 36, 11, 11, 52)
    top.write(sheet, looks, t("Scores and sources"), advice, widths)
    for k, head in enumerate(_score_heads()):
        _text(sheet, TOP_ROW, k, head, looks.head)
    sheet.set_row(TOP_ROW, 32)
    row = TOP_ROW + 1
    for lever in note.board.rows:
        for column, score in zip(note.board.columns, lever.cells, strict=True):
            _write_score(sheet, looks, row, (lever.label, column.label, column.unit), score)
            row += 1
    sheet.freeze_panes(TOP_ROW + 1, 1)
    _print_layout(sheet, (TOP_ROW, TOP_ROW))


def _score_heads() -> tuple[str, ...]:
    return (
        t("Lever"),
        t("Criterion"),
        t("Score"),
        t("raw score, lowest"),
        t("raw score, highest"),
        t("unit"),
        t("lowest value"),
        t("highest value"),
        t("Status"),
        t("Source"),
        t("Date"),
        t("Confidence"),
        t("Reason"),
    )


def _write_score(
    sheet: Worksheet, looks: _Looks, row: int, of: tuple[str, str, str], score: BoardCell
) -> None:
    """A score on its row, after its lever and its criterion; ``of`` ends with its unit."""
    *labels, unit = of
    for k, text in enumerate((*labels, score.text)):
        _text(sheet, row, k, text, looks.text)
    for k, raw in enumerate((score.lowest, score.highest), 3):
        if isinstance(raw, str) or raw is None:
            _text(sheet, row, k, raw or "", looks.text)
        else:
            sheet.write_number(row, k, raw, looks.raw)
    _text(sheet, row, 5, unit, looks.text)
    sheet.write_number(row, 6, 100 * score.low, looks.worth)
    sheet.write_number(row, 7, 100 * score.high, looks.worth)
    day = date_text(score.date)
    for k, text in enumerate((score.status, score.source, day, score.confidence, score.reason), 8):
        _text(sheet, row, k, text, looks.text)


# A text that begins with = or with http stays a text.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def xlsx(note: Note) -> bytes:
    """The workbook; the same note always gives the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    heading, board, picture = note.heading, note.board, note.picture
    book.set_properties(
        {
            "title": clean(heading.title)[:255],
            "subject": clean(" ".join((heading.mark, stamp_text(note))))[:255].strip(),
            "author": clean(heading.organisation)[:255],
            "keywords": note.sha256,
            "created": dt.datetime.combine(heading.day, dt.time(), dt.UTC),
        }
    )
    book.set_size(2400, 1400)
    looks = _Looks(book, board)
    stamp = " ".join(filter(None, (heading.mark, stamp_text(note, whole=True))))
    top = _Top(stamp, stamp_text(note), " ".join(stamp_lines(note)), _notice(board))
    _write_readme(book.add_worksheet(t("Read me")), note, looks, top)
    if board.rows:
        _write_weights(book.add_worksheet(_weights_sheet()), board, looks, top)
        alt = clean(picture.alt) if picture else ""
        _write_ranking(book, book.add_worksheet(t("Ranking")), board, looks, top, alt)
        _write_sources(book.add_worksheet(t("Scores and sources")), note, looks, top)
    if board.ballots:
        _write_ballots(book.add_worksheet(t("Votes")), board, looks, top)
    book.close()
    return out.getvalue()
