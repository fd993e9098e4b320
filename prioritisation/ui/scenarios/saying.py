"""Why a scenario cannot be ranked, read or kept, in sentences."""

from collections.abc import Iterable
from dataclasses import replace

from criteria.case import Case
from criteria.problems import Problem
from prioritisation.analysis.opinions import Method, ready
from prioritisation.analysis.whatif import Fork, InvalidFork, Trial, forked, trial
from prioritisation.errors import InvalidPoints
from prioritisation.meeting.room import InvalidFrame
from prioritisation.meeting.store import TooManyScenarios, UnknownScenario
from prioritisation.ui.shared.loading import waited
from prioritisation.ui.visit.trying import EXPECTED, why_not
from prioritisation.wording import problem_sentence, t

FEWEST_LEVERS = 2
LONGEST_SHOWN = 40
FAILURES = (*EXPECTED, InvalidFork)
"""What reading or keeping a scenario may raise."""


def outcome(case: Case, fork: Fork) -> Trial | str:
    """A scenario ranked, or why it cannot be."""
    if fork.method is not Method.ADDITIVE and not ready():
        return " ".join(waited())
    try:
        levers = len(forked(case, fork).levers)
        if levers >= FEWEST_LEVERS:
            return trial(case, fork)
    except InvalidPoints:
        return t("no criterion has any weight: give points to one at least.")
    except InvalidFork as error:
        if strange(error.problems):
            return " ".join(misfits(error.problems))
    return t("at least two levers are needed: put one back.")


def strange(problems: Iterable[Problem]) -> bool:
    """Whether problems show a scenario of other data, rather than one still being made."""
    return any(p.kind != "too_few_levers" for p in problems)


def misfits(problems: Iterable[Problem]) -> tuple[str, ...]:
    """What of a scenario does not fit the case, each thing once."""
    return tuple(dict.fromkeys(_misfit(p) for p in problems))


def _misfit(problem: Problem) -> str:
    found = str(problem.values.get("found", ""))[:LONGEST_SHOWN]
    absent = t("« {found} » is not in this case.", found=found)
    said = {
        "unknown_perimeter": absent,
        "unknown_criterion": absent,
        "unknown_lever": absent,
        "unknown_direction": t("« {found} » counts in one direction only.", found=found),
        "setting_malformed": t("It was cut short or altered."),
        "repeated": t("Two levers have the same name."),
        "too_long": t("At most {allowed}.", allowed=problem.values.get("allowed", "")),
        "too_few_levers": t("at least two levers are needed: put one back."),
    }
    if problem.kind in said:
        return said[problem.kind]
    return t("{sentence}.", sentence=problem_sentence(replace(problem, place=t("score"))))


def why(error: Exception) -> tuple[str, ...]:
    """Why a scenario could not be read or kept."""
    if isinstance(error, InvalidFork):
        return misfits(error.problems)
    if isinstance(error, UnknownScenario):
        key = error.key[:LONGEST_SHOWN]
        return (t("No scenario is kept under « {key} », or it was erased.", key=key),)
    if isinstance(error, TooManyScenarios):
        return (t("{most} scenarios are kept already: no more are.", most=error.most),)
    if isinstance(error, InvalidFrame) and error.field == "name":
        return (t("Give the scenario a name first."),)
    return why_not(error)
