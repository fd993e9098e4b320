"""The pages of the application: four entries of the top line, and the tabs of each.

A tab is a page, or a view of the page of a meeting: the key ``onglet`` of its address says which.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import MEETING_KEY, TAB_KEY
from prioritisation.wording import t

FIRST, UNDERSTAND, NOTE = "classer", "leviers", "compte-rendu"
SCENARIOS, SETS, MEETING = "et-si", "un-ou-deux", MEETING_KEY
DOWNLOADS, REPLAY = "telecharger", "refaire-le-calcul"
CRITERIA, CENSUS, CASES = "criteres", "qui-fait-deja-quoi", "dossiers"
SOLID, OTHER_WAYS = "est-ce-solide", "autres-calculs"


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of an entry.

    Attributes
    ----------
    file, path
        What draws it, and the word of its address.
    named, asks
        Give its name, and what it answers in a few words: the case that is shown calls what it
        compares its own way.
    """

    file: str
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


_CASE = MenuEntry(
    "dossier",
    t("Case"),
    (
        Tab(
            "screens/comprendre.py",
            UNDERSTAND,
            lambda: t("Levers and scores"),
            lambda: t("What is known of each lever, and who says so?"),
        ),
        Tab(
            "screens/recenser.py",
            CENSUS,
            lambda: t("Who already does what"),
            lambda: t("What do the members of the group already do?"),
        ),
        Tab(
            "screens/criteres.py",
            CRITERIA,
            lambda: t("Criteria"),
            lambda: t("What are levers compared on?"),
        ),
        Tab(
            "screens/dossiers.py",
            CASES,
            lambda: t("All cases"),
            lambda: t("Which case do we open?"),
        ),
    ),
)
_ANALYSIS = MenuEntry(
    "analyse",
    t("Analysis"),
    (
        Tab("screens/classer.py", FIRST, lambda: t("To rank"), lambda: t("Which lever first?")),
        Tab(
            "screens/robustesse.py",
            SOLID,
            lambda: t("Is it solid?"),
            lambda: t("Does the first one stay so with other weights?"),
        ),
        Tab(
            "screens/ensembles.py",
            SETS,
            lambda: t("One or two"),
            lambda: t("Lead two levers at once?"),
        ),
        Tab(
            "screens/scenarios.py",
            SCENARIOS,
            lambda: t("What if…?"),
            lambda: t("Try other scores and weights"),
        ),
        Tab(
            "screens/comparer.py",
            OTHER_WAYS,
            lambda: t("Other ways to compute"),
            lambda: t("What would other ways to compute say?"),
        ),
    ),
)
_MEETING = MenuEntry(
    "seance",
    t("Meeting"),
    (
        Tab(
            "screens/seance.py",
            MEETING,
            lambda: t("Meeting"),
            lambda: t("Where does the meeting stand?"),
        ),
    ),
)
_REPORT = MenuEntry(
    "compte-rendu",
    t("Report"),
    (
        Tab("screens/note.py", NOTE, lambda: t("The text"), lambda: t("What is written?")),
        Tab(
            "screens/telecharger.py",
            DOWNLOADS,
            lambda: t("Documents"),
            lambda: t("In which formats can it be had?"),
        ),
        Tab(
            "screens/refaire.py",
            REPLAY,
            lambda: t("Compute again"),
            lambda: t("How can anybody check the figures?"),
        ),
    ),
)
ENTRIES = (_CASE, _ANALYSIS, _MEETING, _REPORT)
"""In the order of the top line."""

TABS = {tab.path: tab for entry in ENTRIES for tab in entry.tabs}
"""Word of the address of a page -> the page."""

PAGES = {tab.file: tab.path for tab in TABS.values()}
"""File of a page -> the word of its address."""

ADDRESSES = frozenset(f"/{path}" if path != FIRST else "/" for path in TABS)
"""Where they are: the first one is the server's own."""

REPORT_PATHS = tuple(tab.path for tab in _REPORT.tabs)


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


def offered_tabs(entry: MenuEntry, path: str, case: Case | None) -> tuple[Tab, ...]:
    """The pages of an entry that say something of a case; the one that is open is always there."""
    sheets = case is not None and case.sheets
    return tuple(tab for tab in entry.tabs if sheets or tab.path == path or tab.path != CENSUS)


def page_file(path: str) -> str:
    """The file of the page at an address."""
    return TABS[path].file
