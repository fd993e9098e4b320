"""The browser of a page, as what it has sent or made is kept for it alone."""

from pathlib import Path

import streamlit as st

from prioritisation.meeting.room.identity import BROWSER
from prioritisation.ui.shared.scripts import declared
from prioritisation.ui.visit import visit
from prioritisation.web.browsers import KNOWN_ROUTE, Browser, page_browser

_KEPT = "own_browser"
"""Session key."""
_KNOWN = declared("known_browser", Path(__file__).parent / "known_browser.js")


def own_browser() -> Browser:
    """The browser that shows the page."""
    kept: Browser | None = st.session_state.get(_KEPT)
    if kept is None:
        kept = st.session_state[_KEPT] = page_browser(visit.cookies().get(BROWSER, ""))
    return kept


def draw_known_browser() -> None:
    """Have the browser be known when the page is loaded again."""
    data = {"ticket": own_browser().ticket, "address": KNOWN_ROUTE}
    _KNOWN(key="known_browser", data=data)
