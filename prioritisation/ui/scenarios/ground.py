"""The case that scenarios are forks of, and why one cannot be ranked, read or kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Criterion
from prioritisation.analysis.address import MEETING_KEY, SCENARIOS_KEY
from prioritisation.analysis.opinions import Method, ready
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.whatif import Fork, InvalidFork, Trial, forked, trial
from prioritisation.errors import InvalidPoints
from prioritisation.meeting.room import InvalidFrame, Room, Stage, current_room
from prioritisation.meeting.room.identity import LINK, cleaned_code
from prioritisation.meeting.rules import Act, Reason, Refused, Role
from prioritisation.meeting.store import StoreError, TooManyScenarios, UnknownScenario
from prioritisation.settings import robustness_thresholds
from prioritisation.ui.shared import state
from prioritisation.ui.shared.page import waiting_texts
from prioritisation.ui.visit import visit
from prioritisation.ui.visit.trying import EXPECTED, notice_block, why_not
from prioritisation.wording import in_letters, problem_sentence, t

_WAITING = "lab_left"
"""Session key: code of a meeting, or nothing -> the scenarios of the address when it was left."""


@dataclass(frozen=True, slots=True)
class BaseCase:
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

    def criteria(self, fork: Fork) -> tuple[Criterion, ...]:
        """Its criteria, called as a room calls them in the senses of a fork."""
        return self.case.in_plain_words(fork.scenario.senses).criteria

    @property
    def levers(self) -> tuple[str, ...]:
        """Ids of the levers of the case."""
        return tuple(v.id for v in self.case.levers)


def base_case(folder: Case) -> BaseCase:
    """Where the visitor stands; raises UnknownMeeting, StoreUnavailable for a meeting's case."""
    code = cleaned_code(state.view(MEETING_KEY))
    if not code:
        scenario = state.session_scenario()
        untouched = scenario == starting_scenario(folder)
        name = t("Starting point") if untouched else t("Present settings")
        return BaseCase(folder, folder, Fork(name, scenario))
    room = current_room()
    place = visit.open_visit(room, code)
    start = _start(room, place.stage, place.role)
    frozen = bool(place.stage.meeting.frozen)
    return BaseCase(folder, place.stage.case, start, code, place.stage.title, place.secret, frozen)


def _start(room: Room, stage: Stage, role: Role) -> Fork:
    """The group's weights once they are revealed; before, equal points in the meeting's frame."""
    try:
        results = room.results(stage.code, role)
    except Refused:
        return Fork(t("Scores of the meeting"), stage.scenario())
    if results.analysis is None:
        return Fork(t("Scores of the meeting"), stage.scenario())
    criteria, weights = results.analysis.matrix.criteria, results.analysis.weights.tolist()
    points = {c: 100 * w for c, w in zip(criteria, weights, strict=True)}
    # The group weighed other criteria than those of the case now.
    if set(points) != {c.id for c in stage.case.criteria}:
        return Fork(t("Scores of the meeting"), stage.scenario())
    return Fork(t("Weights of the group"), stage.scenario(points))


def led_meeting() -> str:
    """The meeting last seen in this session, when the visitor leads it; empty otherwise."""
    code = str(st.session_state.get(MEETING_KEY, ""))
    secret = visit.cookies().get(LINK + code, "")
    if not code or not secret:  # nothing to ask: a store that hangs holds up nobody else
        return ""
    try:
        room = current_room()
        refusal = room.ask(code, room.role(code, secret), Act.KEEP_SCENARIO)
    except StoreError:
        return ""
    return "" if refusal and refusal.reason is Reason.ROLE else code


def go(folder: Case, code: str) -> None:
    """To the case of a meeting, or back to the folder's; the scenarios of each wait there."""
    left = st.session_state.setdefault(_WAITING, {})
    left[state.view(MEETING_KEY)] = state.view(SCENARIOS_KEY)
    state.show(folder, SCENARIOS_KEY, left.get(code, ""))
    state.show(folder, MEETING_KEY, code)


_FEWEST_LEVERS = 2
_LONGEST_SHOWN = 40
FAILURES = (*EXPECTED, InvalidFork)
"""What reading or keeping a scenario may raise."""


def trial_or_reason(case: Case, fork: Fork) -> Trial | str:
    """A scenario ranked, or why it cannot be."""
    if fork.method is not Method.ADDITIVE and not ready():
        return " ".join(waiting_texts())
    try:
        levers = len(forked(case, fork).levers)
        if levers >= _FEWEST_LEVERS:
            ranked = trial(case, fork, robustness_thresholds())
            return replace(ranked, analysis=ranked.analysis.in_plain_words())
    except InvalidPoints:
        return t("no criterion has any weight: give points to one at least.")
    except InvalidFork as error:
        if strange(error.problems):
            return " ".join(misfits(error.problems))
    return _too_few_levers()


def _too_few_levers() -> str:
    fewest = in_letters(_FEWEST_LEVERS)
    return t("at least {n} levers are needed: put one back.", n=fewest)


def strange(problems: Iterable[Problem]) -> bool:
    """Whether problems show a scenario of other data, rather than one still being made."""
    return any(p.kind != "too_few_levers" for p in problems)


def misfits(problems: Iterable[Problem]) -> tuple[str, ...]:
    """What of a scenario does not fit the case, each thing once."""
    return tuple(dict.fromkeys(_misfit(p) for p in problems))


def _misfit(problem: Problem) -> str:
    value = str(problem.values.get("found", ""))[:_LONGEST_SHOWN]
    absent = t("« {found} » is not in this case.", found=value)
    sentences = {
        "unknown_reading": absent,
        "unknown_criterion": absent,
        "unknown_lever": absent,
        "unknown_direction": t("« {found} » counts in one direction only.", found=value),
        "setting_malformed": t("It was cut short or altered."),
        "repeated": t("Two levers have the same name."),
        "too_long": t("At most {allowed}.", allowed=problem.values.get("allowed", "")),
        "too_few_levers": _too_few_levers(),
    }
    if problem.kind in sentences:
        return sentences[problem.kind]
    return t("{sentence}.", sentence=problem_sentence(replace(problem, place=t("score"))))


def failure_reasons(error: Exception) -> tuple[str, ...]:
    """Why a scenario could not be read or kept."""
    if isinstance(error, InvalidFork):
        return misfits(error.problems)
    if isinstance(error, UnknownScenario):
        key = error.key[:_LONGEST_SHOWN]
        return (t("No trial is kept under « {key} », or it was erased.", key=key),)
    if isinstance(error, TooManyScenarios):
        return (t("{most} trials are kept already: no more are.", most=error.most),)
    if isinstance(error, InvalidFrame) and error.field == "name":
        return (t("Give the trial a name first."),)
    return why_not(error)


def draw_notice(refused: tuple[str, tuple[str, ...]], place: str) -> None:
    """Why what was asked at a place of the page was refused; ``refused``: where, and why."""
    where, why = refused
    if where == place:
        st.html(notice_block(*why))
