"""What is asked of a table, with what may be answered; and a line on what of it is left out."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.decided import shortened
from prioritisation.imports.model import FileQuestion, SetAside
from prioritisation.sentences.imports import aside_text, choice_text, file_question_text
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.wording import t

MOST_SAID = 60
"""Letters of a cell that a line shows; « … » where there are more."""
LONGEST_ANSWER = 120
_OF_SHEETS = ("hidden_sheet", "other_sheet")


def draw_file_question(
    question: FileQuestion,
    *,
    name: str,
    value: str,
    write: Callable[[Any], None],
    is_open: bool | None = None,
    about: str = "",
) -> None:
    """A question with its place, and what may be answered: one of a list, or what is typed.

    Parameters
    ----------
    name, value, write
        Of the control, as ``widgets`` has them.
    is_open
        Whether it is still to be answered; by default, whether its control holds nothing.
    about
        What stands beside the names of its cells: which lever, which criterion.
    """
    draw_what_is_asked(question, about, is_open=not value if is_open is None else is_open)
    label, hidden = literal(file_question_text(question)), {"label_visibility": "collapsed"}
    if question.choices:
        labels = {choice: choice_text(question, choice) for choice in question.choices}
        looks = {**hidden, "format_func": lambda choice: literal(labels[choice])}
        widgets.pills(label, list(labels), name=name, value=value or None, write=write, **looks)
        return

    def write_words(typed: object) -> None:
        write(str(typed).strip()[:LONGEST_ANSWER])

    widgets.text_input(label, name=name, value=value, write=write_words, **hidden)
    watch(name, value, widgets.key_of(name))


def draw_what_is_asked(question: FileQuestion, about: str = "", *, is_open: bool) -> None:
    """A question and its place, marked while it is to be answered."""
    words = tag("b", text(file_question_text(question)))
    if where := _where(question, about):
        words += " " + tag("span", text(where), "where")
    st.html(tag("p", words, "asked is-open" if is_open else "asked"))


def _where(question: FileQuestion, about: str) -> str:
    """The cells of a question, and what they are of."""
    cells = ", ".join(one.rpartition("!")[2] for one in question.cells[:3])
    return t("{name} ({cell})", name=about, cell=cells) if about and cells else about or cells


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
