"""The pages of the application: four entries of the top line, and the tabs of each.

A tab is a page, or a view of the page of a meeting: the key ``onglet`` of its address says which.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from prioritisation.analysis.address import MEETING_KEY, TAB_KEY
from prioritisation.wording import t

FIRST, SOLID, SETS, COMPARE = "classer", "est-ce-solide", "un-ou-deux", "comparer"
UNDERSTAND, CRITERIA, CASES = "leviers", "criteres", "dossiers"
MEETING, NOTE = MEETING_KEY, "compte-rendu"
DOWNLOADS, REPLAY = "telecharger", "refaire-le-calcul"


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of an entry.

    Attributes
    ----------
    path
        The word of its address.
    named, asks
        Give its name, and what it answers in a few words: the case that is shown calls what it
        compares its own way.
    """

    path: str
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


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the top line, and its pages; the first one is where it leads."""

    key: str
    title: str
    tabs: tuple[Tab, ...]


ENTRIES = (
    MenuEntry(
        "dossier",
        t("Case"),
        (
            Tab(
                UNDERSTAND,
                lambda: t("Levers and scores"),
                lambda: t("What is known of each lever, and who says so?"),
            ),
            Tab(CRITERIA, lambda: t("Criteria"), lambda: t("What are levers compared on?")),
            Tab(CASES, lambda: t("All cases"), lambda: t("Which case do we open?")),
        ),
    ),
    MenuEntry(
        "analyse",
        t("Analysis"),
        (
            Tab(FIRST, lambda: t("To rank"), lambda: t("Which lever first?")),
            Tab(
                SOLID,
                lambda: t("Is it solid?"),
                lambda: t("Does the first one stay so with other weights?"),
            ),
            Tab(SETS, lambda: t("One or two"), lambda: t("Lead two levers at once?")),
            Tab(COMPARE, lambda: t("To compare"), lambda: t("What would other settings say?")),
        ),
    ),
    MenuEntry(
        "seance",
        t("Meeting"),
        (Tab(MEETING, lambda: t("Meeting"), lambda: t("Where does the meeting stand?")),),
    ),
    MenuEntry(
        "compte-rendu",
        t("Report"),
        (
            Tab(NOTE, lambda: t("The text"), lambda: t("What is written?")),
            Tab(DOWNLOADS, lambda: t("Documents"), lambda: t("In which formats can it be had?")),
            Tab(
                REPLAY, lambda: t("Compute again"), lambda: t("How can anybody check the figures?")
            ),
        ),
    ),
)
"""In the order of the top line; ``main`` knows what draws each page."""

TABS = {tab.path: tab for entry in ENTRIES for tab in entry.tabs}
"""Word of the address of a page -> the page."""

ADDRESSES = frozenset(f"/{path}" if path != FIRST else "/" for path in TABS)
"""Where they are: the first one is the server's own."""

REPORT_PATHS = (NOTE, DOWNLOADS, REPLAY)


@dataclass(frozen=True, slots=True)
class PageView:
    """A view of the page of a meeting, a tab of its entry.

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


def entry_of(path: str) -> MenuEntry:
    """The entry of a page."""
    return next(entry for entry in ENTRIES if TABS[path] in entry.tabs)


def page_at(path: str, draw: Callable[[], None] | None = None) -> StreamlitPage:
    """The page at an address; what draws it is needed to show it, and not to lead there."""
    draw = draw or (lambda: None)
    return st.Page(draw, title=TABS[path].title, url_path=path, default=path == FIRST)
