"""The documents of a report, each with what it is for, and what becomes of it when fetched."""

from pathlib import Path

from prioritisation.documents import kinds
from prioritisation.ui.shared.scripts import FETCHING, declared
from prioritisation.wording import t

_LIST = declared(
    "note_downloads",
    FETCHING,
    Path(__file__).parent / "downloads.js",
    html='<div class="downloads"></div>',
)


def downloads(address: str, query: str, key: str) -> None:
    """Draw the list.

    Parameters
    ----------
    address
        Of the documents, without the name of one.
    query
        What follows the question mark; empty for a meeting.
    """
    rows = [{"document": d.value, "name": n, "what": w} for d, (n, w) in _document_words().items()]
    _LIST(
        key=key,
        data={
            "address": address,
            "query": f"?{query}" if query else "",
            "rows": rows,
            "words": _words(),
        },
    )


def _document_words() -> dict[kinds.Document, tuple[str, str]]:
    """Document -> its name, and what it is for."""
    return {
        kinds.Document.PDF: (
            t("Minutes (PDF)"),
            t("to read and to file; the proof file is inside"),
        ),
        kinds.Document.DOCX: (t("Minutes (Word)"), t("to complete and to correct")),
        kinds.Document.PPTX: (t("Slides (PowerPoint)"), t("with their speaker's notes")),
        kinds.Document.XLSX: (t("Workbook (Excel)"), t("its formulas follow the weights")),
        kinds.Document.JSON: (t("Proof file (JSON)"), t("one command computes it again")),
    }


def _words() -> dict[str, str]:
    return {
        "making": t("being prepared…"),
        "done": t("downloaded"),
        "lost": t("The server does not answer: try again."),
    }
