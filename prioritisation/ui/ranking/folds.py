"""Under a ranking: folds whose title asks a question, and whose line answers it already."""

from collections.abc import Callable

import streamlit as st

from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing import bars
from prioritisation.drawing.choices import choices_block
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.sentences.change import changes
from prioritisation.sentences.explained import NumberKind, scaling_rule, word_rule
from prioritisation.sentences.lacking import lacking_text
from prioritisation.sentences.ranking import caveats, uncertainty_method
from prioritisation.sentences.tipping import (
    order_answered,
    origins_answered,
    otherwise_answered,
    weights_answered,
)
from prioritisation.ui.shared.controls import bands
from prioritisation.ui.shared.folds import answered_fold, page_numbers
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.shared.pages import UNDERSTAND, page_at
from prioritisation.wording import t

_NUMBERS = (
    NumberKind.PLACE,
    NumberKind.POINTS,
    NumberKind.WEIGHT,
    NumberKind.SCALE,
    NumberKind.WAYS,
    NumberKind.SHARE,
    NumberKind.LIMIT,
    NumberKind.SCORES,
)


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
        _method(analysis, page_numbers(*_NUMBERS))


def draw_ranking_details(analysis: Analysis) -> None:
    """What explains a ranking whose open choices and kinds of numbers are told beside it."""
    with st.container(key="folds", gap=None):
        _why(analysis)
        _other_weights(analysis, None)
        _method(analysis, "")


def _other_weights(analysis: Analysis, draw_map: Callable[[], None] | None) -> None:
    with answered_fold(*weights_answered(analysis), "other_weights"):
        if draw_map:
            draw_map()
        st.html(plain_list(changes(analysis)) + bands(analysis))


def _why(analysis: Analysis) -> None:
    with answered_fold(*order_answered(analysis), "why"):
        st.html(bars.rank_reasons(analysis) + bars.points_table(analysis))


def _method(analysis: Analysis, numbers: str) -> None:
    with answered_fold(t("How it is computed"), "", "method"):
        rules = [scaling_rule(), word_rule()]
        lines = [*uncertainty_method(analysis.verdict.thresholds), *rules]
        st.html(numbers + plain_list(lines))
