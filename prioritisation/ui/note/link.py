"""The way from *Séance* to the note, once there is something to write."""

from urllib.parse import urlencode

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Act
from prioritisation.ui.visit.here import Here
from prioritisation.wording import t


def link(here: Here) -> None:
    """A link for those who may have documents now.

    The page that one leaves is gone with it: a part of it that asked to be drawn while the
    framework went from one to the other left the next one blank.
    """
    if here.may(Act.EXPORT):
        address = "/note?" + urlencode({"seance": here.code})
        st.html(tag("p", tag("a", text(t("Write the note")), "act", href=address, target="_self")))
