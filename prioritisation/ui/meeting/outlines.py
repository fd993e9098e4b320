"""The other things a facilitator may do now, as outlines."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projector import projectable_views
from prioritisation.meeting.room import RoundResults
from prioritisation.meeting.room.facilitation import LONGEST_COUNTDOWN
from prioritisation.meeting.room.setup import (
    PROJECT_AGREEMENT,
    PROJECT_AUTO,
    PROJECT_CHOICES,
    PROJECT_FIRSTS,
    PROJECT_MAP,
    PROJECT_RANKING,
    PROJECT_SETS,
    PROJECT_WAITING,
)
from prioritisation.meeting.rules import Act, Details, reopenable
from prioritisation.sentences.meeting import phase_name
from prioritisation.ui.meeting import opening
from prioritisation.ui.meeting.steps import NextStep
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import why
from prioritisation.ui.visit.trying import EXPECTED, is_done, notice_block, press, why_not
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t

_START_MINUTES = 3
_NOT_PROJECTED = "not_projected"
"""Session key: a meeting, where it stands, and why the projector does not show what was asked."""


def outlines(visit: Visit, others: Sequence[NextStep]) -> None:
    """Other steps, countdown, void, go back: what the room allows."""
    with st.container(key="outlines", horizontal=True, gap="small"):
        for step in others:
            if press(visit, step.label, f"other_{step.act}"):
                _take(visit, step.act)
        if visit.may(Act.SET_COUNTDOWN):
            _countdown(visit)
        if visit.may(Act.VOID_ROUND):
            _void(visit)
        if visit.may(Act.REOPEN):
            _back(visit)
    for step in others:
        sentence = t("{step}: {what}", step=step.label, what=" ".join(step.does))
        st.html(tag("p", text(sentence), "thin"))


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


def _countdown(visit: Visit) -> None:
    with st.popover(t("Countdown"), key="countdown"):
        name, deadline = f"minutes_{visit.about}", visit.stage.setup.deadline
        minutes = widgets.own_choice(name, _START_MINUTES)
        widgets.number_input(
            t("Minutes from now"),
            1,
            LONGEST_COUNTDOWN,
            **widgets.own_keywords(name, _START_MINUTES),
        )
        st.caption(t("At the end the round stays open: the countdown does not close it."))
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


def _void(visit: Visit) -> None:
    last = visit.stage.meeting.rounds[-1].number
    with st.popover(t("Declare round {n} void…", n=last), key="void"):
        st.caption(
            t(
                "Its ballots are kept but never shown nor counted; people vote again in a new "
                "round. A void round stays void."
            )
        )
        reason = why(f"void_reason_{visit.about}")
        if press(visit, t("Declare round {n} void", n=last), "void_now"):
            _act(visit, Act.VOID_ROUND, Details(reason=reason))


def _back(visit: Visit) -> None:
    targets = reopenable(visit.stage.meeting)
    if not targets:
        return
    with st.popover(t("Go back…"), key="back"):
        st.caption(
            t(
                "Going back to the review thaws the scores: people will have to vote again. "
                "Before the reveal, nobody sees the results until the meeting comes forward."
            )
        )
        name = f"back_to_{visit.about}"
        picked = widgets.own_choice(name, targets[0])
        # Chosen before the meeting went on, it may lead nowhere any more.
        target = picked if picked in targets else targets[0]
        widgets.radio(
            t("Phase"),
            targets,
            name=name,
            value=target,
            write=widgets.choice_writer(name),
            format_func=phase_name,
        )
        reason = why(f"back_reason_{visit.about}")
        if press(visit, t("Go back to this phase"), "back_now"):
            _act(visit, Act.REOPEN, Details(reason=reason, target=target))


def projections() -> Mapping[str, str]:
    """What can be projected, in words."""
    return {
        PROJECT_AUTO: t("With the phase"),
        PROJECT_AGREEMENT: t("Agreement of the group"),
        PROJECT_FIRSTS: t("Who is first"),
        PROJECT_MAP: t("Map of the weights"),
        PROJECT_RANKING: t("Ranking"),
        PROJECT_SETS: t("One or two levers"),
        PROJECT_CHOICES: t("Choices still open"),
        PROJECT_WAITING: t("Waiting screen"),
    }


def projection_choice(visit: Visit, results: RoundResults) -> None:
    """What the projector shows after the reveal: views that would be empty are not offered."""
    if not visit.may(Act.PROJECT):
        return
    chosen = visit.stage.setup.projection
    # The present choice stays, even one that would be empty.
    views = dict.fromkeys((*projectable_views(visit.stage, results), chosen))
    words = {view: projections()[view] for view in views}
    widgets.segmented_control(
        t("On the projector"),
        tuple(words),
        name=f"projected_{visit.code}",
        value=chosen,
        write=_projector(visit),
        format_func=words.__getitem__,
        required=True,
        width="stretch",
    )
    if results.analysis is None:
        sentence = t(
            "Neither the agreement, nor who is first, nor the ranking can be projected: nothing "
            "of the group is shown."
        )
        st.html(tag("p", text(sentence), "thin"))
    place, refused = st.session_state.get(_NOT_PROJECTED, ("", ()))
    if refused and place == _place(visit):
        st.html(notice_block(*refused))


def _projector(visit: Visit) -> Callable[[str], None]:
    def write(picked: str) -> None:
        st.session_state.pop(_NOT_PROJECTED, None)
        try:
            visit.room.project(visit.code, visit.secret, picked)
        except EXPECTED as error:
            st.session_state[_NOT_PROJECTED] = (_place(visit), why_not(error))

    return write


def _place(visit: Visit) -> tuple[str, str]:
    return visit.code, visit.stage.meeting.stamp
