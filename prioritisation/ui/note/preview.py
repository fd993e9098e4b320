"""The preview, made elsewhere: the page says that it is coming, and shows it when it is there."""

import json
from collections.abc import Callable
from concurrent.futures import Future

import streamlit as st

from prioritisation.documents.errors import DocumentError
from prioritisation.documents.kinds import PREVIEW
from prioritisation.documents.service import Asked, current_service
from prioritisation.documents.subjects import Subject
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.note.drawing import Told
from prioritisation.ui.shared import state
from prioritisation.ui.visit.trying import notice
from prioritisation.wording import t

PERIOD_S = 0.5
QUICK_S = 0.15
"""How long a page waits at once: what is kept comes without a flicker."""


def preview(subject: Subject, *, visitor: bool = False) -> Told | None:
    """What the note says; None while it is made, or when it cannot be: the page says so.

    Raises
    ------
    Refused, UnderWay
        While no document may be had.
    """
    try:
        made = current_service().ask(Asked(subject.key, PREVIEW), subject.facts)
        subject.keeps()
        return _read(made)
    except TimeoutError:
        _wait(made, state.draw_again if visitor else st.rerun)
    except DocumentError as error:
        st.html(notice(error.sentence))
        st.button(t("Try again"), key="note_again")
    return None


def _read(made: Future[bytes]) -> Told:
    found: Told = json.loads(made.result(timeout=QUICK_S))
    return found


def _wait(made: Future[bytes], draw_again: Callable[[], None]) -> None:
    st.html(tag("p", text(t("The note is being prepared…")), "lead", role="status"))

    @st.fragment(run_every=PERIOD_S)
    def look_again() -> None:
        """Draws nothing: what a timer draws is lost at its next turn."""
        if made.done():
            draw_again()

    look_again()
