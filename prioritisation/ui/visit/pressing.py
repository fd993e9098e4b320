"""Buttons that do what their reader saw, once: a click that comes late does nothing, and says so.

Two facilitators click at once, one clicks twice: the second click is about a page that is no
longer there. The key of such a button changes with what it is about, so that the click never
falls on the button that took its place; and the click is remembered, so that it is answered.
"""

import zlib
from collections.abc import Callable
from typing import Any

import streamlit as st

from prioritisation.meeting.rules import Reason, Refusal
from prioritisation.sentences.rights import refusal_sentence
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import notice

CLICKED = "clicked"
"""Session key: the last click that nothing has answered: name, key and place of its button."""

Draw = Callable[..., bool]


def press(
    here: Here,
    label: str,
    name: str,
    *,
    also: object = "",
    draw: Draw = st.button,
    **looks: Any,  # noqa: ANN401 (the button's own)
) -> bool:
    """Whether the button was pressed as it stands; says so when it was pressed as it stood before.

    Parameters
    ----------
    name
        Start of its key.
    also
        What it is about, besides the place of the meeting.
    draw
        ``st.button``, or ``st.form_submit_button`` in a form.
    """
    place = here.stage.meeting.place
    key = f"{name}__{zlib.crc32(f'{here.code} {place} {also}'.encode()):08x}"
    pressed = draw(label, key=key, on_click=_clicked, args=(name, key, place), **looks)
    last, was, _ = st.session_state.get(CLICKED, ("", "", ""))
    if pressed:
        st.session_state.pop(CLICKED, None)
    elif last == name and was != key:
        st.session_state.pop(CLICKED)
        st.html(notice(overtaken(here)))
    return pressed


def late(here: Here) -> None:
    """Answer a click on a button that the meeting has left behind."""
    clicked = st.session_state.get(CLICKED)
    if clicked and clicked[2] != here.stage.meeting.place:
        st.session_state.pop(CLICKED)
        st.html(notice(overtaken(here)))


def _clicked(name: str, key: str, place: str) -> None:
    st.session_state[CLICKED] = (name, key, place)


def overtaken(here: Here) -> str:
    """The meeting has moved on: where it stands now."""
    return refusal_sentence(Refusal(Reason.OVERTAKEN, (here.stage.meeting.phase,)))
