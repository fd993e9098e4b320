"""The page *Recenser* as a whole, and the choice of the sheets it shows."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis import census
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.sentences.census import category_label, census_answer, coverage_text
from prioritisation.sentences.explained import NumberKind
from prioritisation.ui.census import levers
from prioritisation.ui.census.roll import sheet_table
from prioritisation.ui.census.sheets import tally
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import UNDERSTAND_FILE, capital, draw_assumptions, literal
from prioritisation.ui.shared.folds import page_numbers
from prioritisation.ui.shared.page import address_notice, answer_block, draw_html, folded_html
from prioritisation.wording import t, tn


def chosen_filter(case: Case) -> tuple[census.Filter, tuple[Problem, ...]]:
    """The filter of this session's address, and what was wrong in it."""
    return census.filter_of(case, {key: state.view(key) for key in census.KEYS.values()})


def filter_bar(case: Case, sheet_filter: census.Filter) -> None:
    """One popover per filter, how many sheets are shown, and the way back to all of them."""
    known = census.choices(case)
    with st.container(key="filters", horizontal=True, gap="medium"):
        for field, (name, every, label) in _fields(case).items():
            if len(known[field]) > 1 or getattr(sheet_filter, field):
                _popover(case, sheet_filter, field, (name, every, label))
        count = sum(sheet_filter.keeps(sheet) for sheet in case.sheets)
        st.html(tag("p", text(_count(count, len(case.sheets))), "howmany", aria_live="polite"))
        if sheet_filter.is_set:
            st.button(t("Show everything"), type="tertiary", on_click=_clear, args=(case,))


_Words = tuple[str, str, Callable[[str], str]]
"""Name of a filter, what it says when it keeps everything, and the label of a value."""


def _fields(case: Case) -> dict[str, _Words]:
    labels = census.levers_and_axes(case)
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


def _popover(case: Case, sheet_filter: census.Filter, field: str, words: _Words) -> None:
    name, every, label = words
    value = getattr(sheet_filter, field)
    # The label of a category is too long for a button: its code says enough.
    brief = value if field == "category" else label(value) if value else ""
    sentence = t("{name}: {label}", name=name, label=brief) if value else capital(every)
    shown_as = f"**{literal(sentence)}**" if value else literal(sentence)
    with st.popover(shown_as, type="tertiary", wrap=True, key=f"popover_{field}"):
        widgets.radio(
            name,
            ["", *census.choices(case)[field]],
            name=f"filter_{field}",
            value=value,
            write=partial(state.show, case, census.KEYS[field]),
            format_func=lambda v: literal(capital(label(v) if v else every)),
        )


def _count(count: int, every: int) -> str:
    if count == every:
        return tn("The only sheet", "All {n} sheets", every)
    return tn("{n} sheet out of {all}", "{n} sheets out of {all}", count, all=every)


def _clear(case: Case) -> None:
    for key in census.KEYS.values():
        state.show(case, key, "")


@st.fragment
def census_page(case: Case) -> None:
    """Answer, counts per lever and category, sheets, what else was collected."""
    scenario = state.session_scenario()
    sheet_filter, problems = chosen_filter(case)
    address_notice(state.address_problems(), problems)
    loud, rest, then = census_answer(case)
    with st.container(key="answer"):
        st.html(answer_block(t("What do the members of the group already do?"), loud, rest))
    if not case.sheets and not case.census:
        return
    draw_assumptions(case, scenario)
    if case.sheets:
        _counted(case, scenario, sheet_filter)
    draw_html(tag("p", text(then), "note") if then else "")
    beside = (
        levers.lever_by_lever(case, scenario)
        + levers.census_blocks(case)
        + levers.lost_images(case)
    )
    if beside:
        st.html(tag("div", beside, "beside"))
    if case.sheets:
        with st.expander(t("How it is computed"), type="compact", key="method"):
            kinds = (NumberKind.SHEETS, NumberKind.AMOUNT, NumberKind.SCORES)
            st.html(page_numbers(*kinds) + plain_list(_method()))


def _counted(case: Case, scenario: Scenario, sheet_filter: census.Filter) -> None:
    """The table of counts, what the coverage makes of it, and the sheets one by one."""
    with st.container(key="counts", horizontal=True, gap="medium"):
        st.html(tag("h2", text(t("Sheets per lever and category"))), width="content")
        filter_bar(case, sheet_filter)
    sheets = tuple(s for s in case.sheets if sheet_filter.keeps(s))
    if not sheets:
        words = t("No sheet answers to all these choices: widen one of them.")
        st.html(tag("p", text(words), "notice"))
        return
    st.html(tally(case, scenario, sheet_filter) + levers.what_categories_hold(case))
    criterion = census.counting_criterion(case)
    if criterion is not None:
        covered = tag("p", text(" ".join(coverage_text(case, scenario))), "told")
        name = criterion.plain_name(scenario.senses.get(criterion.id))
        st.html(
            folded_html(
                t("What does the ranking count of them?"), t("« {name} ».", name=name), covered
            )
        )
        words = t(
            "See the scores of « {criterion} » and what they rest on", criterion=criterion.label
        )
        with st.container(key="to_scores"):
            st.page_link(UNDERSTAND_FILE, label=literal(words))
    with st.expander(t("List of the sheets"), type="compact", key="roll"):
        st.html(sheet_table(case, sheets))


def _method() -> list[str]:
    return [
        t(
            "The levers and the category of each sheet are deduced, to check; each sheet says "
            "why, and with what confidence."
        ),
        t(
            "A sheet is sure in a box when that lever is its first one and that category its main "
            "one, both with high confidence. The others of the box are possible."
        ),
        t(
            "All the boxes of a row hold every sheet that names the lever, counted by the score "
            "or not. The last row looks at the category alone."
        ),
        t(
            "The score counts by the links chosen above, and its sheets are drawn beside it: "
            "hatched where it may count them. No category counts in a ranking."
        ),
        t("Filters hide sheets from the table and from the list, never from the score."),
    ]
