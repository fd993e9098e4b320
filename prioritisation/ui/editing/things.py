"""The small things of a dossier: its levers, its arguments, its sources."""

from collections import Counter
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.evidence import Evidence, Stance
from criteria.model import Lever
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.evidence import (
    TypedStatement,
    added_statement,
    statement_change,
    withdrawn_statement,
)
from prioritisation.cases.editing.levers import (
    added_lever,
    lever_change,
    moved_lever,
    withdrawn_lever,
)
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
from prioritisation.cases.units import LEVER, unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.editing import uses_text
from prioritisation.settings import current_day
from prioritisation.ui.editing.ground import (
    OTHER,
    Slots,
    TypedForm,
    Workbench,
    draw_voted,
    draw_withdrawing,
    form_of,
    is_pressed_as_seen,
    iso_date,
    new_form,
    source_choices,
    typed_date,
    typed_source_of,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
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


_STATEMENT_FIELDS = (
    "stance",
    "criterion",
    "topic",
    "statement",
    "quote",
    "source",
    "new",
    "place",
)
_ALL = ""
"""What stands for no lever, or no criterion: the whole."""

_LONGEST_SHOWN = 70


def draw_statement_forms(bench: Workbench) -> None:
    """Those of the lever that is chosen, the form of one of them, and that of a new one."""
    levers = {v.id: v.label for v in bench.case.levers} | {_ALL: t("The whole case")}
    name = f"edited_about_{bench.key}"
    widgets.pills(
        t("Which lever is it about?"),
        list(levers),
        format_func=lambda v: literal(levers[v]),
        **widgets.own_keywords(name, next(iter(levers))),
    )
    lever = widgets.own_choice(name, next(iter(levers)))
    if lever not in levers:
        return
    with drafts(f"statements_{bench.key}"):
        _draw_those(bench, lever)
        _draw_new_statement(bench, lever)


def _draw_those(bench: Workbench, lever: str) -> None:
    those = {e.id: e for e in bench.case.evidence if e.lever == lever}
    if not those:
        st.html(tag("p", text(t("Nothing is written of it yet.")), "note"))
        return
    name = f"edited_statement_{bench.key}"
    widgets.selectbox(
        t("What is corrected?"),
        list(those),
        format_func=lambda e: _short(those[str(e)]),
        **widgets.own_keywords(name, None),
    )
    picked = those.get(widgets.own_choice(name, ""))
    if picked is not None:
        _draw_statement(bench, picked)


def _short(evidence: Evidence) -> str:
    words = evidence.statement or evidence.quote
    cut = words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"
    return t("{name}: {label}", name=capital(evidence.stance.value), label=cut)


def _draw_statement(bench: Workbench, evidence: Evidence) -> None:
    unit = unit_name("evidence", evidence.id)
    starts = {
        "stance": evidence.stance.value,
        "criterion": evidence.criterion,
        "topic": evidence.topic,
        "statement": evidence.statement,
        "quote": evidence.quote,
        "source": evidence.source,
        "new": "",
        "place": evidence.place,
    }
    form = form_of(bench, unit, _STATEMENT_FIELDS)
    with st.container(key="edited_one"):
        typed = TypedForm(bench, form, starts)
        slots = _draw_statement_fields(typed, evidence.lever)

        def change() -> UnitChange:
            return statement_change(
                bench.read_by(form), evidence.id, _typed_statement(typed, evidence.lever)
            )

        typed.send(t("Write this"), change, slots, t("It is written."))
        withdrawn = partial(withdrawn_statement, bench.units, evidence.id)
        draw_withdrawing(bench, unit, _short(evidence), withdrawn)


def _draw_new_statement(bench: Workbench, lever: str) -> None:
    starts = dict.fromkeys(_STATEMENT_FIELDS, "") | {"stance": Stance.FOR.value}
    typed = new_form(bench, f"new statement {lever}", starts)
    with st.container(key="edited_new"):
        st.html(tag("h2", text(t("Add what is said"))))
        slots = _draw_statement_fields(typed, lever)

        def change() -> UnitChange:
            return added_statement(bench.units, _typed_statement(typed, lever))

        typed.send(t("Add this"), change, slots, t("It is written."))


def _draw_statement_fields(typed: TypedForm, lever: str) -> Slots:
    case = typed.bench.case
    # « More » and « less » are said of a criterion, of no lever.
    stances = [one for one in Stance if not lever or one not in (Stance.MORE, Stance.LESS)]
    widgets.segmented_control(
        t("It speaks"),
        [one.value for one in stances],
        required=True,
        format_func=capital,
        **widgets.own_keywords(typed.name("stance"), typed.starts["stance"]),
    )
    slots = {"topic": typed.line("topic", t("Subject"), NAME_SIGNS)}
    slots["statement"] = typed.line("statement", t("In your own words"), QUESTION_SIGNS)
    label = t("In the words of the source (optional)")
    slots["quote"] = typed.line("quote", label, QUESTION_SIGNS)
    names = {_ALL: t("none in particular")} | {c.id: c.label for c in case.criteria}
    _select(typed, "criterion", t("On which criterion?"), names)
    slots["source"] = _draw_source(typed)
    slots["place"] = typed.line("place", t("Where in it: page, slide, minute"), NAME_SIGNS)
    slots[""] = st.container()
    return slots


def _draw_source(typed: TypedForm) -> DeltaGenerator:
    """One that the dossier has, or the title of another one; the place beside it."""
    choices = source_choices(typed.bench)
    if choices:
        _select(typed, "source", t("Source"), choices)
    if not choices or typed.value("source") == OTHER:
        label = t("Its title, or who said so")
        label = label if choices else t("Source: its title, or who said so")
        typed.line("new", label, NAME_SIGNS)
    return st.container()


def _select(typed: TypedForm, field: str, label: str, names: dict[str, str]) -> None:
    widgets.selectbox(
        label,
        list(names),
        format_func=lambda one: names[str(one)],
        **widgets.own_keywords(typed.name(field), typed.starts[field]),
    )


def _typed_statement(typed: TypedForm, lever: str) -> TypedStatement:
    """What stands in the fields now."""
    text_of = {field: typed.value(field) for field in _STATEMENT_FIELDS}
    picked = text_of["source"] if source_choices(typed.bench) else OTHER
    source, new_source = typed_source_of(typed.bench, picked, text_of["new"])
    return TypedStatement(
        Stance(text_of["stance"]),
        text_of["topic"],
        text_of["statement"],
        source,
        text_of["place"],
        lever,
        text_of["criterion"],
        text_of["quote"],
        new_source,
    )


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
