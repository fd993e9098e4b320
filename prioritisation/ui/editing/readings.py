"""The ways of counting of a dossier: what each is called and counts, and which is in force."""

from functools import partial

import streamlit as st

from criteria.model import Standing
from criteria.readings import ReadingQuestion
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.readings import TypedQuestion, question_change
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import QUESTION, unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.editing.ground import Workbench, form_of
from prioritisation.ui.editing.writing import TypedForm
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.wording import t


def draw_reading_forms(bench: Workbench) -> None:
    """One form for each question: what it asks, and its answers."""
    # In the words of the dossier: those of a room follow from them.
    with drafts(f"readings_{bench.key}"), st.container(key="edited_one"):
        for question in bench.dossier.case.questions:
            _draw_question(bench, question)


def _draw_question(bench: Workbench, question: ReadingQuestion) -> None:
    starts = {"name": question.name, "question": question.question, "reason": ""}
    starts["default"] = question.readings[0].id
    for reading in question.readings:
        starts |= {f"label.{reading.id}": reading.label}
        starts |= {f"description.{reading.id}": reading.description}
    unit = unit_name(QUESTION, question.id)
    form = form_of(bench, unit, tuple(starts))
    typed = TypedForm(bench, form, starts)
    st.html(tag("h2", text(question.name)))
    slots = {"name": typed.line("name", t("Its name"), NAME_SIGNS)}
    slots["question"] = typed.line("question", t("The question it answers"), QUESTION_SIGNS)
    for k, reading in enumerate(question.readings, 1):
        label, meaning = f"label.{reading.id}", f"description.{reading.id}"
        slots[label] = typed.line(label, t("Answer {n}", n=k), NAME_SIGNS)
        slots[meaning] = typed.area(meaning, t("What it counts"), QUESTION_SIGNS)
    _draw_default(typed, question)
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()
    done = t("It is written.")
    with st.container(key=f"acts_{question.id}", horizontal=True, gap="small"):
        typed.send(t("Write this way of counting"), partial(_change, typed, question), slots, done)
        if question.open and st.button(t("Confirm this choice"), key=f"confirm_{question.id}"):
            change = partial(_change, typed, question, confirmed=True)
            typed.write(change, slots, t("It is confirmed."), "confirm")


def _draw_default(typed: TypedForm, question: ReadingQuestion) -> None:
    names = {reading.id: reading.label for reading in question.readings}
    widgets.radio(
        t("Which one is in force from the start?"),
        list(names),
        format_func=lambda one: literal(capital(names[one])),
        **widgets.own_keywords(typed.name("default"), typed.starts["default"]),
    )
    if question.readings[0].status is Standing.TO_CONFIRM:
        st.html(tag("p", text(t("The group has not confirmed it yet.")), "note"))


def _change(typed: TypedForm, question: ReadingQuestion, *, confirmed: bool = False) -> UnitChange:
    readings = {
        one.id: (typed.value(f"label.{one.id}"), typed.value(f"description.{one.id}"))
        for one in question.readings
    }
    words = (typed.value("name"), typed.value("question"), readings, typed.value("default"))
    units = typed.bench.read_by(typed.form)
    return question_change(units, question.id, TypedQuestion(*words, confirmed=confirmed))
