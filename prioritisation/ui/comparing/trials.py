"""What carries the choice, dominance, and what scaling or the levers present would change."""

import streamlit as st

from prioritisation.analysis.opinions import normalisation_effects, rank_reversals
from prioritisation.analysis.robustness.ranks import carrying_criteria, dominances
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import plain_list
from prioritisation.sentences.reversals import normalisation_lines, rank_reversal_lines
from prioritisation.sentences.trials import carrying_lines, dominance_lines
from prioritisation.ui.shared.folds import answered_fold
from prioritisation.wording import t


def draw_trials(analysis: Analysis) -> None:
    """Folds on the ranking of the screen alone, each a question whose line answers."""
    carrying = carrying_criteria(analysis.matrix, analysis.weights, analysis.ranking)
    _fold(t("Which criterion carries the choice?"), carrying_lines(analysis, carrying), "carrying")
    dominant = dominance_lines(analysis, dominances(analysis.matrix))
    _fold(t("Is a lever at least as good everywhere?"), dominant, "dominance")
    matrix, weights = analysis.matrix, analysis.weights
    effects = normalisation_lines(analysis, normalisation_effects(matrix, weights))
    tested = rank_reversal_lines(analysis, rank_reversals(matrix, weights))
    _fold(t("Does the way of scaling decide?"), effects, "scaling")
    _fold(t("If a lever is withdrawn, or doubled?"), tested, "reversals")


def _fold(question: str, lines: list[str], key: str) -> None:
    """The first sentence on the line, all of it behind."""
    answer, dot, _ = lines[0].partition(". ")
    with answered_fold(question, answer + dot.rstrip(), key):
        st.html(plain_list(lines))
