"""The page *Recenser* as a whole: what the members of the group already do.

Which sheets are shown: one choice each by lever, category, contributor and confidence.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis.census import KEYS, Filter, choices, counting, filter_of, rows
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.census import category_label, census_answer, coverage_text
from prioritisation.ui.census.levers import (
    gathered,
    lever_by_lever,
    lost_images,
    what_categories_hold,
)
from prioritisation.ui.census.sheets import sheet_table, tally
from prioritisation.ui.shared import held, state
from prioritisation.ui.shared.controls import UNDERSTAND, assumptions, capital, plain
from prioritisation.ui.shared.page import address_notice, answer
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


@st.fragment
def recensement(case: Case) -> None:
    """Answer, counts per lever and category, sheets, what else was collected."""
    chosen = state.scenario()
    shown, problems = chosen_filter(case)
    address_notice(state.problems(), problems)
    loud, rest, then = census_answer(case)
    with st.container(key="answer"):
        st.html(answer(t("What do the members of the group already do?"), loud, rest, then))
    if not case.sheets and not case.census:
        return
    assumptions(case, chosen)
    if case.sheets:
        _counted(case, chosen, shown)
    beside = lever_by_lever(case, chosen) + gathered(case) + lost_images(case)
    if beside:
        st.html(tag("div", beside, "beside"))
    if case.sheets:
        with st.expander(t("Method"), type="compact", key="method"):
            st.html(items((text(s) for s in _method()), "plainlist"))


def _counted(case: Case, chosen: Scenario, shown: Filter) -> None:
    """The table of counts, what the coverage makes of it, and the sheets one by one."""
    with st.container(key="counts", horizontal=True, gap="medium"):
        st.html(tag("h2", text(t("Sheets per lever and category"))), width="content")
        filter_bar(case, shown)
    sheets = tuple(s for s in case.sheets if shown.keeps(s))
    if not sheets:
        words = t("No sheet answers to all these choices: widen one of them.")
        st.html(tag("p", text(words), "notice"))
        return
    st.html(tally(case, chosen, shown) + what_categories_hold(case))
    criterion = counting(case)
    if criterion is not None:
        st.html(tag("p", text(" ".join(coverage_text(case, chosen))), "told"))
        words = t(
            "See the scores of « {criterion} » and what they rest on", criterion=criterion.label
        )
        with st.container(key="to_scores"):
            st.page_link(UNDERSTAND, label=plain(words))
    with st.expander(t("List of the sheets"), type="compact", key="roll"):
        st.html(sheet_table(case, sheets))


def _method() -> list[str]:
    return [
        t(
            "The levers and the category of each sheet are inferred; each sheet says why, and "
            "with what confidence."
        ),
        t(
            "A sheet is sure in a row when that lever is its first one, with high confidence, and "
            "sure in a box when its main category has a high confidence too. All the others that "
            "name the lever are possible."
        ),
        t(
            "The boxes of a row sum to the largest count of the lever, not to the smallest: in a "
            "box, two things must be sure at once."
        ),
        t("The score follows the same rule on the lever alone; no category counts in a ranking."),
        t("Filters hide sheets from the table and from the list, never from the score."),
    ]
