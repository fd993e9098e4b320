"""Parts of a meeting's page drawn by themselves: fragments that follow it, dialogs, confirmations.

The meeting may be erased between two looks; Streamlit would draw its own error in the part, and
leave the rest of the page as it was.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import streamlit as st

from prioritisation.drawing.markup import html_paragraphs
from prioritisation.meeting.room import RoundResults, current_room
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import StoreUnavailable, UnknownMeeting
from prioritisation.ui.shared.scripts import declared
from prioritisation.ui.visit.visit import (
    EXPECTED,
    Visit,
    attempt,
    notice_block,
    open_visit,
    why_not,
)
from prioritisation.web.waiting import STREAM_SCRIPT
from prioritisation.wording import t

UNSEEN = -1
"""A version that no meeting has: the page looks again as soon as the meeting can be read."""

_PUSH = declared(
    "meeting_push",
    STREAM_SCRIPT,
    Path(__file__).parent / "push.js",
    html='<p role="status" class="cut"></p>',
)


def push(code: str, version: int, key: str) -> None:
    """Run the fragment around again when the meeting has another version than the page shows."""
    _PUSH(
        key=key,
        data={
            "url": f"/seance/{code}/flux",
            "version": version,
            "lost": t("Connection lost; trying again…"),
        },
        on_version_change=lambda: None,
    )


def follow(code: str, key: str) -> Visit | None:
    """The visitor's place in a meeting as it stands; None after it was said why there is none.

    A meeting that cannot be read for a moment is looked for again by the page itself; the whole
    page is drawn again for one that is gone, and says so.
    """

    def visited() -> Visit:
        try:
            return open_visit(current_room(), code, fresh=True)
        except StoreUnavailable:
            push(code, UNSEEN, key)
            raise
        # Nothing comes back from here: the page is drawn again, and says that the meeting is gone.
        except UnknownMeeting:
            st.rerun()

    return attempt(visited)


def follow_results(code: str, key: str) -> tuple[Visit, RoundResults] | None:
    """The same with the results, for a part that shows what a group makes of them.

    Nothing for whoever may not see them now, and once it was said why there are none.
    """
    visit = follow(code, key)
    if visit is None or not visit.may(Act.SEE_RESULTS):
        return None
    push(code, visit.stage.version, key)
    results = attempt(lambda: visit.room.results(code, visit.role))
    return None if results is None else (visit, results)


Arguments = ParamSpec("Arguments")


@contextmanager
def while_meeting_stands(code: str = "") -> Iterator[None]:
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
        st.html(notice_block(*why_not(error)))
        if code and isinstance(error, StoreUnavailable):
            push(code, UNSEEN, "lost_push")


def part(draw: Callable[Arguments, None], every: float | None = None) -> Callable[Arguments, None]:
    """A part of a page that is drawn again by itself.

    Parameters
    ----------
    every
        Seconds after which it is drawn again, whatever happens.
    """
    fragment: Callable[Arguments, None] = st.fragment(_standing(draw), run_every=every)
    return fragment


def dialog_part(
    title: str,
    draw: Callable[Arguments, None],
    **looks: Any,  # noqa: ANN401 (the dialog's own)
) -> Callable[Arguments, None]:
    """A part that is drawn above the page."""
    dialog: Callable[Arguments, None] = st.dialog(title, **looks)(_standing(draw))
    return dialog


def _standing(draw: Callable[Arguments, None]) -> Callable[Arguments, None]:
    @wraps(draw)
    def wrapper(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        with while_meeting_stands():
            draw(*args, **kwargs)

    return wrapper


_QUESTION = "asked_first"
"""Session key: name of what is asked; the dialog is open as long as it is there."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is asked.

    Attributes
    ----------
    costs
        A sentence each: what is lost.
    keep, go
        Labels: of the safe answer, and of the other.
    work
        Does it; False when it could not, which it has said then.
    final
        Whether nothing takes it back, which is said.
    """

    title: str
    costs: tuple[str, ...]
    keep: str
    go: str
    work: Callable[[], bool]
    final: bool = True


def ask_confirmation(name: str) -> None:
    """Ask at the next run."""
    st.session_state[_QUESTION] = name


def pending_confirmation() -> str:
    """Name of what is asked; empty when nothing is."""
    return str(st.session_state.get(_QUESTION, ""))


def drop_confirmation() -> None:
    """Nothing is asked any more."""
    st.session_state.pop(_QUESTION, None)


def confirmation_dialog(question: Confirmation | None) -> None:
    """The question; with None, it is about something that is gone, and is dropped."""
    if question is None:
        drop_confirmation()
    else:
        dialog_part(question.title, _draw_question, on_dismiss=drop_confirmation)(question)


def _draw_question(question: Confirmation) -> None:
    final = (t("This cannot be undone."),) if question.final else ()
    st.html(html_paragraphs((*question.costs, *final)))
    with st.container(key="asked_first", horizontal=True, gap="small"):
        # A run of the whole page closes the dialog.
        if st.button(question.keep, type="primary", key="asked_keep"):
            drop_confirmation()
            st.rerun()
        if st.button(question.go, key="asked_go") and question.work():
            drop_confirmation()
            st.rerun()
