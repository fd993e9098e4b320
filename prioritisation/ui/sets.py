"""One lever or two: how surely each is in the first two, for experts and in a meeting."""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.one_or_two import OneOrTwo, one_or_two
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.meeting.rules import Phase
from prioritisation.sentences.one_or_two import (
    Rows,
    arguments,
    brought_rows,
    two_caption,
    two_headline,
    two_rows,
)
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared.controls import answered_fold, draw_on_demand, statements
from prioritisation.ui.visit.visit import Visit, follow_results, part
from prioritisation.wording import t


def _lists(analysis: Analysis, both: OneOrTwo) -> str:
    """How surely each lever is first, and in the first two; what each criterion brings them."""
    rows, title = two_rows(analysis, both), t("What the second adds, criterion by criterion")
    lists = _table(rows, t("First, and in the first two"), two_caption(analysis, both))
    caption = t("Points with these weights, of the levers that may be in the first two.")
    brought = _table(brought_rows(analysis), title, caption)
    return lists + brought


def _draw_arguments(case: Case) -> None:
    """What the case says for one lever or two, behind a fold."""
    if said := arguments(case):
        draw_on_demand(t("Arguments"), "", "sets_arguments", lambda: statements(case, said))


def _table(rows: Rows, title: str, caption: str) -> str:
    if not rows:
        return ""
    head, *lines = ([text(cell) for cell in row] for row in rows)
    return tag("h2", text(title)) + scrollable(table(head, lines, text(caption), "shares"), title)


def draw_pair(analysis: Analysis) -> None:
    """Behind a fold, how surely each is in the first two, and what the second adds."""
    both = one_or_two(analysis)
    headline = two_headline(analysis, both)
    with answered_fold(headline.question, headline.answer, "pair"):
        st.html(_lists(analysis, both))


def draw_meeting_sets(visit: Visit) -> None:
    """The same with the group's weights and ballots, in its phase; nothing in the other phases."""
    if visit.stage.meeting.phase is Phase.PORTFOLIO:
        _live(visit.code)


@part
def _live(code: str) -> None:
    followed = follow_results(code, "sets_push")
    if followed is None:
        return
    _, results = followed
    if results.analysis is None:
        sentence = t("Too few votes to rank: one lever or two cannot be said.")
        st.html(tag("p", text(sentence), "warn"))
        return
    _draw(results.analysis, results.ballots)


def _draw(analysis: Analysis, ballots: Sequence[Ballot]) -> None:
    with frame.while_computing():
        both = one_or_two(analysis, ballots)
    headline = two_headline(analysis, both)
    with st.container(key="sets_meeting", gap="medium"):
        answer = frame.answer_sentence(headline.answer, headline.reservation, aria_live="polite")
        st.html(tag("h2", text(headline.question)) + answer)
        st.html(_lists(analysis, both))
        _draw_arguments(analysis.case)
