"""The page *Un ou deux leviers*: the session's scenario, what the visitor says, what follows."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.scenario import Analysis, analyse
from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.pairs import Outcome
from prioritisation.errors import InvalidPoints
from prioritisation.sentences import caveats
from prioritisation.ui.sets import view
from prioritisation.ui.sets.ground import Ground
from prioritisation.ui.sets.keeping import keeping
from prioritisation.ui.sets.shelf import Shelf, ShelfKeep, shelf
from prioritisation.ui.shared import state
from prioritisation.ui.shared.answer import answer, no_weights
from prioritisation.ui.shared.controls import assumptions, weights_panel
from prioritisation.ui.shared.frame import address_notice
from prioritisation.ui.shared.loading import computing
from prioritisation.ui.shared.pieces import apart, drawn
from prioritisation.ui.visit.trying import notice
from prioritisation.ui.visit.voting import hidden
from prioritisation.wording import t


@st.fragment
def page(case: Case) -> None:
    """Answer, pictures, who is on which side, what is said of sets, arguments."""
    question = t("One lever or two?")
    if hidden(case, question):
        return
    chosen = state.scenario()
    address_notice(state.problems())
    kept = shelf(case)
    with apart():
        drawn(notice(*kept.faults) if kept.faults else "")
    ground = _ground(case, kept)
    with computing():
        found = view.outcome(ground) if ground else ()
    with st.container(key="answer"):
        if ground:
            st.html(answer(question, *view.conclusion(ground, found)))
        else:
            st.html(no_weights(question, chosen))
    assumptions(case, chosen)
    with st.container(key="board"):
        pictures = st.container(key="ranking", gap="medium")
        with st.container(key="weights", gap=None):
            weights_panel(case, chosen, ground.analysis.weights if ground else None)
        if ground is None:
            return
        if isinstance(found, Portfolio):
            with pictures:
                view.pictures(ground, found)
        with st.container(key="under", gap="medium"):
            _under(case, ground, found, kept)


def _under(case: Case, ground: Ground, found: Outcome, kept: Shelf) -> None:
    with apart("medium"):
        if isinstance(found, Portfolio):
            view.held(ground, found)
    view.speech(ground, found)
    if not kept.unread:
        keeping(case, kept)
    if isinstance(found, Portfolio):
        view.more(ground, found)
    drawn("".join(tag("p", text(c), "caveat") for c in caveats(ground.analysis)))


def _ground(case: Case, kept: Shelf) -> Ground | None:
    """The ranking of the session, and what is said; None when no criterion weighs anything."""
    found = _analysed(case)
    if found is None:
        return None
    keep = None if kept.unread else ShelfKeep(case)
    return Ground(found.case, found, (), kept.told.of(found.case), keep, "sets")


def _analysed(case: Case) -> Analysis | None:
    try:
        return analyse(case, state.scenario())
    except InvalidPoints:
        return None
