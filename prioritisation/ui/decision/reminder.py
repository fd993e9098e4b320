"""What the results say, in a sentence, beside the decision; and the scores worth knowing."""

from dataclasses import dataclass
from weakref import ref

import streamlit as st

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.meeting.room import RoundResults
from prioritisation.sentences.decision import reminder_text
from prioritisation.sentences.robustness import word_text
from prioritisation.sentences.robustness_method import learning_answer
from prioritisation.ui.decision.ground import DecisionPage
from prioritisation.ui.shared.page import while_computing
from prioritisation.wording import t

_REMINDED = "decision_reminded"
"""Session key: the results that the reminder is about, and the reminder."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the results say.

    Attributes
    ----------
    said
        Who is first, and how far it holds.
    hints
        What helps to choose levers; none is chosen for the group.
    learning
        Whether a score known better could change the first place.
    cells
        (lever, criterion) of the scores that are not known, the most useful first.
    """

    said: str
    hints: tuple[str, ...] = ()
    learning: str = ""
    cells: tuple[tuple[str, str], ...] = ()


def reminder(ground: DecisionPage) -> Reminder:
    """Computed once for a round."""
    results = ground.results
    about = ref(results)  # not the results themselves: a session would keep the ballots
    kept, told = st.session_state.get(_REMINDED, (None, None))
    with while_computing():
        if kept == about and isinstance(told, Reminder):
            return told
        made = _made(results)
    st.session_state[_REMINDED] = (about, made)
    return made


def _made(results: RoundResults) -> Reminder:
    analysis = results.analysis
    if analysis is None:
        return Reminder(t("Too few ballots to rank: nothing is said of the first place."))
    robustness = assess_robustness(analysis, results.votes)
    levers = [v.label for v in results.case.levers]
    sentence = reminder_text(analysis.ranking, levers, word_text(robustness.word))
    cells = tuple(
        (results.case.levers[c.row].id, results.case.criteria[c.column].id)
        for c in robustness.information
    )
    none = t("No lever is chosen for you: the ranking helps, the group proposes.")
    return Reminder(sentence, (none,), learning_answer(robustness), cells)
