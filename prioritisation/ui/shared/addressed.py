"""The address of a page to which the visitor goes back is that of what is shown."""

from pathlib import Path

import streamlit as st

from prioritisation.ui.shared import state

_ADDRESSED = st.components.v2.component(
    "addressed",
    html="<span hidden></span>",
    js=(Path(__file__).parent / "addressed.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)

TIMES = "addressed_times"
"""Session key: how many times the whole page was drawn."""


def addressed() -> None:
    """Have the browser show the address that was read, where another one came meanwhile.

    It is not told as other addresses are: told before the browser goes back once more, it would
    be written over the next one, and « Forward » would lead nowhere.
    """
    time = st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1
    _ADDRESSED(key="addressed", data={"shown": state.gone_back_to(), "time": time})
