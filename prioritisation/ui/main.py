"""Navigation: the style, the top line, the page, its foot; or what is wrong with the case.

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
from prioritisation.ui.experts import experts_page
from prioritisation.ui.meeting.about import dossier_of_choice, forget_offers
from prioritisation.ui.meeting.page import seance
from prioritisation.ui.note import which
from prioritisation.ui.note.page import report_page
from prioritisation.ui.ranking import board
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.navigation import draw_bare_top, draw_foot, draw_top
from prioritisation.ui.shared.page import speak_of_case
from prioritisation.ui.shared.pages import (
    CASES,
    COMPARE,
    EXPERTS,
    FIRST,
    MEETING,
    NOTE,
    PAGES,
    SCORES,
    page_at,
)
from prioritisation.ui.shared.scripts import draw_resuming, show_address
from prioritisation.ui.shared.state import case_in_plain_words
from prioritisation.ui.understanding import scores_page
from prioritisation.ui.visit import looking
from prioritisation.ui.visit.looking import Outlook, draw_outlook, report_outlook
from prioritisation.ui.visit.visit import forget_press, known_case, session_meeting

_DRAWN: dict[str, Callable[[], None]] = {
    FIRST: lambda: board(case_in_plain_words()),
    COMPARE: lambda: comparison_page(case_in_plain_words()),
    SCORES: lambda: scores_page(case_in_plain_words()),
    MEETING: seance,
    NOTE: report_page,
    EXPERTS: lambda: experts_page(case_in_plain_words()),
    CASES: dossiers_page,
}
"""Word of the address of a page -> what draws it."""


def open_page(look: Outlook) -> None:
    """The page of the address between its top line and its foot, on the case looked at."""
    speak_of_case(look.case, path)
    state.synchronise(look.case, path, look.beginning)
    with unseen:
        show_address()
        looking.watch_meetings(look)
    is_list = path == CASES and (is_making() or is_only_list(look))
    brand = None if is_list else look.case
    draw_top(look.case, path, session_meeting(), brand)
    looking.draw_lost(look)
    page.run()
    draw_foot(look.case, path, None if is_list else partial(draw_outlook, look), brand)


def open_meeting(case: Case | None, look: Outlook | None) -> None:
    """A page of a meeting: the address holds its code, not a scenario.

    Before one is entered, the dossier that it would be on is named above, and no other case.
    """
    forget_offers()
    code = session_meeting()
    about = known_case(code) if code else dossier_of_choice()
    speak_of_case(about if about and not code else case, path)
    draw_top(case, path, code, about)
    page.run()
    draw_foot(case, path, partial(draw_outlook, look) if look else None, about)


def is_only_list(look: Outlook) -> bool:
    """Whether nothing can be looked at but the list of dossiers: the folder's case is broken."""
    return case is None and not look.code and not look.dossier


case, problems = case_or_problems()
st.set_page_config(layout="wide")
frame.style()
unseen = draw_resuming()
page = st.navigation([page_at(path, _DRAWN[path]) for path in PAGES], position="hidden")
path = page.url_path or FIRST
speak_of_case(case, path)
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
elif path == MEETING or (path == NOTE and which.note_meeting()):
    open_meeting(case, look)
elif look is None or (is_only_list(look) and path != CASES):
    draw_bare_top()
    frame.broken_case(problems)
    with st.container(key="plain_list", width="content"):
        st.page_link(page_at(CASES), label=PAGES[CASES].title)
else:
    open_page(report_outlook(case, look) if case and path == NOTE else look)
forget_press()
