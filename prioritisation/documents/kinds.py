"""The documents that can be asked for: their names, and what browsers are told of them.

Nothing heavy is imported here: the server reads this long before it makes a document.
"""

import datetime as dt
from enum import StrEnum

from prioritisation.wording import t

LARGEST_TEMPLATE = 10_000_000
"""Bytes of an organisation's own Word file; ``export.template`` looks into it."""


class Document(StrEnum):
    """One document, by the word that asks for it."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    OPEN_CSV = "opendata"
    PNG = "png"
    SVG = "svg"
    JSON = "json"
    ZIP = "zip"


PREVIEW = "preview"
"""What the page draws; never a file."""

RANKING = "ranking"
"""The picture of a ranking alone, without a note."""

_ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    Document.PDF: "application/pdf",
    Document.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Document.PPTX: f"{_OFFICE}.presentationml.presentation",
    Document.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Document.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Document.JSON: "application/json",
    **dict.fromkeys(
        (Document.CSV, Document.OPEN_CSV, Document.PNG, Document.SVG, Document.ZIP), _ZIP
    ),
}
"""Document -> its type; where there are several files, an archive of them."""


def document_of(word: str) -> Document | None:
    """The document that a word asks for; None for any other word."""
    return Document(word) if word in set(Document) else None


def several(document: Document) -> bool:
    """Whether it is several files: one for each table, or for each picture."""
    return document is not Document.ZIP and MEDIA[document] == _ZIP


def download_name(document: Document, day: dt.date) -> str:
    """Name of the file that a browser keeps."""
    extension = document.value if MEDIA[document] != _ZIP else "zip"
    stem = {
        Document.PDF: t("prioritisation-note"),
        Document.DOCX: t("prioritisation-note"),
        Document.PPTX: t("prioritisation-slides"),
        Document.XLSX: t("prioritisation-workbook"),
        Document.ODS: t("prioritisation-tables"),
        Document.CSV: t("prioritisation-csv"),
        Document.OPEN_CSV: t("prioritisation-open-data"),
        Document.PNG: t("prioritisation-pictures-png"),
        Document.SVG: t("prioritisation-pictures-svg"),
        Document.JSON: t("prioritisation-decision-record"),
        Document.ZIP: t("prioritisation-all"),
    }[document]
    return f"{stem}-{day.isoformat()}.{extension}"
