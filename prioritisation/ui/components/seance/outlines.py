"""The other things a facilitator may do now, as outlines."""

from collections.abc import Mapping, Sequence

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting import Act, Details, Phase
from prioritisation.meeting.moves import REOPENED
from prioritisation.room.setup import AGREEMENT, AUTO, FIRSTS, NOTHING, RANKING
from prioritisation.sentences.rights import phase_name
from prioritisation.ui.components.seance import opening
from prioritisation.ui.components.seance.here import Here
from prioritisation.ui.components.seance.steps import Step
from prioritisation.ui.components.seance.trying import trying
from prioritisation.wording import t

LONGEST_COUNTDOWN = 24 * 60


def outlines(here: Here, others: Sequence[Step]) -> None:
    """Other steps, countdown, void, go back: what the room allows."""
    with st.container(key="outlines", horizontal=True, gap="small"):
        for step in others:
            if st.button(step.label, key=f"other_{step.act}"):
                _take(here, step.act)
        if here.may(Act.SET_COUNTDOWN):
            _countdown(here)
        if here.may(Act.VOID_ROUND):
            _void(here)
        if here.may(Act.REOPEN):
            _back(here)
    for step in others:
        said = t("{step}: {what}", step=step.label, what=" ".join(step.does))
        st.html(tag("p", text(said), "thin"))


def _take(here: Here, act: Act) -> None:
    if act is Act.OPEN_ROUND and not opening.asks_nothing(here):
        opening.start_opening()
        st.rerun()
    _done(here, act, Details())


def _done(here: Here, act: Act, details: Details) -> None:
    done = trying(lambda: here.room.act(here.code, here.secret, act, details), opening.names(here))
    if done is not None:
        st.rerun()


def _countdown(here: Here) -> None:
    with st.popover(t("Countdown"), key="countdown"):
        minutes = st.number_input(
            t("Minutes from now"), 1, LONGEST_COUNTDOWN, 3, key=f"minutes_{here.code}"
        )
        st.caption(t("At the end the round stays open: the countdown does not close it."))
        if st.button(t("Start the countdown"), key="start_countdown"):
            _set(here, float(minutes))
        if here.stage.setup.deadline and st.button(t("Take it away"), key="no_countdown"):
            _set(here, None)


def _set(here: Here, minutes: float | None) -> None:
    if trying(lambda: here.room.set_countdown(here.code, here.secret, minutes)) is not None:
        st.rerun()


def _void(here: Here) -> None:
    last = here.stage.meeting.rounds[-1].number
    with st.popover(t("Declare round {n} void…", n=last), key="void"):
        st.caption(
            t(
                "Its ballots are kept but never shown nor counted; people vote again in a new "
                "round."
            )
        )
        reason = st.text_input(t("Why"), key=f"void_reason_{here.code}", max_chars=300)
        if st.button(t("Declare round {n} void", n=last), key="void_now"):
            _done(here, Act.VOID_ROUND, Details(reason=reason))


def _back(here: Here) -> None:
    order = list(Phase)
    now = order.index(here.stage.meeting.phase)
    targets = [p for p in REOPENED if order.index(p) < now]
    if not here.stage.meeting.revealed_rounds:
        targets = [p for p in targets if order.index(p) < order.index(Phase.REVEALED)]
    if not targets:
        return
    with st.popover(t("Go back…"), key="back"):
        st.caption(t("Going back to the review thaws the scores: people will have to vote again."))
        target = st.radio(t("Phase"), targets, format_func=phase_name, key=f"back_to_{here.code}")
        reason = st.text_input(t("Why"), key=f"back_reason_{here.code}", max_chars=300)
        if st.button(t("Go back to this phase"), key="back_now"):
            _done(here, Act.REOPEN, Details(reason=reason, target=target))


def projections() -> Mapping[str, str]:
    """What can be projected, in words."""
    return {
        AUTO: t("With the phase"),
        AGREEMENT: t("Agreement of the group"),
        FIRSTS: t("Who is first"),
        RANKING: t("Ranking"),
        NOTHING: t("Nothing"),
    }


def projection_choice(here: Here) -> None:
    """What the projector shows after the reveal."""
    if not here.may(Act.PROJECT):
        return
    words = projections()
    now = here.stage.setup.projected
    picked = st.segmented_control(
        t("On the projector"),
        tuple(words),
        format_func=lambda w: words[w],
        default=now,
        required=True,
        width="stretch",
        key=f"projected_{here.code}_{now}",
    )
    if picked == now:
        return
    if trying(lambda: here.room.project(here.code, here.secret, picked)) is not None:
        st.rerun()
