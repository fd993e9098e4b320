"""The preview of the note as HTML, or that it is being made; every text of it is escaped here."""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from html import escape
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

_SHORT = 12
"""Signs of a cell that stays on one line."""


def drawn_note(note: NoteTree) -> str:
    """The note: heading, what must be known first, sections, annex, traceability."""
    parts = [
        _heading(note),
        _first(note),
        *(_section(section, "h3") for section in note["sections"]),
        tag("h3", _text(note["annex-title"])),
        *(_section(section, "h4") for section in note["annex"]),
        tag("h4", _text(note["trace-title"])),
        _pairs(note["trace"]),
    ]
    return tag("article", "".join(parts), "paper", aria_label=t("Preview of the minutes"))


def _heading(note: NoteTree) -> str:
    mark = tag("p", _text(note["mark"]), "mark") if note["mark"] else ""
    status = tag("span", _text(note["status"]), "stamp")
    title = tag("h2", _text(note["title"]) + " " + status)
    number = tag("p", _text(note["numbered"]), "number") if note["numbered"] else ""
    return mark + title + number + _pairs(note["lines"])


def _first(note: NoteTree) -> str:
    lines = "".join(tag("p", _text(one)) for one in note["first"])
    return tag("h3", _text(note["first-title"])) + tag("div", lines, "first")


def _pairs(pairs: Sequence[Sequence[str]]) -> str:
    rows = (tag("dt", _text(name)) + tag("dd", _text(sentence)) for name, sentence in pairs)
    return tag("dl", "".join(rows), "pairs")


def _section(section: NoteTree, level: str) -> str:
    return tag(level, _text(section["title"])) + "".join(map(_block, section["blocks"]))


def _block(block: NoteTree) -> str:
    match block["kind"]:
        case "paragraph":
            words = _text(block["text"])
            return tag("p", tag("strong", words) if block["strong"] else words)
        case "bullets":
            return tag("ul", "".join(tag("li", _text(item)) for item in block["items"]))
        case "table":
            return _table(block)
        case _:
            return _picture(block)


def _table(block: NoteTree) -> str:
    figures = set(block["figures"])

    def css(column: int) -> str:
        return "figure" if column in figures else ""

    header = block["header"]
    top = "".join(tag("th", _text(h), css(k), scope="col") for k, h in enumerate(header))
    rows = "".join(_row(row, css) for row in block["rows"])
    caption = tag("caption", _text(block["caption"])) if block["caption"] else ""
    inside = f"{caption}<thead><tr>{top}</tr></thead><tbody>{rows}</tbody>"
    return scrollable(tag("table", inside), block["caption"] or header[0])


def _row(row: Sequence[str], css: Callable[[int], str]) -> str:
    named = [
        (c, f"{css(k)} {'short' if len(c) <= _SHORT else ''}".strip()) for k, c in enumerate(row)
    ]
    (first, of_first), *others = named
    cells = "".join(tag("td", _text(c), of_cell) for c, of_cell in others)
    return tag("tr", tag("th", _text(first), of_first, scope="row") + cells)


def _picture(block: NoteTree) -> str:
    """A picture as it is in the documents; its own white ground stays in the dark."""
    image = (
        f'<img class="drawing" src="data:image/png;base64,{escape(block["png"], quote=True)}" '
        f'alt="{text(block["alt"])}">'
    )
    return tag("figure", image + tag("figcaption", _text(block["caption"])))


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
