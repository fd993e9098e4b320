"""A dossier is made by the last button of a door, once; its link is shown, and is the way in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.errors import Problem
from prioritisation.analysis.address import DOOR_KEY
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.shelf import current_shelf
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.ui.dossiers.place import go_to_list, may_create, passes
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.visit.trying import attempt, notice_block
from prioritisation.wording import t
from prioritisation.wording.problems import problem_text

_MADE, _SENT = "made_dossier", "dossiers_made"
"""Session keys: the dossier just made, or whose link was; how many were made here."""


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that leads a dossier, shown until it is used or put away.

    Attributes
    ----------
    is_new
        Whether the dossier is; else its link was lost.
    """

    key: str
    secret: str
    title: str
    is_new: bool


def form_number() -> int:
    """A number that changes once a dossier is made: its form is a new one, its button too."""
    return int(st.session_state.setdefault(_SENT, 0))


def create_dossier(
    title: str, origin: DoorOrigin, files: Callable[[], Mapping[str, str]], slot: DeltaGenerator
) -> None:
    """Create a dossier, and show its link at the next run; else say why not in a place."""
    with slot:
        created = attempt(lambda: _created(origin, files))
    if created is not None:
        # Nothing is drawn in between: a second press finds another button.
        st.session_state[_SENT] = form_number() + 1
        st.session_state[_MADE] = MadeLink(*created, title, is_new=True)
        st.query_params.pop(DOOR_KEY, None)
        st.rerun()


def _created(origin: DoorOrigin, files: Callable[[], Mapping[str, str]]) -> tuple[str, str] | None:
    """Key and secret of a new dossier; None once it was said what is wrong with what was typed."""
    if not may_create():
        st.html(notice_block(how_to_create()))
        return None
    try:
        created = current_shelf().create(files(), origin)
    except InvalidRequest as error:
        st.html(notice_block(*map(problem_words, error.problems)))
        return None
    return created.key, created.secret


def problem_words(problem: Problem) -> str:
    """What is wrong with a field, as a sentence that stands beside it."""
    words = {
        "empty": t("write something here first"),
        "flat_scale": t("the worst and the best are the same: nothing would tell levers apart"),
    }.get(problem.kind) or problem_text(problem)
    return t("{sentence}.", sentence=words[:1].upper() + words[1:])


def how_to_create() -> str:
    """What whoever may not create a dossier is told."""
    return t(
        "To create a case, open the set-up link of this application: it was shown when it was "
        "first started, and whoever starts it can make another."
    )


def recover_dossier(key: str, title: str) -> None:
    """Make a new link for who leads a dossier, for who may create them: asked again here."""
    secret = attempt(lambda: current_shelf().recover(key) if may_create() else None)
    if secret:
        st.session_state[_MADE] = MadeLink(key, secret, title, is_new=False)
        st.rerun()


def draw_made() -> bool:
    """The link just made, to be kept, and the way in; whether there is one."""
    link = st.session_state.get(_MADE)
    if not isinstance(link, MadeLink):
        return False
    if link.is_new and link.key in passes():
        st.session_state.pop(_MADE)
        return False
    loud = t("The case is created.") if link.is_new else t("Its link is made again.")
    rest = t("Keep this link: it lets you lead the case, and is not shown again.")
    address = f"/ouvrir/{link.key}/{link.secret}"
    with st.container(key="answer"):
        st.html(answer_block(link.title, loud, rest))
    st.code(link_origin() + address, language=None, wrap_lines=True)
    enter = tag("a", text(t("Enter the case")), "enter", href=address, target="_self")
    st.html(tag("p", enter))
    lost = t("Lost, it can be made again by whoever opens the set-up link of this application.")
    st.html(html_paragraphs((lost,), "thin"))
    st.button(
        t("The link is kept: back to the cases"), type="tertiary", key="kept", on_click=_put_away
    )
    return True


def _put_away() -> None:
    st.session_state.pop(_MADE, None)
    go_to_list()
