"""What carries the choice, and dominance."""

import streamlit as st

from prioritisation.analysis.robustness.ranks import carrying_criteria, dominances
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import plain_list
from prioritisation.sentences.robustness_tests import carrying_lines, dominance_lines
from prioritisation.ui.shared.folds import answered_fold
from prioritisation.wording import t


def draw_trials(analysis: Analysis) -> None:
    """Folds on the ranking of the screen alone, each a question whose line answers."""
    carrying = carrying_criteria(analysis.matrix, analysis.weights, analysis.ranking)
    _fold(t("Which criterion carries the choice?"), carrying_lines(analysis, carrying), "carrying")
    dominant = dominance_lines(analysis, dominances(analysis.matrix))
    _fold(t("Is a lever at least as good everywhere?"), dominant, "dominance")


def _fold(question: str, lines: list[str], key: str) -> None:
    """The first sentence on the line, all of it behind."""
    answer, dot, _ = lines[0].partition(". ")
    with answered_fold(question, answer + dot.rstrip(), key):
        st.html(plain_list(lines))
