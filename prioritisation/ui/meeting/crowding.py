"""Many arrivals from one network: a limit that may be lifted, waves that may be taken out."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import MOST_OF_ONE, MOST_VOTERS
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import Wave
from prioritisation.ui.shared import held
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.pressing import press
from prioritisation.ui.visit.trying import notice, trying
from prioritisation.wording import t, tn

SAID = "waves_said"
"""Session key: the waves that the page was last drawn with."""

REMOVED = "removed_wave"
"""Session key: a meeting, and what was said once a wave of it was taken out."""


def crowding(here: Here) -> None:
    """What the facilitator sees and does of crowds."""
    if here.may(Act.LIFT_LIMIT):
        _limit(here)
    if here.may(Act.REMOVE_WAVE):
        code, told = st.session_state.get(REMOVED, ("", ""))
        if told and code == here.code:
            st.html(tag("p", text(told), "note", role="status"))
        for wave in trying(lambda: here.room.waves(here.code, here.secret)) or ():
            _wave(here, wave)


def said(here: Here) -> None:
    """Lines where the count is: who is turned away, waves; the whole page when another comes."""
    _turned_away(here)
    if not here.may(Act.REMOVE_WAVE):
        return
    found = trying(lambda: here.room.waves(here.code, here.secret)) or ()
    seen = tuple((wave.network, wave.since) for wave in found)
    if st.session_state.setdefault(SAID, seen) != seen:
        st.session_state[SAID] = seen
        st.rerun()
    for wave in found:
        told = t("{n} arrivals from one network: see “Arrivals” below.", n=wave.people)
        st.html(tag("p", text(told), "warn"))


def _turned_away(here: Here) -> None:
    """That other phones are turned away, and what to do; nothing as long as none can be."""
    if here.stage.present >= MOST_VOTERS:
        told = t(
            "{n} people have come in, as many as a meeting takes: other phones are turned away.",
            n=here.stage.present,
        )
        st.html(tag("p", text(told), "warn", role="alert"))
    if not here.may(Act.LIFT_LIMIT):
        return
    if trying(lambda: here.room.limit_reached(here.code, here.secret)):
        told = t(
            "{n} people have come in from one network, as many as may: its other phones are "
            "turned away. In a large hall, let them in.",
            n=MOST_OF_ONE,
        )
        st.html(tag("p", text(told), "warn", role="alert"))
        if press(here, t("Let more people in from one network"), "lift_limit"):
            _lift(here, lifted=True)
            st.rerun()


def _limit(here: Here) -> None:
    held.checkbox(
        t("More than {n} people may come in from one network (large hall)", n=MOST_OF_ONE),
        name=f"crowd_{here.code}",
        value=here.stage.setup.crowd,
        write=lambda lifted: _lift(here, lifted=bool(lifted)),
    )


def _lift(here: Here, *, lifted: bool) -> None:
    trying(lambda: here.room.lift_limit(here.code, here.secret, lifted=lifted))


def _wave(here: Here, wave: Wave) -> None:
    since, until = _hour(wave.since), _hour(wave.until)
    when = (
        t("at {hour}", hour=since)
        if since == until
        else t("from {since} to {until}", since=since, until=until)
    )
    said = t(
        "{n} arrivals from one network {when}. A full room that comes in at once looks so; "
        "so does a machine that fills the box.",
        n=wave.people,
        when=when,
    )
    st.html(notice(said))
    cost = t(
        "Taken out, they are no more present, and their ballots in the round that is not revealed "
        "do not count. Whoever is in the room is told, comes in again and votes again. The log "
        "says how many."
    )
    st.html(tag("p", text(cost), "thin"))
    label = tn("Take this arrival out", "Take these {n} arrivals out", wave.people)
    about = f"wave_{wave.network[:6]}_{wave.since[-5:].replace(':', '')}"
    # It goes as it is by then: a flood does not wait to be looked at.
    if st.button(label, key=about):
        done = trying(lambda: here.room.remove_wave(here.code, here.secret, wave))
        if done is not None:
            people, ballots = done
            out = tn("{n} arrival taken out", "{n} arrivals taken out", people)
            told = t("{out}; ballots taken out of the round: {n}.", out=out, n=ballots)
            st.session_state[REMOVED] = (here.code, told)
            st.rerun()


def _hour(minute: str) -> str:
    """A minute (ISO, UTC) as the clock of whoever looks shows it."""
    moment = datetime.fromisoformat(minute).replace(tzinfo=UTC)
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, OSError, TypeError, ZoneInfoNotFoundError):
        return t("{hour} (UTC)", hour=f"{moment:%H:%M}")
    return f"{moment.astimezone(zone):%H:%M}"
