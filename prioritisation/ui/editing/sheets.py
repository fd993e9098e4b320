"""The action sheets that a score counts: their levers, their words; added, withdrawn."""

from functools import partial
from typing import Any

import streamlit as st

from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.sheets import (
    CONFIDENCES,
    SheetLinks,
    TypedSheet,
    added_sheet,
    links_change,
    links_unit,
    sheet_change,
    sheet_links,
    typed_sheet,
    withdrawn_sheet,
)
from prioritisation.cases.typed import QUESTION_SIGNS
from prioritisation.cases.units import unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.editing.ground import Workbench, form_of
from prioritisation.ui.editing.unwritten import fold_of
from prioritisation.ui.editing.withdrawing import draw_withdrawing
from prioritisation.ui.editing.writing import TypedForm, new_form
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital
from prioritisation.wording import t

_FIELDS = ("first", "others", "confidence", "reason")
_NEEDED = ("title", "contributor", "place")
_WORDS = (*_NEEDED, "lead", "note")


def draw_sheet_forms(bench: Workbench, lever: str) -> None:
    """The form of one, those that serve the lever coming first, and that of a new one."""
    st.html(tag("h3", text(t("The levers of an action sheet"))))
    sheets = sorted(bench.case.sheets, key=lambda one: lever not in one.levers)
    titles = {one.id: t("{name}: {label}", name=one.id, label=one.title) for one in sheets}
    name = f"edited_sheet_{bench.key}"
    if titles:
        widgets.selectbox(
            t("Which sheet?"),
            list(titles),
            format_func=lambda one: titles[str(one)],
            **widgets.own_keywords(name, None),
        )
    picked = widgets.own_choice(name, "")
    if picked in titles:
        _draw_one(bench, str(picked), titles[str(picked)])
    starts = dict.fromkeys((*_NEEDED, *_FIELDS), "") | {"first": lever}
    typed = new_form(bench, f"new sheet {lever}", starts)
    with st.expander(t("Add an action sheet"), **fold_of(typed.form, typed.names, "sheet_fold")):
        _draw_new(typed)


def _draw_one(bench: Workbench, sheet: str, title: str) -> None:
    unit = links_unit(sheet)
    form = form_of(bench, unit, _FIELDS)
    before = sheet_links({unit: form.before or bench.units[unit]}, sheet)
    starts = {"first": before.first, "confidence": before.confidence, "reason": "", "others": ""}
    typed = TypedForm(bench, form, starts)
    st.html(tag("p", text(t("Today:")) + " " + text(before.reason), "note"))
    slots = _draw_links(typed, before.others)

    def change() -> UnitChange:
        return links_change(bench.read_by(form), sheet, _links(typed, before.others))

    typed.send(t("Write these levers"), change, slots, t("It is counted there now."))
    with st.expander(t("Its title, who carries it, where it is written"), type="compact"):
        _draw_words(bench, sheet)
    withdrawn = partial(withdrawn_sheet, bench.units, sheet)
    draw_withdrawing(bench, unit_name("sheet", sheet), title, withdrawn)


def _draw_words(bench: Workbench, sheet: str) -> None:
    unit = unit_name("sheet", sheet)
    form = form_of(bench, unit, _WORDS)
    before = typed_sheet({unit: form.before or bench.units[unit]}, sheet)
    typed = TypedForm(bench, form, {field: getattr(before, field) for field in _WORDS})
    slots = _draw_lines(typed)
    slots[""] = st.container()

    def change() -> UnitChange:
        return sheet_change(bench.read_by(form), sheet, _sheet(typed))

    typed.send(t("Write this sheet"), change, slots, t("It is written."))


def _draw_lines(typed: TypedForm) -> dict[str, Any]:
    labels = {
        "title": t("Its title"),
        "contributor": t("Who carries it"),
        "lead": t("Who carries it first, where several do (optional)"),
        "place": t("Where it is written: document, page"),
        "note": t("What else is to be known of it (optional)"),
    }
    return {
        field: typed.words(field, label, QUESTION_SIGNS)
        for field, label in labels.items()
        if field in typed.starts
    }


def _sheet(typed: TypedForm) -> TypedSheet:
    return TypedSheet(**{f: typed.value(f) for f in _WORDS if f in typed.starts})


def _draw_new(typed: TypedForm) -> None:
    slots = _draw_lines(typed)
    slots |= _draw_links(typed, ())

    def change() -> UnitChange:
        return added_sheet(typed.bench.units, _sheet(typed), _links(typed, ()))

    typed.send(t("Add this sheet"), change, slots, t("It is added, and counted."))


def _draw_links(typed: TypedForm, others: tuple[str, ...]) -> dict[str, Any]:
    """The levers that it serves, how surely, and why; the place beside each field."""
    case = typed.bench.case
    names = {v.id: v.label for v in case.levers} | dict(case.axes)
    slots: dict[str, Any] = {}
    widgets.selectbox(
        t("The lever that it serves first"),
        list(names),
        format_func=lambda one: names[str(one)],
        **widgets.own_keywords(typed.name("first"), typed.starts["first"] or None),
    )
    slots["first"] = st.container()
    widgets.pills(
        t("The others that it serves (optional)"),
        list(names),
        selection_mode="multi",
        format_func=lambda one: names[str(one)],
        **widgets.own_keywords(typed.name("others"), list(others)),
    )
    slots["others"] = st.container()
    widgets.segmented_control(
        t("Confidence"),
        list(CONFIDENCES),
        format_func=capital,
        **widgets.own_keywords(typed.name("confidence"), typed.starts["confidence"] or None),
    )
    slots["confidence"] = st.container()
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()
    return slots


def _links(typed: TypedForm, others: tuple[str, ...]) -> SheetLinks:
    """What stands in the fields now."""
    served = tuple(map(str, widgets.own_choice(typed.name("others"), list(others)) or ()))
    values = (typed.value(field) for field in ("confidence", "reason"))
    return SheetLinks(typed.value("first"), served, *values)
