"""Sheets typed by hand, as text or as a workbook has them."""

from prioritisation.imports.grids import EMPTY, Book, CellKind, FileCell, FileKind, Sheet
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.imports.tables.reading import file_reading


def cell(text, **more):
    """A cell of a text; « =3.5 » is a number, as a workbook has it."""
    if text.startswith("="):
        return FileCell(CellKind.NUMBER, float(text[1:]), **more)
    return FileCell(CellKind.TEXT, text, **more) if text else EMPTY


def sheet(text, name="Notes", *, is_text=True, **more):
    """A sheet of one line of text a row, its cells apart by « ; »."""
    lines = [line.strip() for line in text.strip().split("\n")]
    rows = [[cell(one.strip()) for one in line.split(";")] for line in lines]
    wide = max(map(len, rows))
    full = ((*row, *[EMPTY] * (wide - len(row))) for row in rows)
    return Sheet(name, tuple(full), is_text, **more)


def changed(page, row, column, **more):
    """A sheet with one cell that is otherwise: merged, struck out."""
    rows = [list(line) for line in page.rows]
    old = rows[row][column]
    attributes = {"kind": old.kind, "value": old.value, **more}
    rows[row][column] = FileCell(**attributes)
    return Sheet(
        page.name,
        tuple(map(tuple, rows)),
        page.is_text,
        page.hidden,
        page.hidden_rows,
        page.hidden_columns,
    )


def book(*pages):
    """A file of some sheets, each typed or made."""
    sheets = tuple(sheet(one) if isinstance(one, str) else one for one in pages)
    return Book(FileKind.TEXT if sheets[0].is_text else FileKind.XLSX, sheets)


def answers(*given):
    """FileAnswers, each (kind, about, choice)."""
    return FileAnswers(GivenAnswer(kind, about, (choice,)) for kind, about, choice in given)


def read(*pages, given=()):
    """What a file of some sheets says."""
    return file_reading(book(*pages), answers(*given))


def levers(reading):
    return [one.name for one in reading.levers]


def criteria(reading):
    return [one.name for one in reading.criteria]


def asked(reading):
    """What is asked before a case can be made: (kind, about)."""
    return [(one.kind, one.about) for one in reading.pending]


def choices(reading, kind, about=""):
    return next(one.choices for one in reading.questions if (one.kind, one.about) == (kind, about))


def aside(reading):
    return [(one.cells, one.why) for one in reading.left_out]


def problems(reading):
    return [(one.kind, one.cell) for one in reading.problems]


def values(reading):
    """Each score as a number, a word, a pair, or None."""
    return {
        (one.lever, one.criterion): one.word
        or (one.value if one.high is None else (one.value, one.high))
        for one in reading.scores
    }
