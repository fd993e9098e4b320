"""Voting rules over the voters' own rankings, beside the ranking of the group."""

import streamlit as st

from prioritisation.analysis.ballots.rules import Rules, rules
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing import saying
from prioritisation.drawing.markup import items, scrollable, table, tag, text
from prioritisation.meeting.room import Results
from prioritisation.memory import kept_with
from prioritisation.sentences.ranks import rank_text
from prioritisation.sentences.rules import (
    duels_text,
    named,
    place_text,
    rules_method,
    rules_text,
)
from prioritisation.wording import t

LEAST = 2
"""Levers there must be to have duels."""


@kept_with
def found_rules(results: Results) -> Rules | None:
    """The ballots counted by each rule; None while they are too few to be shown."""
    analysis = results.analysis
    if analysis is None or not results.ballots or len(results.case.levers) < LEAST:
        return None
    found = rules(analysis.matrix, results.ballots)
    return found if found.shown else None


def voting_rules(results: Results) -> None:
    """What the rules say, then their table and their method on demand."""
    found, analysis = found_rules(results), results.analysis
    if found is None or analysis is None:
        return
    levers = saying.levers(results)
    st.html(
        tag("h2", text(t("And by voting rules?")))
        + tag("p", text(rules_text(found, analysis.ranking, levers)))
        + tag("p", text(duels_text(found, levers)))
    )
    with st.expander(t("Table of the voting rules"), type="compact", key="rules_table"):
        st.html(
            _table(found, analysis, levers)
            + items((text(s) for s in rules_method(found)), "plainlist")
        )


def _table(found: Rules, analysis: Analysis, levers: list[str]) -> str:
    """A line for each lever, in the order of the group's ranking."""
    placed = named(found)
    head = [text(h) for h in (t("Lever"), t("Mean weights"), *(name for name, _ in placed))]
    rows = [
        (
            text(levers[row]),
            text(rank_text(analysis.ranking, row)),
            *(text(place_text(p, row)) for _, p in placed),
        )
        for row in analysis.ranking.order
    ]
    caption = t("Places of the levers, with their points where the rule has some")
    return scrollable(table(head, rows, caption), t("Table of the voting rules"))
