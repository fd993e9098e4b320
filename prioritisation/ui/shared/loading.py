"""What takes time is said on the page: libraries being loaded, a long computation.

The libraries of the other methods are loaded when first wanted; until then the page says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from prioritisation.analysis.opinions import load_in_background, ready
from prioritisation.ui.shared import state
from prioritisation.ui.shared.pieces import apart
from prioritisation.wording import t

PERIOD_S = 1.0


def load() -> None:
    """Have the libraries loaded, and the page redrawn when they are there, or cannot be.

    To be called in the page itself, before what needs them: inside another fragment, the timer of
    a former run may stay; and after, they may be there just too late for what is drawn.
    """
    with apart():
        if not ready() and not failed():
            _look_again()


@st.fragment(run_every=PERIOD_S)
def _look_again() -> None:
    """Draws nothing: what a timer draws elsewhere than in itself is lost at its next turn."""
    if ready() or failed():
        state.draw_again()


def failed() -> bool:
    """Whether the import is over and the libraries are not there: they will not be."""
    over = not load_in_background().is_alive()
    return over and not ready()


def waited() -> tuple[str, str]:
    """What is said instead of the methods that are not there: in two parts, loud then not."""
    if failed():
        return (
            t("The other methods could not be loaded on this server:"),
            t("only rankings by the additive value can be compared."),
        )
    return t("The other methods are being loaded:"), t("a few seconds.")


@contextmanager
def computing() -> Iterator[None]:
    """While this lasts, past an instant, the foot of the window says that it is being computed.

    To be entered at each run, long or not: what is below would move (``page.apart``).
    """
    with st.container(key="computing"), st.spinner(t("Being computed…")):
        yield
