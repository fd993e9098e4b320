"""The way from *Séance* to the note, once there is something to write."""

import streamlit as st

from prioritisation.meeting import Act
from prioritisation.ui.components.seance.here import Here
from prioritisation.wording import t

NOTE = "screens/note.py"


def link(here: Here) -> None:
    """A button for those who may have documents now."""
    if here.may(Act.EXPORT) and st.button(t("Write the note"), key="to_note"):
        st.switch_page(NOTE, query_params={"seance": here.code})
