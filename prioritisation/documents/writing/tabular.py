"""Tables of a note as files of figures: CSV for Excel in French, CSV for programs, ODS."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO

from odfdo import Cell as OdsCell
from odfdo import Document, Row, Table

from prioritisation.documents.writing.cleaning import clean, inert
from prioritisation.documents.writing.content import Board, Note
from prioritisation.documents.writing.stamp import stamp_text
from prioritisation.wording import date_text, t
from prioritisation.wording.isolating import without_isolates


class IsoDay(str):
    """A date, as precise as it is known (ISO 8601): files for people write it as people do."""

    __slots__ = ()


_Value = str | int | float | None
_Line = Sequence[_Value]
_Lines = Sequence[_Line]
_DIGITS = 12
"""Decimals of a figure in a file for programs: those of the record."""


def note_tables(note: Note, *, official: bool = False) -> dict[str, _Lines]:
    """Name -> lines, the header first: ranking, scores, weights, and ballots if they are shown.

    Criteria have the names of the vote; ``official`` ones are for programs, which had them first.

    None where nothing is ranked: a header alone would be a table that says nothing of itself.

    Each line ends with what the figures are worth, their day and the fingerprint of their record:
    a table that is copied, renamed or put below another still says it.
    """
    board = _official(note.board) if official else note.board
    tables = {
        t("ranking-table"): _ranking(board),
        t("scores-table"): _scores(board),
        t("weights-table"): _weights(board),
    }
    if board.ballots:
        tables[t("ballots-table")] = _ballots(board)
    stamped = {name: list(_stamped(note, lines)) for name, lines in tables.items()}
    return {name: lines for name, lines in stamped.items() if len(lines) > 1}


def _official(board: Board) -> Board:
    """The figures under the names of the case."""
    columns = (
        replace(c, label=c.official or c.label, whole_name=c.official or c.label)
        for c in board.columns
    )
    return replace(board, columns=tuple(columns))


def _stamped(note: Note, lines: Iterable[_Line]) -> Iterable[_Line]:
    heading = note.heading
    stamp = [heading.status, IsoDay(heading.day.isoformat()), note.sha256, heading.mark]
    header = (t("state"), t("day of the proof file"), t("control number (SHA-256)"), t("caution"))
    for k, line in enumerate(lines):
        yield (*line, *(stamp if k else header))


def _ranking(board: Board) -> Iterable[_Line]:
    yield (
        t("Lever (id)"),
        t("Lever"),
        t("Best rank"),
        t("Worst rank"),
        t("Points, at least"),
        t("Points, at most"),
    )
    for row in board.rows:
        yield row.id, row.label, row.best, row.worst, 100 * row.low, 100 * row.high


def _scores(board: Board) -> Iterable[_Line]:
    yield (
        t("Lever (id)"),
        t("Lever"),
        t("Criterion (id)"),
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
    for row in board.rows:
        for column, cell in zip(board.columns, row.cells, strict=True):
            raw = cell.lowest, cell.highest, column.unit
            values = 100 * cell.low, 100 * cell.high
            rests = cell.status, cell.source, IsoDay(cell.date), cell.confidence, cell.reason
            yield row.id, row.label, column.id, column.label, cell.text, *raw, *values, *rests


def _weights(board: Board) -> Iterable[_Line]:
    yield t("Criterion (id)"), t("Criterion"), t("Weight"), t("How it is read")
    for column in board.columns:
        yield column.id, column.whole_name or column.label, column.weight, column.rule


def _ballots(board: Board) -> Iterable[_Line]:
    yield t("Vote"), *(t("{name}, points", name=column.label) for column in board.columns)
    for ident, points in board.ballots:
        yield ident, *points


def french_csv(lines: _Lines) -> bytes:
    """For Excel in French: semicolons, decimal commas, and the mark that says UTF-8."""
    texts = [[inert(_french(value)) for value in line] for line in lines]
    return b"\xef\xbb\xbf" + _csv(texts, ";")


def open_csv(lines: _Lines) -> bytes:
    """For programs: commas, decimal points, UTF-8 without a mark (RFC 4180)."""
    texts = [[inert(_plain(value)) for value in line] for line in lines]
    return _csv(texts, ",")


def _plain(value: _Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # With + 0.0 there is no -0.
        return f"{round(value, _DIGITS) + 0.0:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return str(value)


def _french(value: _Value) -> str:
    text = _plain(value)
    if isinstance(value, IsoDay):
        return date_text(text)
    return text.replace(".", ",") if isinstance(value, float) else text


def _csv(lines: Sequence[Sequence[str]], delimiter: str) -> bytes:
    import pandas as pd  # noqa: PLC0415 (half a second, for whoever asks for a table)

    header, *rows = lines
    # Texts as they are: nothing here is to be read as a number, nor as a gap.
    table = pd.DataFrame(rows, columns=header, dtype=object)
    written: str = table.to_csv(sep=delimiter, index=False, lineterminator="\r\n")
    # It is read by programs: nothing in it turns what a program does not turn.
    return without_isolates(written).encode()


def ods(note: Note) -> bytes:
    """The same tables as an OpenDocument workbook, without formulas: a sheet for each."""
    document = Document("ods")
    # A new workbook of the library has sheets of its own.
    document.body.clear()
    document.set_language("fr-FR")
    for name, lines in note_tables(note).items():
        sheet = Table(name)
        for line in lines:
            row = Row()
            for value in line:
                row.append_cell(_cell(value))
            sheet.append_row(row)
        document.body.append(sheet)
    meta = document.meta
    meta.title, meta.subject = clean(note.heading.title), stamp_text(note, whole=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _cell(value: _Value) -> OdsCell:
    if isinstance(value, str):
        text = clean(value)
        return OdsCell(text, cell_type="string", text=text)
    if isinstance(value, float):
        return OdsCell(round(value, _DIGITS), cell_type="float")
    return OdsCell(value)
