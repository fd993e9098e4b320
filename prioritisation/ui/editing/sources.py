"""The sources of a dossier: corrected, added, withdrawn once nothing rests on them."""

from collections import Counter
from functools import partial

import streamlit as st

from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.sources import (
    SOURCE,
    TypedSource,
    added_source,
    source_change,
    source_uses,
    typed_source,
    withdrawn_source,
)
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.editing import uses_text
from prioritisation.settings import current_day
from prioritisation.ui.editing.ground import (
    Slots,
    TypedForm,
    Workbench,
    draw_withdrawing,
    form_of,
    iso_date,
    new_form,
    typed_date,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts
from prioritisation.wording import t

_FIELDS = ("title", "publisher", "date", "url", "caveat", "short_name", "kind")
_KIND = "kind"
_LONGEST_DATE = 20


def draw_source_forms(bench: Workbench) -> None:
    """The form of the one that is chosen, and that of a new one."""
    names = {s.id: s.short_name for s in bench.case.sources.values()}
    name = f"edited_source_{bench.key}"
    if names:
        widgets.selectbox(
            t("Which source is corrected?"),
            list(names),
            format_func=lambda s: names[str(s)],
            **widgets.own_keywords(name, None),
        )
    picked = str(widgets.own_choice(name, "") or "")
    with drafts(f"sources_{bench.key}"):
        if picked in names:
            _draw_one(bench, picked, names[picked])
        _draw_new(bench)


def _draw_one(bench: Workbench, ident: str, name: str) -> None:
    unit = unit_name(SOURCE, ident)
    form = form_of(bench, unit, _FIELDS)
    before = typed_source({unit: form.before or bench.units[unit]}, ident)
    starts = {field: getattr(before, field) for field in _FIELDS}
    typed = TypedForm(bench, form, starts | {"date": typed_date(before.date)})
    uses = source_uses(bench.units).get(ident, Counter())
    with st.container(key="edited_one"):
        st.html(tag("h2", text(name)) + tag("p", text(uses_text(uses)), "note"))
        slots = _draw_fields(typed)

        def change() -> UnitChange:
            day = current_day(bench.case)
            return source_change(bench.read_by(form), ident, _typed(typed), day)

        typed.send(t("Write this source"), change, slots, t("It is written."))
        if not uses:
            draw_withdrawing(bench, unit, name, partial(withdrawn_source, bench.units, ident))


def _draw_new(bench: Workbench) -> None:
    typed = new_form(bench, "new source", {f: "" for f in _FIELDS if f != _KIND})
    with st.container(key="edited_new"):
        st.html(tag("h2", text(t("Add a source"))))
        slots = _draw_fields(typed)

        def change() -> UnitChange:
            return added_source(bench.units, _typed(typed), current_day(bench.case))

        typed.send(t("Add this source"), change, slots, t("It is added."))


def _draw_fields(typed: TypedForm) -> Slots:
    labels = {
        "title": (t("Its title, or who said so"), QUESTION_SIGNS),
        "publisher": (t("Who publishes it (optional)"), NAME_SIGNS),
        "date": (t("Date, such as 2026, 02/2026 or 03/02/2026 (optional)"), _LONGEST_DATE),
        "url": (t("Its web address (optional)"), QUESTION_SIGNS),
        "caveat": (t("What to be careful of in it (optional)"), QUESTION_SIGNS),
        "short_name": (t("Its name in a few words, as pages say it (optional)"), NAME_SIGNS),
        _KIND: (t("What it is: official figures, report, minutes… (optional)"), NAME_SIGNS),
    }
    slots = {
        field: typed.words(field, label, longest)
        for field, (label, longest) in labels.items()
        if field in typed.starts
    }
    return slots | {"": st.container()}


def _typed(typed: TypedForm) -> TypedSource:
    """What stands in the fields now."""
    words = {field: typed.value(field) for field in typed.starts}
    return TypedSource(**{**words, "date": iso_date(words["date"])})
