"""What a visitor has chosen: in the address, and under one key that is no widget's.

Streamlit forgets a widget's value when its page is left; the scenario is kept here
and written in the address, so that a reload or a colleague finds the same screen.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Sense
from prioritisation.analysis.address import VIEWS, from_address, to_address
from prioritisation.analysis.exchange import on_sliders, under_reading
from prioritisation.analysis.scenario import (
    START_POINTS,
    Analysis,
    Scenario,
    analyse,
    starting_scenario,
)
from prioritisation.errors import InvalidPoints
from prioritisation.settings import robustness_thresholds

KEPT_KEY = re.compile(r"[\w-]{1,40}", re.ASCII)
"""What stands in an address for a text that is kept under a link."""

_SCENARIO, ADDRESS, _PROBLEMS, _VIEW = "scenario", "address", "problems", "view"
_BARE = "bare_pages"
"""Session key: the pages that an address without settings has shown as they start."""


def synchronise(case: Case, page: str = "") -> None:
    """Make the session agree with the address; to be called at each full run.

    An empty address in a session that has a scenario is a page change: the scenario is kept
    and written again. Any other new address (reload, link, back button) is read, and so is an
    empty one to which the visitor goes back and that showed this page as it starts.
    """
    address = st.query_params.to_dict()
    kept, bare = st.session_state.get(_SCENARIO), st.session_state.setdefault(_BARE, set())
    if kept is not None and not _fits(case, kept):
        kept = None
    if kept is not None and not address and not (goes_back() and page in bare):
        if kept != starting_scenario(case) or st.session_state[_VIEW]:
            # Known, or ``_write`` would take the bare address for one that is still to be read.
            st.session_state[ADDRESS] = address
            _write(case, kept)
        else:
            bare.add(page)
    elif kept is None or address != st.session_state.get(ADDRESS):
        _read(case, address)
        if not address:
            bare.add(page)


def _read(case: Case, address: dict[str, str]) -> None:
    st.session_state[_VIEW] = {key: address[key] for key in VIEWS & address.keys()}
    request = from_address(case, address)
    st.session_state[_SCENARIO] = request.scenario
    st.session_state[_PROBLEMS] = request.problems
    st.session_state[ADDRESS] = address


def goes_back() -> bool:
    """Whether this run was asked for by « Back » or « Forward »."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def gone_back_to() -> str | None:
    """The address that is shown because the visitor went to it by « Back » or « Forward »."""
    return urlencode(st.session_state[ADDRESS]) if goes_back() else None


def draw_again() -> None:
    """Draw the whole page again, of the address as this session wrote it last.

    What a timer asks for tells the address that the browser had then: a choice made since, whose
    address was on its way, would be taken back.
    """
    written = st.session_state.get(ADDRESS)
    # Told for nothing, it would take back a browser that has gone back meanwhile.
    if written is not None and written != st.query_params.to_dict():
        st.query_params.from_dict(written)
    st.rerun()


def session_scenario() -> Scenario:
    """The scenario of this session."""
    scenario = st.session_state[_SCENARIO]
    assert isinstance(scenario, Scenario)  # noqa: S101 (synchronise put it there)
    return scenario


def scenario_analysis(case: Case, scenario: Scenario) -> Analysis | None:
    """The ranking under a scenario; None when no criterion weighs anything."""
    try:
        return analyse(case, scenario, robustness_thresholds())
    except InvalidPoints:
        return None


def address_problems() -> tuple[Problem, ...]:
    """What was wrong in the address."""
    return tuple(st.session_state.get(_PROBLEMS, ()))


def query(case: Case) -> str:
    """The address of this session's screen, as it stands after the question mark."""
    return urlencode(to_address(case, session_scenario()) | st.session_state[_VIEW])


def view(key: str) -> str:
    """What a screen shows of the scenario, as its address says; empty for its own choice."""
    return str(st.session_state.get(_VIEW, {}).get(key, ""))


def show(case: Case, key: str, value: str) -> None:
    """Keep what a screen shows, and write it in the address; an empty value forgets it."""
    kept = {**st.session_state[_VIEW], key: value}
    st.session_state[_VIEW] = {k: v for k, v in kept.items() if v}
    _write(case, session_scenario())


def weigh(case: Case, points: Mapping[str, float]) -> None:
    """Give criteria other points, but for those that were left out in the same breath."""
    before = session_scenario()
    if moved := {c: n for c, n in points.items() if c in before.points}:
        _become(case, replace(before, points={**before.points, **moved}))


def take_into_account(case: Case, criteria: Collection[str]) -> None:
    """Rank on these criteria; those that come in get the points of the start."""
    points = session_scenario().points
    # In the order of the case, as ``_fits`` asks.
    kept = {c.id: points.get(c.id, START_POINTS) for c in case.criteria if c.id in criteria}
    _become(case, replace(session_scenario(), points=kept))


def turn(case: Case, criterion: str, sense: Sense) -> None:
    """Have a criterion count in this direction."""
    senses = {**session_scenario().senses, criterion: sense}
    # A direction as at the start is left out: turned back, the scenario equals the start again.
    turned = {c: s for c, s in senses.items() if s is not case.criterion(c).direction.default}
    _become(case, replace(session_scenario(), senses=turned))


def read_otherwise(case: Case, reading: str) -> None:
    """Count under another reading, one unit of a criterion being worth what it was."""
    scenario = under_reading(case, session_scenario(), reading)
    _become(case, replace(scenario, points=on_sliders(scenario.points)))


def _become(case: Case, scenario: Scenario) -> None:
    st.session_state[_SCENARIO] = scenario
    st.session_state[_PROBLEMS] = ()
    _write(case, scenario)


def _write(case: Case, scenario: Scenario) -> None:
    address = to_address(case, scenario) | st.session_state[_VIEW]
    # Heard together with « Back », which came after: the address gone back to is still to be read.
    unread = goes_back() and st.query_params.to_dict() != st.session_state.get(ADDRESS)
    if not unread:
        st.query_params.from_dict(address)
    st.session_state[ADDRESS] = address


def _fits(case: Case, scenario: Scenario) -> bool:
    """Whether a scenario kept from before still speaks of this case."""
    known = [c.id for c in case.criteria if c.id in scenario.points]
    return list(scenario.points) == known and scenario.combination in case.tables
