"""The workbook, sheet after sheet; those that only say are here."""

import datetime as dt
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import BoardCell, Note
from prioritisation.documents.writing.stamp import stamp_lines, stamp_text
from prioritisation.documents.writing.workbook.checks import notice_formula, write_checks
from prioritisation.documents.writing.workbook.grid import CheckGrid, InputGrid
from prioritisation.documents.writing.workbook.inputs import write_inputs
from prioritisation.documents.writing.workbook.looks import (
    TOP_ROW,
    Looks,
    Top,
    set_print_layout,
    write_text,
)
from prioritisation.documents.writing.workbook.ranked import write_ballots, write_ranking
from prioritisation.documents.writing.workbook.ranks import RankWords
from prioritisation.wording import date_text, t


def write_readme(sheet: Worksheet, note: Note, looks: Looks, top: Top) -> None:
    """What this workbook is, what may be changed in it, and the fingerprint of the record."""
    heading = note.heading
    lines = [(t("Status"), heading.status), *heading.lines]
    lines += [("", text) for text in note.first if text]
    lines += [("" if k else t("To use it"), text) for k, text in enumerate(_how())]
    lines += [(column.whole_name or column.label, column.rule) for column in note.board.columns]
    lines += note.trace
    top.write(sheet, looks, heading.title, "", (30, 110))
    for k, (name, text) in enumerate(lines, TOP_ROW):
        write_text(sheet, k, 0, name, looks.wrapped)
        write_text(sheet, k, 1, text, looks.wrapped)
    set_print_layout(sheet)


def _how() -> tuple[str, ...]:
    return (
        t(
            "The yellow cells of the second sheet may be changed: points of the criteria, values "
            "of the levers. The ranking and its chart follow."
        ),
        t(
            "Only the weighted sum follows. What the minutes say of solidity, of the vote and "
            "of the other methods does not: it is that of the proof file."
        ),
        t(
            "Levers with the same points share their rank, and « {tied} » says so: the order in "
            "which they are written means nothing.",
            tied=RankWords().tied.strip(),
        ),
        t("The sheets are protected without a password, so that no formula is lost by mistake."),
    )


def write_sources(sheet: Worksheet, note: Note, looks: Looks, top: Top) -> None:
    """Each score: what it is, the values it may have, what it rests on."""
    advice = t(
        "What the proof file says of each score: this sheet does not follow the yellow cells."
    )
    widths = (28, 22, 22, 14, 14, 11, 9, 9, 9, 36, 11, 11, 52)
    top.write(sheet, looks, t("Scores and sources"), advice, widths)
    for k, head in enumerate(_score_heads()):
        write_text(sheet, TOP_ROW, k, head, looks.head)
    sheet.set_row(TOP_ROW, 32)
    row = TOP_ROW + 1
    for lever in note.board.rows:
        for column, score in zip(note.board.columns, lever.cells, strict=True):
            _score(sheet, looks, row, (lever.label, column.label, column.unit), score)
            row += 1
    sheet.freeze_panes(TOP_ROW + 1, 1)
    set_print_layout(sheet, (TOP_ROW, TOP_ROW))


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


def _score(
    sheet: Worksheet, looks: Looks, row: int, of: tuple[str, str, str], score: BoardCell
) -> None:
    """A score on its row, after its lever and its criterion; ``of`` ends with its unit."""
    *labels, unit = of
    for k, text in enumerate((*labels, score.text)):
        write_text(sheet, row, k, text, looks.text)
    for k, raw in enumerate((score.lowest, score.highest), 3):
        if isinstance(raw, str) or raw is None:
            write_text(sheet, row, k, raw or "", looks.text)
        else:
            sheet.write_number(row, k, raw, looks.raw)
    write_text(sheet, row, 5, unit, looks.text)
    sheet.write_number(row, 6, 100 * score.low, looks.worth)
    sheet.write_number(row, 7, 100 * score.high, looks.worth)
    day = date_text(score.date)
    for k, text in enumerate((score.status, score.source, day, score.confidence, score.reason), 8):
        write_text(sheet, row, k, text, looks.text)


# A text that begins with = or with http stays a text.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def xlsx(note: Note) -> bytes:
    """The workbook; the same note always gives the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    _described(book, note)
    looks, board = Looks(book, note.board), note.board
    top = _top(note)
    write_readme(book.add_worksheet(t("Read me")), note, looks, top)
    if board.rows:
        _figures(book, note, looks, top)
    if board.ballots:
        write_ballots(book.add_worksheet(t("Votes")), board, looks, top)
    if board.rows:
        write_checks(book.add_worksheet(CheckGrid(board).sheet), board, looks, top)
    book.close()
    return out.getvalue()


def _top(note: Note) -> Top:
    stamp = " ".join(filter(None, (note.heading.mark, stamp_text(note, whole=True))))
    foot = " ".join(stamp_lines(note))
    notice = notice_formula(note.board) if note.board.rows else ""
    return Top(stamp, stamp_text(note), foot, notice)


def _figures(book: Workbook, note: Note, looks: Looks, top: Top) -> None:
    board, picture = note.board, note.ranking_picture
    inputs = InputGrid(board)
    write_inputs(book.add_worksheet(inputs.sheet), inputs, looks, top)
    alt = clean(picture.alt) if picture else ""
    write_ranking(book, book.add_worksheet(t("Ranking")), board, looks, top, alt)
    write_sources(book.add_worksheet(t("Scores and sources")), note, looks, top)


def _described(book: Workbook, note: Note) -> None:
    heading = note.heading
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
