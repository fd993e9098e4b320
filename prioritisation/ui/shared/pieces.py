"""Pieces of a page that may be there or not: HTML that may be empty, and what comes and goes."""

from contextlib import AbstractContextManager
from typing import Literal

import streamlit as st


def drawn(html: str) -> None:
    """Draw a piece of HTML; nothing when it is empty."""
    if html:
        st.html(html)


def apart(gap: Literal["small", "medium"] = "small") -> AbstractContextManager[object]:
    """Where what comes and goes is drawn, above fields: a block that is there at each run.

    The browser knows a block by its place. One that moves down is made again, as its pieces
    arrive: what was being typed in it is lost, and the focus. An empty one is not seen.
    """
    return st.container(gap=gap)
