"""Facts -> documents. Imports everything that makes them: done in a process of its own."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from prioritisation.analysis.scenario import analyse
from prioritisation.documents.kinds import PREVIEW, Document, several
from prioritisation.documents.pictures import png as drawn
from prioritisation.documents.preview import preview_of
from prioritisation.documents.writing.bundle import archive
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.pdf import pdf
from prioritisation.documents.writing.pictures import file_name, png, svg
from prioritisation.documents.writing.slides import pptx
from prioritisation.documents.writing.tabular import french_csv, ods, open_csv, tables
from prioritisation.documents.writing.word import docx
from prioritisation.documents.writing.workbook import xlsx
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.model import Record
from prioritisation.wording import t

File = tuple[str, bytes]
"""Its name and its content."""


@dataclass(frozen=True, slots=True)
class Made:
    """A record with its note: what all its documents are written from."""

    record: Record
    note: Note


def made_of(record: Record) -> Made:
    """A record with its note.

    Raises
    ------
    Differs
        When the record does not compute here as it says.
    """
    return Made(record, note_of(record))


def files_of(note: Note, document: Document, template: bytes | None = None) -> tuple[File, ...]:
    """The files of a document: one, or one for each table or picture.

    Raises
    ------
    ExportError
        When it cannot be made.
    """
    if document is Document.DOCX:
        name = t("note")
        return ((f"{name}.docx", docx(note, template)),)
    if document is Document.ZIP:
        name = t("prioritisation-all")
        return ((f"{name}.zip", archive(note, template)),)
    return _WRITERS[document](note)


def content_of(made: Made, asked: str, template: bytes | None = None) -> bytes:
    """What a browser gets: one file, the files in an archive, or the preview."""
    if asked == PREVIEW:
        return preview_of(made.record, made.note).encode()
    document = Document(asked)
    files = files_of(made.note, document, template)
    return _packed(made.note, files) if several(document) else files[0][1]


def ranking_of(facts: MeetingFacts) -> bytes:
    """The picture of a ranking as a PNG file: no record is made."""
    return drawn(analyse(facts.case, facts.scenario))


def _packed(note: Note, files: tuple[File, ...]) -> bytes:
    """Files in an archive, dated like the note."""
    day, out = note.heading.day, BytesIO()
    moment = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _one(
    write: Callable[[Note], bytes], name: Callable[[], str], extension: str
) -> Callable[[Note], tuple[File, ...]]:
    return lambda note: ((f"{name()}.{extension}", write(note)),)


def _french(note: Note) -> tuple[File, ...]:
    return tuple((f"{name}.csv", french_csv(lines)) for name, lines in tables(note).items())


def _open(note: Note) -> tuple[File, ...]:
    names = t("open-data")
    return tuple((f"{names}-{n}.csv", open_csv(lines)) for n, lines in tables(note).items())


def _drawn(extension: str, note: Note) -> tuple[File, ...]:
    draw = png if extension == "png" else svg
    return tuple((file_name(p, extension), draw(p)) for p in note.pictures)


_WRITERS: Mapping[Document, Callable[[Note], tuple[File, ...]]] = {
    Document.PDF: _one(pdf, lambda: t("note"), "pdf"),
    Document.PPTX: _one(pptx, lambda: t("slides"), "pptx"),
    Document.XLSX: _one(xlsx, lambda: t("workbook"), "xlsx"),
    Document.ODS: _one(ods, lambda: t("tables"), "ods"),
    Document.CSV: _french,
    Document.OPEN_CSV: _open,
    Document.PNG: lambda note: _drawn("png", note),
    Document.SVG: lambda note: _drawn("svg", note),
    Document.JSON: _one(
        lambda note: note.record.encode(), lambda: t("prioritisation-decision-record"), "json"
    ),
}
