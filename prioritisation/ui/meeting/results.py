"""After the reveal: agreement, the group's weights and ranking, what holds."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weight_map import weight_map
from prioritisation.drawing import bars, group, round_sentences, swarm, triangle
from prioritisation.drawing.heading import ballots_text, present_text
from prioritisation.drawing.markup import details, html_paragraphs, items, plain_list, tag, text
from prioritisation.drawing.projector import projectable_views, thumbnail
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.meeting.room import results as round_results
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.setup import PROJECT_AUTO, PROJECT_RANKING, Setup
from prioritisation.sentences.change import change_lines
from prioritisation.sentences.counted import said_with_choices
from prioritisation.sentences.explained import how_computed, mode_rule, other_mean_rule
from prioritisation.sentences.phrases import reading_labels
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.robustness import driver_sentence, solid_headline
from prioritisation.sentences.robustness_tests import ballot_lines
from prioritisation.sentences.verdict import conclusion
from prioritisation.sentences.weight_limits import weighting_text
from prioritisation.ui.meeting import steps
from prioritisation.ui.meeting.arrivals import chosen_origin
from prioritisation.ui.meeting.steps import ORDERED_VIEWS, current_view, next_view, view_names
from prioritisation.ui.ranking import draw_ranking_details
from prioritisation.ui.shared.page import answer_sentence, draw_html
from prioritisation.ui.visit.visit import Visit, is_done, press
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


def draw_results(results: RoundResults, setup: Setup, *, plots: bool) -> None:
    """Everything of a round; without ``plots``, its words and figures only."""
    st.html(_lead(results))
    with st.container(key="reveal_grid"):
        with st.container(key="reveal_left", gap="small"):
            _agreement(results, plots=plots)
            draw_html(group.unshown(results, setup))
        with st.container(key="reveal_right", gap="small"):
            _who(results, plots=plots)


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
    results: RoundResults, choices: Callable[[Analysis], None], *, plots: bool
) -> None:
    """The levers with the group's weights, and everything that *Classer* says of a ranking.

    Parameters
    ----------
    choices
        Draws what the group has still to settle.
    plots
        Whether its bars are drawn here.
    """
    analysis = results.analysis
    head = tag("h2", text(t("Ranking with the weights of the group")))
    if analysis is None:
        why = tag("p", text(round_sentences.withheld(results)), "say")
        st.html(head + why + _paragraph(round_sentences.another_round(results)))
        return
    answer = conclusion(analysis, ours=True)
    moving = [f"{line.about} {line.effect}" for line in change_lines(analysis)]
    st.html(head + answer_sentence(answer.answer, answer.reservation) + plain_list(moving))
    with st.container(key="group_ranking"):
        if plots:
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


EACH_IN_SMALL = (Phase.REVEALED, Phase.ANALYSIS)
"""When each picture stands on the page of who leads; later on, only the one that the room sees."""


def reveal_summary(stage: Stage, results: RoundResults) -> steps.RevealSummary:
    """What the next step depends on, of the results of a vote."""
    senses = results.scenario.senses
    labels = {
        c.id: c.plain_name(senses.get(c.id, c.direction.default)) for c in results.case.criteria
    }
    views = projectable_views(stage, results)
    flagged = (*round_sentences.flagged_criteria(results), *results.thin)
    return steps.RevealSummary(
        tuple(labels[c] for c in flagged),
        round_sentences.another_round(results),
        tuple(v for v in ORDERED_VIEWS if v in views),
    )


def draw_pictures(visit: Visit, results: RoundResults) -> None:
    """One button for each picture that has something to show, and where the talk stands."""
    votes = ballots_text(results.n, results.simulated)
    counted = t("{votes}, {present}.", votes=votes, present=present_text(visit.stage))
    if results.analysis is not None and visit.stage.meeting.phase in EACH_IN_SMALL:
        counted += " " + t("One picture at a time, then people speak.")
    st.html(tag("p", text(counted), "lead"))
    if results.analysis is None or not visit.may(Act.PROJECT):
        draw_html(
            tag("p", text(why), "warn") if (why := round_sentences.withheld(results)) else ""
        )
        return
    stage, ordered = visit.stage, reveal_summary(visit.stage, results).views
    current, upcoming = current_view(stage), next_view(stage, ordered)
    views = [v for v in projectable_views(stage, results) if v in view_names()]
    at_results = stage.meeting.phase in EACH_IN_SMALL
    # Later on the group speaks of something else: its own picture, or one of these again.
    pictures = views if at_results else [PROJECT_AUTO, *views]
    with st.container(key="pictures", horizontal=True, gap="small"):
        for view in pictures:
            _draw_picture(visit, view, current, upcoming if at_results else "")


def _draw_picture(visit: Visit, view: str, current: str, upcoming: str) -> None:
    framed = "next_picture" if view == upcoming else "picture"
    with st.container(key=f"{framed}_{view}", gap=None):
        stage = visit.stage
        label = view_names().get(view) or t("The picture of this step")
        if stage.meeting.phase in EACH_IN_SMALL:
            then = replace(stage, setup=replace(stage.setup, projection=view))
            st.html(thumbnail(visit.room, then, stage.clock(), chosen_origin(), label))
        pressed = press(visit, label, f"show_{view}", also=current, type="tertiary")
        st.html(tag("p", text(_state(view, current, upcoming)), "thin"))
        if pressed and _is_shown(visit, view):
            st.rerun()


def _state(view: str, current: str, upcoming: str) -> str:
    """Where the talk stands with a picture; those of before can be shown again."""
    if view in (current, upcoming):
        return t("on the screen") if view == current else t("to show now")
    order = ORDERED_VIEWS
    if PROJECT_AUTO in (view, current):
        return t("show again")
    if view not in order:
        return t("if you like")
    before = upcoming not in order or order.index(view) < order.index(upcoming)
    return t("show again") if before else t("afterwards")


def _is_shown(visit: Visit, view: str) -> bool:
    """Project it; the ranking has a phase of its own, which comes with it the first time."""
    room, code, secret = visit.room, visit.code, visit.secret
    if view == PROJECT_RANKING and visit.stage.meeting.phase is Phase.REVEALED:
        stamp = visit.stage.meeting.stamp
        return is_done(partial(room.act, code, secret, Act.START_ANALYSIS, stamp=stamp))
    return is_done(partial(room.project, code, secret, view))
