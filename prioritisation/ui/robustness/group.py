"""What *Séance* shows of the solidity of the group's ranking, from its weights and ballots."""

import streamlit as st

from prioritisation.analysis.inquiry import solidity
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.room import Results
from prioritisation.sentences.solidity import driver_sentence, solidity_answer
from prioritisation.sentences.solidity_ballots import ballot_lines
from prioritisation.ui.robustness.picture import rank_picture
from prioritisation.wording import t


def group(results: Results) -> None:
    """Whether the first place holds with the group's weights, and over its ballots."""
    analysis = results.analysis
    if analysis is None:
        return
    found = solidity(analysis, results.votes)
    loud, rest = solidity_answer(analysis, found)
    lines = [driver_sentence(found.uncertainties), *ballot_lines(analysis, found)]
    st.html(
        tag("h2", text(t("Is it solid?")))
        + tag("p", tag("strong", text(loud)) + " " + text(rest), "say")
        + items((text(line) for line in lines), "plainlist")
    )
    picture = rank_picture(analysis, found)
    if picture:
        with st.expander(t("Ranks over all weights"), type="compact", key="group_ranks"):
            st.html(picture)
