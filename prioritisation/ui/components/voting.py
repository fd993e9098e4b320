"""While people vote on a case, nothing of it is ranked for visitors; this is said instead."""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import streamlit as st

from criteria.case import Case
from prioritisation.room import Room, current_room
from prioritisation.store import StoreError
from prioritisation.ui.components.answer import answer
from prioritisation.ui.components.seance.here import cookies
from prioritisation.wording import t

NOTED = "ranking_noted"
"""Session key: cases whose ranking this visitor has opened, each noted once."""

LATER = ThreadPoolExecutor(1, thread_name_prefix="noted")
"""Writes what a page must not wait for, one after the other."""

_LOGGER = logging.getLogger(__name__)


def may_rank(case: Case) -> bool:
    """Whether this visitor may see the case ranked now; the room decides.

    Without a store there is no vote to be influenced: the pages do not depend on it.
    """
    try:
        return current_room().may_rank(case.id, cookies())
    except StoreError as error:
        _LOGGER.warning("the store was not asked whether a vote is open: %s", error)
        return True


def hidden(case: Case, question: str) -> bool:
    """Whether nothing may be ranked for this visitor now; a sentence says so then."""
    if may_rank(case):
        _note(case)
        return False
    st.html(
        answer(
            question,
            t("A vote is under way:"),
            t("nothing is ranked before the reveal, so that nobody is influenced."),
        )
    )
    return True


def _note(case: Case) -> None:
    """Have the room note, once per visit, that the case was seen ranked (W10).

    The page does not wait: a write takes a disk, and whoever holds the database, their time.
    """
    noted = st.session_state.setdefault(NOTED, set())
    if case.id in noted:
        return
    noted.add(case.id)
    try:
        LATER.submit(_noted, current_room(), case.id, cookies())
    except StoreError as error:
        _LOGGER.warning("an opening of the ranking was not noted: %s", error)


def _noted(room: Room, case_id: str, given: Mapping[str, str]) -> None:
    try:
        room.ranking_opened(case_id, given)
    except StoreError as error:
        _LOGGER.warning("an opening of the ranking was not noted: %s", error)
    except Exception:
        _LOGGER.exception("an opening of the ranking was not noted")
