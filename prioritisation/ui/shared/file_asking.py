"""What is asked of a table, with what may be answered; and a line on what of it is left out."""

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.decided import shortened
from prioritisation.imports.model import FileQuestion, SetAside
from prioritisation.sentences.imports import aside_text, file_question_text
from prioritisation.wording import t

MOST_SAID = 60
"""Letters of a cell that a line shows; « … » where there are more."""
LONGEST_ANSWER = 120
_OF_SHEETS = ("hidden_sheet", "other_sheet")


def draw_what_is_asked(question: FileQuestion, *, is_open: bool) -> None:
    """A question and its place, marked while it is to be answered."""
    words = tag("b", text(file_question_text(question)))
    if where := ", ".join(one.rpartition("!")[2] for one in question.cells[:3]):
        words += " " + tag("span", text(where), "where")
    st.html(tag("p", words, "asked is-open" if is_open else "asked"))


def aside_line(one: SetAside) -> str:
    """What is left out, where it stands, and why."""
    where = one.cells if one.why in _OF_SHEETS else one.cells.rpartition("!")[2]
    why = aside_text(one.why)
    if one.text:
        return t(
            "{where} « {found} »: {why}",
            where=where,
            found=shortened(one.text, MOST_SAID),
            why=why,
        )
    return t("{where}: {why}", where=where, why=why)
