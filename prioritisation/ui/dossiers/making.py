"""A dossier is made by the last button of a door, once; its link is shown, and is the way in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.errors import Problem
from prioritisation.analysis.address import DOOR_KEY
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.shelf import current_shelf
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.ui.dossiers.place import go_to_list, leave_door, may_create, passes, place_of
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.shared.drafts import forget_drafts
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.shared.scripts import draw_kept_link
from prioritisation.ui.visit.visit import attempt, browser_mark, notice_block
from prioritisation.web.door import MadeLink, current_made_links
from prioritisation.wording import problem_sentence, t
from prioritisation.wording.problems import problem_text

_MADE = "made_here"
"""Session key: what was made here."""


@dataclass(slots=True)
class MadeHere:
    """What this session has made: written in itself, in the same breath as the store.

    A run that a second press overtakes stops where it next asks Streamlit for anything, its own
    session included: what was made would be forgotten, and made again.

    Attributes
    ----------
    mark
        Of its browser.
    count
        How many dossiers.
    link
        The last one to be shown; None once it is put away.
    turn
        Held while one is made: a second press has a run of its own beside the first, which goes
        on until it next asks Streamlit for anything.
    """

    mark: str
    count: int = 0
    link: MadeLink | None = None
    turn: Lock = field(default_factory=Lock)

    def show(self, link: MadeLink) -> None:
        """Have a link be shown, here and where this browser loads the page again."""
        self.link = link
        current_made_links().keep(link, self.mark)

    def put_away(self) -> None:
        """Have it be shown no more."""
        if self.link is not None:
            current_made_links().forget(self.link.key)
        self.link = None


def _made_here() -> MadeHere:
    made: MadeHere | None = st.session_state.get(_MADE)
    if made is None:
        mark = browser_mark()
        link = current_made_links().last_of(mark)
        if link is not None and not may_create():
            link = None  # a mark may have been planted here by who would see what is made
        made = st.session_state[_MADE] = MadeHere(mark, link=link)
    return made


def is_making() -> bool:
    """Whether a dossier is being made, or its link shown: no other case is named above."""
    link = _made_here().link
    waiting = link is not None and not (link.is_new and link.key in passes())
    return waiting or bool(st.query_params.get(DOOR_KEY))


def form_number() -> int:
    """A number that changes once a dossier is made: its form is a new one, its button too."""
    return _made_here().count


def create_dossier(
    title: str,
    origin: DoorOrigin,
    files: Callable[[], Mapping[str, str]],
    slot: DeltaGenerator,
    form: str,
    after: Callable[[], None] = lambda: None,
) -> None:
    """Create a dossier, and show its link at the next run; else say why not in a place.

    Parameters
    ----------
    form
        Name under which the tab keeps what is typed in the form.
    after
        Called once it is made.
    """
    made = _made_here()

    def create() -> bool:
        if not may_create():
            st.html(notice_block(how_to_create()))
            return False
        try:
            with made.turn:
                if made.link is None:
                    created = current_shelf().create(files(), origin)
                    made.count += 1
                    made.show(MadeLink(created.key, created.secret, title, is_new=True, form=form))
                    after()
        except InvalidRequest as error:
            st.html(notice_block(*map(problem_words, error.problems)))
            return False
        return True

    with slot:
        done = attempt(create)
    if done:
        leave_door()
        st.rerun()


def problem_words(problem: Problem) -> str:
    """What is wrong with a field, as a sentence that stands beside it."""
    words = {
        "empty": t("write something here first"),
        "flat_scale": t("the worst and the best are the same: nothing would tell levers apart"),
    }.get(problem.kind) or problem_text(problem)
    return t("{sentence}.", sentence=words[:1].upper() + words[1:])


def say_beside(problems: Iterable[Problem], slots: Mapping[str, DeltaGenerator]) -> None:
    """What is wrong stands beside its field, a sentence each."""
    by_place: dict[str, list[str]] = {}
    for problem in problems:
        place, rest = place_of(problem.column or "", slots)
        words = problem_words(problem) if place else problem_sentence(problem)
        if place == "options" and rest.isdecimal():
            words = t("Line {n}: {text}", n=int(rest) + 1, text=words)
        by_place.setdefault(place, []).append(words)
    for place, sentences in by_place.items():
        slots[place].html(notice_block(*dict.fromkeys(sentences)))


def how_to_create() -> str:
    """What whoever may not create a dossier is told."""
    return t(
        "To create a case, open the set-up link of this application: it was shown when it was "
        "first started, and whoever starts it can make another."
    )


def recover_dossier(key: str, title: str) -> None:
    """Make the link that corrects anew, for who may create dossiers: asked again here."""
    if may_create() and is_made_again(key, title, lambda: current_shelf().recover(key)):
        st.rerun()


def is_made_again(key: str, title: str, make: Callable[[], str]) -> bool:
    """Make the link that corrects a dossier anew; the next run shows it, and the way in."""
    made = _made_here()

    def show() -> bool:
        made.show(MadeLink(key, make(), title, is_new=False))
        return True

    return bool(attempt(show))


def draw_made() -> bool:
    """The link just made, to be kept, and the way in; whether there is one."""
    made = _made_here()
    link = made.link
    if link is None:
        return False
    if link.is_new and link.key in passes():
        made.put_away()
        return False
    if link.form:
        forget_drafts(link.form)
    loud = t("The case is created.") if link.is_new else t("Its link is made again.")
    rest = t(
        "Keep this link: it lets you lead the case, and is not shown again once it was opened."
    )
    address = f"/ouvrir/{link.key}/{link.secret}"
    with st.container(key="answer"):
        st.html(answer_block(link.title, loud, rest))
    draw_kept_link(link_origin() + address, "dossier")
    enter = tag("a", text(t("Enter the case")), "enter", href=address, target="_self")
    st.html(tag("p", enter))
    lost = t("Lost, it can be made again by whoever opens the set-up link of this application.")
    st.html(html_paragraphs((lost,), "thin"))
    st.button(
        t("The link is kept: back to the cases"), type="tertiary", key="kept", on_click=_put_away
    )
    return True


def _put_away() -> None:
    _made_here().put_away()
    go_to_list()
