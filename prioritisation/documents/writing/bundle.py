"""All the documents of a note in one archive, with a sheet that says what each one is."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from prioritisation.documents.writing.cleaning import one_line
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.pdf import pdf
from prioritisation.documents.writing.pictures import file_name, png, svg
from prioritisation.documents.writing.slides import pptx
from prioritisation.documents.writing.tabular import french_csv, ods, open_csv, tables
from prioritisation.documents.writing.word import docx
from prioritisation.documents.writing.workbook import xlsx
from prioritisation.wording import t

File = tuple[str, bytes, str]
"""Its place in the archive, its content, and what it is."""


def archive(note: Note, template: bytes | None = None) -> bytes:
    """Every document, as an archive; ``template`` is for the Word file.

    Raises
    ------
    ExportError
        When a document cannot be made.
    """
    files = list(_files(note, template))
    files.insert(0, (t("READ-ME.txt"), _readme(note, files), ""))
    day = note.heading.day
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content, _ in files:
            made.writestr(
                zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0)),
                content,
                zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def _files(note: Note, template: bytes | None) -> Iterator[File]:
    name = t("note")
    yield f"{name}.pdf", pdf(note), t("the note, with the decision record attached")
    yield f"{name}.docx", docx(note, template), t("the note, to be changed in a word processor")
    yield f"{t('slides')}.pptx", pptx(note), t("three slides")
    yield f"{t('workbook')}.xlsx", xlsx(note), t("the ranking as formulas: weights may be changed")
    yield f"{t('tables')}.ods", ods(note), t("the tables, for LibreOffice")
    if note.record:
        said = t("the decision record: one command computes it again")
        yield t("decision.json"), note.record.encode(), said
    for table, lines in tables(note).items():
        yield f"csv/{table}.csv", french_csv(lines), t("for Excel in French")
        yield f"csv/{t('open-data')}/{table}.csv", open_csv(lines), t("for programs")
    folder = t("pictures")
    for picture in note.pictures:
        for extension, drawn in (("svg", svg), ("png", png)):
            place = folder + "/" + file_name(picture, extension)
            yield place, drawn(picture), one_line(picture.caption)


def _readme(note: Note, files: list[File]) -> bytes:
    heading = note.heading
    lines = [heading.title, heading.status, heading.mark, ""]
    lines += [f"{name}: {text}" for name, text in heading.lines]
    lines += ["", *(f"{name}: {what}" for name, _, what in files), ""]
    lines += [f"{name}: {text}" for name, text in note.trace]
    lines += ["", t("To check: python -m prioritisation replay decision.json")]
    return "\r\n".join(one_line(line) for line in lines).encode("utf-8-sig")
