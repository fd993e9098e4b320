"""Whose report is shown, a meeting's or the scenario's, and the way to it from *Séance*."""

from urllib.parse import urlencode

import streamlit as st

from prioritisation.analysis.address import MEETING_KEY
from prioritisation.drawing.markup import act_link
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.meeting.rules import Act, Phase
from prioritisation.ui.shared.pages import NOTE
from prioritisation.ui.visit.visit import LOOKED, Visit
from prioritisation.wording import t


def note_meeting() -> str:
    """The code of the meeting whose report is asked for; empty for the scenario's.

    The address decides; without any setting in it, the last meeting of the session is meant.
    """
    given = cleaned_code(st.query_params.get(MEETING_KEY, ""))
    if given:
        st.session_state[LOOKED] = given
        return given
    # Another setting in the address speaks of the scenario.
    if st.query_params or st.session_state.get(LOOKED) == "":
        return ""
    code = str(st.session_state.get(MEETING_KEY, ""))
    if code:
        # A reload, or whoever is given the address, is of the same meeting.
        st.query_params[MEETING_KEY] = code
    return code


def draw_note_link(visit: Visit) -> None:
    """A link for those who may have documents now; once all is over, the next step of who leads.

    The page that one leaves is gone with it: a part of it that asked to be drawn while the
    framework went from one to the other left the next one blank.
    """
    if visit.may(Act.EXPORT):
        address = f"/{NOTE}?" + urlencode({MEETING_KEY: visit.code})
        if visit.stage.meeting.phase is Phase.CLOSED and visit.may(Act.REOPEN):
            st.html(act_link(address, t("Read the report again"), "enter"))
        else:
            st.html(act_link(address, t("Write the report")))
