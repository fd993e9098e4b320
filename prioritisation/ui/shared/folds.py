"""Folds: a question, and on the same line its answer; behind, what explains it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import streamlit as st

from prioritisation.ui.shared.controls import literal


def answered_fold(question: str, answer: str, key: str) -> AbstractContextManager[object]:
    """A fold whose line already answers; it stays as it was when the answer changes."""
    return st.expander(_line(question, answer), type="compact", key=f"fold_{key}")


def opening_fold(
    question: str, answer: str, key: str, *, needed: bool
) -> AbstractContextManager[object]:
    """A fold that opens by itself as soon as it is needed, and is then closed by hand only.

    Parameters
    ----------
    needed
        Whether something is being typed in it: a page that is loaded again shows it.
    """
    name, line = f"fold_{key}", _line(question, answer)
    before, left = f"{name}_needed", f"{name}_left"
    if needed and not st.session_state.get(before):
        st.session_state[left] = True
        if name in st.session_state:
            st.session_state[name] = True
    st.session_state[before] = needed
    # The framework takes a fold whose line has changed for another one: it begins as it was left.
    begins = bool(st.session_state.get(left))
    fold = st.expander(line, begins, type="compact", key=name, on_change="rerun")
    st.session_state[left] = fold.open
    return fold


def draw_on_demand(question: str, answer: str, key: str, content: Callable[[], str]) -> None:
    """HTML that is computed once its fold is open only."""
    line = _line(question, answer)
    opened = st.expander(line, type="compact", key=f"fold_{key}", on_change="rerun")
    if opened.open:
        with opened:
            st.html(content())


def _line(question: str, answer: str) -> str:
    return f"**{literal(question)}** {literal(answer)}".rstrip()
