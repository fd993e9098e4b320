"""The page *Comprendre* as a whole: what the ranking rests on."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.scenario import Analysis, Scenario, analyse
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidPoints
from prioritisation.meeting.room import Sight
from prioritisation.sentences import caveat_texts
from prioritisation.ui.shared import scores, state
from prioritisation.ui.shared.answer import answer
from prioritisation.ui.shared.controls import assumptions
from prioritisation.ui.shared.disputes import disputes
from prioritisation.ui.shared.frame import address_notice
from prioritisation.ui.shared.pieces import drawn
from prioritisation.ui.understanding import evidence
from prioritisation.ui.visit.voting import may_rank
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
    st.html(evidence.unknowns(case) + evidence.wider_evidence(whole, chosen))
    st.html(evidence.sheets(case) + evidence.official_rows(case, chosen) + evidence.sources(case))


def _analysis(case: Case, chosen: Scenario) -> Analysis | None:
    """The ranking that a disputed score would change; None when there is none."""
    try:
        return analyse(case, chosen)
    except InvalidPoints:
        return None
