"""The small things of a dossier: its levers, its arguments, its sources."""

from collections import Counter
from functools import partial

import streamlit as st

from criteria.evidence import Evidence, Stance
from criteria.model import Lever
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.evidence import (
    TypedStatement,
    added_statement,
    statement_change,
    withdrawn_statement,
)
from prioritisation.cases.editing.levers import added_lever, lever_change, withdrawn_lever
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
    UnitForm,
    Workbench,
    draw_voted,
    draw_withdrawing,
    iso_date,
    source_choices,
    typed_date,
    typed_source_of,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.wording import t

_ALL = ""
"""What stands for no lever, or no criterion: the whole."""
_SHORT_SIGNS, _DATE_SIGNS, _LONGEST_SHOWN = 40, 20, 70


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
            with st.container(key="edited_one"):
                _draw_lever(bench, picked)
        with st.container(key="edited_new"):
            st.html(tag("h2", text(t("Add a lever"))))
            form = UnitForm(bench, "new lever", {"label": "", "reason": ""})
            slots = form.lines({"label": (t("Its name"), NAME_SIGNS)}) | form.why()
            done = t("It is added: its scores are missing, for the group to give.")
            add = lambda: added_lever(bench.units, bench.case, form.value("label"))  # noqa: E731 (one line)
            form.send(t("Add this lever"), add, slots, done)


def _draw_lever(bench: Workbench, lever: Lever) -> None:
    unit = unit_name(LEVER, lever.id)
    starts = {"label": lever.label, "short_label": lever.short_label, "scope": lever.scope}
    form = UnitForm(bench, unit, starts)
    st.html(tag("h2", text(lever.label)))
    table = {
        "label": (t("Its name"), NAME_SIGNS),
        "short_label": (t("Short name"), _SHORT_SIGNS),
        "scope": (t("What it covers (optional)"), QUESTION_SIGNS),
    }
    slots = form.lines(table) | form.end()
    change = lambda: lever_change(bench.units, lever.id, *map(form.value, starts))  # noqa: E731 (one line)
    form.send(t("Write this"), change, slots, t("It is written."))
    withdrawn = partial(withdrawn_lever, bench.units, bench.case, lever.id)
    draw_withdrawing(bench, unit, lever.label, withdrawn)


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
        _draw_statements(bench, lever)
        with st.container(key="edited_new"):
            st.html(tag("h2", text(t("Add what is said"))))
            form, slots = _statement_form(bench, f"new statement {lever}", lever)
            add = lambda: added_statement(bench.units, _typed_statement(form, lever))  # noqa: E731 (one line)
            form.send(t("Add this"), add, slots, t("It is written."))


def _draw_statements(bench: Workbench, lever: str) -> None:
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
    if picked is None:
        return
    unit = unit_name("evidence", picked.id)
    with st.container(key="edited_one"):
        form, slots = _statement_form(bench, unit, lever, picked)
        change = lambda: statement_change(bench.units, picked.id, _typed_statement(form, lever))  # noqa: E731 (one line)
        form.send(t("Write this"), change, slots, t("It is written."))
        withdrawn = partial(withdrawn_statement, bench.units, picked.id)
        draw_withdrawing(bench, unit, _short(picked), withdrawn)


def _short(evidence: Evidence) -> str:
    words = evidence.statement or evidence.quote
    cut = words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"
    return t("{name}: {label}", name=capital(evidence.stance.value), label=cut)


def _statement_form(
    bench: Workbench, unit: str, lever: str, now: Evidence | None = None
) -> tuple[UnitForm, Slots]:
    """The form of what is said, now or new; the places beside its fields."""
    fields = ("criterion", "topic", "statement", "quote", "source", "place")
    starts = {field: getattr(now, field, "") for field in fields} | {"new": ""}
    stance = now.stance if now else Stance.FOR
    form = UnitForm(bench, unit, starts | {"stance": stance.value})
    # « More » and « less » are said of a criterion, of no lever.
    stances = [one for one in Stance if not lever or one not in (Stance.MORE, Stance.LESS)]
    widgets.segmented_control(
        t("It speaks"),
        [one.value for one in stances],
        required=True,
        format_func=capital,
        **form.keywords("stance"),
    )
    table = {
        "topic": (t("Subject"), NAME_SIGNS),
        "statement": (t("In your own words"), QUESTION_SIGNS),
        "quote": (t("In the words of the source (optional)"), QUESTION_SIGNS),
    }
    slots = form.lines(table)
    names = {_ALL: t("none in particular")} | {c.id: c.label for c in bench.case.criteria}
    form.select("criterion", t("On which criterion?"), names)
    choices = source_choices(bench)
    if choices:
        form.select("source", t("Source"), choices)
    if not choices or form.value("source") == OTHER:
        label = t("Its title, or who said so")
        label = label if choices else t("Source: its title, or who said so")
        form.line("new", label, NAME_SIGNS)
    slots["source"] = st.container()
    slots["place"] = form.line("place", t("Where in it: page, slide, minute"), NAME_SIGNS)
    return form, slots | form.end()


def _typed_statement(form: UnitForm, lever: str) -> TypedStatement:
    """What stands in the fields now."""
    words = {field: form.value(field) for field in form.starts}
    picked, new = words.pop("source"), words.pop("new")
    picked = picked if source_choices(form.bench) else OTHER
    source, new_source = typed_source_of(form.bench, picked, new)
    stance = Stance(words.pop("stance"))
    return TypedStatement(
        stance=stance, lever=lever, source=source, new_source=new_source, **words
    )


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
            with st.container(key="edited_one"):
                _draw_source(bench, picked, names[picked])
        with st.container(key="edited_new"):
            st.html(tag("h2", text(t("Add a source"))))
            form, slots = _source_form(bench, "new source", TypedSource(""))
            add = lambda: added_source(bench.units, _typed_source(form), current_day(bench.case))  # noqa: E731 (one line)
            form.send(t("Add this source"), add, slots, t("It is added."))


def _draw_source(bench: Workbench, ident: str, name: str) -> None:
    unit, uses = unit_name(SOURCE, ident), source_uses(bench.units).get(ident, Counter())
    st.html(tag("h2", text(name)) + tag("p", text(uses_text(uses)), "note"))
    form, slots = _source_form(bench, unit, typed_source(bench.units, ident))

    def change() -> UnitChange:
        return source_change(bench.units, ident, _typed_source(form), current_day(bench.case))

    form.send(t("Write this source"), change, slots, t("It is written."))
    if not uses:
        draw_withdrawing(bench, unit, name, partial(withdrawn_source, bench.units, ident))


def _source_form(bench: Workbench, unit: str, now: TypedSource) -> tuple[UnitForm, Slots]:
    table = {
        "title": (t("Its title, or who said so"), QUESTION_SIGNS),
        "publisher": (t("Who publishes it (optional)"), NAME_SIGNS),
        "date": (t("Date, such as 2026, 02/2026 or 03/02/2026 (optional)"), _DATE_SIGNS),
        "url": (t("Its web address (optional)"), QUESTION_SIGNS),
        "caveat": (t("What to be careful of in it (optional)"), QUESTION_SIGNS),
        "short_name": (t("Its name in a few words, as pages say it (optional)"), NAME_SIGNS),
        "kind": (t("What it is: official figures, report, minutes… (optional)"), NAME_SIGNS),
    }
    starts = {field: getattr(now, field) for field in table}
    form = UnitForm(bench, unit, starts | {"date": typed_date(now.date)})
    return form, form.lines(table) | form.end()


def _typed_source(form: UnitForm) -> TypedSource:
    """What stands in the fields now."""
    words = {field: form.value(field) for field in form.starts}
    return TypedSource(**{**words, "date": iso_date(words["date"])})
