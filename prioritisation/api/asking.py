"""A scenario as a program asks for it; everything wrong with what was asked is told at once."""

import math
from collections.abc import Iterable, Iterator, Mapping
from numbers import Real

from criteria.case import Case
from criteria.errors import Problem, ProblemKind
from criteria.model import Sense
from prioritisation.analysis.scenario import MOST_ANALYSED, Scenario, starting_scenario
from prioritisation.errors import InvalidRequest

_LONGEST_REPEATED = 80
_WAYS = tuple(sense.value for sense in Sense)


def asked_scenario(
    case: Case, weights: Mapping[str, float] | None, combination: str, senses: Mapping[str, str]
) -> Scenario:
    """The scenario of these weights, readings and ways; of the start where nothing is said.

    Raises
    ------
    InvalidRequest
        With every problem.
    """
    start = starting_scenario(case)
    points = start.points if weights is None else dict(weights)
    problems = [*_of_points(case, points), *_of_senses(case, senses)]
    if combination and combination not in case.tables:
        problems.append(_stranger("unknown_reading", "combination", combination, case.tables))
    if (count := len(case.levers)) > MOST_ANALYSED:
        values = {"found": count, "allowed": MOST_ANALYSED}
        problems.append(Problem("too_many", "case.levers", values=values))
    if problems:
        raise InvalidRequest(problems)
    ways = {criterion: Sense(way) for criterion, way in senses.items()}
    return Scenario(points, combination or start.combination, ways)


def _of_points(case: Case, points: Mapping[str, float]) -> Iterator[Problem]:
    yield from _strangers(case, "weights", points)
    wrong = False
    for criterion, number in points.items():
        if kind := _fault(number):
            wrong = True
            yield Problem(kind, "weights", column=criterion, values={"found": _short(number)})
    if not wrong and not any(points.values()):
        yield Problem("zero_weights", "weights")


def _of_senses(case: Case, senses: Mapping[str, str]) -> Iterator[Problem]:
    yield from _strangers(case, "senses", senses)
    for criterion, way in senses.items():
        if way not in _WAYS:
            values = {"found": _short(way), "allowed": ", ".join(_WAYS)}
            yield Problem("not_allowed", "senses", column=criterion, values=values)


def _strangers(case: Case, place: str, named: Iterable[str]) -> Iterator[Problem]:
    """Ids of no criterion."""
    known = [criterion.id for criterion in case.criteria]
    for ident in named:
        if ident not in known:
            yield _stranger("unknown_criterion", place, ident, known)


def _stranger(kind: ProblemKind, place: str, answer: object, known: Iterable[str]) -> Problem:
    return Problem(kind, place, values={"found": _short(answer), "allowed": ", ".join(known)})


def _fault(number: object) -> ProblemKind | None:
    """What is wrong with the points of a criterion."""
    if not isinstance(number, Real):
        return "not_a_number"
    if not math.isfinite(number):
        return "not_finite"
    return "negative" if number < 0 else None


def _short(answer: object) -> str:
    return str(answer)[:_LONGEST_REPEATED]
