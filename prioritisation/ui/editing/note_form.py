"""The form of one score, beside the table: what stands there, the fields, what it would change."""

from functools import partial

import streamlit as st

from criteria.errors import Problem
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.notes import note_change, reason_problems, typed_note
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.editing import amount_in_full, provenance_text
from prioritisation.sentences.lacking import why_missing
from prioritisation.sentences.phrases import score_in_both
from prioritisation.settings import current_day
from prioritisation.ui.editing.computed import draw_computed
from prioritisation.ui.editing.effect import case_with, draw_cost, draw_effect
from prioritisation.ui.editing.ground import (
    EditEntry,
    Workbench,
    draw_clash,
    draw_word,
    form_of,
    is_typed_in,
    leave_form,
    line_of_score,
    say_problems,
    write_entry,
)
from prioritisation.ui.editing.note_fields import (
    FIELDS,
    NoteFields,
    draw_fields,
    note_source_of,
)
from prioritisation.ui.editing.proposed import draw_proposed
from prioritisation.ui.editing.table import Cell, close_cell, draw_next, go_on, next_cell
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts
from prioritisation.wording import t

_TRIED = "tried"
_STAYING, _GOING_ON = "write", "write_on"
_NAMES = (*FIELDS, _TRIED)


def draw_note(bench: Workbench, cell: Cell) -> None:
    """The form of the score of a cell."""
    lever, criterion = cell
    case = bench.case
    names = {"lever": case.lever(lever).label, "criterion": case.criterion(criterion).label}
    title = tag("h2", text(t("{lever}: {criterion}", **names)), data_cell=".".join(cell))
    st.html(title + _as_it_is(bench, cell))
    draw_cost(bench, cell)
    unit = bench.unit_of_score(lever, criterion)
    if not unit:
        with drafts(f"computed_{bench.key}"):
            draw_computed(bench, cell)
        draw_word()
        with st.container(key="score_acts", horizontal=True, gap="small"):
            st.button(t("Close"), key="close_score", on_click=close_cell, args=(bench.key,))
            draw_next(bench, cell)
        return
    draw_proposed(bench, unit)
    form = form_of(bench, unit, FIELDS)
    start = typed_note({} if form.before is None else {unit: form.before}, unit)
    _draw_form(NoteFields(bench, form, case.criterion(criterion), start), cell)


def _as_it_is(bench: Workbench, cell: Cell) -> str:
    """What stands there now, what it rests on, and why."""
    score = bench.case.tables[bench.combination].score(*cell)
    # A sum has figures that nobody typed.
    say = amount_in_full if bench.unit_of_score(*cell) else score_in_both
    amount = say(bench.case.criterion(cell[1]), score)
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
        draw_clash(bench, form)
    with st.container(key="effect_place"):
        _draw_effect(fields, change)
    draw_word()
    sent = _draw_acts(fields, cell)
    if widgets.own_choice(f"{form.name}_{_TRIED}", start=False):
        say_problems(problems, slots, partial(line_of_score, bench))
    if sent and change is not None and not problems:
        write_entry(bench, form, _NAMES, _entry(fields, cell, change, sent), slots)


def _entry(fields: NoteFields, cell: Cell, change: UnitChange, sent: str) -> EditEntry:
    """What is written, and what is said then: of which score, once another one is open."""
    bench, reason = fields.bench, fields.typed().reason.strip()
    done = bench.done(t("The score is written."))
    if sent != _STAYING:
        done = t("{name}: {label}", name=_name(bench, cell), label=done)

    def after() -> None:
        note_source_of(fields)
        if sent != _STAYING:
            go_on(bench, cell)

    return EditEntry(change, "form", reason, done, after)


def _name(bench: Workbench, cell: Cell) -> str:
    case = bench.case
    return f"{case.lever(cell[0]).label}, {case.criterion(cell[1]).label}"


def _draw_acts(fields: NoteFields, cell: Cell) -> str:
    """The buttons of the form; whether what is typed is sent, and what opens then."""
    bench, form = fields.bench, fields.form
    labels = {_STAYING: t("Write this score"), _GOING_ON: t("Write it and go to the next")}
    if bench.proposes:
        labels = {_STAYING: t("Propose"), _GOING_ON: t("Propose it and go to the next")}
    if next_cell(bench, cell) is None:
        del labels[_GOING_ON]
    sent = ""
    with st.container(key="score_acts", horizontal=True, gap="small"):
        for way, label in labels.items():
            first = way == _STAYING
            pressed = st.button(
                label, type="primary" if first else "secondary", key=f"{way}_{form.name}"
            )
            sent = way if pressed else sent
        closed = st.button(t("Close"), key=f"close_{form.name}")
        draw_next(bench, cell, _unsent(fields, cell))
    if closed:
        leave_form(bench, form, _NAMES)
        close_cell(bench.key)
        st.rerun()
    if sent:
        widgets.choice_writer(f"{form.name}_{_TRIED}")(True)
    return sent


def _unsent(fields: NoteFields, cell: Cell) -> str:
    """What is said of what is typed and not written, on the way to another score."""
    if not is_typed_in(fields.form, FIELDS):
        return ""
    name = _name(fields.bench, cell)
    if fields.bench.proposes:
        return t("{name}: what you typed is not proposed; it waits in its form.", name=name)
    return t("{name}: what you typed is not written; it waits in its form.", name=name)


def _change(fields: NoteFields) -> tuple[UnitChange | None, tuple[Problem, ...]]:
    """What is to be written, against what the form began with; and what is wrong."""
    bench, form = fields.bench, fields.form
    read, today = bench.read_by(form), current_day(bench.case)
    try:
        change = note_change(read, bench.case, form.unit, fields.typed(), today)
    except InvalidRequest as error:
        return None, tuple(error.problems)
    return change, reason_problems(change, form.unit)


def _draw_effect(fields: NoteFields, change: UnitChange | None) -> None:
    if change is None or not is_typed_in(fields.form, FIELDS):
        return
    after = case_with(fields.bench.units, change)
    if after is not None:
        draw_effect(fields.bench, after)
