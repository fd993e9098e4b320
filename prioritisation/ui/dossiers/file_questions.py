"""What a file does not say is asked: each question with what may be answered, by one tap."""

from collections.abc import Iterable

import streamlit as st

from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.imports.model import FileQuestion
from prioritisation.sentences.imports import choice_text, file_question_text
from prioritisation.ui.dossiers.file_ground import FileBench
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.wording import t

UNKNOWN = "?"
"""What is typed where nobody knows."""

MOST_ANSWERED = 30
"""How many cells, and how many open questions, have their answers beside them at once."""

_OTHERWISE = "write"
_LONGEST = 120


def draw_file_questions(bench: FileBench, questions: Iterable[FileQuestion]) -> None:
    """Each question, and what may be answered; of many, so many at once: others follow them."""
    left = MOST_ANSWERED
    for k, question in enumerate(questions):
        left -= not bench.choices(question.kind, question.about)
        if left < 0:
            st.html(html_paragraphs((many_to_mend(),), "note"))
            return
        with st.container(key=f"file_asked_{question.kind}_{k}"):
            _question(bench, question)


def many_to_mend() -> str:
    """What is said where not all can be answered beside one another."""
    return t("There are many: mend them in your file, then drop it again.")


def _question(bench: FileBench, question: FileQuestion) -> None:
    where = ", ".join(one.rpartition("!")[2] for one in question.cells[:3])
    is_open = not bench.choices(question.kind, question.about)
    words = tag("b", text(file_question_text(question)))
    if where:
        words += " " + tag("span", text(where), "where")
    st.html(tag("p", words, "asked is-open" if is_open else "asked"))
    if question.choices:
        labels = {choice: choice_text(question, choice) for choice in question.choices}
        widgets.pills(
            literal(file_question_text(question)),
            list(labels),
            name=f"{bench.form}_{question.kind}_{question.about}",
            value=bench.choice(question.kind, question.about) or None,
            write=bench.sayer(question.kind, question.about),
            label_visibility="collapsed",
            format_func=lambda choice: literal(labels[choice]),
        )
    else:
        _typed(bench, question)


def _typed(bench: FileBench, question: FileQuestion) -> None:
    """An answer that is not one of a list."""
    name = f"{bench.form}_{question.kind}_{question.about}"
    answer = bench.choice(question.kind, question.about)
    write = bench.sayer(question.kind, question.about)
    widgets.text_input(
        literal(file_question_text(question)),
        name=name,
        value=answer,
        write=lambda words: write(str(words).strip()[:_LONGEST]),
        label_visibility="collapsed",
    )
    watch(name, answer, widgets.key_of(name))


def draw_cell_answer(bench: FileBench, cell: str, label: str, likely: str, *, named: bool) -> None:
    """What stands in a cell instead: what is likely, unknown, or what is typed.

    Parameters
    ----------
    named
        Whether a name stands there: nobody leaves it unknown.
    """
    name = f"{bench.form}_cell_{cell}"
    answer, typing = bench.choice("cell", cell), f"{name}_typing"
    labels = {likely: likely} if likely else {}
    labels |= {} if named else {UNKNOWN: t("nobody knows")}
    labels[_OTHERWISE] = t("write…")
    is_typed = bool(answer) and answer not in labels
    is_typing = is_typed or widgets.own_choice(typing, start=named and not answer)

    def write(choice: str | None) -> None:
        widgets.choice_writer(typing)(choice == _OTHERWISE)
        bench.say("cell", cell, *([choice] if choice and choice != _OTHERWISE else []))

    if len(labels) > 1:
        widgets.pills(
            literal(label),
            list(labels),
            name=name,
            value=_OTHERWISE if is_typing else answer or None,
            write=write,
            label_visibility="collapsed",
            format_func=lambda choice: literal(labels[choice]),
        )
    if is_typing:
        hint = t("a name") if named else t("a number, or two")
        _draw_typed_cell(bench, cell, label, answer if is_typed else "", hint)


def _draw_typed_cell(bench: FileBench, cell: str, label: str, typed: str, hint: str) -> None:
    field = f"{bench.form}_cell_{cell}_text"

    def write(words: object) -> None:
        bench.say("cell", cell, *filter(None, [str(words or "").strip()[:_LONGEST]]))

    widgets.text_input(
        literal(t("{name}: what stands there", name=label)),
        name=field,
        value=typed,
        write=write,
        label_visibility="collapsed",
        placeholder=hint,
    )
    watch(field, typed, widgets.key_of(field))
