"""Whom each answer to an open choice helps: on the criteria it bears on, before any weight.

No ranking is made, so that it can be shown before a vote. An answer helps a lever when, on these
criteria, the lever's value over the mean of the levers is as large with it as with any other
answer; a way of counting must also change its own value for the
better: who loses less than the others is not helped. A score that some answer leaves unknown, or
between two bounds, is compared with nothing: no middle is made up.
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
    each = [answered(case, scenario, {choice: option}) for option in choice.options]
    scenarios = [other for _, other in each]
    values = np.stack([_values(*one, criteria) for one in each])
    # What is not known with every answer is compared with nothing.
    values[:, np.isnan(values).any(axis=0)] = np.nan
    known = ~np.isnan(values[0])
    means = np.stack([[_mean(column) for column in one.T] for one in values])
    advantages = np.where(known, values - means[:, None], 0.0).sum(axis=2)
    best, worst = advantages.max(axis=0), advantages.min(axis=0)
    own_values = np.where(known, values, 0.0).sum(axis=2)
    better = own_values > own_values.min(axis=0) + _NOTICED
    if choice.kind is ChoiceKind.DIRECTION:
        # The score is the same: only its place among the others speaks.
        better = np.ones_like(better)
    return tuple(
        ChoiceAnswer(
            option,
            other.combination,
            tuple(_scores(case, other, c) for c in criteria),
            tuple(
                row
                for row, own in enumerate(advantage.tolist())
                if gains[row] and own >= best[row] - _NOTICED and best[row] - worst[row] > _NOTICED
            ),
        )
        for option, other, advantage, gains in zip(
            choice.options, scenarios, advantages, better, strict=True
        )
    )


def _scores(case: Case, scenario: Scenario, criterion: Criterion) -> tuple[Score, ...]:
    table = case.tables[scenario.combination]
    return tuple(table.score(lever.id, criterion.id) for lever in case.levers)


def _values(case: Case, scenario: Scenario, criteria: tuple[Criterion, ...]) -> Floats:
    """Array (m, c): values; NaN where none is sure."""
    senses = tuple(sorted(scenario.senses.items()))
    matrix = crossed_matrix(case, scenario.combination, senses)
    places = {c.id: k for k, c in enumerate(case.criteria)}
    columns = [places[c.id] for c in criteria]
    low, high = matrix.low[:, columns], matrix.high[:, columns]
    return np.asarray(np.where(high > low, np.nan, low))


def _mean(column: Floats) -> float:
    """The mean of what is known; 0 when nothing is."""
    known = column[~np.isnan(column)]
    return float(known.mean()) if len(known) else 0.0
