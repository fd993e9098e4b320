"""What else a facilitator may do: other steps, time advised, a vote cancelled, a return."""

from collections.abc import Mapping, Sequence

import streamlit as st

from prioritisation.meeting.room.facilitation import LONGEST_COUNTDOWN
from prioritisation.meeting.rules import Act, Details, reopenable
from prioritisation.meeting.rules.setup import (
    PROJECT_AUTO,
    PROJECT_SETS,
    PROJECT_WAITING,
)
from prioritisation.sentences.meeting import phase_name, vote_name
from prioritisation.ui.meeting import opening
from prioritisation.ui.meeting.steps import NextStep
from prioritisation.ui.meeting.views import view_names
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import why
from prioritisation.ui.visit.visit import Visit, is_done, press
from prioritisation.wording import t

_START_MINUTES, _MINUTE_S = 3, 60


def draw_outlines(visit: Visit, others: Sequence[NextStep]) -> None:
    """Other steps that the room allows, each said in its own tip."""
    if not others:
        return
    with st.container(key="outlines", horizontal=True, gap="small"):
        for step in others:
            label = step.label
            if step.act is Act.OPEN_ROUND and not opening.asks_nothing(visit):
                label = t("{step}…", step=label)
            if press(visit, label, f"other_{step.act}", help=step.sentence):
                _take(visit, step.act)


def _take(visit: Visit, act: Act) -> None:
    if act is Act.OPEN_ROUND and not opening.asks_nothing(visit):
        opening.start_opening()
        st.rerun()
    _act(visit, act, Details())


def _act(visit: Visit, act: Act, details: Details) -> None:
    seen = visit.stage.meeting.stamp
    if is_done(
        lambda: visit.room.act(visit.code, visit.secret, act, details, stamp=seen),
        opening.names_of_meeting(visit),
    ):
        # Done: the next reason starts empty.
        widgets.drop_choices(f"void_reason_{visit.about}", f"back_reason_{visit.about}")
        st.rerun()


def draw_more_time(visit: Visit) -> None:
    """One minute more than what is left of the time advised."""
    stage = visit.stage
    left = max(0.0, stage.seconds_to(stage.setup.deadline)) / _MINUTE_S
    label = t("+ 1 minute")
    if press(visit, label, "more_time", also=stage.setup.deadline):
        _set(visit, min(LONGEST_COUNTDOWN, left + 1))


def draw_countdown(visit: Visit) -> None:
    """The time advised: how many minutes from now, or none any more."""
    with st.popover(t("Time advised"), type="tertiary", key="countdown"):
        name, deadline = f"minutes_{visit.about}", visit.stage.setup.deadline
        minutes = widgets.own_choice(name, _START_MINUTES)
        widgets.number_input(
            t("Minutes from now"),
            1,
            LONGEST_COUNTDOWN,
            **widgets.own_keywords(name, _START_MINUTES),
        )
        st.caption(t("At the end the vote stays open: the time advised closes nothing."))
        if press(visit, t("Start the countdown"), "start_countdown", also=deadline):
            _set(visit, float(minutes))
        if deadline and press(visit, t("Take it away"), "no_countdown", also=deadline):
            _set(visit, None)


def _set(visit: Visit, minutes: float | None) -> None:
    was, seen = visit.stage.setup.deadline, visit.stage.meeting.stamp
    if is_done(
        lambda: visit.room.set_countdown(visit.code, visit.secret, minutes, was=was, stamp=seen)
    ):
        st.rerun()


def draw_void(visit: Visit) -> None:
    """Cancel the vote, with a written reason."""
    last = visit.stage.meeting.rounds[-1].number
    with st.popover(t("Cancel this vote…"), type="tertiary", key="void"):
        st.caption(
            t(
                "What was sent is kept but never shown nor counted; people vote again in a "
                "new vote. A cancelled vote stays so."
            )
        )
        reason = why(f"void_reason_{visit.about}")
        if press(visit, t("Cancel the {vote}", vote=vote_name(last)), "void_now"):
            _act(visit, Act.VOID_ROUND, Details(reason=reason))


def draw_back(visit: Visit) -> None:
    """Go back to an earlier step, with a written reason."""
    targets = reopenable(visit.stage.meeting)
    if not targets:
        return
    with st.popover(t("Go back…"), type="tertiary", key="back"):
        st.caption(
            t(
                "Going back to the scores lets them change again: people will have to vote "
                "again. Nobody sees the results until the meeting comes forward."
            )
        )
        name = f"back_to_{visit.about}"
        picked = widgets.own_choice(name, targets[0])
        # Chosen before the meeting went on, it may lead nowhere any more.
        target = picked if picked in targets else targets[0]
        widgets.radio(
            t("Step"),
            targets,
            name=name,
            value=target,
            write=widgets.choice_writer(name),
            format_func=phase_name,
        )
        reason = why(f"back_reason_{visit.about}")
        if press(visit, t("Go back to this step"), "back_now"):
            _act(visit, Act.REOPEN, Details(reason=reason, target=target))


def projections() -> Mapping[str, str]:
    """What can be projected, in words."""
    return {
        PROJECT_AUTO: t("With the step"),
        **view_names(),
        PROJECT_SETS: t("One or two"),
        PROJECT_WAITING: t("Waiting screen"),
    }
