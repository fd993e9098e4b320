"""What could not be kept: refused, with why; or written meanwhile by somebody else, with a choice.

Each page has one of both at a time, under its own name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from prioritisation.ui.visit.trying import notice_block
from prioritisation.wording import t

Edit = TypeVar("Edit")


@dataclass(frozen=True, slots=True)
class WriteConflict(Generic[Edit]):
    """An edit that somebody else was quicker than.

    Attributes
    ----------
    current_text
        What stood in its place then, in words.
    """

    edit: Edit
    current_text: str = ""


def hold(page: str, conflict: WriteConflict[Edit]) -> None:
    """Show a conflict on a page at the next run, until it is settled."""
    st.session_state[f"{page}_conflict"] = conflict


def conflict_on(page: str) -> WriteConflict[Edit] | None:
    """What waits for a choice on a page."""
    standing: WriteConflict[Edit] | None = st.session_state.get(f"{page}_conflict")
    return standing


def settle(page: str) -> None:
    """Nothing waits for a choice any more."""
    st.session_state.pop(f"{page}_conflict", None)


def draw_conflict(
    name: str,
    own_text: str,
    current_text: str,
    write: Callable[[], None],
    leave: Callable[[], None],
) -> None:
    """Both texts, and the choice.

    Parameters
    ----------
    name
        Start of the keys of the buttons.
    write, leave
        What they do.
    """
    st.html(
        notice_block(
            t("Somebody else wrote meanwhile: what you said is not kept yet."),
            t("Yours: {said}", said=own_text),
            t("There now: {said}", said=current_text),
        )
    )
    with st.container(key=f"{name}_acts", horizontal=True, gap="small"):
        st.button(t("Write mine"), key=f"{name}_mine", on_click=write)
        st.button(t("Leave what is there"), key=f"{name}_theirs", on_click=leave)


def refuse(page: str, place: str, *why: str) -> bool:
    """Something cannot be kept: said at its place at the next run; without ``why``, no more."""
    st.session_state[f"{page}_refused"] = (place, why)
    return False


def draw_refusal(page: str, place: str) -> None:
    """Why what was asked there was refused; nothing when it was not."""
    where, why = st.session_state.get(f"{page}_refused", ("", ()))
    if why and where == place:
        st.html(notice_block(*why))
