"""The keyboard, and with it what is in sight, is brought to one control of the page."""

import re
from pathlib import Path

import streamlit as st

_FOCUS = st.components.v2.component(
    "focus",
    html="<span hidden></span>",
    js=(Path(__file__).parent / "focus.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def focus(key: str, widget: str, control: str) -> None:
    """Give the focus to a control once, as long as a component of this key is drawn.

    Parameters
    ----------
    widget
        Key of the widget that the control is in.
    control
        What it is in HTML: ``button``, ``input``.
    """
    place = re.sub("[^a-zA-Z0-9_-]", "-", widget)
    _FOCUS(key=key, data={"target": f".st-key-{place} {control}"})
