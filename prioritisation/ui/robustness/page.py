"""The page *Robustesse* as a whole: whether the first place is solid."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.inquiry import solidity
from prioritisation.analysis.robustness.errors import InconsistentConstraints
from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.scenario import Analysis, analyse
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidPoints
from prioritisation.sentences import caveats
from prioritisation.sentences.bounds import constraint_text
from prioritisation.sentences.solidity import solidity_answer
from prioritisation.ui.robustness import limits
from prioritisation.ui.robustness.picture import rank_picture
from prioritisation.ui.robustness.tables import tables
from prioritisation.ui.robustness.told import told
from prioritisation.ui.shared import state
from prioritisation.ui.shared.answer import answer, no_weights
from prioritisation.ui.shared.controls import assumptions, weights_panel
from prioritisation.ui.shared.frame import address_notice
from prioritisation.ui.shared.loading import computing
from prioritisation.ui.shared.pieces import apart, drawn
from prioritisation.ui.visit.voting import hidden
from prioritisation.wording import listed, t


@st.fragment
def page(case: Case) -> None:
    """Answer, assumptions, weights, picture, and everything a weight changes."""
    question = t("Is it solid?")
    if hidden(case, question):
        return
    chosen = state.scenario()
    asked = limits.asked(case, chosen)
    address_notice(state.problems(), asked.problems)
    try:
        analysis = analyse(case, chosen)
    except InvalidPoints:
        analysis = None
    with computing():
        found = _found(analysis, asked)
    with st.container(key="answer"):
        said = no_weights(question, chosen) if analysis is None else _said(analysis, found)
        st.html(said)
    assumptions(case, chosen)
    with st.container(key="board"):
        ranking = st.container(key="ranking", gap=None)
        with st.container(key="weights", gap=None):
            weights_panel(case, chosen, analysis.weights if analysis else None)
        with ranking:
            with apart():
                if analysis and isinstance(found, Robustness):
                    drawn(rank_picture(analysis, found))
            limits.controls(case, chosen, asked)
        if analysis and isinstance(found, Robustness):
            with st.container(key="under", gap="small"):
                _under(analysis, found)


def _found(
    analysis: Analysis | None, asked: limits.Asked
) -> Robustness | InconsistentConstraints | None:
    """How far the first place holds; or that no weights are left to try."""
    if analysis is None:
        return None
    try:
        return solidity(analysis, constraints=asked.constraints)
    except InconsistentConstraints as error:
        return error


def _said(analysis: Analysis, found: Robustness | InconsistentConstraints | None) -> str:
    question = t("Is it solid?")
    if isinstance(found, Robustness):
        return answer(question, *solidity_answer(analysis, found))
    against = () if found is None else found.constraints
    labels = [c.label for c in analysis.case.criteria]
    contrary = listed([constraint_text(c, labels) for c in against])
    loud = t("These constraints contradict each other:")
    return answer(question, loud, t("{said}. Remove one of them.", said=contrary))


def _under(analysis: Analysis, found: Robustness) -> None:
    st.html(told(analysis, found))
    drawn("".join(tag("p", text(c), "caveat") for c in caveats(analysis)))
    tables(analysis, found)
