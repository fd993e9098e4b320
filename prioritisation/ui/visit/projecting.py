"""The projector's form of a page: unseen on it, shown full screen, and saved as a picture."""

import streamlit as st

from criteria.case import Case
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import Foot, framed_picture
from prioritisation.sentences.headline import Headline
from prioritisation.settings import current_day
from prioritisation.ui.shared import state
from prioritisation.ui.visit.voting import is_spared
from prioritisation.wording import date_text, t


def picture_source(case: Case, whose: str = "") -> str:
    """The right of the foot of a picture, as HTML: whose weights it shows, and its day.

    Parameters
    ----------
    whose
        Those of the session by default.
    """
    day = date_text(current_day(case).isoformat())
    return text(", ".join(filter(None, (whose or state.whose_weights(), day))))


def headline_picture(headline: Headline, right: str) -> str:
    """A question and its answer, where there is nothing to draw."""
    reason = tag("span", text(headline.reservation), "p-clamp")
    how = tag("p", reason, "p-how")
    return framed_picture("said", headline.question, headline.answer, how, Foot(right=right))


def draw_projected(picture: str) -> None:
    """Put a picture on the page, unseen: « Plein écran » and « Image » show it (``actions.js``).

    While others of the visitor's meeting vote, nothing of a ranking is shown to a room.
    """
    if is_spared():
        hidden = t("The results of the vote are not shown yet.")
        picture = framed_picture("waiting", "", hidden, "", Foot())
    # Its answer is on the page already, as a heading.
    quiet = picture.replace("<h1", "<p").replace("</h1", "</p")
    with st.container(key="projected"):
        st.html(tag("div", quiet, "projected"))
