"""After the reveal: agreement first, then the group's weights, then the ranking.

Voting rules over the voters' own rankings, beside the ranking of the group.
What *Séance* shows of the solidity of the group's ranking, from its weights and ballots.
"""

from collections.abc import Callable

import streamlit as st

from prioritisation.analysis.ballots.rules import Rules, rules
from prioritisation.analysis.inquiry import solidity
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weight_map import weight_map
from prioritisation.drawing import bars, group, saying, swarm, triangle
from prioritisation.drawing.heading import ballots_text
from prioritisation.drawing.markup import items, scrollable, table, tag, text
from prioritisation.meeting.room import Results
from prioritisation.meeting.room.setup import Setup
from prioritisation.memory import kept_with
from prioritisation.sentences import caveats, changes, conclusion, method
from prioritisation.sentences import next_step as what_next
from prioritisation.sentences.phrases import rank_text
from prioritisation.sentences.robustness import driver_sentence, solidity_answer
from prioritisation.sentences.robustness_tests import ballot_lines
from prioritisation.sentences.rules import (
    duels_text,
    named,
    place_text,
    rules_method,
    rules_text,
)
from prioritisation.sentences.weighting import asked_for
from prioritisation.ui.robustness.picture import rank_picture
from prioritisation.ui.shared.controls import bands
from prioritisation.ui.shared.page import drawn
from prioritisation.wording import t, tn

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


def group_robustness(results: Results) -> None:
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


Aside = Callable[[], None]


def lead(results: Results) -> str:
    """The sentence of the round, and what it rests on."""
    said = " ".join(s for s in (saying.agreement(results), saying.first_for(results)) if s)
    return tag("p", text(said), "say", aria_live="polite") + rests_on(results)


def rests_on(results: Results) -> str:
    """Perimeter, directions, ballots."""
    perimeter = results.case.perimeter(results.scenario.perimeter).label
    parts = [
        t("{name}: {label}", name=results.case.perimeter_name, label=perimeter),
        ballots_text(results.n, results.simulated),
        asked_for(results.weighting),
    ]
    for criterion in results.case.criteria:
        if len(criterion.direction.labels) > 1:
            sense = results.scenario.senses.get(criterion.id, criterion.direction.default)
            parts.append(criterion.direction.labels[sense])
    if results.paper:
        parts.append(
            tn("{n} ballot typed in from paper", "{n} ballots typed in from paper", results.paper)
        )
    return tag("p", text(" · ".join(parts)), "thin")


def revealed(results: Results, aside: Aside, setup: Setup) -> None:
    """Everything of a round; the controls stand at the side, near the top."""
    st.html(lead(results))
    with st.container(key="reveal_grid"):
        with st.container(key="reveal_left", gap="small"):
            _agreement(results)
            drawn(group.unshown(results, setup) + reasons(results))
        with st.container(key="reveal_right", gap="small"):
            aside()
            _who(results)


def _agreement(results: Results) -> None:
    if results.group is not None:
        said, differ = saying.means(results)
        st.html(
            tag("h2", text(t("Where does the group agree?")))
            + swarm.key(results)
            + swarm.swarm(results)
            + _paragraph(saying.consensus_said(results))
            + tag("h2", text(t("Weights of the group")))
            + group.weights(results)
            + _paragraph(said, "warn" if differ else "thin")
            + _paragraph(saying.abstentions(results))
        )
    drawn(group.camps_block(results))
    moved = saying.movement_said(results)
    if moved:
        st.html(tag("h2", text(t("Since the round before"))) + tag("p", text(moved)))
    drawn(group.colleges(results) + group.carriers(results))


def _who(results: Results) -> None:
    if results.firsts is None or results.analysis is None:
        return
    image = group.picture(results)
    st.html(
        tag("h2", text(t("Who is first, depending on the weights?")))
        + (group.firsts_legend(results) + image if image else "")
        + group.counts(results)
        + _paragraph(saying.compromise(results), "warn")
    )


def reasons(results: Results) -> str:
    """What people wrote, in no order; text, whatever they typed."""
    if not results.reasons:
        return ""
    given = items((text(r) for r in results.reasons), "quotes")
    return tag("h2", text(t("Reasons written with the ballots"))) + given


def ranking(results: Results) -> None:
    """The levers with the group's weights, and everything that *Classer* says of a ranking."""
    analysis = results.analysis
    head = tag("h2", text(t("Ranking with the weights of the group")))
    if analysis is None:
        why = tag("p", text(saying.withheld(results)), "say")
        st.html(head + why + _paragraph(saying.another_round(results)))
        return
    said = conclusion(analysis)
    st.html(
        head
        + tag("p", tag("strong", text(said.loud)) + " " + text(said.rest), "answer")
        + _paragraph(what_next(analysis), "then")
    )
    with st.container(key="group_ranking"):
        st.html(group.weights_legend(results) + bars.bars(analysis))
        st.html(triangle.weight_map(analysis, weight_map(analysis)))
    _more(analysis)
    group_robustness(results)
    voting_rules(results)


def _more(analysis: Analysis) -> None:
    noted = "".join(tag("p", text(c), "caveat") for c in caveats(analysis))
    others = "".join(bars.alternate_block(analysis, a) for a in analysis.alternates)
    drawn(others + noted)
    with st.container(key="more", horizontal=True, gap="medium"):
        with st.expander(t("Table of points"), type="compact", key="twin"):
            st.html(bars.points_table(analysis))
        with st.expander(t("Why these ranks"), type="compact", key="why"):
            st.html(bars.reasons(analysis))
        with st.expander(t("What would change the first place"), type="compact", key="change"):
            st.html(items((text(s) for s in changes(analysis)), "plainlist") + bands(analysis))
        with st.expander(t("Method"), type="compact", key="method"):
            st.html(items((text(s) for s in method()), "plainlist"))


def _paragraph(said: str, css: str = "thin") -> str:
    return tag("p", text(said), css) if said else ""
