"""The small things of a dossier: its levers, its arguments, its sources."""

from functools import partial

import streamlit as st

from criteria.model import Lever
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.levers import (
    added_lever,
    lever_change,
    moved_lever,
    withdrawn_lever,
)
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import LEVER, unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.editing.ground import (
    Slots,
    TypedForm,
    Workbench,
    draw_voted,
    draw_withdrawing,
    form_of,
    is_pressed_as_seen,
    new_form,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.wording import t

_SHORT_SIGNS = 40


def draw_lever_forms(bench: Workbench) -> None:
    """All of them, the form of the one that is chosen, and that of a new one."""
    levers = {v.id: v for v in bench.case.levers}
    name = f"edited_lever_{bench.key}"
    widgets.pills(
        t("Which lever is corrected?"),
        list(levers),
        format_func=lambda v: literal(levers[v].label),
        **widgets.own_keywords(name, None),
    )
    draw_voted(bench)
    picked = levers.get(widgets.own_choice(name, ""))
    with drafts(f"levers_{bench.key}"):
        if picked is not None:
            _draw_lever(bench, picked)
        _draw_adding(bench)


def _draw_lever(bench: Workbench, lever: Lever) -> None:
    unit = unit_name(LEVER, lever.id)
    fields = ("label", "short_label", "scope")
    form = form_of(bench, unit, fields)
    starts = {"label": lever.label, "short_label": lever.short_label, "scope": lever.scope}
    typed = TypedForm(bench, form, starts)
    with st.container(key="edited_one"):
        st.html(tag("h2", text(lever.label)))
        slots = {
            "label": typed.line("label", t("Its name"), NAME_SIGNS),
            "short_label": typed.line("short_label", t("Short name"), _SHORT_SIGNS),
            "scope": typed.line("scope", t("What it covers (optional)"), QUESTION_SIGNS),
        }
        slots[""] = st.container()

        def renamed() -> UnitChange:
            return lever_change(bench.read_by(form), lever.id, *map(typed.value, fields))

        with st.container(key="one_acts", horizontal=True, gap="small"):
            typed.send(t("Write this"), renamed, slots, t("It is written."))
            _draw_moves(bench, lever, typed, slots)
        _draw_withdrawal(bench, lever)


def _draw_moves(bench: Workbench, lever: Lever, typed: TypedForm, slots: Slots) -> None:
    """One place up, or down."""
    ids = [v.id for v in bench.case.levers]
    place = ids.index(lever.id)
    ways = []
    if place > 0:
        ways.append((t("↑ One place up"), "up", ids[place - 2] if place > 1 else ""))
    if place < len(ids) - 1:
        ways.append((t("↓ One place down"), "down", ids[place + 1]))
    for label, key, after in ways:
        if is_pressed_as_seen(label, f"move_{key}_{lever.id}", ids):
            typed.write(
                partial(moved_lever, bench.units, lever.id, after), slots, t("It has moved.")
            )


def _draw_withdrawal(bench: Workbench, lever: Lever) -> None:
    change = partial(withdrawn_lever, bench.units, bench.case, lever.id)
    draw_withdrawing(bench, unit_name(LEVER, lever.id), lever.label, change)


def _draw_adding(bench: Workbench) -> None:
    typed = new_form(bench, "new lever", {"label": "", "reason": ""})
    with st.container(key="edited_new"):
        st.html(tag("h2", text(t("Add a lever"))))
        slots = {"label": typed.line("label", t("Its name"), NAME_SIGNS)}
        slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
        slots[""] = st.container()
        typed.send(
            t("Add this lever"),
            lambda: added_lever(bench.units, bench.case, typed.value("label")),
            slots,
            t("It is added: its scores are missing, for the group to give."),
        )
