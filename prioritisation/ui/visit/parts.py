"""Parts of the pages of a meeting that are drawn by themselves: fragments and dialogs.

The meeting may be erased between a look at it and the next; Streamlit would draw its own error in
the part, and leave the rest of the page as it was.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from prioritisation.meeting.store import StoreUnavailable, UnknownMeeting
from prioritisation.ui.visit.push import UNSEEN, push
from prioritisation.ui.visit.trying import EXPECTED, notice, why_not

Given = ParamSpec("Given")


@contextmanager
def standing(code: str = "") -> Iterator[None]:
    """While something of a meeting is drawn: one that is gone has the whole page drawn, and said.

    What else may happen to it meanwhile is said where it happens.

    Parameters
    ----------
    code
        Of the meeting, for a whole page: it looks again by itself once the store answers.
    """
    try:
        yield
    except UnknownMeeting:
        st.rerun()
    except EXPECTED as error:
        st.html(notice(*why_not(error)))
        if code and isinstance(error, StoreUnavailable):
            push(code, UNSEEN, "lost_push")


def part(draw: Callable[Given, None]) -> Callable[Given, None]:
    """A part of a page that is drawn again by itself."""
    found: Callable[Given, None] = st.fragment(_standing(draw))
    return found


def above(
    title: str,
    draw: Callable[Given, None],
    **looks: Any,  # noqa: ANN401 (the dialog's own)
) -> Callable[Given, None]:
    """A part that is drawn above the page."""
    found: Callable[Given, None] = st.dialog(title, **looks)(_standing(draw))
    return found


def _standing(draw: Callable[Given, None]) -> Callable[Given, None]:
    @wraps(draw)
    def drawn(*args: Given.args, **kwargs: Given.kwargs) -> None:
        with standing():
            draw(*args, **kwargs)

    return drawn
