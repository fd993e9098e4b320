"""The page *Classer* as a whole: answer, weights, ranking, what can change it, one or two."""

from collections.abc import Callable

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import COLUMNS_KEY, column_text, to_address
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.analysis.weight_map import CORNERS, weight_map
from prioritisation.drawing import bars, triangle
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.drawing.projected.ranked import projected_ranking
from prioritisation.sentences.change import change_lines
from prioritisation.sentences.explained import scaling_rule, word_rule
from prioritisation.sentences.one_or_two import arguments, pair_text
from prioritisation.sentences.ranking import uncertainty_method
from prioritisation.sentences.tipping import order_answered, weights_answered
from prioritisation.sentences.verdict import conclusion
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import (
    answered_fold,
    assumption_bar,
    bands,
    draw_assumptions,
    statements,
)
from prioritisation.ui.shared.page import (
    address_notice,
    answer_block,
    draw_html,
    no_weights_headline,
)
from prioritisation.ui.shared.pages import COMPARE, PAGES, page_at
from prioritisation.ui.shared.scripts import draw_sharing, sharing_place
from prioritisation.ui.shared.state import begun
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


def draw_ranking_details(analysis: Analysis, draw_map: Callable[[], None] | None = None) -> None:
    """Why levers come in this order, who is first with other weights, how it is computed.

    Parameters
    ----------
    draw_map
        Draws the map of the weights, where there is one.
    """
    with st.container(key="folds", gap=None):
        with answered_fold(*order_answered(analysis), "why"):
            st.html(bars.rank_reasons(analysis) + bars.points_table(analysis))
        with answered_fold(*weights_answered(analysis), "other_weights"):
            if draw_map:
                draw_map()
            draw_html(bands(analysis))
        with answered_fold(t("How it is computed"), "", "method"):
            rules = [scaling_rule(), word_rule()]
            st.html(plain_list([*uncertainty_method(analysis.verdict.thresholds), *rules]))


def draw_weight_map(analysis: Analysis) -> None:
    """The weight map of three criteria."""
    on_map = weight_map(analysis)
    if on_map is None and len(analysis.weights) >= CORNERS:
        st.html(tag("p", text(t("These three criteria have no weight: nothing to draw.")), "note"))
    st.html(triangle.weight_map_block(analysis, on_map))


@st.fragment
def board(case: Case) -> None:
    """Answer, what is to be confirmed, weights, bars that follow them, what can change it."""
    scenario = state.session_scenario()
    # What is waited for is computed before anything is sent: it then comes in one piece, and the
    # rest, which takes the browser as long, after it.
    analysis = state.scenario_analysis(case, scenario)
    question = question_of(case)
    headline = (
        conclusion(analysis, ours=state.has_group_weights())
        if analysis
        else no_weights_headline(question, scenario)
    )
    data = component_data(case, scenario, analysis.weights if analysis else None, analysis)
    if is_hidden(case, question):
        return
    with st.container(key="ways", horizontal=True, gap="medium"):
        comparing = st.container(key="comparing", width="content")
        sharing = sharing_place()
    address_notice(state.address_problems(), with_sharing=False)
    with st.container(key="headline"):
        st.html(answer_block(question, headline.answer, headline.reservation))
    with st.container(key="classer"):
        bar = assumption_bar()
        # Who moves a weight looks at the bars: they are sent before what stands above them.
        weights_panel(case, data)
        let_draw()
        with comparing:
            st.page_link(page_at(COMPARE), label=PAGES[COMPARE].title)
        draw_sharing(sharing)
        filling = editable_dossier()
        draw_assumptions(case, scenario, bar, with_criteria=True, filling=filling)
        with st.container(key="under", gap=None):
            st.html(tag("p", text(t("Weights chosen by one person.")), "printed"))
            if analysis:
                _draw_changing(case, analysis)
                _draw_two(case, analysis)
    draw_projected(_picture(case, scenario, analysis))


def _draw_changing(case: Case, analysis: Analysis) -> None:
    """What can change the answer, a line each; one tap shows it beside the present ranking."""
    lines = change_lines(analysis)
    if not lines:
        return
    st.html(tag("h2", text(t("What may change the answer"))))
    for k, line in enumerate(lines):
        with st.container(key=f"mover_{k}", horizontal=True, vertical_alignment="center"):
            st.html(tag("p", f"{tag('strong', text(line.about))} {text(line.effect)}", "change"))
            if line.setting is not None:
                shown = {COLUMNS_KEY: column_text(line.setting)}
                query = to_address(case, state.session_scenario()) | begun().place | shown
                st.page_link(page_at(COMPARE), label=t("See"), query_params=query)


def _draw_two(case: Case, analysis: Analysis) -> None:
    """The two that are most surely in the first two, what the second adds, what the group said."""
    two = pair_text(analysis, one_or_two(analysis))
    with st.container(key="two", horizontal=True, vertical_alignment="center"):
        st.html(tag("p", f"{tag('strong', text(t('Two levers?')))} {text(two)}", "change"))
        if said := arguments(case):
            with st.popover(t("Arguments"), type="tertiary"):
                st.html(statements(case, said))


def _picture(case: Case, scenario: Scenario, analysis: Analysis | None) -> str:
    if analysis is None:
        nothing = no_weights_headline(question_of(case), scenario)
        return headline_picture(nothing, picture_source(case))
    return projected_ranking(analysis, picture_source(case))
