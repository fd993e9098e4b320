"""Every document of a note in one archive, after a text that says what they are."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from prioritisation.documents.writing.cleaning import one_line
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.heading import BLANK
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.documents.writing.pictures import file_stem
from prioritisation.documents.writing.schemas import table_schemas
from prioritisation.documents.writing.stamp import stamp_text
from prioritisation.documents.writing.stamped import PICTURE_FORMATS, picture_file
from prioritisation.documents.writing.tabular import french_csv, note_tables, ods, open_csv
from prioritisation.wording import t

Enclosed = tuple[str, bytes, str]
"""Its place in the archive, its content, and what it is."""


def archive(note: Note, template: bytes | None = None) -> bytes:
    """Every document, as an archive; ``template`` is for the Word file.

    Raises
    ------
    ExportError
        When a document cannot be made.
    """
    return archived(note, list(_files(note, template)))


def _files(note: Note, template: bytes | None) -> Iterator[Enclosed]:
    from prioritisation.documents.writing.slides import pptx  # noqa: PLC0415 (as in ``making``)
    from prioritisation.documents.writing.word import docx  # noqa: PLC0415
    from prioritisation.documents.writing.workbook import xlsx  # noqa: PLC0415

    name = t("note")
    yield f"{name}.pdf", note_pdf(note), t("the minutes, with the proof file attached")
    yield f"{name}.docx", docx(note, template), t("the minutes, to be changed in a word processor")
    yield f"{t('slides')}.pptx", pptx(note), t("the slides, to be projected")
    yield f"{t('workbook')}.xlsx", xlsx(note), t("the ranking as formulas: weights may be changed")
    yield f"{t('tables')}.ods", ods(note), t("the tables, for LibreOffice")
    if note.record:
        sentence = t("the proof file: one command computes it again")
        yield t("proof-file.json"), note.record.encode(), sentence
    for table, lines in note_tables(note).items():
        yield f"csv/{table}.csv", french_csv(lines), t("for Excel in French")
    tables = note_tables(note, official=True)
    for table, lines in tables.items():
        yield f"csv/{t('open-data')}/{table}.csv", open_csv(lines), t("for programs")
    for table, schema in table_schemas(tables, stamp_text(note, whole=True)).items():
        place = f"csv/{t('open-data')}/{table}.schema.json"
        yield place, schema, t("what its columns are (Table Schema)")
    folder = t("pictures")
    for picture in note.pictures:
        for extension in PICTURE_FORMATS:
            place = f"{folder}/{file_stem(picture)}.{extension}"
            yield place, picture_file(note, picture, extension), one_line(picture.caption)


def _readme(note: Note, files: Sequence[Enclosed]) -> bytes:
    """What an archive is worth, what is in it, how it is checked."""
    heading = note.heading
    lines = [heading.title, stamp_text(note, whole=True), heading.mark, ""]
    lines += [_line(name, text) for name, text in heading.lines if text != BLANK]
    lines += ["", *(_line(name, what) for name, _, what in files)]
    lines += [] if files else note.first
    # How to check is said of the file that is here, or not at all.
    lines += ["", *(_line(name, text) for name, text in note.trace if name != t("To check"))]
    if t("proof-file.json") in {name for name, _, _ in files}:
        lines += [
            "",
            t("To check: python -m prioritisation replay {file}", file=t("proof-file.json")),
        ]
    # Notepad wants both the mark and these line ends.
    return "\r\n".join(one_line(line) for line in lines).encode("utf-8-sig")


def _line(name: str, text: str) -> str:
    return t("{name}: {label}", name=name, label=text) if text else name


def archived(note: Note, files: Sequence[Enclosed]) -> bytes:
    """Files in an archive, dated like the note, after a text that says what they are."""
    day, out = note.heading.day, BytesIO()
    # An archive knows no day before 1980.
    moment = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content, _ in ((t("READ-ME.txt"), _readme(note, files), ""), *files):
            file.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
