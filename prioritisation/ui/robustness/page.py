"""The page *Robustesse* as a whole: whether the first place is solid.

What *Robustesse* says under its picture: three uncertainties, what changes, what to learn.
"""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.inquiry import solidity
from prioritisation.analysis.robustness.constraints import InconsistentConstraints
from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.scenario import Analysis, analyse
from prioritisation.drawing.markup import details, items, tag, text
from prioritisation.errors import InvalidPoints
from prioritisation.sentences import caveats
from prioritisation.sentences.robustness import (
    Part,
    driver_sentence,
    near,
    solidity_answer,
    uncertainty_parts,
)
from prioritisation.sentences.robustness_method import (
    constraint_text,
    learning_answer,
    learning_lines,
)
from prioritisation.sentences.robustness_tests import leaving_lines, reversal_lines
from prioritisation.ui.robustness import limits
from prioritisation.ui.robustness.picture import rank_picture, tables
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import assumptions, weights_panel
from prioritisation.ui.shared.page import (
    address_notice,
    answer,
    apart,
    computing,
    drawn,
    no_weights,
)
from prioritisation.ui.visit.voting import hidden
from prioritisation.wording import listed, t

MOST_SHOWN = 6
"""Sentences of a section; the others are one click away."""


def told(analysis: Analysis, found: Robustness) -> str:
    """The sections, each a question and its answer."""
    learned = learning_lines(analysis, found)
    return (
        three(found)
        + section(t("What would change the result?"), "", reversal_lines(analysis, found))
        + section(t("Without one lever, or one criterion?"), "", leaving_lines(analysis, found))
        + section(t("What should be known first?"), learning_answer(found), learned)
    )


def three(found: Robustness) -> str:
    """The three uncertainties side by side, and which one drives the result."""
    blocks = "".join(_part(part) for part in uncertainty_parts(found))
    return tag(
        "section",
        tag("h2", text(t("Where does the uncertainty come from?")))
        + tag("p", text(driver_sentence(found.uncertainties)))
        + tag("div", blocks, "three"),
        "trial",
    )


def _part(part: Part) -> str:
    """How often the first place changes when one thing alone varies."""
    bar = tag("b", "", style=f"width:{100 * part.changed:.2f}%") if part.changed else ""
    said = tag("span", text(t("of the draws change the first place")), "st")
    return tag(
        "div",
        tag("h3", text(part.title) + (tag("span", text(t("the largest")), "flag") * part.drives))
        + tag("div", bar, "threebar")
        + tag("p", tag("strong", text(near(part.changed))) + " " + said)
        + tag("p", text(part.said), "st"),
    )


def section(question: str, answer: str, lines: Sequence[str]) -> str:
    """A question, its answer, the first lines, and the rest on demand."""
    first, left = lines[:MOST_SHOWN], lines[MOST_SHOWN:]
    said = tag("p", text(answer)) if answer else ""
    more = details(text(t("Details ({n})", n=len(left))), _list(left), "ev") if left else ""
    return tag("section", tag("h2", text(question)) + said + _list(first) + more, "trial")


def _list(lines: Sequence[str]) -> str:
    return items((text(line) for line in lines), "plainlist") if lines else ""


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
