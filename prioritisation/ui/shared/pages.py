"""The pages of the application: four entries of the top line, what their foot leads to, and views.

A view is a part of the page of a meeting: the key ``onglet`` of its address says which.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from prioritisation.analysis.address import MEETING_KEY, TAB_KEY
from prioritisation.wording import t

FIRST, COMPARE, SCORES = "classer", "comparer", "les-notes"
MEETING, NOTE = MEETING_KEY, "compte-rendu"
EXPERTS, CASES = "pour-experts", "dossiers"


@dataclass(frozen=True, slots=True)
class PageName:
    """What a page is called, and what it answers in a few words.

    Both are asked for as it is drawn: the case that is shown calls what it compares its own way.
    """

    named: Callable[[], str]
    asks: Callable[[], str]

    @property
    def title(self) -> str:
        """Its name."""
        return self.named()

    @property
    def question(self) -> str:
        """What it answers, in a few words."""
        return self.asks()


PAGES = {
    FIRST: PageName(lambda: t("To rank"), lambda: t("Which lever first?")),
    COMPARE: PageName(lambda: t("To compare"), lambda: t("What would other settings say?")),
    SCORES: PageName(
        lambda: t("The scores"), lambda: t("What is known of each lever, and who says so?")
    ),
    MEETING: PageName(lambda: t("Meeting"), lambda: t("Where does the meeting stand?")),
    NOTE: PageName(lambda: t("Report"), lambda: t("What is written?")),
    EXPERTS: PageName(
        lambda: t("For experts"), lambda: t("Does the first one stay so with other weights?")
    ),
    CASES: PageName(lambda: t("Other cases"), lambda: t("Which case do we open?")),
}
"""Word of the address of a page -> what it is called; ``main`` knows what draws it."""

ENTRIES = (FIRST, SCORES, MEETING, NOTE)
"""The pages of the top line, in its order."""

FOOT = (CASES, EXPERTS)
"""The pages that the foot of each page leads to."""

RANKING = (FIRST, COMPARE, EXPERTS)
"""The pages that rank: what they show can be shared."""

ADDRESSES = frozenset(f"/{path}" if path != FIRST else "/" for path in PAGES)
"""Where they are: the first one is the server's own."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A view of the page of a meeting.

    Attributes
    ----------
    key
        What stands in the address under ``onglet``; the first view needs none.
    question
        What it answers, in a few words.
    """

    key: str
    title: str
    question: str


RUNNING, PREPARING, PEOPLE, LOG = "conduire", "preparer", "presents", "journal"
MEETING_VIEWS = (
    PageView(RUNNING, t("To run"), t("What comes next?")),
    PageView(PREPARING, t("To prepare"), t("What is voted on, and what is left to settle?")),
    PageView(PEOPLE, t("People and links"), t("Who is there, and how do they come in?")),
    PageView(LOG, t("Log"), t("What happened, and when?")),
)
"""The views of a meeting: ``/seance?seance=PYDF2&onglet=preparer``."""


def meeting_view() -> str:
    """The key of the view of the meeting that the address asks for; else that of the first one."""
    wanted = st.query_params.get(TAB_KEY, "")
    return wanted if wanted in {view.key for view in MEETING_VIEWS} else RUNNING


def page_at(path: str, draw: Callable[[], None] | None = None) -> StreamlitPage:
    """The page at an address; what draws it is needed to show it, and not to lead there."""
    draw = draw or (lambda: None)
    return st.Page(draw, title=PAGES[path].title, url_path=path, default=path == FIRST)
