"""Navigation: the style, the top lines, then the page; or what is wrong with the case.

The pages of a meeting keep their own case: they are drawn whatever has become of the folder's.
"""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from prioritisation.settings import current_case, wrong_settings
from prioritisation.ui.dossiers.making import is_making
from prioritisation.ui.meeting.about import dossier_of_choice
from prioritisation.ui.note import which
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.navigation import draw_bare_top, draw_top
from prioritisation.ui.shared.pages import CASES, FIRST, MEETING, PAGES, REPORT_PATHS, TABS
from prioritisation.ui.shared.scripts import draw_resuming, show_address
from prioritisation.ui.shared.speaking import speak_of_case
from prioritisation.ui.visit import looking
from prioritisation.ui.visit.looking import draw_outlook
from prioritisation.ui.visit.outlook import Outlook
from prioritisation.ui.visit.trying import forget_press
from prioritisation.ui.visit.visit import known_case, session_meeting


def open_page(look: Outlook) -> None:
    """The page of the address, under the top lines, on the case that is looked at."""
    speak_of_case(look.case)
    state.synchronise(look.case, path, look.beginning)
    with unseen:
        show_address()
        looking.watch_meetings(look)
    if path == CASES and is_making():
        draw_top(look.case, path, session_meeting())
    else:
        draw_top(look.case, path, session_meeting(), partial(draw_outlook, look), look.case)
    looking.draw_lost(look)
    page.run()


def open_meeting(case: Case | None, look: Outlook | None) -> None:
    """A page of a meeting: the address holds its code, not a scenario.

    Before one is entered, the dossier that it would be on is named above, and no other case.
    """
    whose = partial(draw_outlook, look) if look else None
    code = session_meeting()
    about = known_case(code) if code else dossier_of_choice()
    if about and not code:
        speak_of_case(about)
    draw_top(case, path, code, whose, about)
    page.run()


def _current() -> tuple[Case | None, tuple[Problem, ...]]:
    """The case, or what is wrong with it."""
    try:
        return current_case(), ()
    except InvalidCase as error:
        return None, error.problems


case, problems = _current()
st.set_page_config(layout="wide")
speak_of_case(case)
frame.style()
unseen = draw_resuming()
# Always called: without it Streamlit would list the folder of pages by itself.
page = st.navigation(
    [
        st.Page(file, title=TABS[path].title, url_path=path, default=path == FIRST)
        for file, path in PAGES.items()
    ],
    position="hidden",
)
path = page.url_path or FIRST
look = looking.current_outlook(case) if case and path != MEETING else None
if wrong := wrong_settings():
    draw_bare_top()
    frame.broken_settings(wrong)
elif path == MEETING or (path in REPORT_PATHS and which.note_meeting()):
    open_meeting(case, look)
elif case is None or look is None:
    draw_bare_top()
    frame.broken_case(problems)
else:
    open_page(looking.report_outlook(case, look) if path in REPORT_PATHS else look)
forget_press()
