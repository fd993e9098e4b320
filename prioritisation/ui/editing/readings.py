"""The questions of a dossier, one opened at a time: what is counted, and which way."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Standing
from criteria.readings import ReadingQuestion
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.answers import (
    free_links,
    may_leave,
    withdrawn_answer,
    withdrawn_question,
)
from prioritisation.cases.editing.readings import TypedQuestion, question_change
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import QUESTION, unit_name, unit_parts
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.editing.asking import draw_adding_answer, draw_asking
from prioritisation.ui.editing.ground import Workbench, form_of
from prioritisation.ui.editing.withdrawing import draw_withdrawing
from prioritisation.ui.editing.writing import TypedForm
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.wording import t

_WORDS = "words"
"""Of a form: whether the words of the question and its answers are being corrected."""


def draw_reading_forms(bench: Workbench) -> None:
    """Each question and its answer in force; the form of the one that is opened; a new one."""
    # In the words of the dossier: those of a room follow from them.
    questions = {q.id: q for q in bench.dossier.case.questions}
    listed = [unit_name(QUESTION, one) for one in questions]
    lines = [_line(q) for q in questions.values()]
    name = f"edited_question_{bench.key}"
    with drafts(f"readings_{bench.key}"):
        if listed:
            with st.container(key="ways_board"):
                names = dict(zip(listed, (first for first, _ in lines), strict=True))
                widgets.radio(
                    t("Which question is opened?"),
                    listed,
                    captions=[literal(second) for _, second in lines],
                    format_func=lambda one: literal(names[one]),
                    **widgets.own_keywords(name, None),
                )
                picked = widgets.own_choice(name, "")
                if picked in listed:
                    with st.container(key="edited_one"):
                        _draw_question(bench, questions[unit_parts(picked)[1]])
        draw_asking(bench)


def _line(question: ReadingQuestion) -> tuple[str, str]:
    """The name of a question, and its answer in force."""
    label = question.readings[0].label
    if question.open:
        return question.name, t("in force: {label} (to confirm)", label=label)
    return question.name, t("in force: {label}", label=label)


def _draw_question(bench: Workbench, question: ReadingQuestion) -> None:
    starts = {"name": question.name, "question": question.question, "reason": "", _WORDS: ""}
    starts["default"] = question.readings[0].id
    for reading in question.readings:
        starts |= {f"label.{reading.id}": reading.label}
        starts |= {f"description.{reading.id}": reading.description}
    unit = unit_name(QUESTION, question.id)
    form = form_of(bench, unit, tuple(starts))
    typed = TypedForm(bench, form, starts)
    st.html(tag("h2", text(question.name)) + tag("p", text(question.question), "note"))
    _draw_default(typed, question)
    slots = _draw_words(typed, question)
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()
    done = t("It is written.")
    with st.container(key=f"acts_{question.id}", horizontal=True, gap="small"):
        typed.send(t("Write this way of counting"), partial(_change, typed, question), slots, done)
        if question.open and st.button(t("Confirm this choice"), key=f"confirm_{question.id}"):
            change = partial(_change, typed, question, confirmed=True)
            typed.write(change, slots, t("It is confirmed."), "confirm")
    _draw_more_and_less(bench, question)


def _draw_default(typed: TypedForm, question: ReadingQuestion) -> None:
    """Which answer is in force, each with what it counts."""
    names = {reading.id: reading.label for reading in question.readings}
    widgets.radio(
        t("Which one is in force from the start?"),
        list(names),
        captions=[literal(reading.description) for reading in question.readings],
        format_func=lambda one: literal(capital(names[one])),
        **widgets.own_keywords(typed.name("default"), typed.starts["default"]),
    )
    if question.readings[0].status is Standing.TO_CONFIRM:
        st.html(tag("p", text(t("The group has not confirmed it yet.")), "note"))


def _draw_words(typed: TypedForm, question: ReadingQuestion) -> dict[str, DeltaGenerator]:
    """The words of the question and of its answers, once they are wanted."""
    if not typed.value(_WORDS):
        wanted = widgets.choice_writer(typed.name(_WORDS))
        key = f"words_{question.id}"
        label = t("Correct these words…")
        st.button(label, type="tertiary", key=key, on_click=wanted, args=("yes",))
        return {}
    slots = {"name": typed.line("name", t("Its name"), NAME_SIGNS)}
    slots["question"] = typed.line("question", t("The question it answers"), QUESTION_SIGNS)
    for k, reading in enumerate(question.readings, 1):
        label, meaning = f"label.{reading.id}", f"description.{reading.id}"
        with st.container(key=f"answerrow_{k}"):
            slots[label] = typed.area(label, t("Answer {n}", n=k), NAME_SIGNS)
            slots[meaning] = typed.area(meaning, t("What it counts"), QUESTION_SIGNS)
    return slots


def _draw_more_and_less(bench: Workbench, question: ReadingQuestion) -> None:
    """An answer more; those that are not in force, and the question, may be withdrawn."""
    draw_adding_answer(bench, question)
    unit = unit_name(QUESTION, question.id)
    for reading in question.readings[1:]:
        gone = partial(withdrawn_answer, bench.units, question.id, reading.id)
        draw_withdrawing(bench, f"{unit}/{unit_name(reading.id)}", reading.label, gone)
    if not may_leave(bench.units, question.id):
        words = t("What is summed depends on this question: it stays.")
        st.html(tag("p", text(words), "note"))
        return
    whole = partial(withdrawn_question, bench.units, question.id)
    draw_withdrawing(bench, unit, question.name, whole)
    if free_links(bench.units, question.id) or question.readings[0].links:
        words = t("Without this question, each count goes from the surest links to all of them.")
        st.html(tag("p", text(words), "note"))


def _change(typed: TypedForm, question: ReadingQuestion, *, confirmed: bool = False) -> UnitChange:
    readings = {
        one.id: (typed.value(f"label.{one.id}"), typed.value(f"description.{one.id}"))
        for one in question.readings
    }
    words = (typed.value("name"), typed.value("question"), readings, typed.value("default"))
    units = typed.bench.read_by(typed.form)
    return question_change(units, question.id, TypedQuestion(*words, confirmed=confirmed))
