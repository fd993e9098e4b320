"""What the pages of a case begin with."""

from dataclasses import dataclass

import streamlit as st

from prioritisation.analysis.address import DOSSIER_KEY, MEETING_KEY, VERSION_KEY
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.rules.state import DossierVersion

BEGINS = "beginning"
"""Session key: what the pages begin with."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the pages of a case begin with.

    Attributes
    ----------
    code
        Of the meeting whose case it is; empty for any other case.
    named
        Whether the address says so.
    whose
        Whose weights these are, in a few words.
    ours
        Whether its weights are those of the group that reads it.
    vote
        The last vote whose results may be seen there, ``meeting:number``; empty without one.
    dossier
        The version of a dossier that it is; None for the case of the folder, or of a meeting.
    fixed
        Whether the address names that version: it is read, and nothing of it is changed.
    """

    scenario: Scenario
    code: str = ""
    named: bool = False
    whose: str = ""
    ours: bool = False
    vote: str = ""
    dossier: DossierVersion | None = None
    fixed: bool = False

    @property
    def place(self) -> dict[str, str]:
        """What an address says to show this case; nothing for that of the folder."""
        if self.code:
            return {MEETING_KEY: self.code}
        if not self.dossier:
            return {}
        version = {VERSION_KEY: str(self.dossier.seq)} if self.fixed else {}
        return {DOSSIER_KEY: self.dossier.key} | version


def session_beginning() -> Beginning | None:
    """What the pages of this session begin with; None before its first one is drawn."""
    begins: Beginning | None = st.session_state.get(BEGINS)
    return begins


def begun() -> Beginning:
    """What the page that is drawn begins with."""
    begins = st.session_state[BEGINS]
    assert isinstance(begins, Beginning)  # noqa: S101 (synchronise put it there)
    return begins


def begins_with_votes() -> bool:
    """Whether the pages begin with the weights of a group, and say of how many votes."""
    begins = session_beginning()
    return begins is not None and begins.ours


def shown_meeting() -> str:
    """The meeting whose case the pages show; empty for any other case."""
    begins = session_beginning()
    return begins.code if begins else ""


def shown_dossier() -> str:
    """Key of the dossier that the pages show; empty for the case of the folder, or a meeting's."""
    begins = session_beginning()
    return begins.dossier.key if begins and begins.dossier else ""
