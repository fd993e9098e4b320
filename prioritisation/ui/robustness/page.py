"""The page *Robustesse* as a whole: three uncertainties, what would change, what to learn."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.constraints import InconsistentConstraints
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.choices import choices_block
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.sentences import caveats, robustness_method
from prioritisation.sentences.draws import marked_share
from prioritisation.sentences.limits import constraint_text, outside_text
from prioritisation.sentences.robustness import (
    UncertaintyText,
    marked_driver_sentence,
    robustness_answer,
    uncertainty_parts,
)
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.shares import near_percent
from prioritisation.sentences.tipping import tipping_lines
from prioritisation.ui.robustness import limits
from prioritisation.ui.robustness.picture import draw_tables, rank_picture
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import draw_assumptions, weights_panel
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import listed, t


def robustness_sections_block(analysis: Analysis, robustness: Robustness) -> str:
    """The sections, each a question and its answer."""
    learned = robustness_method.learning_lines(analysis, robustness)
    return (
        _three(robustness)
        + frame.question_section(
            t("What would change the result?"), "", tipping_lines(analysis, robustness)
        )
        + frame.question_section(
            t("Without one lever, or one criterion?"), "", leaving_lines(analysis, robustness)
        )
        + frame.question_section(
            t("What should be known first?"),
            robustness_method.learning_answer(robustness),
            learned,
        )
    )


def _three(robustness: Robustness) -> str:
    """The three uncertainties side by side, and which one drives the result."""
    blocks = "".join(_part(robustness, part) for part in uncertainty_parts(robustness))
    return tag(
        "section",
        tag("h2", text(t("Where does the uncertainty come from?")))
        + tag("p", text(marked_driver_sentence(robustness)))
        + tag("div", blocks, "three"),
        "trial",
    )


def _part(robustness: Robustness, part: UncertaintyText) -> str:
    """How often the first place changes when one thing alone varies."""
    bar = tag("b", "", style=f"width:{100 * part.changed:.2f}%") if part.changed else ""
    sentence = tag("span", text(t("of the draws change the first place")), "st")
    share = marked_share(robustness, near_percent(part.changed))
    return tag(
        "div",
        tag("h3", text(part.title) + (tag("span", text(t("the largest")), "flag") * part.drives))
        + tag("div", bar, "threebar")
        + tag("p", tag("strong", text(share)) + " " + sentence)
        + tag("p", text(part.sentence), "st"),
    )


@st.fragment
def robustness_page(case: Case) -> None:
    """Answer, assumptions, weights, picture, and everything a weight changes."""
    question = t("Is it solid?")
    if is_hidden(case, question):
        return
    scenario = state.session_scenario()
    constraints = limits.address_constraints(case, scenario)
    frame.address_notice(state.address_problems(), constraints.problems)
    analysis = state.scenario_analysis(case, scenario)
    with frame.while_computing():
        robustness = _robustness(analysis, constraints)
    with st.container(key="answer"):
        st.html(
            _answer(analysis, robustness) if analysis else frame.no_weights(question, scenario)
        )
    draw_assumptions(case, scenario)
    with st.container(key="board"):
        ranking = st.container(key="ranking", gap=None)
        with st.container(key="weights", gap=None):
            weights_panel(case, scenario, analysis.weights if analysis else None)
        with ranking:
            with frame.apart_block():
                if analysis and isinstance(robustness, Robustness):
                    frame.draw_html(rank_picture(analysis, robustness))
            done = robustness if isinstance(robustness, Robustness) else None
            limits.controls(case, scenario, constraints, done)
        if analysis and isinstance(robustness, Robustness):
            with st.container(key="under", gap="small"):
                _under(analysis, robustness)


def _robustness(
    analysis: Analysis | None, constraints: limits.AddressConstraints
) -> Robustness | InconsistentConstraints | None:
    """How far the first place holds; or that no weights are left to try."""
    if analysis is None:
        return None
    try:
        return assess_robustness(analysis, constraints=constraints.constraints)
    except InconsistentConstraints as error:
        return error


def _answer(analysis: Analysis, robustness: Robustness | InconsistentConstraints | None) -> str:
    question = t("Is it solid?")
    labels = [c.label for c in analysis.case.criteria]
    if isinstance(robustness, Robustness):
        outside = outside_text(robustness, labels)
        return frame.answer_block(question, *robustness_answer(analysis, robustness), outside)
    against = () if robustness is None else robustness.constraints
    contrary = listed([constraint_text(c, labels) for c in against])
    loud = t("These constraints contradict each other:")
    return frame.answer_block(question, loud, t("{said}. Remove one of them.", said=contrary))


def _under(analysis: Analysis, robustness: Robustness) -> None:
    frame.draw_html(choices_block(analysis, shares=True))
    st.html(robustness_sections_block(analysis, robustness))
    frame.draw_html(html_paragraphs(caveats(analysis), "caveat"))
    draw_tables(analysis, robustness)
