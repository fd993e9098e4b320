"""The list of downloads: plain links, which say what becomes of them."""

from pathlib import Path

import streamlit as st

from prioritisation.documents.kinds import LARGEST_TEMPLATE, Document
from prioritisation.ui.shared.fetching import script
from prioritisation.wording import t

_LIST = st.components.v2.component(
    "note_downloads",
    html='<div class="downloads"></div>',
    js=script(Path(__file__).with_suffix(".js")),
    isolate_styles=False,
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
    rows = [{"document": d.value, "name": n, "what": w} for d, (n, w) in _told().items()]
    _LIST(
        key=key,
        data={
            "address": address,
            "query": f"?{query}" if query else "",
            "rows": rows,
            "largest": LARGEST_TEMPLATE,
            "words": _words(),
        },
    )


def _told() -> dict[Document, tuple[str, str]]:
    """Document -> its name, and what it is for."""
    return {
        Document.PDF: (t("Note (PDF)"), t("to read and to file; the decision record is inside")),
        Document.DOCX: (t("Note (Word)"), t("to complete and to correct")),
        Document.PPTX: (t("Slides (PowerPoint)"), t("three, with their speaker's notes")),
        Document.XLSX: (t("Workbook (Excel)"), t("its formulas follow the weights")),
        Document.ODS: (t("Tables (LibreOffice)"), t("the figures, without formulas")),
        Document.CSV: (t("Tables (CSV for Excel)"), t("semicolons and decimal commas")),
        Document.OPEN_CSV: (t("Tables (CSV, open data)"), t("commas and decimal points")),
        Document.PNG: (t("Pictures (PNG)"), t("to be put into a document")),
        Document.SVG: (t("Pictures (SVG)"), t("to be enlarged")),
        Document.JSON: (t("Decision record (JSON)"), t("one command computes it again")),
        Document.ZIP: (t("Everything (ZIP)"), t("all these files, with a sheet that lists them")),
    }


def _words() -> dict[str, str]:
    return {
        "making": t("being prepared…"),
        "done": t("downloaded, {size}", size="{size}"),
        "kilobytes": t("{n} kB", n="{n}"),
        "megabytes": t("{n} MB", n="{n}"),
        "lost": t("The server does not answer: try again."),
        "template": t("On your own Word file…"),
        "templateHelp": t(
            "Its styles, headers and footers are kept, its text is replaced (10 MB at most, "
            "without macros). What Word would fetch elsewhere, such as a linked picture, is left "
            "out."
        ),
        "tooLarge": t("This template is too large: {most} MB at most.", most="10"),
    }
