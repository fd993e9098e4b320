"""Which sheets are shown: one choice each by lever, category, contributor and confidence."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.problems import Problem
from prioritisation.analysis.census import KEYS, Filter, choices, filter_of, rows
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.census.words import category_label
from prioritisation.ui.shared import held, state
from prioritisation.ui.shared.controls import capital, plain
from prioritisation.wording import t, tn


def chosen_filter(case: Case) -> tuple[Filter, tuple[Problem, ...]]:
    """The filter of this session's address, and what was wrong in it."""
    return filter_of(case, {key: state.view(key) for key in KEYS.values()})


def filter_bar(case: Case, shown: Filter) -> None:
    """One popover per filter, how many sheets are shown, and the way back to all of them."""
    known = choices(case)
    with st.container(key="filters", horizontal=True, gap="medium"):
        for field, (name, every, label) in _fields(case).items():
            if len(known[field]) > 1 or getattr(shown, field):
                _popover(case, shown, field, (name, every, label))
        count = sum(shown.keeps(sheet) for sheet in case.sheets)
        st.html(tag("p", text(_count(count, len(case.sheets))), "howmany", aria_live="polite"))
        if shown.chosen:
            st.button(t("Show everything"), type="tertiary", on_click=_clear, args=(case,))


Words = tuple[str, str, Callable[[str], str]]
"""Name of a filter, what it says when it keeps everything, and the label of a value."""


def _fields(case: Case) -> dict[str, Words]:
    labels = rows(case)
    return {
        "lever": (t("Lever"), t("all levers"), lambda row: labels[row]),
        "category": (
            t("Main category"),
            t("all categories"),
            lambda code: category_label(case, code),
        ),
        "contributor": (t("Contributor"), t("all contributors"), lambda lead: lead),
        "confidence": (t("Confidence in the lever"), t("any confidence"), lambda word: word),
    }


def _popover(case: Case, shown: Filter, field: str, words: Words) -> None:
    name, every, label = words
    value = getattr(shown, field)
    brief = value if field == "category" else label(value) if value else ""
    said = t("{name}: {label}", name=name, label=brief) if value else capital(every)
    shown_as = f"**{plain(said)}**" if value else plain(said)
    with st.popover(shown_as, type="tertiary", wrap=True, key=f"popover_{field}"):
        held.radio(
            name,
            ["", *choices(case)[field]],
            name=f"filter_{field}",
            value=value,
            write=partial(state.show, case, KEYS[field]),
            format_func=lambda v: plain(capital(label(v) if v else every)),
        )


def _count(shown: int, every: int) -> str:
    if shown == every:
        return tn("The only sheet", "All {n} sheets", every)
    return tn("{n} sheet out of {all}", "{n} sheets out of {all}", shown, all=every)


def _clear(case: Case) -> None:
    for key in KEYS.values():
        state.show(case, key, "")
