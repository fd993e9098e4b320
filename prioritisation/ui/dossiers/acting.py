"""What is done to a dossier: said once done, or refused beside the field that it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritisation.cases.reading import InvalidDossierField
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.visit.trying import EXPECTED, notice_block, why_not

_DONE = "dossier_done"
"""Session key: what was just done, to be said once."""


@dataclass
class _Done:
    """What was just done: noted in the same breath as it is stored.

    A run that a second press overtakes stops where it next asks Streamlit for anything.
    """

    words: str = ""


def is_written(
    work: Callable[[], object], slots: Mapping[str, DeltaGenerator], done: str = ""
) -> bool:
    """Whether something could be written; else why not is said at its place.

    Parameters
    ----------
    slots
        Name of each field -> the place beside it; under the empty name, for what is of no field.
    done
        What the next page says once it is.
    """
    place = _done()
    try:
        work()
        place.words = done
    except EXPECTED as error:
        field = error.field if isinstance(error, InvalidDossierField) else ""
        with slots.get(field, slots[""]):
            st.html(notice_block(*why_not(error)))
        return False
    return True


def say_done(words: str) -> None:
    """Have the page drawn again, and say what was done."""
    keep_done(words)
    st.rerun()


def keep_done(words: str) -> None:
    """Say it at the next run, whoever asks for it."""
    _done().words = words


def _done() -> _Done:
    done: _Done = st.session_state.setdefault(_DONE, _Done())
    return done


def draw_done() -> None:
    """What was just done, if anything."""
    if words := _done().words:
        _done().words = ""
        st.html(tag("p", text(words), "note", role="status"))
