"""Whom each answer to an open choice helps: on the criteria it bears on, before any weight.

No ranking is made, so that it can be shown before a vote. An answer helps a lever when, on these
criteria, the lever's value over the mean of the levers is larger with it than with another answer.
"""

from dataclasses import dataclass

import numpy as np

from criteria.case import Case
from criteria.model import Criterion, Score
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice, answered, crossed_matrix
from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.scenario import Scenario

_NOTICED = 0.005
"""Advantages that differ by less than half a point are the same."""


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceAnswer:
    """One answer to an open choice.

    Attributes
    ----------
    scores
        For each criterion that the choice bears on, the score of each lever with this answer.
    combination
        The readings that these scores are under.
    helped
        Rows of the levers that it helps.
    """

    option: str
    combination: str
    scores: tuple[tuple[Score, ...], ...]
    helped: tuple[int, ...]


def concerned(case: Case, choice: OpenChoice) -> tuple[Criterion, ...]:
    """The criteria of the case that a choice bears on."""
    ids: tuple[str, ...] = (choice.about,)
    if choice.kind is ChoiceKind.READING:
        ids = next(q.criteria for q in case.questions if q.id == choice.about)
    return tuple(c for c in case.criteria if c.id in ids)


def choice_answers(case: Case, scenario: Scenario, choice: OpenChoice) -> tuple[ChoiceAnswer, ...]:
    """Each answer to a choice, the other choices being as the scenario has them."""
    criteria = concerned(case, choice)
    columns = [case.criteria.index(c) for c in criteria]
    scenarios = [answered(case, scenario, {choice: option}) for option in choice.options]
    advantages = np.stack([_advantages(case, other, columns) for other in scenarios])
    best, worst = np.nanmax(advantages, axis=0), np.nanmin(advantages, axis=0)
    return tuple(
        ChoiceAnswer(
            option,
            other.combination,
            tuple(_scores(case, other, c) for c in criteria),
            tuple(
                row
                for row, own in enumerate(advantage.tolist())
                if own >= best[row] - _NOTICED and best[row] - worst[row] > _NOTICED
            ),
        )
        for option, other, advantage in zip(choice.options, scenarios, advantages, strict=True)
    )


def _scores(case: Case, scenario: Scenario, criterion: Criterion) -> tuple[Score, ...]:
    table = case.tables[scenario.combination]
    return tuple(table.score(lever.id, criterion.id) for lever in case.levers)


def _advantages(case: Case, scenario: Scenario, columns: list[int]) -> Floats:
    """Array (m,): values over the mean of those known; 0 for a lever whose score is not known."""
    senses = tuple(sorted(scenario.senses.items()))
    matrix = crossed_matrix(case, scenario.combination, senses)
    low, high = matrix.low[:, columns], matrix.high[:, columns]
    middle = (low + high) / 2
    unknown = high - low >= 1
    known = np.where(unknown, np.nan, middle)
    # A column of which nothing is known helps nobody.
    means = [np.nanmean(column) if (~np.isnan(column)).any() else 0.0 for column in known.T]
    return np.asarray(np.where(unknown, 0.0, middle - np.array(means)).sum(axis=1))
