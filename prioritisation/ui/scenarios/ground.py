"""What is forked: the case of the address, or that of a meeting as it stands."""

from dataclasses import dataclass

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import MEETING, SCENARIOS
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.whatif import Fork
from prioritisation.meeting.room import Room, Stage, current_room
from prioritisation.meeting.room.cookies import LINK
from prioritisation.meeting.rules import Act, Reason, Refused, Role
from prioritisation.meeting.store import StoreError
from prioritisation.ui.shared import state
from prioritisation.ui.visit import here
from prioritisation.wording import t

LEFT = "lab_left"
"""Session key: code of a meeting, or nothing -> the scenarios of the address when it was left."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the scenarios of a visitor are forked from.

    Attributes
    ----------
    folder, case
        The case of the address, and the one that is forked; the same outside a meeting.
    start
        Where forks begin.
    code, title, secret
        The meeting, empty outside one, and what the visitor holds of it.
    frozen
        Whether the meeting's matrix is frozen.
    """

    folder: Case
    case: Case
    start: Fork
    code: str = ""
    title: str = ""
    secret: str = ""
    frozen: bool = False

    @property
    def levers(self) -> tuple[str, ...]:
        """Ids of the levers of the case."""
        return tuple(v.id for v in self.case.levers)


def ground(folder: Case) -> Ground:
    """Where the visitor stands; raises UnknownMeeting, StoreUnavailable for a meeting's case."""
    code = here.cleaned(state.view(MEETING))
    if not code:
        chosen = state.scenario()
        untouched = chosen == starting_scenario(folder)
        name = t("Starting point") if untouched else t("Present settings")
        return Ground(folder, folder, Fork(name, chosen))
    room = current_room()
    place = here.visit(room, code)
    start = _start(room, place.stage, place.role)
    frozen = bool(place.stage.meeting.frozen)
    return Ground(folder, place.stage.case, start, code, place.stage.title, place.secret, frozen)


def _start(room: Room, stage: Stage, role: Role) -> Fork:
    """The group's weights once they are revealed; before, equal points in the meeting's frame."""
    try:
        found = room.results(stage.code, role)
    except Refused:
        return Fork(t("Scores of the meeting"), stage.scenario())
    if found.analysis is None:
        return Fork(t("Scores of the meeting"), stage.scenario())
    criteria, weights = found.analysis.matrix.criteria, found.analysis.weights.tolist()
    points = {c: 100 * w for c, w in zip(criteria, weights, strict=True)}
    if set(points) != {c.id for c in stage.case.criteria}:
        return Fork(t("Scores of the meeting"), stage.scenario())
    return Fork(t("Weights of the group"), stage.scenario(points))


def led_meeting() -> str:
    """The meeting last seen in this session, when the visitor leads it; empty otherwise."""
    code = str(st.session_state.get(here.CODE, ""))
    secret = here.cookies().get(LINK + code, "")
    if not code or not secret:  # nothing to ask: a store that hangs holds up nobody else
        return ""
    try:
        room = current_room()
        found = room.ask(code, room.role(code, secret), Act.KEEP_SCENARIO)
    except StoreError:
        return ""
    return "" if found and found.reason is Reason.ROLE else code


def go(folder: Case, code: str) -> None:
    """To the case of a meeting, or back to the folder's; the scenarios of each wait there."""
    left = st.session_state.setdefault(LEFT, {})
    left[state.view(MEETING)] = state.view(SCENARIOS)
    state.show(folder, SCENARIOS, left.get(code, ""))
    state.show(folder, MEETING, code)
