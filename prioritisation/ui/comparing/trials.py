"""What carries the choice, dominance, and what scaling or the levers present would change."""

import streamlit as st

from prioritisation.analysis.opinions import normalisation_effects, rank_reversals, ready
from prioritisation.analysis.robustness.ranks import carrying_criteria, dominances
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.reversals import normalisation_lines, rank_reversal_lines
from prioritisation.sentences.trials import carrying_lines, dominance_lines
from prioritisation.ui.shared.page import question_section
from prioritisation.wording import t

_MOST_SHOWN = 6


def trials(analysis: Analysis) -> None:
    """Sections on the ranking of the screen alone, each a question and its answer."""
    carrying = carrying_criteria(analysis.matrix, analysis.weights, analysis.ranking)
    dominant = dominance_lines(analysis, dominances(analysis.matrix))
    st.html(
        _section(
            t("Which criterion carries the choice?"),
            carrying_lines(analysis, carrying),
            _MOST_SHOWN,
        )
        + _section(t("Does a lever dominate another?"), dominant)
    )
    # The page draws itself again once the libraries of these are loaded.
    if ready():
        matrix, weights = analysis.matrix, analysis.weights
        effects = normalisation_lines(analysis, normalisation_effects(matrix, weights))
        tested = rank_reversal_lines(analysis, rank_reversals(matrix, weights))
        st.html(
            _section(t("Does the way of scaling decide?"), effects)
            + _section(t("If a lever is withdrawn, or doubled?"), tested)
        )


def _section(question: str, lines: list[str], count: int = 0) -> str:
    """The answer, the first lines, and the rest on demand."""
    answer, *rest = lines
    return question_section(question, answer, rest, count)
