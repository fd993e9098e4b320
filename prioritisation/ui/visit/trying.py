"""Whatever is asked of the room: done, or said why not; written meanwhile by others: a choice.

And buttons pressed once: the key of one changes with what it is about, so that a late click never
falls on the button that took its place, and is answered.
"""

import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import streamlit as st

from criteria.errors import InvalidCase
from prioritisation.analysis.ballots.ballot import InvalidBallot
from prioritisation.cases.reading import DossierError
from prioritisation.cases.rights import DossierRefused
from prioritisation.drawing.markup import html_paragraphs, tag
from prioritisation.meeting.room.errors import InvalidFrame, InvalidScore, Rewritten, Unsourced
from prioritisation.meeting.rules import Reason, Refusal, Refused
from prioritisation.meeting.store import StoreError, StoreUnavailable
from prioritisation.sentences.dossiers import dossier_why
from prioritisation.sentences.meeting import NameOf, refusal_sentence
from prioritisation.sentences.replay import store_text
from prioritisation.ui.visit.visit import Visit
from prioritisation.web.requests import TooManyTries
from prioritisation.wording import problem_sentence, t

T = TypeVar("T")
Edit = TypeVar("Edit")
_LOGGER = logging.getLogger(__name__)
EXPECTED = (
    *(Refused, StoreError, InvalidScore, InvalidFrame, Rewritten, Unsourced),
    *(InvalidBallot, InvalidCase, TooManyTries, DossierError, DossierRefused),
)


def attempt(work: Callable[[], T], name: NameOf = str) -> T | None:
    """What a call returns; None after its refusal was written on the page.

    Parameters
    ----------
    name
        Gives the label of a criterion or a warning from its id.
    """
    try:
        return work()
    except EXPECTED as error:
        st.html(notice_block(*why_not(error, name)))
        return None


def is_done(work: Callable[[], object], name: NameOf = str) -> bool:
    """Whether something could be done; else its refusal was written on the page."""
    # In a tuple: what returns nothing is done too.
    return attempt(lambda: (work(),), name) is not None


def notice_block(*sentences: str) -> str:
    """Sentences that stand out, and are read aloud."""
    return tag("div", html_paragraphs(sentences), "notice", role="alert")


def why_not(error: Exception, name: NameOf = str) -> tuple[str, ...]:
    """Why something could not be done, and what to do, for whoever asked."""
    match error:
        case Refused():
            return (refusal_sentence(error.refusal, name),)
        case InvalidScore() | InvalidCase():
            return _problem_sentences(error)
        case InvalidBallot() | TooManyTries() | DossierError() | DossierRefused():
            return (_refused(error),)
        case InvalidFrame():
            return (t("« {found} » cannot be used here: nothing was changed.", found=error.found),)
        case Rewritten() | Unsourced():
            return (_unwritten(error),)
        case StoreError():
            if isinstance(error, StoreUnavailable):
                _LOGGER.error("the store is unavailable: %s", error.cause)
            return (store_text(error),)
    raise error


def _problem_sentences(error: InvalidScore | InvalidCase) -> tuple[str, ...]:
    """Each with its place: of a score, its criterion."""
    if isinstance(error, InvalidCase):
        return tuple(problem_sentence(p) for p in error.problems)
    typed = (replace(p, place=t("score")) for p in error.problems)
    return tuple(t("{sentence}.", sentence=problem_sentence(p)) for p in typed)


def _refused(error: InvalidBallot | TooManyTries | DossierError | DossierRefused) -> str:
    if isinstance(error, DossierError | DossierRefused):
        return dossier_why(error)
    if isinstance(error, TooManyTries):
        return t("Many codes were tried from this network: wait a minute, then try again.")
    return t("This vote is not complete: nothing was recorded.")


def _unwritten(error: Rewritten | Unsourced) -> str:
    """Why a score was not written."""
    if isinstance(error, Rewritten):
        return t(
            "Somebody has written this score meanwhile: look at it in the table. To replace it by "
            "yours, press « Write this score » once more."
        )
    if error.field == "source":
        return t("Write the source of this score first: who says so, or where it is written.")
    return t("Write first why nobody knows this score: a few words are enough.")


@dataclass(frozen=True, slots=True)
class WriteConflict(Generic[Edit]):
    """An edit that somebody else was quicker than.

    Attributes
    ----------
    current_text
        What stood in its place then, in words.
    """

    edit: Edit
    current_text: str = ""


# A page has one conflict and one refusal at a time, under its own name.
def hold(page: str, conflict: WriteConflict[Edit]) -> None:
    """Show a conflict on a page at the next run, until it is settled."""
    st.session_state[f"{page}_conflict"] = conflict


def conflict_on(page: str) -> WriteConflict[Edit] | None:
    """What waits for a choice on a page."""
    standing: WriteConflict[Edit] | None = st.session_state.get(f"{page}_conflict")
    return standing


def settle(page: str) -> None:
    """Nothing waits for a choice any more."""
    st.session_state.pop(f"{page}_conflict", None)


def draw_conflict(
    name: str,
    own_text: str,
    current_text: str,
    write: Callable[[], None],
    leave: Callable[[], None],
) -> None:
    """Both texts, and the choice.

    Parameters
    ----------
    name
        Start of the keys of the buttons.
    write, leave
        What they do.
    """
    st.html(
        notice_block(
            t("Somebody else wrote meanwhile: what you said is not kept yet."),
            t("Yours: {said}", said=own_text),
            t("There now: {said}", said=current_text),
        )
    )
    with st.container(key=f"{name}_acts", horizontal=True, gap="small"):
        st.button(t("Write mine"), key=f"{name}_mine", on_click=write)
        st.button(t("Leave what is there"), key=f"{name}_theirs", on_click=leave)


def refuse(page: str, place: str, *why: str) -> bool:
    """Something cannot be kept: said at its place at the next run; without ``why``, no more."""
    st.session_state[f"{page}_refused"] = (place, why)
    return False


def draw_refusal(page: str, place: str) -> None:
    """Why what was asked there was refused; nothing when it was not."""
    where, why = st.session_state.get(f"{page}_refused", ("", ()))
    if why and where == place:
        st.html(notice_block(*why))


_CLICKED = "clicked"
"""Session key: the last click that nothing has answered: name, key and place of its button."""

_Draw = Callable[..., bool]


def press(
    visit: Visit,
    label: str,
    name: str,
    *,
    also: object = "",
    draw: _Draw = st.button,
    **looks: Any,  # noqa: ANN401 (the button's own)
) -> bool:
    """Whether the button was pressed as it stands; says so when it was pressed as it stood before.

    A press whose run began again before it came here, since the meeting had changed, counts now.

    Parameters
    ----------
    name
        Start of its key.
    also
        What it is about, besides the place of the meeting.
    draw
        ``st.button``, or ``st.form_submit_button`` in a form.
    """
    place = visit.stage.meeting.stamp
    # Not ``hash``: it is another one in each process, and so would be the key.
    key = f"{name}__{zlib.crc32(f'{visit.code} {place} {also}'.encode()):08x}"
    pressed = draw(label, key=key, on_click=_clicked, args=(name, key, place), **looks)
    last, was, _ = st.session_state.get(_CLICKED, ("", "", ""))
    if pressed or last == name:
        st.session_state.pop(_CLICKED, None)
    if not pressed and last == name and was != key:
        st.html(notice_block(overtaken(visit)))
    return pressed or (last == name and was == key)


def forget_press() -> None:
    """At the end of a whole run: no later one takes a press that nothing here has answered."""
    st.session_state.pop(_CLICKED, None)


def late(visit: Visit) -> None:
    """Answer a click on a button that the meeting has left behind."""
    clicked = st.session_state.get(_CLICKED)
    if clicked and clicked[2] != visit.stage.meeting.stamp:
        st.session_state.pop(_CLICKED)
        st.html(notice_block(overtaken(visit)))


def _clicked(name: str, key: str, place: str) -> None:
    st.session_state[_CLICKED] = (name, key, place)


def overtaken(visit: Visit) -> str:
    """The meeting has moved on: where it stands now."""
    return refusal_sentence(Refusal(Reason.OVERTAKEN, (visit.stage.meeting.phase,)))
