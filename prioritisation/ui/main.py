"""Navigation: the style, the top lines, then the page; or what is wrong with the case.

The pages of a meeting and of a dossier keep their own case, and the list of dossiers is that of
the browser: they are drawn whatever has become of the folder's.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from criteria.case import Case
from prioritisation.settings import case_is_chosen, case_or_problems, example_case, wrong_settings
from prioritisation.ui.comparing import comparison_page
from prioritisation.ui.dossiers.making import is_making
from prioritisation.ui.dossiers.page import dossiers_page
from prioritisation.ui.meeting.about import dossier_of_choice, forget_offers
from prioritisation.ui.meeting.page import seance
from prioritisation.ui.note import which
from prioritisation.ui.note.page import report_page
from prioritisation.ui.ranking import board
from prioritisation.ui.robustness import robustness_page
from prioritisation.ui.sets import sets_page
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.navigation import draw_bare_top, draw_top
from prioritisation.ui.shared.page import speak_of_case
from prioritisation.ui.shared.pages import (
    CASES,
    COMPARE,
    CRITERIA,
    DOWNLOADS,
    FIRST,
    MEETING,
    NOTE,
    REPLAY,
    REPORT_PATHS,
    SETS,
    SOLID,
    TABS,
    UNDERSTAND,
    page_at,
)
from prioritisation.ui.shared.scripts import draw_resuming, show_address
from prioritisation.ui.shared.state import case_in_plain_words
from prioritisation.ui.understanding import basis, criteria_page
from prioritisation.ui.visit import looking
from prioritisation.ui.visit.looking import Outlook, draw_outlook, report_outlook
from prioritisation.ui.visit.visit import forget_press, known_case, session_meeting
from prioritisation.wording import t

_DRAWN: dict[str, Callable[[], None]] = {
    FIRST: lambda: board(case_in_plain_words()),
    SOLID: lambda: robustness_page(case_in_plain_words()),
    SETS: lambda: sets_page(case_in_plain_words()),
    COMPARE: lambda: comparison_page(case_in_plain_words()),
    UNDERSTAND: lambda: basis(case_in_plain_words()),
    CRITERIA: lambda: criteria_page(state.shown_case()),
    CASES: dossiers_page,
    MEETING: seance,
    NOTE: lambda: report_page(NOTE),
    DOWNLOADS: lambda: report_page(DOWNLOADS),
    REPLAY: lambda: report_page(REPLAY),
}
"""Word of the address of a page -> what draws it."""


def open_page(look: Outlook) -> None:
    """The page of the address, under the top lines, on the case that is looked at."""
    speak_of_case(look.case)
    state.synchronise(look.case, path, look.beginning)
    with unseen:
        show_address()
        looking.watch_meetings(look)
    if path == CASES and (is_making() or is_only_list(look)):
        draw_top(look.case, path, session_meeting())
    else:
        draw_top(look.case, path, session_meeting(), partial(draw_outlook, look), look.case)
    looking.draw_lost(look)
    page.run()


def open_meeting(case: Case | None, look: Outlook | None) -> None:
    """A page of a meeting: the address holds its code, not a scenario.

    Before one is entered, the dossier that it would be on is named above, and no other case.
    """
    forget_offers()
    whose = partial(draw_outlook, look) if look else None
    code = session_meeting()
    about = known_case(code) if code else dossier_of_choice()
    if about and not code:
        speak_of_case(about)
    draw_top(case, path, code, whose, about)
    page.run()


def is_only_list(look: Outlook) -> bool:
    """Whether nothing can be looked at but the list of dossiers: the folder's case is broken."""
    return case is None and not look.code and not look.dossier


case, problems = case_or_problems()
st.set_page_config(layout="wide")
speak_of_case(case)
frame.style()
unseen = draw_resuming()
page = st.navigation([page_at(path, _DRAWN[path]) for path in TABS], position="hidden")
path = page.url_path or FIRST
# Whatever the folder has become, a dossier or a meeting that the address names is looked at.
beginning = case or (example_case() if case_is_chosen() else None)
look = (
    looking.current_outlook(beginning, of_today=path == CASES)
    if beginning and path != MEETING
    else None
)
if wrong := wrong_settings():
    draw_bare_top()
    frame.broken_settings(wrong)
elif path == MEETING or (path in REPORT_PATHS and which.note_meeting()):
    open_meeting(case, look)
elif look is None or (is_only_list(look) and path != CASES):
    draw_bare_top()
    frame.broken_case(problems)
    with st.container(key="plain_list", width="content"):
        st.page_link(page_at(CASES), label=t("All cases"))
else:
    open_page(report_outlook(case, look) if case and path in REPORT_PATHS else look)
forget_press()
