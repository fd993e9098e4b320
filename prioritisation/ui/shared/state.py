"""What a visitor has chosen: in the address, and under one key that is no widget's.

Streamlit forgets a widget's value when its page is left; the scenario is kept here
and written in the address, so that a reload or a colleague finds the same screen.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Sense
from prioritisation.analysis.address import (
    DOSSIER_KEY,
    MEETING_KEY,
    PASSING,
    VERSION_KEY,
    VIEWS,
    Request,
    from_address,
    to_address,
)
from prioritisation.analysis.scenario import (
    START_POINTS,
    Analysis,
    Scenario,
    analyse,
    starting_scenario,
)
from prioritisation.analysis.weights import near_sliders, on_sliders, whole_points
from prioritisation.errors import InvalidPoints
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.settings import robustness_thresholds
from prioritisation.wording import t

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


def shown_meeting() -> str:
    """The meeting whose case the pages show; empty for any other case."""
    begins = session_beginning()
    return begins.code if begins else ""


def shown_dossier() -> str:
    """Key of the dossier that the pages show; empty for the case of the folder, or a meeting's."""
    begins = session_beginning()
    return begins.dossier.key if begins and begins.dossier else ""


_SCENARIO, ADDRESS, _PROBLEMS, _VIEW = "scenario", "address", "problems", "view"
_NAMED = "case_named"
"""Session key: whether an address had to say whose case the pages show."""

_CASE, _PAGE = "case_shown", "page_shown"
"""Session keys: the case that the pages show; the word of the address of the present one."""

_VISITS = "page_visits"
"""Session key: how many times the visitor came to a page from another one."""

_LEFT = "scenarios_left"
"""Session key: what an address says to show a case -> the scenario there when it was left."""

_BARE = "bare_pages"
"""Session key: the pages that an address without settings has shown as they start."""


def synchronise(case: Case, page: str = "", beginning: Beginning | None = None) -> None:
    """Make the session agree with the address; to be called at each full run.

    An empty address in a session that has a scenario is a page change: the scenario is kept
    and written again. Any other new address (reload, link, back button) is read, and so is an
    empty one to which the visitor goes back and that showed this page as it starts. A scenario
    that nobody has moved follows the one that the pages begin with.

    Parameters
    ----------
    beginning
        That of the case by default.
    """
    st.session_state[_VISITS] = page_visits() + (st.session_state.get(_PAGE) != page)
    st.session_state[_CASE], st.session_state[_PAGE] = case, page
    address = st.query_params.to_dict()
    begins = beginning or Beginning(starting_scenario(case))
    kept, bare = _kept(case, begins), st.session_state.setdefault(_BARE, set())
    as_it_starts = not address and goes_back() and page in bare
    differs = address != st.session_state.get(ADDRESS)
    if kept is None or (differs and (address or as_it_starts)):
        _read(case, address)
    else:
        # The group has its weights since: who has moved nothing has them too.
        st.session_state[_SCENARIO] = kept
    if address or as_it_starts:
        return
    if is_own() or st.session_state[_VIEW] or st.session_state[_NAMED]:
        # Known, or ``_write`` would take the bare address for one that is still to be read.
        st.session_state[ADDRESS] = address
        _write(case)
    else:
        bare.add(page)


def _kept(case: Case, begins: Beginning) -> Scenario | None:
    """The scenario of the session, if it still holds; None when the address is to be read."""
    kept: Scenario | None = st.session_state.get(_SCENARIO)
    before, left = session_beginning() or begins, st.session_state.setdefault(_LEFT, {})
    same = before.place == begins.place
    if kept is not None and kept == before.scenario:
        # Nobody has moved it.
        kept = begins.scenario if same else None
    elif not same:
        left[urlencode(before.place)], kept = kept, left.get(urlencode(begins.place))
    st.session_state[_NAMED] = begins.named or (same and st.session_state.get(_NAMED, False))
    st.session_state[BEGINS] = begins
    st.session_state.setdefault(_VIEW, {})
    return kept if kept is not None and _fits(case, kept) else None


def _read(case: Case, address: dict[str, str]) -> None:
    views = (VIEWS - PASSING) & address.keys()
    st.session_state[_VIEW] = {key: address[key] for key in views}
    begins = begun()
    if begins.place and not address.keys() - VIEWS:
        request = Request(begins.scenario)
    else:
        request = from_address(case, address)
    st.session_state[_SCENARIO] = request.scenario
    st.session_state[_PROBLEMS] = request.problems
    st.session_state[ADDRESS] = address


def _address(case: Case) -> dict[str, str]:
    """The present state; what a meeting or a dossier begins with is told by its name alone."""
    scenario, begins = session_scenario(), begun()
    address = begins.place
    if not address or scenario != begins.scenario:
        address |= to_address(case, scenario)
    return {**address, **st.session_state[_VIEW]}


def is_own() -> bool:
    """Whether the visitor has moved something: the pages begin otherwise."""
    return session_scenario() != begun().scenario


def whose_weights() -> str:
    """Whose weights the pages rank with, in a few words."""
    if is_own():
        return t("Weights chosen by one person")
    return begun().whose


def has_group_weights() -> bool:
    """Whether the weights are those that the group gave: nobody has moved one."""
    begins = begun()
    return begins.ours and session_scenario().points == begins.scenario.points


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
    """The ranking under a scenario, in plain words; None when no criterion weighs anything."""
    try:
        return analyse(case, scenario, robustness_thresholds()).in_plain_words()
    except InvalidPoints:
        return None


def address_problems() -> tuple[Problem, ...]:
    """What was wrong in the address."""
    return tuple(st.session_state.get(_PROBLEMS, ()))


def query() -> str:
    """The address of this session's screen, as it stands after the question mark."""
    return urlencode(_address(shown_case()))


def shown_case() -> Case:
    """The case that the pages show."""
    case = st.session_state[_CASE]
    assert isinstance(case, Case)  # noqa: S101 (synchronise put it there)
    return case


def case_in_plain_words() -> Case:
    """The same, its criteria called as a room calls them in the scenario of this session."""
    return shown_case().in_plain_words(session_scenario().senses)


def shown_page() -> str:
    """The word of the address of the page that is shown."""
    return str(st.session_state.get(_PAGE, ""))


def page_visits() -> int:
    """How many times the visitor came to a page from another one."""
    return int(st.session_state.get(_VISITS, 0))


def view(key: str) -> str:
    """What a screen shows of the scenario, as its address says; empty for its own choice."""
    return str(st.session_state.get(_VIEW, {}).get(key, ""))


def show(case: Case, key: str, value: str) -> None:
    """Keep what a screen shows, and write it in the address; an empty value forgets it."""
    kept = {**st.session_state[_VIEW], key: value}
    st.session_state[_VIEW] = {k: v for k, v in kept.items() if v}
    _write(case)


def weigh(case: Case, points: Mapping[str, float]) -> None:
    """Give criteria other points, but for those that were left out in the same breath."""
    before = session_scenario()
    if moved := {c: n for c, n in points.items() if c in before.points}:
        # The others as sliders show them, once: what a hand has just set is not put to scale.
        given = whole_points({**near_sliders(before.points), **moved})
        _become(case, replace(before, points=given))


def take_into_account(case: Case, criteria: Collection[str]) -> None:
    """Rank on these criteria; those that come in get the points of the start."""
    points = near_sliders(session_scenario().points)
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
    """Count under another reading."""
    scenario = session_scenario()
    _become(case, replace(scenario, combination=case.reread(scenario.combination, reading)))


def take_up(case: Case, scenario: Scenario) -> None:
    """Have the pages rank with another setting."""
    _become(case, scenario)


def _become(case: Case, scenario: Scenario) -> None:
    # The weights of a group are seldom whole: sliders, and the address, hold whole ones.
    whole = replace(scenario, points=on_sliders(scenario.points)) if scenario.points else scenario
    st.session_state[_SCENARIO] = whole
    st.session_state[_PROBLEMS] = ()
    _write(case)


def _write(case: Case) -> None:
    address = _address(case)
    # Heard together with « Back », which came after: the address gone back to is still to be read.
    unread = goes_back() and st.query_params.to_dict() != st.session_state.get(ADDRESS)
    if not unread:
        st.query_params.from_dict(address)
    st.session_state[ADDRESS] = address


def _fits(case: Case, scenario: Scenario) -> bool:
    """Whether a scenario kept from before still speaks of this case."""
    known = [c.id for c in case.criteria if c.id in scenario.points]
    return list(scenario.points) == known and scenario.combination in case.tables
