"""The page *Classer* as a whole: weights, ranking, and who is first depending on the weights."""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis.address import TRIANGLE_KEY, corners_of
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weight_map import CORNERS, Columns, weight_map
from prioritisation.drawing import bars, triangle
from prioritisation.drawing.choices import choices_fold
from prioritisation.drawing.markup import details, plain_list, tag, text
from prioritisation.sentences import caveats, changes, method
from prioritisation.sentences.anchors import anchor_lines
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import (
    assumption_bar,
    bands,
    draw_assumptions,
    literal,
    weights_panel,
)
from prioritisation.ui.shared.page import address_notice, draw_html, no_weights, ranking_answer
from prioritisation.ui.shared.scripts import actions
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import t, tn


def draw_weight_map(case: Case, analysis: Analysis) -> None:
    """The weight map, with the choice of its corners when there are more than three criteria."""
    st.html(tag("h2", text(t("Who is first, depending on the weights"))))
    criteria = analysis.matrix.criteria
    corners = _corners(case, criteria)
    if len(criteria) > CORNERS:
        widgets.pills(
            t("Corners of the triangle"),
            criteria,
            name="corners",
            value=[criteria[j] for j in corners],
            write=partial(_keep, case, criteria),
            selection_mode="multi",
            format_func=lambda c: literal(analysis.case.criterion(c).label),
        )
    on_map = weight_map(analysis, corners) if len(criteria) >= CORNERS else None
    if on_map is None and len(criteria) >= CORNERS:
        st.html(tag("p", text(t("These three criteria have no weight: nothing to draw.")), "note"))
    st.html(triangle.weight_map_block(analysis, on_map))


def corner_problems(case: Case) -> tuple[Problem, ...]:
    """What is wrong in the corners of the address."""
    return corners_of(case, state.view(TRIANGLE_KEY))[1]


def _corners(case: Case, criteria: tuple[str, ...]) -> Columns:
    """The three criteria of the address; the first ones when one of these is left out."""
    corners, _ = corners_of(case, state.view(TRIANGLE_KEY))
    if not corners or not set(corners) <= set(criteria):
        return 0, 1, 2
    first, second, third = (criteria.index(c) for c in corners)
    return first, second, third


def _keep(case: Case, criteria: tuple[str, ...], picked: list[str]) -> None:
    """Exactly three corners: the last three chosen, completed by the first ones left."""
    before = [criteria[j] for j in _corners(case, criteria)]
    added = [c for c in picked if c not in before]
    kept = [c for c in before if c in picked]
    chosen = [*kept, *added][-CORNERS:]
    # What was just taken out does not come back as the first one left.
    chosen += [c for c in criteria if c not in chosen and c not in set(before) - set(picked)]
    state.show(case, TRIANGLE_KEY, ".".join(chosen[:CORNERS]))


@st.fragment
def board(case: Case) -> None:
    """Answer, assumptions, weights, ranking and weight map of the session's scenario."""
    if is_hidden(case, t("Which lever first?")):
        return
    scenario = state.session_scenario()
    address_notice((*state.address_problems(), *corner_problems(case)))
    analysis = state.scenario_analysis(case, scenario)
    with st.container(key="answer"):
        st.html(
            ranking_answer(analysis) if analysis else no_weights(t("Which lever first?"), scenario)
        )
    bar = assumption_bar()
    with st.container(key="board"):
        ranking, weights = (
            st.container(key="ranking", gap=None),
            st.container(key="weights", gap=None),
        )
        # Who moves a weight looks at the ranking: it is sent before what stands above it.
        if analysis:
            with ranking:
                _ranking(case, analysis)
        draw_assumptions(case, scenario, bar)
        with weights:
            weights_panel(case, scenario, analysis.weights if analysis else None)
        if analysis:
            with st.container(key="under", gap="small"):
                _under(analysis)
            if len(analysis.weights) > 1:
                with st.container(key="map", gap=None):
                    draw_weight_map(case, analysis)


def _ranking(case: Case, analysis: Analysis) -> None:
    with st.container(key="heading", horizontal=True, gap="medium"):
        whose = tag("span", text(t("Weights chosen by one person.")), "printed")
        st.html(tag("h2", f"{text(t('Ranking'))} {whose}"), width="stretch")
        actions(state.query(case))
    st.html(bars.bars(analysis))


def _first(blocks: list[str], others: str) -> str:
    """The first block, and the others one click away."""
    left = "".join(blocks[1:])
    return "".join(blocks[:1]) + (details(text(others), left, "fold rest") if left else "")


def _under(analysis: Analysis) -> None:
    others = [bars.alternate_block(analysis, a) for a in analysis.alternates]
    noted = [tag("p", text(c), "caveat") for c in caveats(analysis)]
    more = tn("{n} other caveat", "{n} other caveats", len(noted) - 1)
    draw_html(choices_fold(analysis, "".join(others)) + _first(noted, more))
    draw_ranking_details(analysis)


def draw_ranking_details(analysis: Analysis) -> None:
    """What explains a ranking, on demand: points, ranks, what would change, the method."""
    with st.container(key="more", horizontal=True, gap="medium"):
        with st.expander(t("Table of points"), type="compact", key="twin"):
            st.html(bars.points_table(analysis))
        with st.expander(t("Why these ranks"), type="compact", key="why"):
            st.html(bars.rank_reasons(analysis))
        with st.expander(t("What would change the first place"), type="compact", key="change"):
            st.html(plain_list((*changes(analysis), *anchor_lines(analysis))) + bands(analysis))
        with st.expander(t("Method"), type="compact", key="method"):
            st.html(plain_list(method(analysis.verdict.thresholds)))
