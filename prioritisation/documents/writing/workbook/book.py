"""The workbook, sheet after sheet; those that only say are here."""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.workbook import sheets
from prioritisation.documents.writing.workbook.ranked import write_ballots, write_ranking
from prioritisation.wording import t


def write_readme(sheet: Worksheet, note: Note, looks: sheets.Looks) -> None:
    """What this workbook is, what may be changed in it, and the fingerprint of the record."""
    heading = note.heading
    lines = [(t("Status"), heading.status), *heading.lines]
    lines += [("", text) for text in (heading.mark, *note.first) if text]
    lines += [("" if k else t("To use it"), text) for k, text in enumerate(_how())]
    lines += [(column.label, column.rule) for column in note.board.columns]
    lines += note.trace
    sheets.write_text(sheet, 0, 0, heading.title, looks.title)
    for k, (name, text) in enumerate(lines, 2):
        sheets.write_text(sheet, k, 0, name, looks.wrapped)
        sheets.write_text(sheet, k, 1, text, looks.wrapped)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 110)
    sheets.set_print_layout(sheet)


def _how() -> tuple[str, ...]:
    return (
        t(
            "The yellow cells of the second sheet may be changed: points of the criteria, values "
            "of the levers. The ranking and its chart follow."
        ),
        t(
            "Only the weighted sum follows. What the note says of solidity, of the vote and of "
            "the other methods does not: it is that of the record."
        ),
        t(
            "Levers with the same points share their rank, and « {tied} » says so: the order in "
            "which they are written means nothing.",
            tied=sheets.RankWords().tied.strip(),
        ),
        t("The sheets are protected without a password, so that no formula is lost by mistake."),
    )


def write_sources(sheet: Worksheet, note: Note, looks: sheets.Looks) -> None:
    """Each score: what it is, the values it may have, what it rests on."""
    heads = (
        t("Lever"),
        t("Criterion"),
        t("Score"),
        t("lowest value"),
        t("highest value"),
        t("Status"),
        t("Source"),
        t("Date"),
        t("Confidence"),
        t("Reason"),
    )
    _heads(sheet, looks, heads)
    row = 1
    for lever in note.board.rows:
        for column, score in zip(note.board.columns, lever.cells, strict=True):
            before = (lever.label, column.label, score.text)
            after = (score.status, score.source, score.date, score.confidence, score.reason)
            for k, text in enumerate(before):
                sheets.write_text(sheet, row, k, text, looks.text)
            sheet.write_number(row, 3, 100 * score.low, looks.figure)
            sheet.write_number(row, 4, 100 * score.high, looks.figure)
            for k, text in enumerate(after, 5):
                sheets.write_text(sheet, row, k, text, looks.text)
            row += 1
    for k, width in enumerate((32, 24, 28, 10, 10, 10, 40, 12, 12, 60)):
        sheet.set_column(k, k, width)
    sheet.freeze_panes(1, 1)
    sheets.set_print_layout(sheet)


def _heads(sheet: Worksheet, looks: sheets.Looks, heads: Sequence[str]) -> None:
    for k, head in enumerate(heads):
        sheets.write_text(sheet, 0, k, head, looks.head)
    sheet.set_row(0, 32)


# A text that begins with = or with http stays a text.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def xlsx(note: Note) -> bytes:
    """The workbook; the same note always gives the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    _described(book, note)
    looks, board = sheets.Looks(book), note.board
    write_readme(book.add_worksheet(t("Read me")), note, looks)
    if board.rows:
        _figures(book, note, looks)
    if board.ballots:
        write_ballots(book.add_worksheet(t("Ballots")), board, looks)
    book.close()
    return out.getvalue()


def _figures(book: Workbook, note: Note, looks: sheets.Looks) -> None:
    board, picture = note.board, note.ranking_picture
    sheets.write_inputs(book.add_worksheet(t("Weights and values")), board, looks)
    ranked = book.add_worksheet(t("Ranking"))
    write_ranking(book, ranked, board, looks, clean(picture.alt) if picture else "")
    write_sources(book.add_worksheet(t("Scores and sources")), note, looks)


def _described(book: Workbook, note: Note) -> None:
    heading = note.heading
    book.set_properties(
        {
            "title": clean(heading.title)[:255],
            "subject": clean(heading.mark or heading.status)[:255],
            "author": clean(heading.organisation)[:255],
            "keywords": note.sha256,
            "created": dt.datetime.combine(heading.day, dt.time(), dt.UTC),
        }
    )
    book.set_size(2400, 1400)
