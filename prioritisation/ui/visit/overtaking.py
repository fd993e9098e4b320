"""An answer sent for a warning that somebody else had answered meanwhile."""

from collections.abc import Mapping

import streamlit as st

from prioritisation.ui.shared import held
from prioritisation.ui.visit.trying import notice
from prioritisation.ui.visit.typed import said
from prioritisation.wording import t

MEANWHILE = "answered_meanwhile"
"""Session key: name of a field -> what was typed there and is not kept, until it is forgotten."""


def answered_meanwhile(answers: Mapping[str, str]) -> None:
    """Show both texts: the answer that stands, and what was typed in the field it had.

    Parameters
    ----------
    answers
        Name of the field of each warning that has its answer -> that answer.
    """
    kept: dict[str, str] = st.session_state.setdefault(MEANWHILE, {})
    for name, answer in answers.items():
        mine = said(name)
        if mine and mine != answer:
            kept[name] = mine
        held.renew(name)
        if name in kept:
            _both(name, answer, kept[name])


def _both(name: str, answer: str, mine: str) -> None:
    st.html(
        notice(
            t("Somebody answered meanwhile: « {said} ».", said=answer),
            t("Your text is not kept: « {said} ».", said=mine),
        )
    )
    st.button(t("Forget this text"), key=f"forget_{name}", on_click=_forget, args=(name,))


def _forget(name: str) -> None:
    st.session_state[MEANWHILE].pop(name, None)
