"""Whose note is shown: that of a meeting, or that of the scenario of the address.

The way from *Séance* to the note, once there is something to write.
"""

from urllib.parse import urlencode

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Act
from prioritisation.ui.visit.here import CODE, Here, cleaned
from prioritisation.wording import t

ALONE = "note_alone"
"""Session key: the visitor wants the note of the scenario, whichever meeting was visited."""


def meeting() -> str:
    """The code of the meeting whose note is asked for; empty for the scenario's.

    The address decides; without any setting in it, the last meeting of the session is meant.
    """
    given = cleaned(st.query_params.get(CODE, ""))
    if given:
        st.session_state[ALONE] = False
        return given
    if st.query_params or st.session_state.get(ALONE):
        return ""
    return str(st.session_state.get(CODE, ""))


def alone() -> None:
    """From now on, the note of the scenario."""
    st.session_state[ALONE] = True
    st.query_params.clear()


def of_meeting() -> None:
    """From now on, the note of the last meeting of the session."""
    st.session_state[ALONE] = False
    st.query_params.from_dict({CODE: str(st.session_state.get(CODE, ""))})


def link(here: Here) -> None:
    """A link for those who may have documents now.

    The page that one leaves is gone with it: a part of it that asked to be drawn while the
    framework went from one to the other left the next one blank.
    """
    if here.may(Act.EXPORT):
        address = "/note?" + urlencode({"seance": here.code})
        st.html(tag("p", tag("a", text(t("Write the note")), "act", href=address, target="_self")))
