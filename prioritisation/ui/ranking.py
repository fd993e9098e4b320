"""The page *Classer* as a whole: weights, ranking, and who is first depending on the weights."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.analysis.weight_map import CORNERS, weight_map
from prioritisation.drawing import bars, triangle
from prioritisation.drawing.choices import choices_block
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.drawing.projected.ranked import projected_ranking
from prioritisation.sentences.change import changes
from prioritisation.sentences.explained import scaling_rule, word_rule
from prioritisation.sentences.lacking import lacking_text
from prioritisation.sentences.ranking import caveats, uncertainty_method
from prioritisation.sentences.tipping import (
    order_answered,
    origins_answered,
    otherwise_answered,
    weights_answered,
)
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import (
    answered_fold,
    assumption_bar,
    bands,
    draw_assumptions,
)
from prioritisation.ui.shared.page import (
    address_notice,
    draw_html,
    no_weights,
    no_weights_headline,
    ranking_answer,
)
from prioritisation.ui.shared.pages import UNDERSTAND, page_at
from prioritisation.ui.shared.scripts import draw_sharing, sharing_place
from prioritisation.ui.shared.weighing import component_data, let_draw, weights_panel
from prioritisation.ui.visit.looking import editable_dossier
from prioritisation.ui.visit.voting import (
    draw_projected,
    headline_picture,
    is_hidden,
    picture_source,
)
from prioritisation.wording import t
from prioritisation.wording.catalogue import question_of


def draw_ranking_folds(analysis: Analysis, draw_map: Callable[[], None] | None) -> None:
    """All that explains the ranking of a page, on demand.

    Parameters
    ----------
    draw_map
        Draws the map of the weights, where there is one.
    """
    with st.container(key="folds", gap=None):
        _why(analysis)
        if answered := otherwise_answered(analysis):
            with answered_fold(*answered, "otherwise"):
                others = "".join(bars.alternate_block(analysis, a) for a in analysis.alternates)
                draw_html(others + choices_block(analysis))
        _other_weights(analysis, draw_map)
        with answered_fold(*origins_answered(analysis), "origins"):
            lacking = tag("p", text(lacking_text(analysis)))
            draw_html(lacking + "".join(tag("p", text(c), "caveat") for c in caveats(analysis)))
            st.page_link(page_at(UNDERSTAND), label=t("Each score and its source"))
        _method(analysis)


def draw_ranking_details(analysis: Analysis) -> None:
    """What explains a ranking whose open choices and kinds of numbers are told beside it."""
    with st.container(key="folds", gap=None):
        _why(analysis)
        _other_weights(analysis, None)
        _method(analysis)


def _other_weights(analysis: Analysis, draw_map: Callable[[], None] | None) -> None:
    with answered_fold(*weights_answered(analysis), "other_weights"):
        if draw_map:
            draw_map()
        st.html(plain_list(changes(analysis)) + bands(analysis))


def _why(analysis: Analysis) -> None:
    with answered_fold(*order_answered(analysis), "why"):
        st.html(bars.rank_reasons(analysis) + bars.points_table(analysis))


def _method(analysis: Analysis) -> None:
    with answered_fold(t("How it is computed"), "", "method"):
        rules = [scaling_rule(), word_rule()]
        lines = [*uncertainty_method(analysis.verdict.thresholds), *rules]
        st.html(plain_list(lines))


def draw_weight_map(analysis: Analysis) -> None:
    """The weight map of three criteria."""
    on_map = weight_map(analysis)
    if on_map is None and len(analysis.weights) >= CORNERS:
        st.html(tag("p", text(t("These three criteria have no weight: nothing to draw.")), "note"))
    st.html(triangle.weight_map_block(analysis, on_map))


@st.fragment
def board(case: Case) -> None:
    """Answer, assumptions, weights, bars that follow them, and what explains the ranking."""
    scenario = state.session_scenario()
    # What is waited for is computed before anything is sent: it then comes in one piece, and the
    # rest, which takes the browser as long, after it.
    analysis = state.scenario_analysis(case, scenario)
    question = question_of(case)
    answer = ranking_answer(analysis) if analysis else no_weights(question, scenario)
    data = component_data(case, scenario, analysis.weights if analysis else None, analysis)
    if is_hidden(case, question):
        return
    sharing = sharing_place()
    address_notice(state.address_problems(), with_sharing=False)
    with st.container(key="headline"):
        st.html(answer)
    with st.container(key="classer"):
        bar = assumption_bar()
        # Who moves a weight looks at the bars: they are sent before what stands above them.
        weights_panel(case, data)
        let_draw()
        draw_sharing(sharing)
        filling = editable_dossier()
        draw_assumptions(case, scenario, bar, with_criteria=True, filling=filling)
        with st.container(key="under", gap="small"):
            st.html(tag("p", text(t("Weights chosen by one person.")), "printed"))
            if analysis:
                is_map = len(analysis.weights) > 1
                drawn = partial(draw_weight_map, analysis) if is_map else None
                draw_ranking_folds(analysis, drawn)
    draw_projected(_picture(case, scenario, analysis))


def _picture(case: Case, scenario: Scenario, analysis: Analysis | None) -> str:
    if analysis is None:
        nothing = no_weights_headline(question_of(case), scenario)
        return headline_picture(nothing, picture_source(case))
    return projected_ranking(analysis, picture_source(case))
