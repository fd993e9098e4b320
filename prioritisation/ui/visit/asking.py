"""Before what cannot be undone: what it costs, and a choice whose safe answer is the default."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.ui.visit.parts import above
from prioritisation.wording import t

ASKED = "asked_first"
"""Session key: name of what is asked; the dialog is open as long as it is there."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes
    ----------
    costs
        A sentence each: what is lost.
    keep, go
        Labels: of the safe answer, and of the other.
    work
        Does it; False when it could not, which it has said then.
    """

    title: str
    costs: tuple[str, ...]
    keep: str
    go: str
    work: Callable[[], bool]


def ask(name: str) -> None:
    """Ask at the next run."""
    st.session_state[ASKED] = name


def asked() -> str:
    """Name of what is asked; empty when nothing is."""
    return str(st.session_state.get(ASKED, ""))


def forget() -> None:
    """Nothing is asked any more."""
    st.session_state.pop(ASKED, None)


def dialog(question: Question | None) -> None:
    """The question; with None, it is about something that is gone, and is dropped."""
    if question is None:
        forget()
    else:
        above(question.title, _drawn, on_dismiss=forget)(question)


def _drawn(question: Question) -> None:
    costs = (*question.costs, t("This cannot be undone."))
    st.html("".join(tag("p", text(one)) for one in costs))
    with st.container(key="asked_first", horizontal=True, gap="small"):
        if st.button(question.keep, type="primary", key="asked_keep"):
            forget()
            st.rerun()
        if st.button(question.go, key="asked_go") and question.work():
            forget()
            st.rerun()
