"""The page *Recenser* as a whole: what the members of the group already do."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.census import Filter, counting
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import items, tag, text
from prioritisation.ui.census.filters import chosen_filter, filter_bar
from prioritisation.ui.census.levers import lever_by_lever
from prioritisation.ui.census.notes import gathered, lost_images, what_categories_hold
from prioritisation.ui.census.sheets import sheet_table
from prioritisation.ui.census.table import tally
from prioritisation.ui.census.words import census_answer, coverage_text
from prioritisation.ui.shared import state
from prioritisation.ui.shared.answer import answer
from prioritisation.ui.shared.controls import UNDERSTAND, assumptions, plain
from prioritisation.ui.shared.frame import address_notice
from prioritisation.wording import t


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
