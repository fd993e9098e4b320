"""What a visitor has chosen: in the address, and under one key that is no widget's.

Streamlit forgets a widget's value when its page is left; the scenario is kept here
and written in the address, so that a reload or a colleague finds the same screen.
"""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from criteria.case import Case
from criteria.model import Sense
from criteria.problems import Problem
from prioritisation.request import VIEWS, from_address, to_address
from prioritisation.scenario import START_POINTS, Scenario, starting_scenario

SCENARIO, ADDRESS, PROBLEMS, VIEW = "scenario", "address", "problems", "view"


def points_key(criterion: str) -> str:
    """Key of the slider of a criterion."""
    return f"points_{criterion}"


def sense_key(criterion: str) -> str:
    """Key of the direction switch of a criterion."""
    return f"sense_{criterion}"


PERIMETER_KEY = "perimeter"
KEPT_KEY, ADDED_KEY = "criteria_kept", "criteria_added"
"""Criteria taken into account: among those active from the start, and among the others."""


def synchronise(case: Case) -> None:
    """Make the session agree with the address; to be called at each full run.

    An empty address in a session that has a scenario is a page change: the scenario is kept
    and written again. Any other new address (reload, link, back button) is read.
    """
    address = st.query_params.to_dict()
    kept = st.session_state.get(SCENARIO)
    if kept is not None and not _fits(case, kept):
        kept = None
    if kept is not None and not address:
        if kept != starting_scenario(case) or st.session_state[VIEW]:
            _write(case, kept)
    elif kept is None or address != st.session_state.get(ADDRESS):
        st.session_state[VIEW] = {key: address[key] for key in VIEWS & address.keys()}
        request = from_address(case, address)
        st.session_state[SCENARIO] = request.scenario
        st.session_state[PROBLEMS] = request.problems
        st.session_state[ADDRESS] = address
    _seed(case)


def scenario() -> Scenario:
    """The scenario of this session."""
    found = st.session_state[SCENARIO]
    assert isinstance(found, Scenario)  # noqa: S101 (synchronise put it there)
    return found


def problems() -> tuple[Problem, ...]:
    """What was wrong in the address."""
    return tuple(st.session_state.get(PROBLEMS, ()))


def query(case: Case) -> str:
    """The address of this session's screen, as it stands after the question mark."""
    return urlencode(to_address(case, scenario()) | st.session_state[VIEW])


def view(key: str) -> str:
    """What a screen shows of the scenario, as its address says; empty for its own choice."""
    return str(st.session_state.get(VIEW, {}).get(key, ""))


def show(case: Case, key: str, value: str) -> None:
    """Keep what a screen shows, and write it in the address; an empty value forgets it."""
    kept = {**st.session_state[VIEW], key: value}
    st.session_state[VIEW] = {k: v for k, v in kept.items() if v}
    _write(case, scenario())


def _seed(case: Case) -> None:
    """Give each control the scenario's value.

    At every full run, whatever the key holds: after a page change Streamlit still lists the
    value of the other page's control under the key, and starts the new one from its default.
    """
    chosen = scenario()
    for key, start in ((KEPT_KEY, True), (ADDED_KEY, False)):
        st.session_state[key] = [
            c.id for c in case.criteria if c.active is start and c.id in chosen.points
        ]
    for criterion in case.criteria:
        points = chosen.points.get(criterion.id, START_POINTS)
        st.session_state[points_key(criterion.id)] = round(points)
        sense = chosen.senses.get(criterion.id, criterion.direction.default)
        st.session_state[sense_key(criterion.id)] = sense.value
    st.session_state[PERIMETER_KEY] = chosen.perimeter


def remember(case: Case) -> Callable[[], None]:
    """A callback: what the controls say becomes the scenario, and the address follows."""

    def read_controls() -> None:
        before = scenario()
        active = [c for key in (KEPT_KEY, ADDED_KEY) for c in st.session_state.get(key, ())]
        for c in case.criteria:
            st.session_state.setdefault(points_key(c.id), START_POINTS)
            known = before.senses.get(c.id, c.direction.default).value
            st.session_state.setdefault(sense_key(c.id), known)
        senses = {c.id: Sense(st.session_state[sense_key(c.id)]) for c in case.criteria}
        chosen = Scenario(
            {c.id: st.session_state[points_key(c.id)] for c in case.criteria if c.id in active},
            st.session_state[PERIMETER_KEY],
            {c.id: senses[c.id] for c in case.criteria if senses[c.id] != c.direction.default},
        )
        st.session_state[SCENARIO] = chosen
        st.session_state[PROBLEMS] = ()
        _write(case, chosen)

    return read_controls


def equal_weights(case: Case) -> Callable[[], None]:
    """A callback: every criterion gets the same points again."""
    remembered = remember(case)

    def reset() -> None:
        for criterion in case.criteria:
            st.session_state[points_key(criterion.id)] = START_POINTS
        remembered()

    return reset


def _write(case: Case, chosen: Scenario) -> None:
    address = to_address(case, chosen) | st.session_state[VIEW]
    st.query_params.from_dict(address)
    st.session_state[ADDRESS] = address


def _fits(case: Case, chosen: Scenario) -> bool:
    """Whether a scenario kept from before still speaks of this case."""
    known = [c.id for c in case.criteria if c.id in chosen.points]
    return list(chosen.points) == known and chosen.perimeter in case.tables
