"""Buttons that are about what one sees: a press on what has changed since writes nothing."""

import zlib

import streamlit as st

from prioritisation.ui.visit.trying import notice_block
from prioritisation.wording import t

_PRESSED = "edited_pressed"
"""Session key: the last press that no button has answered: name and key."""


def is_pressed_as_seen(label: str, name: str, about: object) -> bool:
    """Whether it was pressed while what it is about was as it is now; else that is said.

    Parameters
    ----------
    name
        Start of its key.
    about
        What the press is about: another one, another button.
    """
    key = f"{name}_{zlib.crc32(repr(about).encode()):08x}"
    pressed = st.button(label, key=key, on_click=_note, args=(name, key))
    last, was = st.session_state.get(_PRESSED, ("", ""))
    if last == name:
        forget_late_press()
        if was != key and not pressed:
            draw_late()
    return pressed


def draw_late() -> None:
    """What one was about to write has changed, and nothing was written."""
    words = t(
        "This has just changed: nothing more was written. Look at it, then press again "
        "if it is still to be done."
    )
    st.html(notice_block(words))


def forget_late_press() -> None:
    """At the end of the page: no later one answers a press that nothing here has answered."""
    st.session_state.pop(_PRESSED, None)


def _note(name: str, key: str) -> None:
    st.session_state[_PRESSED] = (name, key)
