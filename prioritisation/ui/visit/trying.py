"""Whatever is asked of the room: done, or said in a sentence why not. Nothing typed is lost."""

import logging
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from criteria.errors import InvalidCase
from prioritisation.analysis.ballots.errors import InvalidBallot
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room.errors import InvalidFrame, InvalidScore, Rewritten, Unsourced
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.store import StoreError, StoreUnavailable
from prioritisation.sentences.rights import Names, refusal_sentence
from prioritisation.sentences.storing import store_text
from prioritisation.web.limits import TooManyTries
from prioritisation.wording import problem_sentence, t

T = TypeVar("T")
_LOGGER = logging.getLogger(__name__)
EXPECTED = (
    *(Refused, StoreError, InvalidScore, InvalidFrame, Rewritten, Unsourced),
    *(InvalidBallot, InvalidCase, TooManyTries),
)


def trying(what: Callable[[], T], name: Names = str) -> T | None:
    """What a call returns; None after its refusal was written on the page.

    Parameters
    ----------
    name
        Gives the label of a criterion or a warning from its id.
    """
    try:
        return what()
    except EXPECTED as error:
        st.html(notice(*why_not(error, name)))
        return None


def notice(*sentences: str) -> str:
    """Sentences that stand out, and are read aloud."""
    return tag("div", "".join(tag("p", text(s)) for s in sentences), "notice", role="alert")


def why_not(error: Exception, name: Names = str) -> tuple[str, ...]:
    """Why something could not be done, and what to do, for whoever asked."""
    match error:
        case Refused():
            return (refusal_sentence(error.refusal, name),)
        case InvalidScore() | InvalidCase():
            return tuple(problem_sentence(p) for p in error.problems)
        case InvalidBallot() | TooManyTries():
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


def _refused(error: InvalidBallot | TooManyTries) -> str:
    if isinstance(error, TooManyTries):
        return t("Many codes were tried from this network: wait a minute, then try again.")
    return t("This ballot is not complete: nothing was recorded.")


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
