"""The pictures of the results, in an order: one tap projects each, the next one is framed."""

from dataclasses import replace
from functools import partial

import streamlit as st

from prioritisation.drawing import round_sentences
from prioritisation.drawing.heading import ballots_text, present_text
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projector import projectable_views, thumbnail
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.setup import PROJECT_AUTO, PROJECT_RANKING
from prioritisation.ui.meeting import steps
from prioritisation.ui.meeting.arrivals import chosen_origin
from prioritisation.ui.meeting.views import ORDERED_VIEWS, current_view, next_view, view_names
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.visit import Visit, is_done, press
from prioritisation.wording import t

_EACH_IN_SMALL = (Phase.REVEALED, Phase.ANALYSIS)
"""When each picture stands on the page; later on, only the one that the room sees."""


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


def views_in_small(visit: Visit, results: RoundResults) -> frozenset[str]:
    """The pictures of the results that *Conduire* has in small: it draws them nowhere else."""
    if results.analysis is None or not visit.may(Act.PROJECT):
        return frozenset()
    if visit.stage.meeting.phase in _EACH_IN_SMALL:
        return frozenset(projectable_views(visit.stage, results))
    return frozenset({current_view(visit.stage)})


def draw_pictures(visit: Visit, results: RoundResults) -> None:
    """One button for each picture that has something to show, and where the talk stands."""
    votes = ballots_text(results.n, results.simulated)
    counted = t("{votes}, {present}.", votes=votes, present=present_text(visit.stage))
    if results.analysis is not None and visit.stage.meeting.phase in _EACH_IN_SMALL:
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
    at_results = stage.meeting.phase in _EACH_IN_SMALL
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
        if stage.meeting.phase in _EACH_IN_SMALL:
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
