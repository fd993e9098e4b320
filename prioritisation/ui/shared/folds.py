"""Folds: a question, and on the same line its answer; behind, what explains it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import streamlit as st

from prioritisation.ui.shared.controls import literal


def answered_fold(
    question: str, answer: str, key: str, *, expanded: bool = False
) -> AbstractContextManager[object]:
    """A fold whose line already answers; it stays as it was when the answer changes.

    Parameters
    ----------
    expanded
        Whether it must be open now. It stays so for the session: whoever has just sent what
        was typed in it looks at it there.
    """
    held_open = f"open_{key}"
    if expanded:
        st.session_state[held_open] = True
    label = f"**{literal(question)}** {literal(answer)}".rstrip()
    return st.expander(label, held_open in st.session_state, type="compact", key=f"fold_{key}")


def draw_on_demand(question: str, answer: str, key: str, content: Callable[[], str]) -> None:
    """HTML that is computed once its fold is open only."""
    label = f"**{literal(question)}** {literal(answer)}".rstrip()
    opened = st.expander(label, type="compact", key=f"fold_{key}", on_change="rerun")
    if opened.open:
        with opened:
            st.html(content())
