"""A page whose line was cut is drawn whole once it is back: nothing else says what it missed."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_RESUMING = st.components.v2.component(
    "resuming",
    html="<span hidden></span>",
    js=(Path(__file__).parent / "resuming.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
ASKED = "resuming_line"
"""Key of the part."""

ANSWERED = "resuming_answered"
"""Session key: what the page has asked last, and has when it is drawn."""


def resuming() -> DeltaGenerator:
    """Have the browser ask for the whole page when its line is back (docs/adr/0019).

    Where it is drawn takes no room on the page: it is given back, for what else shows nothing.
    """
    unseen = st.container(key="resuming")
    with unseen:
        _RESUMING(
            key=ASKED,
            data={"answered": st.session_state.get(ANSWERED)},
            on_back_change=_asked,
        )
    return unseen


def _asked() -> None:
    st.session_state[ANSWERED] = st.session_state[ASKED].back
