"""What is done to a dossier: said once done, or refused beside the field that it is about."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritisation.cases.errors import InvalidDossierField
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.visit.trying import EXPECTED, notice_block, why_not

_DONE = "dossier_done"
"""Session key: what was just done, to be said once."""


def is_written(work: Callable[[], object], slots: Mapping[str, DeltaGenerator]) -> bool:
    """Whether something could be written; else why not is said at its place.

    Parameters
    ----------
    slots
        Name of each field -> the place beside it; under the empty name, for what is of no field.
    """
    try:
        work()
    except EXPECTED as error:
        field = error.field if isinstance(error, InvalidDossierField) else ""
        with slots.get(field, slots[""]):
            st.html(notice_block(*why_not(error)))
        return False
    return True


def say_done(words: str) -> None:
    """Have the page drawn again, and say what was done."""
    st.session_state[_DONE] = words
    st.rerun()


def keep_done(words: str) -> None:
    """Say it at the next run, whoever asks for it."""
    st.session_state[_DONE] = words


def draw_done() -> None:
    """What was just done, if anything."""
    if words := st.session_state.pop(_DONE, ""):
        st.html(tag("p", text(words), "note", role="status"))
