"""The page of the minutes as HTML, or that it is being made; every text of it is escaped here."""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

import streamlit as st

from prioritisation.documents.kinds import NOTE_PREVIEW, DocumentError
from prioritisation.documents.service import DocumentRequest, current_queue
from prioritisation.documents.subjects import DocumentSubject
from prioritisation.drawing.markup import scrollable, tag, text
from prioritisation.ui.shared import state
from prioritisation.ui.visit.visit import notice_block
from prioritisation.wording import t

NoteTree = Mapping[str, Any]
"""What ``documents.preview`` tells."""


def drawn_page(note: NoteTree) -> str:
    """The one page: heading and sections."""
    mark = tag("p", _text(note["mark"]), "mark") if note["mark"] else ""
    title = tag("h2", f"{_text(note['title'])} {tag('span', _text(note['status']), 'stamp')}")
    number = tag("p", _text(note["numbered"]), "number") if note["numbered"] else ""
    lines = (tag("dt", _text(name)) + tag("dd", _text(words)) for name, words in note["lines"])
    sections = (
        tag("h3", _text(section["title"])) + "".join(map(_block, section["blocks"]))
        for section in note["sections"]
    )
    inside = mark + title + number + tag("dl", "".join(lines), "pairs") + "".join(sections)
    return tag("article", inside, "paper", aria_label=t("Minutes on one page"))


def _block(block: NoteTree) -> str:
    if items := block.get("items"):
        return tag("ul", "".join(tag("li", _text(item)) for item in items))
    if rows := block.get("rows"):
        return _table(*rows)
    words = _text(block["text"])
    return tag("p", tag("strong", words) if block["strong"] else words)


def _table(header: Sequence[str], *rows: Sequence[str]) -> str:
    top = "".join(tag("th", _text(cell), scope="col") for cell in header)
    lines = (tag("tr", "".join(tag("td", _text(cell)) for cell in row)) for row in rows)
    inside = f"<thead><tr>{top}</tr></thead><tbody>{''.join(lines)}</tbody>"
    return scrollable(tag("table", inside), header[0])


def _text(words: str) -> str:
    """Text with its line breaks."""
    return text(words).replace("\n", "<br>")


_PERIOD_S = 0.5
QUICK_S = 0.15
"""How long a page waits at once: what is kept comes without a flicker."""


def preview(subject: DocumentSubject, *, visitor: bool = False) -> NoteTree | None:
    """What the note says; None while it is made, or when it cannot be: the page says so.

    Raises
    ------
    Refused, UnderWay
        While no document may be had.
    """
    try:
        queue = current_queue()
        made = queue.ask(DocumentRequest(subject.key, NOTE_PREVIEW), subject.facts)
        # It may have been erased meanwhile: then what was just made is forgotten too.
        subject.keeps(queue)
        return _read(made)
    except TimeoutError:
        _wait(made, state.draw_again if visitor else st.rerun)
    except DocumentError as error:
        st.html(notice_block(error.sentence))
        st.button(t("Try again"), key="note_again")
    return None


def _read(future: Future[bytes]) -> NoteTree:
    tree: NoteTree = json.loads(future.result(timeout=QUICK_S))
    return tree


def _wait(future: Future[bytes], draw_again: Callable[[], None]) -> None:
    st.html(tag("p", text(t("The minutes are being prepared…")), "lead", role="status"))

    @st.fragment(run_every=_PERIOD_S)
    def look_again() -> None:
        """Draws nothing: what a timer draws is lost at its next turn."""
        if future.done():
            draw_again()

    look_again()
