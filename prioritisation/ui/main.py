"""Navigation: the style, the top line, then the page; or what is wrong with the case."""

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase
from prioritisation.settings import current_case
from prioritisation.ui import state
from prioritisation.ui.components import frame
from prioritisation.wording import t

PAGES = {
    "screens/classer.py": (t("To rank"), "classer"),
    "screens/comprendre.py": (t("Understand"), "comprendre"),
    "screens/comparer.py": (t("Compare"), "comparer"),
    "screens/recenser.py": (t("Take stock"), "recenser"),
}


def open_page(case: Case) -> None:
    """The page of the address, under the top line."""
    state.synchronise(case)
    frame.top(case, [(file, title) for file, (title, _) in PAGES.items()], page.title)
    page.run()


st.set_page_config(page_title=t("Choosing the priority levers"), layout="wide")
frame.style()
# Always called: without it Streamlit would list the folder of pages by itself.
page = st.navigation(
    [
        st.Page(file, title=title, url_path=path, default=path == "classer")
        for file, (title, path) in PAGES.items()
    ],
    position="hidden",
)
try:
    found = current_case()
except InvalidCase as error:
    frame.top(None, [], "")
    frame.broken_case(error.problems)
else:
    open_page(found)
