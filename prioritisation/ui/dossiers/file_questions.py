"""What a file does not say is asked: each question with what may be answered, by one tap."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from prioritisation.drawing.markup import html_paragraphs
from prioritisation.imports.model import FileQuestion
from prioritisation.sentences.imports import choice_text, file_question_text
from prioritisation.ui.dossiers.file_ground import FileBench
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.file_asking import draw_what_is_asked
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
    draw_what_is_asked(question, is_open=_is_open(bench, question))
    answering = _Answering(bench, question.kind, question.about, file_question_text(question))
    labels = {choice: choice_text(question, choice) for choice in question.choices}
    if labels:
        _draw_choices(answering, labels, t("a number, or two") if _is_number(question) else "")
    else:
        _draw_typed(answering, answering.label, "", answering.answer)
    if answering.answer and _is_open(bench, question):
        st.html(
            html_paragraphs(
                (
                    t(
                        "« {text} » is not read here: write a number, or two with “to” between.",
                        text=answering.answer,
                    ),
                ),
                "note",
            )
        )


def _is_open(bench: FileBench, question: FileQuestion) -> bool:
    """Whether nothing answers it yet, or what was typed cannot be read."""
    return not bench.choices(question.kind, question.about) or any(
        (one.kind, one.about) == (question.kind, question.about) for one in bench.reading.pending
    )


def _is_number(question: FileQuestion) -> bool:
    """Whether a cell holds a number that may be another than those proposed: « environ 180 »."""
    return question.kind == "cell" and any(
        letter.isdecimal() for choice in question.choices for letter in choice
    )


def draw_cell_answer(bench: FileBench, cell: str, label: str, likely: str, *, named: bool) -> None:
    """What stands in a cell instead: what is likely, unknown, or what is typed.

    Parameters
    ----------
    named
        Whether a name stands there: nobody leaves it unknown.
    """
    labels = {likely: likely} if likely else {}
    labels |= {} if named else {UNKNOWN: t("nobody knows")}
    hint = t("a name") if named else t("a number, or two")
    _draw_choices(_Answering(bench, "cell", cell, label), labels, hint)


@dataclass(frozen=True)
class _Answering:
    """What is answered about something of a file, whose controls have a label that is not seen."""

    bench: FileBench
    kind: str
    about: str
    label: str

    @property
    def name(self) -> str:
        return f"{self.bench.form}_{self.kind}_{self.about}"

    @property
    def answer(self) -> str:
        return self.bench.choice(self.kind, self.about)

    def say(self, words: object) -> None:
        """Answer it; with nothing, the answer is taken back."""
        self.bench.say(self.kind, self.about, *filter(None, [str(words or "").strip()[:_LONGEST]]))


def _draw_choices(answering: _Answering, labels: dict[str, str], hint: str) -> None:
    """What may be answered by a tap and, where a hint says what, by typing."""
    answer, typing = answering.answer, f"{answering.name}_typing"
    only_typed = not labels
    if hint:
        labels = labels | {_OTHERWISE: t("write…")}
    is_typed = bool(answer) and answer not in labels
    is_typing = is_typed or widgets.own_choice(typing, start=only_typed and not answer)

    def write(choice: str | None) -> None:
        widgets.choice_writer(typing)(choice == _OTHERWISE)
        answering.say("" if choice == _OTHERWISE else choice)

    if not only_typed:
        widgets.pills(
            literal(answering.label),
            list(labels),
            name=answering.name,
            value=_OTHERWISE if is_typing else answer or None,
            write=write,
            label_visibility="collapsed",
            format_func=lambda choice: literal(labels[choice]),
        )
    if hint and is_typing:
        label = t("{name}: what stands there", name=answering.label)
        _draw_typed(answering, label, hint, answer if is_typed else "")


def _draw_typed(answering: _Answering, label: str, hint: str, typed: str) -> None:
    field = f"{answering.name}_text"
    widgets.text_input(
        literal(label),
        name=field,
        value=typed,
        write=answering.say,
        label_visibility="collapsed",
        placeholder=hint,
    )
    watch(field, typed, widgets.key_of(field))
