"""The page *Séance* as a whole: which screen for whom."""

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Room, current_room
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import UnknownMeeting
from prioritisation.ui.meeting import entrance
from prioritisation.ui.meeting.desk import desk
from prioritisation.ui.meeting.watching import watching
from prioritisation.ui.visit.arrival import arrival
from prioritisation.ui.visit.here import asked_code, choose, visit
from prioritisation.ui.visit.parts import standing
from prioritisation.ui.visit.push import UNSEEN, push
from prioritisation.ui.visit.trying import EXPECTED, notice, trying, why_not
from prioritisation.wording import t


def seance() -> None:
    """The page *Séance*."""
    room = trying(current_room)
    if room is None:
        st.html(tag("h1", text(t("Where does the meeting stand?"))))
        if code := asked_code():
            push(code, UNSEEN, "lost_push")
        return
    _seance(room)


def _seance(room: Room) -> None:
    code = asked_code()
    if not code:
        entrance.entrance(room)
        return
    try:
        here = visit(room, code)
    except UnknownMeeting as error:
        choose("")
        st.html(notice(*why_not(error)))
        entrance.entrance(room)
        return
    except EXPECTED as error:
        st.html(tag("h1", text(t("Where does the meeting stand?"))) + notice(*why_not(error)))
        push(code, UNSEEN, "lost_push")
        return
    with standing(code):
        desk(here) if here.role is Role.FACILITATOR else watching(here)
    arrival()
    leave()


def leave() -> None:
    """Back to the list of meetings, or to another code."""
    if st.button(t("Leave this meeting, or look at another"), type="tertiary", key="leave"):
        choose("")
        st.rerun()
