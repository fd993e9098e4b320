"""What a ranking may be compared with, each changed alone: weights, readings, method."""

from criteria.case import Case
from criteria.model import Criterion
from criteria.readings import ReadingQuestion
from prioritisation.analysis.comparison import Change
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario


def suggested_changes(case: Case, scenario: Scenario) -> list[Change]:
    """What can be changed alone: weights, directions, readings, method."""
    suggested = [] if scenario.equal else [Change(equal=True)]
    suggested += [Change(reversed=frozenset({c.id})) for c in open_ways(case, scenario)]
    suggested += [
        Change(readings=(reading.id,))
        for question in compared_questions(case, scenario)
        for reading in question.readings
        if reading is not question.answer(scenario.combination)
    ]
    return suggested + [Change(method=m) for m in Method if m is not Method.ADDITIVE]


def open_ways(case: Case, scenario: Scenario) -> list[Criterion]:
    """The criteria taken into account that may count either way."""
    kept = case.keeping(tuple(scenario.points))
    return [c for c in kept.criteria if len(c.direction.labels) > 1]


def compared_questions(case: Case, scenario: Scenario) -> tuple[ReadingQuestion, ...]:
    """The questions of reading of the criteria taken into account."""
    return case.keeping(tuple(scenario.points)).live_questions
