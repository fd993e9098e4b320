"""What is proposed for a score and waits for its answer: said in its form."""

from functools import partial

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.editing import change_of_score
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.visit.trying import attempt
from prioritisation.wording import t


def draw_proposed(bench: Workbench, unit: str) -> None:
    """Each proposal for this score that waits: all of them for who answers, else one's own."""
    proposals = attempt(partial(bench.shelf.proposals, bench.key, bench.secret)) or ()
    pairs = [p.changes[unit] for p in proposals if p.answer is None and unit in p.changes]
    changes = [change_of_score(bench.case, unit, *pair) for pair in pairs]
    for change in dict.fromkeys(changes):
        words = t("Proposed, and waiting for its answer: {change}.", change=change)
        st.html(tag("p", text(words), "note"))
