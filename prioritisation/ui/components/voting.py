"""While people vote on a case, nothing of it is ranked for visitors; this is said instead."""

import logging

import streamlit as st

from criteria.case import Case
from prioritisation.room import current_room
from prioritisation.store import StoreError
from prioritisation.ui.components.answer import answer
from prioritisation.ui.components.seance.here import cookies
from prioritisation.wording import t

NOTED = "ranking_noted"
"""Session key: cases whose ranking this visitor has opened, each noted once."""

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
    """Have the room note, once per visit, that the case was seen ranked (W10)."""
    noted = st.session_state.setdefault(NOTED, set())
    if case.id in noted:
        return
    noted.add(case.id)
    try:
        current_room().ranking_opened(case.id, cookies())
    except StoreError as error:
        _LOGGER.warning("an opening of the ranking was not noted: %s", error)
