"""One lever or two in a meeting: how surely each is in the first two."""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.meeting.rules import Phase
from prioritisation.sentences.one_or_two import arguments, two_caption, two_headline, two_rows
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared.controls import draw_on_demand, statements
from prioritisation.ui.visit.visit import Visit, follow_results, part
from prioritisation.wording import t


def _draw_arguments(case: Case) -> None:
    """What the case says for one lever or two, behind a fold."""
    if said := arguments(case):
        draw_on_demand(t("Arguments"), "", "sets_arguments", lambda: statements(case, said))


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
        if rows := two_rows(analysis, both):
            title, (head, *lines) = (
                t("First, and in the first two"),
                [[*map(text, r)] for r in rows],
            )
            written = table(head, lines, text(two_caption(analysis, both)), "shares")
            st.html(tag("h2", text(title)) + scrollable(written, title))
        _draw_arguments(analysis.case)
