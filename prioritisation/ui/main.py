"""Navigation: the style, the top line, then the page; or what is wrong with the case.

The pages of a meeting keep their own case: they are drawn whatever has become of the folder's.
"""

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from prioritisation.settings import current_case, wrong_settings
from prioritisation.ui.note import which
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.pages import FIRST, MEETING, NOTE, PAGES
from prioritisation.ui.shared.scripts import draw_resuming, show_address
from prioritisation.wording import t

_LINKED = [(file, title) for file, (title, _path) in PAGES.items()]


def open_page(case: Case) -> None:
    """The page of the address, under the top line."""
    state.synchronise(case, page.url_path)
    with unseen:
        show_address()
    frame.top(case, _LINKED, page.title)
    page.run()


def open_meeting(case: Case | None) -> None:
    """A page of a meeting: the address holds its code, not a scenario."""
    # Without a case the other pages have nothing to show: no link leads there.
    frame.top(case, _LINKED if case else [], page.title)
    page.run()


def _current() -> tuple[Case | None, tuple[Problem, ...]]:
    """The case, or what is wrong with it."""
    try:
        return current_case(), ()
    except InvalidCase as error:
        return None, error.problems


st.set_page_config(page_title=t("Choosing the priority levers"), layout="wide")
frame.style()
unseen = draw_resuming()
# Always called: without it Streamlit would list the folder of pages by itself.
page = st.navigation(
    [
        st.Page(file, title=title, url_path=path, default=path == FIRST)
        for file, (title, path) in PAGES.items()
    ],
    position="hidden",
)
case, problems = _current()
if wrong := wrong_settings():
    frame.top(None, [], "")
    frame.broken_settings(wrong)
elif page.url_path == MEETING or (page.url_path == NOTE and which.note_meeting()):
    open_meeting(case)
elif case is None:
    frame.top(None, [], "")
    frame.broken_case(problems)
else:
    open_page(case)
