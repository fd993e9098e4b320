"""What is looked at, and where what people say of it is kept: the address, or a meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.told import Told

SAID = "sets_said"
"""Session key: where something was refused, and why."""


Edit = Callable[[Told], Told]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing said.

    Attributes
    ----------
    edit
        Makes what is told with it from what is told, whatever else was said meanwhile.
    mine, there
        It as a sentence; what is told on the same subject, as a sentence.
    cards
        Whether it is about the arguments.
    """

    edit: Edit
    mine: str
    there: Callable[[Told], str]
    cards: bool = False


class Keep(Protocol):
    """Where what is said goes."""

    def make(self, change: Change) -> None:
        """Keep a change; why not, when it is refused, is shown on the page."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ranking, what is said of sets of its levers, and where that is kept.

    Attributes
    ----------
    keep
        None for who may only read.
    name
        Part of the keys of the controls.
    """

    case: Case
    analysis: Analysis
    ballots: tuple[Ballot, ...]
    told: Told
    keep: Keep | None
    name: str

    @property
    def labels(self) -> list[str]:
        """Short names of the levers, in the order of the rows."""
        return [lever.short_label for lever in self.case.levers]

    @property
    def names(self) -> dict[str, str]:
        """Lever id -> its name."""
        return {lever.id: lever.label for lever in self.case.levers}


def refuse(where: str, *why: str) -> None:
    """Something cannot be kept: said beside the control named ``where`` at the next run."""
    st.session_state[SAID] = (where, why)


def refused(where: str) -> tuple[str, ...]:
    """Why what was asked there was refused; nothing when it was not."""
    place, why = st.session_state.get(SAID, ("", ()))
    return tuple(why) if place == where else ()
