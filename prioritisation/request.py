"""What is asked, read from an address or a command line: a scenario, and every problem in it.

The address of a screen holds the whole scenario::

    ?poids.ghg_impact=50&poids.existing_coverage=20&…&perimetre=gt&sens.existing_coverage=max
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from criteria.case import Case
from criteria.model import Sense
from criteria.problems import Kind, Problem
from prioritisation.scenario import Scenario, starting_scenario

POINTS, PERIMETER, SENSE = "poids", "perimetre", "sens"
MOST_POINTS = 100
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Request:
    """A scenario that can be analysed, and what was wrong in what was asked.

    What is wrong is replaced by the starting point, in whole (all the weights, not one of them),
    and must be said.
    """

    scenario: Scenario
    problems: tuple[Problem, ...] = ()


def from_address(case: Case, query: Mapping[str, str]) -> Request:
    """The scenario of an address; keys that are not ours are named, never ignored in silence."""
    points, senses, problems = {}, {}, []
    for key, text in query.items():
        name, _, criterion = key.partition(".")
        if name == POINTS and criterion:
            points[criterion] = text
        elif name == SENSE and criterion:
            senses[criterion] = text
        elif key != PERIMETER:
            problems.append(Problem("unknown_setting", "address", None, key[:SHOWN]))
    request = build(case, points, query.get(PERIMETER), senses, whole=True)
    return replace(request, problems=(*problems, *request.problems))


def to_address(case: Case, scenario: Scenario) -> dict[str, str]:
    """The address of a scenario, complete: it does not depend on today's starting point."""
    address = {f"{POINTS}.{c}": f"{scenario.points[c]:g}" for c in scenario.points}
    address[PERIMETER] = scenario.perimeter
    for criterion in case.criteria:
        if len(criterion.direction.labels) > 1:
            sense = scenario.senses.get(criterion.id, criterion.direction.default)
            address[f"{SENSE}.{criterion.id}"] = sense.value
    return address


def build(
    case: Case,
    points: Mapping[str, str],
    perimeter: str | None,
    senses: Mapping[str, str],
    *,
    whole: bool,
) -> Request:
    """A scenario from texts.

    Parameters
    ----------
    points
        Criterion id -> points; none at all means the starting point, some means all are needed.
    whole
        Whether points are whole numbers from 0 to 100 (the sliders, which may all stand at 0 while
        people move them) or any number >= 0, one at least being positive.
    """
    start = starting_scenario(case)
    wrong = list(_points_problems(case, points, whole=whole)) if points else []
    given = (
        {c.id: float(points[c.id]) for c in case.criteria}
        if points and not wrong
        else start.points
    )
    if perimeter is not None and perimeter not in case.tables:
        allowed = ", ".join(case.tables)
        values = {"found": perimeter[:SHOWN], "allowed": allowed}
        wrong.append(Problem("unknown_perimeter", "address", None, PERIMETER, values))
        perimeter = None
    read = {c: _sense(case, c, text) for c, text in senses.items()}
    wrong += [found for found in read.values() if isinstance(found, Problem)]
    chosen = {c: found for c, found in read.items() if isinstance(found, Sense)}
    kept = {c: s for c, s in chosen.items() if s is not case.criterion(c).direction.default}
    return Request(Scenario(given, perimeter or start.perimeter, kept), tuple(wrong))


def _points_problems(case: Case, points: Mapping[str, str], *, whole: bool) -> Iterator[Problem]:
    known = [c.id for c in case.criteria]
    before = 0
    for criterion, text in points.items():
        unknown = criterion not in known
        found = {"found": (criterion if unknown else text)[:SHOWN], "allowed": ", ".join(known)}
        kind = "unknown_criterion" if unknown else _number_problem(text, whole=whole)
        if kind:
            before += 1
            yield Problem(kind, "address", None, f"{POINTS}.{criterion[:SHOWN]}", found)
    for criterion in known:
        if criterion not in points:
            before += 1
            yield Problem("missing_key", "address", None, f"{POINTS}.{criterion}")
    if not whole and not before and not any(float(text) > 0 for text in points.values()):
        yield Problem("zero_weights", "address", None, POINTS)


def _number_problem(text: str, *, whole: bool) -> Kind | None:
    """What is wrong with points, if anything."""
    try:
        number = float(text)
    except ValueError:
        return "not_a_number"
    if "_" in text or not text.isascii() or math.isnan(number):
        return "not_a_number"
    if math.isinf(number):
        return "not_finite"
    if number < 0:
        return "negative"
    if whole and not number.is_integer():
        return "not_whole"
    return "out_of_range" if whole and number > MOST_POINTS else None


def _sense(case: Case, criterion: str, text: str) -> Sense | Problem:
    column = f"{SENSE}.{criterion[:SHOWN]}"
    known = {c.id: c for c in case.criteria}
    if criterion not in known:
        values = {"found": criterion[:SHOWN], "allowed": ", ".join(known)}
        return Problem("unknown_criterion", "address", None, column, values)
    open_ways = list(known[criterion].direction.labels)
    if text not in open_ways:
        values = {"found": text[:SHOWN], "allowed": ", ".join(open_ways)}
        return Problem("unknown_direction", "address", None, column, values)
    return Sense(text)
