"""Closing a round while people are missing: how many, what they lose, ten seconds to undo it."""

from pathlib import Path

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting import Act, RoundStatus
from prioritisation.room import Stage, StillMissing
from prioritisation.room.closing import WARNED_S
from prioritisation.ui.components.seance.clock import clock
from prioritisation.ui.components.seance.here import Here
from prioritisation.ui.components.seance.trying import trying
from prioritisation.wording import t, tn

ASKING = "closing_round"
"""Session key: the meeting and the round about whose end the dialog asks; none otherwise."""

_FOCUS = st.components.v2.component(
    "closing_focus",
    html="<span hidden></span>",
    js=(Path(__file__).parent / "focus.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def ask_or_close(here: Here) -> None:
    """Close at once when everybody present has voted; else ask, at the next run."""
    number, seen = here.stage.meeting.rounds[-1].number, here.stage.meeting.place

    def close() -> bool:
        try:
            here.room.close_round(here.code, here.secret, seen=seen)
        except StillMissing:
            st.session_state[ASKING] = (here.about, number)
        return True

    if trying(close):
        st.rerun()


def dialog(here: Here) -> None:
    """The question, as long as it stands: not once the round is closing, by whomever."""
    asked = st.session_state.get(ASKING)
    last = here.stage.meeting.round
    if not asked:
        return
    over = last is None or last.status is not RoundStatus.OPEN or last.closing
    if last is None or over or asked != (here.about, last.number):
        _dismissed()
        return
    title = t("Close round {n} without waiting?", n=last.number)
    st.dialog(title, on_dismiss=_dismissed)(_asked)(here)


def _dismissed() -> None:
    st.session_state[ASKING] = None


def _asked(here: Here) -> None:
    left = here.stage.missing
    st.html(tag("p", tag("b", text(missing_text(here.stage))), "big"))
    for said in _costs(left):
        st.html(tag("p", text(said)))
    with st.container(key="closing_choice", horizontal=True, gap="small"):
        if st.button(t("Wait a little longer"), type="primary", key="wait_longer"):
            _dismissed()
            st.rerun()
        closes = st.button(t("Close in {n} seconds", n=WARNED_S), key="close_anyway")
    _FOCUS(key="closing_focus", data={"target": ".st-key-wait_longer button"})
    if closes:
        _close(here, left)


def _close(here: Here, left: int) -> None:
    """More may have come in meanwhile: then it is asked again, with how many."""
    seen = here.stage.meeting.place

    def close() -> bool:
        try:
            here.room.close_round(here.code, here.secret, missing=left, seen=seen)
        except StillMissing:
            return True
        _dismissed()
        return True

    if trying(close):
        st.rerun()


def missing_text(stage: Stage) -> str:
    """How many of those present have no ballot, as it is said before closing."""
    return tn(
        "{n} of the {present} people present has not voted.",
        "{n} of the {present} people present have not voted.",
        stage.missing,
        present=stage.present,
    )


def _costs(left: int) -> tuple[str, ...]:
    return (
        tn(
            "Their phone will warn them for {s} seconds; a ballot sent in that time still counts, "
            "and nothing is sent by itself.",
            "Their phones will warn them for {s} seconds; a ballot sent in that time still "
            "counts, and nothing is sent by itself.",
            left,
            s=WARNED_S,
        ),
        t(
            "After that it is too late: the round never opens again. You can still change your "
            "mind before."
        ),
    )


def closing(here: Here) -> None:
    """The seconds left, for who leads and for who only sees; nothing when no end was asked."""
    if here.stage.closes_in is None:
        return
    last = here.stage.meeting.rounds[-1]
    st.html(tag("p", tag("b", text(t("Round {n} closes in", n=last.number))), "label"))
    clock(last.closes, "", "closing_clock")
    waits = here.may(Act.KEEP_OPEN) and st.button(
        t("Wait a little longer"), type="primary", width="stretch", key="keep_open"
    )
    if waits and trying(lambda: here.room.keep_open(here.code, here.secret)) is not None:
        st.rerun()
