"""Closing a round: what it costs is asked first while people are missing, or too few to show."""

from dataclasses import dataclass, replace

import streamlit as st

from prioritisation.analysis.ballots.anonymity import hiding, may_show
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import StillMissing
from prioritisation.meeting.room.admission import WARNED_S
from prioritisation.meeting.rules import Act, RoundStatus
from prioritisation.ui.meeting.steps import what_is_shown
from prioritisation.ui.shared.scripts import clock, focus
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.parts import above
from prioritisation.ui.visit.trying import press, trying
from prioritisation.wording import t, tn

ASKING = "closing_round"
"""Session key: what the dialog asks about (``_Asked``); none otherwise."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The round about whose end the dialog asks, and the people whom its refusal counted."""

    about: str
    number: int
    missing: int
    present: int


def ask_or_close(here: Here) -> None:
    """Close at once when all have voted and there is something to show; else ask, at next run."""
    number, seen = here.stage.meeting.rounds[-1].number, here.stage.meeting.place

    def ask(missing: int, present: int) -> None:
        st.session_state[ASKING] = _Asked(here.about, number, missing, present)

    def close() -> bool:
        stage = here.room.stage(here.code, fresh=True)
        if stage.meeting.place == seen and not may_show(hiding(stage.ballots, stage.typed)):
            ask(stage.missing, stage.present)
            return True
        try:
            here.room.close_round(here.code, here.secret, seen=seen)
        except StillMissing as error:
            ask(error.number, error.present)
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
    if last is None or over or (asked.about, asked.number) != (here.about, last.number):
        _dismissed()
        return
    title = t("Close round {n} without waiting?", n=last.number)
    if not asked.missing:
        title = t("Close round {n} and reveal", n=last.number)
    above(title, _answered, on_dismiss=_dismissed)(here, asked)


def _dismissed() -> None:
    st.session_state[ASKING] = None


def counted_anew(here: Here) -> bool:
    """Whether others are missing by now than the question says: it says so at the next run."""
    asked, stage = st.session_state.get(ASKING), here.stage
    if not asked or (asked.missing, asked.present) == (stage.missing, stage.present):
        return False
    st.session_state[ASKING] = replace(asked, missing=stage.missing, present=stage.present)
    return True


def _answered(here: Here, asked: _Asked) -> None:
    st.html(tag("p", tag("b", text(_counted(asked))), "big"))
    in_box = asked.present - asked.missing
    typed = min(here.stage.typed, in_box)  # more may have been typed in since it was asked
    for said in _costs(asked.missing) if asked.missing else _at_once(in_box, typed):
        st.html(tag("p", text(said)))
    if asked.missing and not may_show(hiding(in_box, typed)):
        st.html(tag("p", text(what_is_shown(in_box, typed)), "warn"))
    with st.container(key="closing_choice", horizontal=True, gap="small"):
        if st.button(t("Wait a little longer"), type="primary", key="wait_longer"):
            _dismissed()
            st.rerun()
        closes = st.button(_closes(asked), key="close_anyway")
    focus("closing_focus", "wait_longer", "button")
    if closes:
        _close(here, asked)


def _close(here: Here, asked: _Asked) -> None:
    """More may have come in meanwhile: then it is asked again, with how many."""
    seen = here.stage.meeting.place

    def close() -> bool:
        try:
            here.room.close_round(here.code, here.secret, missing=asked.missing, seen=seen)
        except StillMissing as error:
            more = replace(asked, missing=error.number, present=error.present)
            st.session_state[ASKING] = more
        else:
            _dismissed()
        return True

    if trying(close):
        st.rerun()


def missing_text(missing: int, present: int) -> str:
    """How many of those present have no ballot, as it is said before closing."""
    among = tn("{n} person present", "{n} people present", present)
    return tn(
        "{n} ballot is missing, for {present}.",
        "{n} ballots are missing, for {present}.",
        missing,
        present=among,
    )


def _counted(asked: _Asked) -> str:
    if not asked.present:
        return t("No ballot is in yet: there would be nothing to reveal.")
    if not asked.missing:
        return t("Everyone present has voted.")
    return missing_text(asked.missing, asked.present)


def _closes(asked: _Asked) -> str:
    """The other answer: once nobody is missing, there is nobody to warn."""
    if not asked.missing:
        return t("Reveal the results of round {n}", n=asked.number)
    return t("Close in {n} seconds", n=WARNED_S)


def _at_once(ballots: int, typed: int) -> tuple[str, ...]:
    return (
        what_is_shown(ballots, typed),
        t("A revealed round never opens again: another one is opened."),
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
    seen, label = here.stage.meeting.place, t("Wait a little longer")
    if not here.may(Act.KEEP_OPEN):
        return
    waits = press(here, label, "keep_open", also=last.closes, type="primary", width="stretch")
    done = (
        trying(lambda: here.room.keep_open(here.code, here.secret, seen=seen)) if waits else None
    )
    if done is not None:
        st.rerun()
