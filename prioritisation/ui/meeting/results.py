"""After the reveal: agreement, the group's weights and ranking, what holds."""

from collections.abc import Callable, Collection

import streamlit as st

from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weight_map import weight_map
from prioritisation.drawing import bars, group, round_sentences, swarm, triangle
from prioritisation.drawing.heading import ballots_text
from prioritisation.drawing.markup import (
    details,
    html_paragraphs,
    items,
    plain_list,
    tag,
    text,
)
from prioritisation.meeting.room import RoundResults
from prioritisation.meeting.room import results as round_results
from prioritisation.meeting.rules.setup import (
    PROJECT_AGREEMENT,
    PROJECT_MAP,
    PROJECT_RANKING,
    Setup,
)
from prioritisation.sentences.counted import said_with_choices
from prioritisation.sentences.explained import how_computed, mode_rule, other_mean_rule
from prioritisation.sentences.phrases import reading_labels
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.robustness import driver_sentence, solid_headline
from prioritisation.sentences.robustness_tests import ballot_lines
from prioritisation.sentences.verdict import conclusion
from prioritisation.sentences.weight_limits import weighting_text
from prioritisation.ui.ranking.folds import draw_ranking_details
from prioritisation.ui.shared.page import answer_sentence, draw_html
from prioritisation.wording import t, tn


def draw_group_robustness(results: RoundResults) -> None:
    """Whether the first place holds with the group's weights, and over its ballots."""
    analysis, robustness = results.analysis, round_results.group_robustness(results)
    if analysis is None or robustness is None:
        return
    headline = solid_headline(analysis, robustness)
    voted = (said_with_choices(analysis, line) for line in ballot_lines(analysis, robustness))
    lines = [driver_sentence(robustness), *voted]
    st.html(
        tag("h2", text(t("Is it solid?")))
        + answer_sentence(headline.answer, headline.reservation, "say")
        + plain_list(lines)
    )


_Aside = Callable[[], None]


def _lead(results: RoundResults) -> str:
    """The sentence of the round, and what it rests on."""
    sentence = " ".join(
        s
        for s in (round_sentences.round_agreement(results), round_sentences.first_for(results))
        if s
    )
    return tag("p", text(sentence), "say", aria_live="polite") + _rests_on(results)


def _rests_on(results: RoundResults) -> str:
    """Readings, directions, ballots."""
    parts = [
        *reading_labels(results.case, results.scenario.combination),
        ballots_text(results.n, results.simulated),
        weighting_text(results.weighting),
    ]
    for criterion in results.case.criteria:
        if len(criterion.direction.labels) > 1:
            sense = results.scenario.senses.get(criterion.id, criterion.direction.default)
            parts.append(criterion.direction.labels[sense])
    if results.typed:
        parts.append(
            tn("{n} vote typed in from paper", "{n} votes typed in from paper", results.typed)
        )
    return tag("p", text(" · ".join(parts)), "thin")


def draw_results(
    results: RoundResults, aside: _Aside, setup: Setup, small: Collection[str] = ()
) -> None:
    """Everything of a round; the controls stand at the side, near the top.

    Parameters
    ----------
    small
        The pictures that the page has in small: of these the words and the figures only.
    """
    st.html(_lead(results))
    with st.container(key="reveal_grid"):
        with st.container(key="reveal_left", gap="small"):
            _agreement(results, plots=PROJECT_AGREEMENT not in small)
            draw_html(group.unshown(results, setup))
        with st.container(key="reveal_right", gap="small"):
            aside()
            _who(results, plots=PROJECT_MAP not in small)


def _agreement(results: RoundResults, *, plots: bool) -> None:
    if results.group is not None:
        sentence, differ = round_sentences.other_ways(results)
        rules = [
            *filter(None, [mode_rule(results.weighting)]),
            *([other_mean_rule()] if sentence else []),
        ]
        st.html(
            tag("h2", text(t("Where does the group agree?")))
            + (swarm.swarm_key(results) if plots else "")
            + swarm.swarm(results, plots=plots)
            + details(text(how_computed()), plain_list(rules), "ev") * bool(rules)
            + tag("h2", text(t("Weights of the group")))
            + group.group_weights_block(results)
            + _paragraph(sentence, "warn" if differ else "thin")
            + _paragraph(round_sentences.abstentions(results))
        )
    draw_html(group.camps_block(results))
    moved = round_sentences.movement_sentence(results)
    if moved:
        st.html(tag("h2", text(t("Since the vote before"))) + tag("p", text(moved)))
    draw_html(group.colleges(results) + group.carriers(results))


def _who(results: RoundResults, *, plots: bool) -> None:
    if results.firsts is None or results.analysis is None:
        return
    image = group.ballots_triangle(results) if plots else ""
    st.html(
        tag("h2", text(t("Who is first, depending on the weights?")))
        + (group.firsts_legend(results) + image if image else "")
        + group.counts(results)
        + _paragraph(round_sentences.duels_sentence(results), "")
        + _paragraph(round_sentences.round_compromise(results), "warn")
    )


def reasons_block(results: RoundResults) -> str:
    """What people wrote, in no order; text, whatever they typed."""
    if not results.reasons:
        return ""
    given = items((text(r) for r in results.reasons), "quotes")
    return tag("h2", text(t("Reasons written with the votes"))) + given


def draw_ranking(
    results: RoundResults, choices: Callable[[Analysis], None], small: Collection[str] = ()
) -> None:
    """The levers with the group's weights, and everything that *Classer* says of a ranking.

    Parameters
    ----------
    choices
        Draws what the group has still to settle.
    small
        The pictures that the page has in small: they are not drawn again.
    """
    analysis = results.analysis
    head = tag("h2", text(t("Ranking with the weights of the group")))
    if analysis is None:
        why = tag("p", text(round_sentences.withheld(results)), "say")
        st.html(head + why + _paragraph(round_sentences.another_round(results)))
        return
    answer = conclusion(analysis, ours=True)
    st.html(
        head
        + answer_sentence(answer.answer, answer.reservation)
        + _paragraph(str(answer.settling or ""), "then")
    )
    with st.container(key="group_ranking"):
        if PROJECT_RANKING not in small:
            st.html(group.weights_legend(results) + bars.bars(analysis))
        if results.firsts is None or not group.has_triangle(results):
            # Else the map of the votes says it, with the same shares.
            st.html(triangle.weight_map_block(analysis, weight_map(analysis)))
    choices(analysis)
    _more(analysis)
    draw_group_robustness(results)


def _more(analysis: Analysis) -> None:
    noted = html_paragraphs(caveats(analysis), "caveat")
    others = "".join(bars.alternate_block(analysis, a) for a in analysis.alternates)
    draw_html(others + noted)
    draw_ranking_details(analysis)


def _paragraph(sentence: str, css: str = "thin") -> str:
    return tag("p", text(sentence), css) if sentence else ""
