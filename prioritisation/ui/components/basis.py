"""The page *Comprendre* as a whole: what the ranking rests on."""

import streamlit as st

from criteria.case import Case
from prioritisation.sentences import caveat_texts
from prioritisation.ui import state
from prioritisation.ui.components import census, scores
from prioritisation.ui.components.answer import answer
from prioritisation.ui.components.controls import assumptions
from prioritisation.ui.components.frame import address_notice
from prioritisation.ui.components.markup import tag, text
from prioritisation.wording import t


@st.fragment
def basis(case: Case) -> None:
    """Scores with their sources, evidence, unknowns, sheets, official rows."""
    chosen = state.scenario()
    address_notice(state.problems())
    loud, rest = scores.sourced(case, chosen)
    with st.container(key="answer"):
        st.html(answer(t("What does this ranking rest on?"), loud, rest))
    assumptions(case, chosen)
    noted = "".join(tag("p", text(c), "caveat") for c in caveat_texts(case, chosen.perimeter))
    st.html(scores.matrix(case, chosen) + noted)
    st.html(
        tag("h2", text(t("The criteria and their anchors")))
        + tag("div", scores.criteria_notes(case, chosen), "criteria")
    )
    st.html(census.unknowns(case) + census.wider_evidence(case))
    st.html(census.sheets(case) + census.official_rows(case, chosen) + census.sources(case))
