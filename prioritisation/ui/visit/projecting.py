"""The projector's form of a page: unseen on it, shown full screen, and saved as a picture."""

from criteria.case import Case
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import Foot, framed_picture
from prioritisation.sentences.headline import Headline
from prioritisation.settings import current_day
from prioritisation.ui.shared import state
from prioritisation.ui.visit.voting import draw_unseen, is_spared, waiting_picture
from prioritisation.wording import date_text


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
    """Put the picture of a page on it, unseen.

    While others of the visitor's meeting vote, nothing of a ranking is shown to a room.
    """
    draw_unseen(waiting_picture() if is_spared() else picture)
