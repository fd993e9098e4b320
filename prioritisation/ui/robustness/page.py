"""The page *Est-ce solide ?* as a whole: who else could be first, what would change it."""

from dataclasses import replace

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.constraints import InconsistentConstraints
from prioritisation.analysis.robustness.ranks import carrying_criteria, dominances
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis, Scenario, within_weights
from prioritisation.drawing.choices import choices_table
from prioritisation.drawing.markup import html_paragraphs, plain_list, tag, text
from prioritisation.drawing.projected.shared_out import solid_picture
from prioritisation.sentences.crossing import count_text, in_force_text, moving_text
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.robustness import (
    UncertaintyText,
    driver_answer,
    learning_answer,
    learning_lines,
    marked_driver_sentence,
    marked_share,
    solid_headline,
    uncertainty_parts,
)
from prioritisation.sentences.robustness_tests import (
    carrying_lines,
    dominance_lines,
    leaving_lines,
)
from prioritisation.sentences.shares import near_percent
from prioritisation.sentences.tipping import change_answer, tipping_lines
from prioritisation.sentences.weight_limits import constraint_text, outside_text
from prioritisation.ui.robustness import limits
from prioritisation.ui.robustness.firsts import first_picture
from prioritisation.ui.robustness.tables import draw_tables, reach_table
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import draw_assumptions
from prioritisation.ui.shared.folds import answered_fold
from prioritisation.ui.shared.weighing import bare_weights
from prioritisation.ui.visit.voting import (
    draw_projected,
    headline_picture,
    is_hidden,
    picture_source,
)
from prioritisation.wording import listed, number, t


def draw_explanations(analysis: Analysis, robustness: Robustness) -> None:
    """What the answer rests on and what would change it, each behind the question it answers."""
    for key, question, (answer, content) in (
        ("sources", t("Where does the uncertainty come from?"), _sources(robustness)),
        ("changes", t("What would change the first place?"), _changes(analysis, robustness)),
        ("learning", t("What should be checked first?"), _learning(analysis, robustness)),
        ("choices", t("And what is still open?"), _choices(analysis)),
        ("carrying", t("Which criterion carries the choice?"), _carrying(analysis)),
        ("dominance", t("Is a lever at least as good everywhere?"), _dominance(analysis)),
    ):
        if content:
            with answered_fold(question, answer, key):
                st.html(content)


_Fold = tuple[str, str]
"""What the line of a fold answers, and HTML."""


def _sources(robustness: Robustness) -> _Fold:
    """The three uncertainties side by side, and which one changes the first place most often."""
    parts = uncertainty_parts(robustness)
    rest = marked_driver_sentence(robustness)
    return driver_answer(robustness), tag("p", text(rest)) + tag(
        "div", "".join(_part(robustness, part) for part in parts), "three"
    )


def _part(robustness: Robustness, part: UncertaintyText) -> str:
    """How often the first place changes when one thing alone varies."""
    bar = tag("b", "", style=f"width:{100 * part.changed:.2f}%") if part.changed else ""
    sentence = tag("span", text(t("of the random tries change the first place")), "st")
    share = marked_share(robustness, near_percent(part.changed), checked=True)
    return tag(
        "div",
        tag("h3", text(part.title) + (tag("span", text(t("the largest")), "flag") * part.drives))
        + tag("div", bar, "threebar")
        + tag("p", tag("strong", text(share)) + " " + sentence)
        + tag("p", text(part.sentence), "st"),
    )


def _changes(analysis: Analysis, robustness: Robustness) -> _Fold:
    """The smallest changes of weights, then one lever or one criterion less."""
    lines = tipping_lines(analysis, robustness)
    leaving = leaving_lines(analysis, robustness)
    without = tag("h3", text(t("Without one lever, or one criterion?"))) + plain_list(leaving)
    reach = reach_table(analysis, robustness)
    reach = reach and tag("h3", text(t("How far this weight may go"))) + reach
    choices = tag("p", text(in_force)) if (in_force := in_force_text(analysis)) else ""
    return change_answer(robustness), plain_list(lines) + without + reach + choices


def _learning(analysis: Analysis, robustness: Robustness) -> _Fold:
    lines = learning_lines(analysis, robustness)
    return learning_answer(analysis, robustness), plain_list(lines)


def _choices(analysis: Analysis) -> _Fold:
    """The open choices crossed; nothing where there is none to cross."""
    crossing = crossing_of(analysis)
    if crossing is None or len(crossing.outcomes) == 1:
        return "", ""
    moving = tag("p", text(moving_text(analysis)))
    outcomes = number(len(crossing.outcomes))
    answer = t("{n} ways to settle what is open, in a table.", n=outcomes)
    count = tag("p", text(count_text(analysis, crossing)))
    return answer, count + moving + choices_table(analysis)


def _carrying(analysis: Analysis) -> _Fold:
    carrying = carrying_criteria(analysis.matrix, analysis.weights, analysis.ranking)
    return _first_line(carrying_lines(analysis, carrying))


def _dominance(analysis: Analysis) -> _Fold:
    return _first_line(dominance_lines(analysis, dominances(analysis.matrix)))


def _first_line(lines: list[str]) -> _Fold:
    """The first sentence on the line, all of it behind."""
    answer, dot, _ = lines[0].partition(". ")
    return answer + dot.rstrip(), plain_list(lines)


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
        if analysis and isinstance(robustness, Robustness):
            analysis = within_weights(analysis, robustness.within)
    headline = (
        _headline(analysis, robustness)
        if analysis
        else frame.no_weights_headline(question, scenario)
    )
    with st.container(key="answer"):
        st.html(_answer(headline))
    draw_assumptions(case, scenario, with_criteria=True)
    with st.container(key="board"):
        ranking = st.container(key="ranking", gap=None)
        with st.container(key="weights", gap=None):
            bare_weights(case, scenario, analysis.weights if analysis else None)
        with ranking, frame.apart_block():
            if analysis and isinstance(robustness, Robustness):
                frame.draw_html(first_picture(analysis, robustness))
        with st.container(key="under", gap=None):
            done = robustness if isinstance(robustness, Robustness) else None
            _under(case, scenario, analysis, (constraints, done))
    draw_projected(_projected(case, headline, analysis, done))


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


def _projected(
    case: Case, headline: Headline, analysis: Analysis | None, robustness: Robustness | None
) -> str:
    right = picture_source(case)
    if analysis is None or robustness is None:
        return headline_picture(headline, right)
    return solid_picture(headline, analysis, robustness, right)


def _answer(headline: Headline) -> str:
    """The answer, and what would settle or change it: its line is there for nothing too.

    The room that is kept is that of a page with such a line; without it, weights would move.
    """
    block = frame.answer_block(headline.question, headline.answer, headline.reservation)
    return block + tag("p", text(headline.settling or ""), "then")


def _headline(
    analysis: Analysis, robustness: Robustness | InconsistentConstraints | None
) -> Headline:
    labels = [c.label for c in analysis.case.criteria]
    if isinstance(robustness, Robustness):
        headline = solid_headline(analysis, robustness)
        reservation = " ".join(
            filter(None, (outside_text(robustness, labels), headline.reservation))
        )
        return replace(headline, reservation=reservation)
    against = () if robustness is None else robustness.constraints
    contrary = listed([constraint_text(c, labels) for c in against])
    loud = t("These limits contradict each other: remove one of them.")
    return Headline(t("Is it solid?"), loud, t("{said}.", said=contrary))


def _under(
    case: Case,
    scenario: Scenario,
    analysis: Analysis | None,
    limited: tuple[limits.AddressConstraints, Robustness | None],
) -> None:
    """The folds; the limits on weights are there even where nothing can be said."""
    constraints, robustness = limited
    with st.container(gap=None):
        if analysis and robustness:
            draw_explanations(analysis, robustness)
    limits.controls(case, scenario, constraints, robustness)
    with st.container(gap=None):
        if analysis and robustness:
            draw_tables(analysis, robustness)
            frame.draw_html(html_paragraphs(caveats(analysis), "caveat"))
