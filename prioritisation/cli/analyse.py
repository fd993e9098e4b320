"""The command ``analyse``: from texts to a report, every problem on the way told."""

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from criteria.case import Case
from criteria.errors import InvalidCase, Problem, ProblemKind
from criteria.load import load_case
from criteria.model import READING_JOINT
from prioritisation.analysis import inquiry
from prioritisation.analysis.address import POINTS_KEY, READINGS_KEY, SENSE_KEY, build
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_sets import (
    Constraint,
    InconsistentConstraints,
    weight_set,
)
from prioritisation.analysis.scenario import (
    MOST_ANALYSED,
    Analysis,
    Scenario,
    analyse,
    within_weights,
)
from prioritisation.analysis.weights import Elicitation, InvalidElicitation, elicited_weights
from prioritisation.cli import LONGEST_TYPED, CommandOutput
from prioritisation.cli.report import analysis_json, analysis_text, folded
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.weight_limits import conflict_text, elicitation_text
from prioritisation.settings import robustness_thresholds, wrong_settings
from prioritisation.wording import t
from prioritisation.wording.nouns import speak_of

_RANK_ORDER, OUT = "--rank-order", "hors"


def analyse_command(given: Namespace) -> CommandOutput:
    """The report of the case of a folder, as text or as JSON.

    Raises
    ------
    InvalidRequest
        With every problem of the command, of the folder and of the settings.
    """
    problems = list(wrong_settings())
    case = _case(given.subject, problems)
    order = _order(given.rank_order, problems) if given.rank_order else None
    scenario = _scenario(case, given, order, problems)
    constraints = _constraints(given, case, scenario, order, problems)
    if problems or case is None or scenario is None:
        raise InvalidRequest(problems)
    analysis = analyse(case, scenario, robustness_thresholds())
    analysis, robustness = _within(analysis, constraints)
    note = _order_note(order, case) if order else ""
    if given.json:
        told = {"weights_told": note} if note else {}
        tree = {**analysis_json(analysis, robustness), **told}
        return CommandOutput((json.dumps(tree, ensure_ascii=False, allow_nan=False, indent=2),))
    lines = ["", *folded(note)] if note else []
    return CommandOutput((analysis_text(analysis, robustness), *lines))


def _order(text: str, problems: list[Problem]) -> Elicitation | None:
    """An order of criteria, ``a,b=c,d``; None, and what is wrong with it, when it is none."""
    groups = [[c.strip() for c in part.split("=")] for part in text.split(",")]
    names = [c for group in groups for c in group]
    ranks = tuple(rank for rank, group in enumerate(groups, 1) for _ in group)
    repeated = dict.fromkeys(c for c in names if names.count(c) > 1)
    problems += [_told("repeated", _RANK_ORDER, c, c) for c in repeated]
    order = Elicitation(tuple(names), ranks)
    try:
        if not repeated:
            elicited_weights(order)
            return order
    except InvalidElicitation:
        allowed = t("criteria from the most important: a,b=c,d")
        problems.append(_malformed(_RANK_ORDER, text, allowed))
    return None


def _order_note(order: Elicitation, case: Case) -> str:
    sentence = elicitation_text(order, {c.id: c.label for c in case.criteria})
    allowed = t("What is said of solidity is about all the weights that respect this order.")
    return f"{sentence} {allowed}"


def _within(
    analysis: Analysis, constraints: tuple[Constraint, ...]
) -> tuple[Analysis, Robustness]:
    """The analysis among the weights allowed, and how far its first place holds.

    Raises
    ------
    InvalidRequest
        When no weights satisfy the constraints.
    """
    labels = [c.label for c in analysis.case.criteria]
    try:
        within = weight_set(len(analysis.weights), constraints)
        robustness = inquiry.assess_robustness(analysis, constraints=constraints)
    except InconsistentConstraints as error:
        problem = inquiry.refused("--constraint", conflict_text(error.constraints, labels))
        raise InvalidRequest([problem]) from error
    return within_weights(analysis, within), robustness


def _constraints(
    given: Namespace,
    case: Case | None,
    scenario: Scenario | None,
    order: Elicitation | None,
    problems: list[Problem],
) -> tuple[Constraint, ...]:
    """What weights must satisfy, of no more levers than can be compared."""
    found = 0 if case is None else len(case.levers)
    if found > MOST_ANALYSED:
        values = {"found": found, "most": MOST_ANALYSED}
        text = t("{found} levers are too many for this analysis (at most {most})", **values)
        problems.append(inquiry.refused("levers.csv", text))
    if scenario is None:
        return ()
    typed = given.constraint
    if len(typed) > inquiry.MOST_CONSTRAINTS:
        values = {"found": len(typed), "most": inquiry.MOST_CONSTRAINTS}
        text = t("{found} constraints are too many (at most {most})", **values)
        problems.append(inquiry.refused("--constraint", text))
    criteria = tuple(scenario.points)
    constraints = inquiry.read_constraints(typed, criteria, problems)
    # An order is a set of weights; the ranking is that of one of them, solidity is over them all.
    if order and set(order.criteria) <= set(criteria):
        constraints = (*inquiry.order_constraints(order, criteria), *constraints)
    return tuple(constraints)


def _case(folder: str, problems: list[Problem]) -> Case | None:
    """The case of the folder; None, and its problems, when it cannot be used."""
    try:
        case = load_case(Path(folder))
    except InvalidCase as error:
        problems += error.problems
    except OSError:
        problems.append(Problem("unreadable", folder))
    else:
        speak_of(case.option)
        return case
    return None


def _scenario(
    case: Case | None, given: Namespace, order: Elicitation | None, problems: list[Problem]
) -> Scenario | None:
    """The scenario of the options; what is malformed is said even when there is no case."""
    before = len(problems)
    readings = READING_JOINT.join(given.reading) if given.reading else None
    allowed = t("criterion=points, separated by commas")
    typed = given.weights.split(",") if given.weights else []
    points = _pairs("--weights", typed, allowed, problems)
    if order is not None:
        points = {**_left_out(points, order, problems), **_points_of(order)}
    allowed = t("criterion=max or criterion=min")
    senses = _pairs("--direction", given.direction, allowed, problems)
    malformed = len(problems) > before
    if case is None:
        return None
    request = build(case, points, readings, senses, whole=False)
    problems += [
        _placed(problem, ordered=order is not None)
        for problem in request.problems
        if not (malformed and problem.kind == "missing_key")  # it may be what is malformed
    ]
    return request.scenario


def _points_of(order: Elicitation) -> dict[str, str]:
    weights = elicited_weights(order).tolist()
    return {c: f"{100 * w:.9f}" for c, w in zip(order.criteria, weights, strict=True)}


def _left_out(
    points: Mapping[str, str], order: Elicitation, problems: list[Problem]
) -> dict[str, str]:
    """Of ``--weights``, what may stand beside an order: criteria that it does not hold."""
    values = {"text": t("beside an order, criteria can only be left out of it (hors)")}
    problems += [
        Problem("refused", "--weights", None, c[:LONGEST_TYPED], values)
        for c, text in points.items()
        if text != OUT or c in order.criteria
    ]
    return {c: text for c, text in points.items() if text == OUT}


def _placed(problem: Problem, *, ordered: bool) -> Problem:
    """A problem of an address, told of the option that brings the same setting."""
    name, _, criterion = problem.column.partition(".")
    places = {
        POINTS_KEY: _RANK_ORDER if ordered else "--weights",
        READINGS_KEY: "--reading",
        SENSE_KEY: "--direction",
    }
    return replace(problem, place=places[name], column=criterion)


def _pairs(
    option: str, parts: Sequence[str], allowed: str, problems: list[Problem]
) -> dict[str, str]:
    """What is typed of each criterion, of several ``a=50`` or ``a=max``."""
    pairs: dict[str, str] = {}
    criterion = ""
    for part in parts:
        before, (criterion, _, value) = criterion, map(str.strip, part.partition("="))
        if criterion in pairs:
            problems.append(_told("repeated", option, criterion, criterion))
        elif criterion and value:
            pairs[criterion] = value
        # « 12,5 »: the comma of a French number made two parts of it.
        elif part.strip().isdigit() and pairs.get(before, "").isdigit():
            found = f"{pairs[before]},{part.strip()}"
            problems.append(_told("decimal_comma", option, before, found))
        else:
            problems.append(_malformed(option, part.strip() or ",".join(parts), allowed))
    return pairs


def _told(kind: ProblemKind, option: str, criterion: str, found: str) -> Problem:
    values = {"found": found[:LONGEST_TYPED]}
    return Problem(kind, option, None, criterion[:LONGEST_TYPED], values)


def _malformed(place: str, value: str, allowed: str) -> Problem:
    values = {"found": value[:LONGEST_TYPED], "allowed": allowed}
    return Problem("setting_malformed", place, values=values)
