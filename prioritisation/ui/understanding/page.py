"""The page *Comprendre* as a whole: what the ranking rests on."""

import streamlit as st

from criteria.case import Case
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidPoints
from prioritisation.room import Sight
from prioritisation.scenario import Analysis, Scenario, analyse
from prioritisation.sentences import caveat_texts
from prioritisation.ui import state
from prioritisation.ui.components import census, scores
from prioritisation.ui.components.answer import answer
from prioritisation.ui.components.controls import assumptions
from prioritisation.ui.components.disputes import disputes
from prioritisation.ui.components.frame import address_notice
from prioritisation.ui.components.page import drawn
from prioritisation.ui.components.voting import may_rank
from prioritisation.wording import t


@st.fragment
def basis(whole: Case) -> None:
    """Scores with their sources, evidence, unknowns, sheets, official rows."""
    chosen = state.scenario()
    case = whole.keeping(tuple(chosen.points))
    address_notice(state.problems())
    loud, rest = scores.sourced(case, chosen)
    with st.container(key="answer"):
        st.html(answer(t("What does this ranking rest on?"), loud, rest))
    assumptions(whole, chosen)
    noted = "".join(tag("p", text(c), "caveat") for c in caveat_texts(case, chosen.perimeter))
    st.html(scores.matrix(case, chosen) + noted)
    if may_rank(whole) is Sight.FREE:
        drawn(disputes(whole, _analysis(whole, chosen)))
    st.html(
        tag("h2", text(t("The criteria and their anchors")))
        + tag("div", scores.criteria_notes(case, chosen), "criteria")
    )
    st.html(census.unknowns(case) + census.wider_evidence(whole, chosen))
    st.html(census.sheets(case) + census.official_rows(case, chosen) + census.sources(case))


def _analysis(case: Case, chosen: Scenario) -> Analysis | None:
    """The ranking that a disputed score would change; None when there is none."""
    try:
        return analyse(case, chosen)
    except InvalidPoints:
        return None
