"""The organisation's own Word file as the base of a note: what is accepted, what is not."""

import zipfile
from io import BytesIO

from docx import Document
from docx.document import Document as Doc

from prioritisation.documents.writing.disarming import disarm
from prioritisation.documents.writing.errors import BadTemplate
from prioritisation.wording import NBSP, number

MEGABYTE = 1_000_000
LARGEST, OPENED, PARTS = 10 * MEGABYTE, 60 * MEGABYTE, 2_000
"""Bytes of the file; bytes of all its parts once opened; how many parts."""

MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
_KIND = b"wordprocessingml.template.main+xml"
_AS = b"wordprocessingml.document.main+xml"


def opened(template: bytes) -> Doc:
    """The document of a template, its own text taken out: styles, headers and footers stay.

    So is what acts by itself when somebody opens it. A ``.dotx`` is read like a ``.docx``.

    Raises
    ------
    BadTemplate
        If it is damaged, holds macros, is not a Word file, or is too large once opened.
    """
    try:
        document = Document(BytesIO(_checked(template)))
        _emptied(document)
        disarm(document)
    except BadTemplate:
        raise
    except Exception as error:  # what a damaged part raises is anyone's guess
        raise BadTemplate("corrupt", type(error).__name__) from error
    return document


def _checked(template: bytes) -> bytes:
    if len(template) > LARGEST:
        raise BadTemplate("too_large", _megabytes(len(template)))
    if not zipfile.is_zipfile(BytesIO(template)):
        raise BadTemplate("corrupt" if template.startswith(b"PK") else "not_docx")
    with zipfile.ZipFile(BytesIO(template)) as archive:
        _refuse(archive)
        types = archive.read(TYPES)
        if b"macroEnabled" in types:
            raise BadTemplate("macros")
        return _rewritten(archive, types) if _KIND in types else template


def _refuse(archive: zipfile.ZipFile) -> None:
    """What the directory of the archive tells, before anything is opened."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    size = sum(part.file_size for part in parts)
    if size > OPENED or len(parts) > PARTS:
        raise BadTemplate("too_large", _megabytes(size))
    if any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in names):
        raise BadTemplate("macros")
    if not {MAIN, TYPES} <= names:
        raise BadTemplate("not_docx")


def _rewritten(archive: zipfile.ZipFile, types: bytes) -> bytes:
    """A template said to be a document: nothing else changes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in archive.infolist():
            content = types.replace(_KIND, _AS) if part.filename == TYPES else archive.read(part)
            copy.writestr(part.filename, content)
    return out.getvalue()


def _emptied(document: Doc) -> None:
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)


def _megabytes(size: int) -> str:
    return f"{number(size / MEGABYTE)}{NBSP}Mo"
