"""HTML on a page, when there is any: Streamlit refuses an empty piece."""

import streamlit as st


def drawn(html: str) -> None:
    """Draw a piece of HTML; nothing when it is empty."""
    if html:
        st.html(html)
