"""The page *Scénarios*: forks of a case, compared."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.whatif import Trial
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.store import StoreError, UnknownMeeting
from prioritisation.sentences.forks import forks_answer
from prioritisation.ui.scenarios.bench import bench
from prioritisation.ui.scenarios.beside import ranks_beside, values_beside
from prioritisation.ui.scenarios.editing import editing, reason
from prioritisation.ui.scenarios.effects import effects
from prioritisation.ui.scenarios.ground import Ground, go, ground
from prioritisation.ui.scenarios.keeping import keeping
from prioritisation.ui.scenarios.scoring import levers, scores
from prioritisation.ui.shared import state
from prioritisation.ui.shared.answer import answer
from prioritisation.ui.shared.frame import address_notice
from prioritisation.ui.shared.pieces import drawn
from prioritisation.ui.visit.parts import part
from prioritisation.ui.visit.trying import notice, why_not
from prioritisation.ui.visit.voting import hidden
from prioritisation.web.limits import TooManyTries
from prioritisation.wording import t


@part
def lab(folder: Case) -> None:
    """Answer, scenarios side by side, what each changes, and the one being changed."""
    question = t("What if?")
    found = _ground(folder, question)
    if found is None or hidden(found.case, question, found.code):
        return
    bench_ = bench(found)
    bench_.look()
    ranked = [slot.ranked(found.case) for slot in bench_.slots]
    trials = [one for one in ranked if isinstance(one, Trial)]
    with st.container(key="answer"):
        st.html(answer(question, *_answer(trials)))
    with st.container(key="lab_notices", gap="small"):
        address_notice(state.problems())
        for said in (bench_.faults, *((one,) for one in reason(bench_, ranked))):
            drawn(notice(*said) if said else "")
    keeping(found, bench_)
    with st.container(key="lab"):
        _pictures(found, trials)
        with st.container(key="lab_editor", gap="small"):
            editing(found, bench_)
        with st.container(key="lab_scores", gap="small"):
            scores(found, bench_)
            levers(found, bench_)


def _ground(folder: Case, question: str) -> Ground | None:
    """What is forked; None when a meeting's case cannot be read, which is said."""
    try:
        return ground(folder)
    except UnknownMeeting as error:
        go(folder, "")
        st.html(notice(*why_not(error), t("The case of the other pages is used instead.")))
        return ground(folder)
    except (StoreError, TooManyTries) as error:
        st.html(tag("h1", text(question)) + notice(*why_not(error)))
        return None


def _answer(trials: list[Trial]) -> tuple[str, str]:
    if trials:
        return forks_answer(tuple(trials))
    return t("No scenario can be ranked:"), t("see why below, and change one.")


def _pictures(found: Ground, trials: list[Trial]) -> None:
    with st.container(key="lab_beside", gap="small"):
        if trials:
            st.html(tag("h2", text(t("Ranks side by side"))) + ranks_beside(trials))
            with st.expander(t("Ranks and points"), type="compact", expanded=True, key="twin"):
                st.html(values_beside(trials))
            drawn(effects(found.case, trials))
