"""The board of *Classer*: everything a weight changes, redrawn together."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.scenario import Analysis, analyse
from prioritisation.drawing import bars
from prioritisation.drawing.markup import details, items, tag, text
from prioritisation.errors import InvalidPoints
from prioritisation.sentences import caveats, changes, method
from prioritisation.ui.ranking.weight_map import corner_problems, weights_seen
from prioritisation.ui.shared import state
from prioritisation.ui.shared.actions import actions
from prioritisation.ui.shared.answer import no_weights, ranking_answer
from prioritisation.ui.shared.bands import bands
from prioritisation.ui.shared.controls import assumptions, weights_panel
from prioritisation.ui.shared.frame import address_notice
from prioritisation.ui.shared.pieces import drawn
from prioritisation.ui.visit.voting import hidden
from prioritisation.wording import t, tn


@st.fragment
def board(case: Case) -> None:
    """Answer, assumptions, weights, ranking and weight map of the session's scenario."""
    if hidden(case, t("Which lever first?")):
        return
    chosen = state.scenario()
    address_notice((*state.problems(), *corner_problems(case)))
    try:
        analysis = analyse(case, chosen)
    except InvalidPoints:
        analysis = None
    with st.container(key="answer"):
        st.html(
            ranking_answer(analysis) if analysis else no_weights(t("Which lever first?"), chosen)
        )
    assumptions(case, chosen)
    with st.container(key="board"):
        ranking = st.container(key="ranking", gap=None)
        with st.container(key="weights", gap=None):
            weights_panel(case, chosen, analysis.weights if analysis else None)
        if analysis:
            with ranking:
                _ranking(case, analysis)
            with st.container(key="under", gap="small"):
                _under(analysis)
            if len(analysis.weights) > 1:
                with st.container(key="map", gap=None):
                    weights_seen(case, analysis)


def _ranking(case: Case, analysis: Analysis) -> None:
    with st.container(key="heading", horizontal=True, gap="medium"):
        st.html(tag("h2", text(t("Ranking"))), width="stretch")
        actions(state.query(case))
    st.html(bars.bars(analysis))


def _first(blocks: list[str], others: str) -> str:
    """The first block, and the others one click away."""
    left = "".join(blocks[1:])
    return "".join(blocks[:1]) + (details(text(others), left, "fold rest") if left else "")


def _under(analysis: Analysis) -> None:
    others = [bars.alternate_block(analysis, a) for a in analysis.alternates]
    noted = [tag("p", text(c), "caveat") for c in caveats(analysis)]
    ways = tn("{n} other direction to confirm", "{n} other directions to confirm", len(others) - 1)
    more = tn("{n} other caveat", "{n} other caveats", len(noted) - 1)
    drawn(_first(others, ways) + _first(noted, more))
    with st.container(key="more", horizontal=True, gap="medium"):
        with st.expander(t("Table of points"), type="compact", key="twin"):
            st.html(bars.points_table(analysis))
        with st.expander(t("Why these ranks"), type="compact", key="why"):
            st.html(bars.reasons(analysis))
        with st.expander(t("What would change the first place"), type="compact", key="change"):
            st.html(items((text(s) for s in changes(analysis)), "plainlist") + bands(analysis))
        with st.expander(t("Method"), type="compact", key="method"):
            st.html(items((text(s) for s in method()), "plainlist"))
