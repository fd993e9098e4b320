"""The workbook, sheet after sheet."""

import datetime as dt
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook

from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.workbook.grid import Looks
from prioritisation.documents.writing.workbook.inputs import write_inputs
from prioritisation.documents.writing.workbook.plain import write_readme, write_sources
from prioritisation.documents.writing.workbook.polled import write_ballots
from prioritisation.documents.writing.workbook.ranked import write_ranking
from prioritisation.wording import t

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def xlsx(note: Note) -> bytes:
    """The workbook; the same note always gives the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    _described(book, note)
    looks, board = Looks(book), note.board
    write_readme(book.add_worksheet(t("Read me")), note, looks)
    if board.rows:
        _figures(book, note, looks)
    if board.ballots:
        write_ballots(book.add_worksheet(t("Ballots")), board, looks)
    book.close()
    return out.getvalue()


def _figures(book: Workbook, note: Note, looks: Looks) -> None:
    board, picture = note.board, note.ranking_picture
    write_inputs(book.add_worksheet(t("Weights and values")), board, looks)
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
