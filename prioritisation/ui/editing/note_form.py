"""The form of one score, beside the table: what stands there, the fields, what it would change."""

import streamlit as st

from criteria.errors import Problem
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.notes import note_change, typed_note
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.editing import amount_in_full, provenance_text
from prioritisation.sentences.lacking import why_missing
from prioritisation.sentences.phrases import score_in_both
from prioritisation.settings import current_day
from prioritisation.ui.editing.computed import draw_computed
from prioritisation.ui.editing.effect import case_with, draw_effect
from prioritisation.ui.editing.ground import (
    Workbench,
    close_form,
    draw_word,
    form_of,
    is_typed_in,
)
from prioritisation.ui.editing.note_fields import FIELDS, NoteFields, draw_fields
from prioritisation.ui.editing.table import Cell, close_cell, draw_next
from prioritisation.ui.editing.writing import EditEntry, say_problems, settle_clash, write_entry
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts
from prioritisation.wording import t

_TRIED = "tried"
_NAMES = (*FIELDS, _TRIED)


def draw_note(bench: Workbench, cell: Cell) -> None:
    """The form of the score of a cell."""
    lever, criterion = cell
    case = bench.case
    names = {"lever": case.lever(lever).label, "criterion": case.criterion(criterion).label}
    title = tag("h2", text(t("{lever}: {criterion}", **names)), data_cell=".".join(cell))
    st.html(title + _as_it_is(bench, cell))
    unit = bench.unit_of_score(lever, criterion)
    if not unit:
        draw_computed(bench, cell)
        draw_word()
        with st.container(key="score_acts", horizontal=True, gap="small"):
            st.button(t("Close"), key="close_score", on_click=close_cell, args=(bench.key,))
            draw_next(bench, cell)
        return
    form = form_of(bench, unit, FIELDS)
    start = typed_note({} if form.before is None else {unit: form.before}, unit)
    _draw_form(NoteFields(bench, form, case.criterion(criterion), start), cell)


def _as_it_is(bench: Workbench, cell: Cell) -> str:
    """What stands there now, what it rests on, and why."""
    score = bench.case.tables[bench.combination].score(*cell)
    # A sum has figures that nobody typed.
    say = amount_in_full if bench.unit_of_score(*cell) else score_in_both
    amount = say(bench.case.criterion(cell[1]), score, bench.combination)
    rest = [provenance_text(bench.case, score), why_missing(score)]
    now = tag("span", text(t("Today:")) + " " + tag("b", text(amount)))
    return tag("p", now + "".join(tag("span", text(one)) for one in rest if one), "today")


def _draw_form(fields: NoteFields, cell: Cell) -> None:
    bench, form = fields.bench, fields.form
    with drafts(f"edited_{bench.key}"):
        slots = draw_fields(fields)
    change, problems = _change(fields)
    slots[""] = st.container()
    # Beside the button that was pressed: on a phone the form is long.
    with slots[""]:
        settle_clash(bench, form, _NAMES)
    with st.container(key="effect_place"):
        _draw_effect(fields, change)
    draw_word()
    sent = _draw_acts(fields, cell)
    if widgets.own_choice(f"{form.name}_{_TRIED}", start=False):
        say_problems(problems, slots)
    if sent and change is not None:
        done = t("The score is written.")
        if bench.proposes:
            done = t("Your correction is proposed: it waits for an answer.")
        entry = EditEntry(change, "form", fields.typed().reason.strip(), done)
        with slots[""]:
            write_entry(bench, form, _NAMES, entry)


def _draw_acts(fields: NoteFields, cell: Cell) -> bool:
    """The buttons of the form; whether what is typed is sent."""
    bench, form = fields.bench, fields.form
    with st.container(key="score_acts", horizontal=True, gap="small"):
        label = t("Propose") if bench.proposes else t("Write this score")
        sent = st.button(label, type="primary", key=f"write_{form.name}")
        closed = st.button(t("Close"), key=f"close_{form.name}")
        draw_next(bench, cell)
    if closed:
        close_form(bench, form, _NAMES)
        close_cell(bench.key)
        st.rerun()
    if sent:
        widgets.choice_writer(f"{form.name}_{_TRIED}")(True)
    return sent


def _change(fields: NoteFields) -> tuple[UnitChange | None, tuple[Problem, ...]]:
    """What is to be written, against what the form began with; or what is wrong."""
    bench, form = fields.bench, fields.form
    read, today = bench.read_by(form), current_day(bench.case)
    try:
        return note_change(read, bench.case, form.unit, fields.typed(), today), ()
    except InvalidRequest as error:
        return None, tuple(error.problems)


def _draw_effect(fields: NoteFields, change: UnitChange | None) -> None:
    if change is None or not is_typed_in(fields.form, FIELDS):
        return
    after = case_with(fields.bench.units, change)
    if after is not None:
        draw_effect(fields.bench, after)
