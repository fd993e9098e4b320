"""The case that scenarios are forks of, and why one cannot be ranked, read or kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Criterion
from prioritisation.analysis.whatif import Fork, InvalidFork, Trial, forked, trial
from prioritisation.errors import InvalidPoints
from prioritisation.meeting.room import InvalidFrame
from prioritisation.meeting.store import TooManyScenarios, UnknownScenario
from prioritisation.settings import robustness_thresholds
from prioritisation.ui.shared import state
from prioritisation.ui.shared.beginning import begun, shown_meeting
from prioritisation.ui.visit.trying import EXPECTED, notice_block, why_not
from prioritisation.wording import in_letters, ordinal, problem_sentence, t


@dataclass(frozen=True, slots=True)
class BaseCase:
    """What the trials of a visitor are forked from: what the second line of the page says.

    Attributes
    ----------
    start
        Where forks begin.
    code
        Of the meeting whose case it is; empty outside one.
    """

    case: Case
    start: Fork
    code: str = ""

    def criteria(self, fork: Fork) -> tuple[Criterion, ...]:
        """Its criteria, called as a room calls them in the senses of a fork."""
        return self.case.in_plain_words(fork.scenario.senses).criteria

    @property
    def levers(self) -> tuple[str, ...]:
        """Ids of the levers of the case."""
        return tuple(v.id for v in self.case.levers)

    def may_show(self, fork: Fork) -> bool:
        """Whether a trial is seen here: one of a vote only in its meeting, with its results."""
        return not fork.vote or bool(self.code and fork.meeting == self.start.meeting)


def base_case() -> BaseCase:
    """What the visitor looks at."""
    start = Fork(_start_name(), state.session_scenario(), vote=begun().vote)
    return BaseCase(state.shown_case(), start, shown_meeting())


def _start_name() -> str:
    """Whose weights they are: true of the trial on another case too."""
    if state.is_own():
        return t("Present settings")
    if state.has_group_weights():
        return group_name(int(begun().vote.rpartition(":")[2]))
    return t("Equal weights")


def group_name(number: int) -> str:
    """What the weights that a group gave in a vote are called."""
    return t("Weights of the group, {nth} vote", nth=ordinal(number))


_FEWEST_LEVERS = 2
_LONGEST_SHOWN = 40
FAILURES = (*EXPECTED, InvalidFork)
"""What reading or keeping a scenario may raise."""


def trial_or_reason(case: Case, fork: Fork) -> Trial | str:
    """A scenario ranked, or why it cannot be."""
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
        return (t("No variant is kept under « {key} », or it was erased.", key=key),)
    if isinstance(error, TooManyScenarios):
        return (t("{most} variants are kept already: no more are.", most=error.most),)
    if isinstance(error, InvalidFrame) and error.field == "name":
        return (t("Give the variant a name first."),)
    return why_not(error)


def draw_notice(refused: tuple[str, tuple[str, ...]], place: str) -> None:
    """Why what was asked at a place of the page was refused; ``refused``: where, and why."""
    where, why = refused
    if where == place:
        st.html(notice_block(*why))
