"""The pages of the application: the entries of the top line, and the tabs of each.

A tab is a page, or a view of the page of a meeting: the key ``onglet`` of its address says which.
"""

from dataclasses import dataclass

import streamlit as st

from prioritisation.analysis.address import MEETING_KEY, TAB_KEY
from prioritisation.wording import t

FIRST, UNDERSTAND, NOTE = "classer", "comprendre", "note"
SCENARIOS, SETS, MEETING = "scenarios", "un-ou-deux", MEETING_KEY
PAGES = {
    "screens/classer.py": (t("To rank"), FIRST),
    "screens/comprendre.py": (t("Understand"), UNDERSTAND),
    "screens/comparer.py": (t("Compare"), "comparer"),
    "screens/scenarios.py": (t("Scenarios"), SCENARIOS),
    "screens/robustesse.py": (t("Robustness"), "robustesse"),
    "screens/ensembles.py": (t("One or two"), SETS),
    "screens/recenser.py": (t("Take stock"), "recenser"),
    "screens/seance.py": (t("Meeting"), MEETING),
    "screens/note.py": (t("Note"), NOTE),
}
"""File of a page -> its title and the word of its address."""

ADDRESSES = frozenset(f"/{path}" if path != FIRST else "/" for _title, path in PAGES.values())
"""Where they are: the first one is the server's own."""


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


def page_file(path: str) -> str:
    """The file of the page at an address."""
    return next(file for file, (_title, address) in PAGES.items() if address == path)
