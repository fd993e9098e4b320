"""While a meeting votes, nothing of its case is ranked for its people; this is said instead."""

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import MEETING_KEY
from prioritisation.drawing.markup import act_link, tag, text
from prioritisation.drawing.projected.frame import Foot, framed_picture
from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room import OpenVotes, Room, Sight, current_room, open_votes
from prioritisation.meeting.room.identity import LINK, PRESENT, cleaned_code
from prioritisation.meeting.store import StoreError
from prioritisation.sentences.headline import Headline
from prioritisation.settings import current_day
from prioritisation.ui.shared import state
from prioritisation.ui.shared.page import answer_block, apart_block, draw_html
from prioritisation.ui.shared.state import shown_dossier, shown_meeting
from prioritisation.ui.visit.visit import cookies
from prioritisation.wording import date_text, t

_NOTED_CASES = "ranking_noted"
"""Session key: cases whose ranking this visitor has opened, each noted once."""

NOTING = ThreadPoolExecutor(1, thread_name_prefix="noted")
"""Writes what a page must not wait for, one after the other."""

_SPARED = "ranking_spared"
"""Session key: whether others of the visitor's meeting may not see what they see."""

_LOGGER = logging.getLogger(__name__)


def may_rank(case: Case, meeting_code: str, dossier: str) -> Sight:
    """Whether this visitor may see a case ranked; the room decides, in time.

    Parameters
    ----------
    meeting_code, dossier
        Of the meeting, the dossier that is looked at; both empty for the case of the folder.
    """
    return case_votes(case, meeting_code, dossier).sight


def case_votes(case: Case, meeting_code: str, dossier: str) -> OpenVotes:
    """The votes that close a case to this visitor, or spare them; see ``may_rank``."""
    return open_votes(current_room, case.id, cookies(), meeting_code, dossier)


def may_rank_here(case: Case) -> Sight:
    """Whether this visitor may see the case of the page ranked."""
    return may_rank(case, meeting_of_page(), shown_dossier())


def meeting_of_page() -> str:
    """The meeting whose case the page shows, or that its address names, though it is not read."""
    return shown_meeting() or cleaned_code(st.query_params.get(MEETING_KEY, ""))


def is_hidden(case: Case, question: str) -> bool:
    """Whether nothing may be ranked for this visitor now; a sentence says so then."""
    given, code = cookies(), meeting_of_page()
    votes = case_votes(case, code, shown_dossier())
    st.session_state[_SPARED] = bool(votes.sparing)
    if votes.sight is Sight.FREE:
        _note(case, code)
        with apart_block():
            draw_html(_spared(votes))
        return False
    # What the visitor may do meanwhile in the meetings that vote.
    ways = "".join(act_link(*way) for code in votes.closing for way in _ways(code, given))
    st.html(answer_block(question, *_why(votes.sight)) + ways)
    # What is full screen on a wall stays so, and says it too.
    draw_unseen(waiting_picture())
    return True


def waiting_picture() -> str:
    """What a wall shows in the place of a ranking while people vote."""
    return framed_picture(
        "waiting", "", t("The results of the vote are not shown yet."), "", Foot()
    )


def draw_unseen(picture: str) -> None:
    """Put a picture on the page, unseen: full screen and « Image » show it (``actions.js``)."""
    # Its answer is on the page already, as a heading.
    quiet = picture.replace("<h1", "<p").replace("</h1", "</p")
    with st.container(key="projected"):
        st.html(tag("div", quiet, "projected"))


def is_spared() -> bool:
    """Whether the page is drawn, but is to be projected to nobody: others vote."""
    return bool(st.session_state.get(_SPARED))


def _spared(votes: OpenVotes) -> str:
    """What whoever still sees the case ranked must not do while others vote."""
    if not votes.sparing:
        return ""
    sentence = t(
        "The results of the vote are not shown yet: among the people of the meeting, this "
        "ranking is shown to the facilitator and the leads only. Do not project it before."
    )
    return tag("p", text(sentence), "warn")


def _ways(code: str, cookies: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Address and label: one's ballot for who has joined, the meeting for all others."""
    if PRESENT + code in cookies:
        yield f"/vote/{code}", t("Go to my vote (meeting {code})", code=code)
    if LINK + code in cookies or PRESENT + code not in cookies:
        yield meeting_address(code), t("Go to the meeting {code}", code=code)


def _why(sight: Sight) -> tuple[str, str]:
    """Why nothing is ranked, in two parts."""
    if sight is Sight.VOTE:
        return (
            t("The results of the vote are not shown yet."),
            t("Nothing is ranked before, so that nobody is influenced."),
        )
    return (
        t("It is not known whether a vote is under way."),
        t(
            "The meetings do not answer, and you take part in one. Nothing is ranked meanwhile; "
            "reload this page in a moment."
        ),
    )


def _note(case: Case, meeting_code: str) -> None:
    """Have the room note, once per visit, that the case was seen ranked (W10).

    The page does not wait: a write takes a disk, and whoever holds the database, their time.
    """
    noted = st.session_state.setdefault(_NOTED_CASES, set())
    looked_at = case.id, meeting_code, shown_dossier()
    if looked_at in noted:
        return
    # Before the write: the next run asks for no other, whatever becomes of this one.
    noted.add(looked_at)
    # The room is opened in the thread too: that may wait for the store.
    NOTING.submit(_write_note, current_room, looked_at, cookies())


def _write_note(
    rooms: Callable[[], Room], looked_at: tuple[str, str, str], cookies: Mapping[str, str]
) -> None:
    case_id, meeting_code, dossier = looked_at
    try:
        rooms().ranking_opened(case_id, cookies, meeting_code, dossier)
    except StoreError as error:
        _LOGGER.warning("an opening of the ranking was not noted: %s", error)
    # A thread of the pool would keep it to itself.
    except Exception:
        _LOGGER.exception("an opening of the ranking was not noted")


def picture_source(case: Case) -> str:
    """The right of the foot of a picture, as HTML: whose weights it shows, and its day."""
    day = date_text(current_day(case).isoformat())
    return text(", ".join(filter(None, (state.whose_weights(), day))))


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
