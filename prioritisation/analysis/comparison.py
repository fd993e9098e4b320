"""Rankings side by side: what is changed in each, what differs.

The first column is the ranking of the screen; each other one is a setting that changes something
of it: weights, criteria, a direction, a reading, a score, the method.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from criteria.case import Case
from criteria.model import READING_JOINT, Score, Sense, Status
from criteria.scales import Amount, LinearScale
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.opinions import Method, Opinion, opinion
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.scenario import Analysis, Scenario, analyse
from prioritisation.analysis.thresholds import RobustnessThresholds
from prioritisation.analysis.weights import shares

MOST_COLUMNS, LONGEST_NAME = 4, 60


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """Another score for a lever on a criterion; both bounds None is unknown."""

    lever: str
    criterion: str
    low: Amount | None
    high: Amount | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one column changes of the ranking of the screen; nothing by default.

    Attributes
    ----------
    equal
        Whether the criteria taken into account weigh the same.
    readings
        Other readings, one per question at most; none for those of the screen.
    reversed
        Criteria whose direction is the other way.
    points
        Criterion id -> points of its own: the others are left out; none for those of the screen.
    scores
        Other scores, one per cell at most.
    name
        What somebody called it; empty for what it changes.
    """

    equal: bool = False
    method: Method = Method.ADDITIVE
    readings: tuple[str, ...] = ()
    reversed: frozenset[str] = field(default_factory=frozenset)
    points: tuple[tuple[str, float], ...] = ()
    scores: tuple[ScoreChange, ...] = ()
    name: str = ""

    def applied(self, case: Case, scenario: Scenario) -> Scenario:
        """The scenario of the column; its method apart."""
        senses = _reversed(case, scenario.senses, self.reversed)
        points = dict(self.points) or scenario.points
        if self.equal:
            points = dict.fromkeys(points, 1.0)
        return Scenario(points, case.reread(scenario.combination, *self.readings), senses)

    def scored(self, change: ScoreChange) -> "Change":
        """With another score; the last one given to a cell counts."""
        kept = self.unscored(change.lever, change.criterion)
        return replace(kept, scores=(*kept.scores, change))

    def unscored(self, lever: str, criterion: str) -> "Change":
        """With the case's own score again."""
        cell = (lever, criterion)
        kept = tuple(s for s in self.scores if (s.lever, s.criterion) != cell)
        return replace(self, scores=kept)


def change_towards(here: Scenario, there: Scenario, name: str) -> Change:
    """What makes of one scenario another of the same case: its weights, readings, directions."""
    known = here.combination.split(READING_JOINT)
    readings = tuple(r for r in there.combination.split(READING_JOINT) if r not in known)
    told = {*here.senses, *there.senses}
    turned = frozenset(c for c in told if here.senses.get(c) is not there.senses.get(c))
    points = tuple(there.points.items())
    return Change(readings=readings, reversed=turned, points=points, name=name)


@lru_cache(maxsize=64)
def rescored(case: Case, scores: tuple[ScoreChange, ...], combination: str) -> Case:
    """The case with other scores under some readings; the same object for the same scores."""
    if not scores:
        return case
    table = case.tables[combination]
    given = {}
    for s in scores:
        unknown = s.low is None or s.high is None
        low, high = (None, None) if unknown else (s.low, s.high)
        status = Status.UNKNOWN if unknown else Status.OPINION
        given[s.lever, s.criterion] = Score(s.lever, s.criterion, low, high, status)
    table = replace(table, scores={**table.scores, **given})
    return replace(case, tables={**case.tables, combination: table})


def _reversed(case: Case, senses: Mapping[str, Sense], others: Iterable[str]) -> dict[str, Sense]:
    turned = dict(senses)
    for criterion in others:
        default = case.criterion(criterion).direction.default
        turned[criterion] = turned.get(criterion, default).opposite
    return {c: s for c, s in turned.items() if s is not case.criterion(c).direction.default}


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One ranking beside the others.

    Attributes
    ----------
    analysis
        The additive analysis of the column's scenario.
    opinion
        Ranks by the column's method, over the values of the uncertain scores.
    """

    change: Change
    analysis: Analysis
    opinion: Opinion

    @property
    def best(self) -> NDArray[np.int64]:
        """Smallest rank possible (or found) of each lever."""
        return self.opinion.best

    @property
    def worst(self) -> NDArray[np.int64]:
        """Largest rank possible (or found) of each lever."""
        return self.opinion.worst

    @property
    def firsts(self) -> tuple[int, ...]:
        """Rows first in every case examined."""
        return tuple(np.flatnonzero(self.worst == 1).tolist())

    @property
    def possible_firsts(self) -> tuple[int, ...]:
        """Rows first in some case examined."""
        return tuple(np.flatnonzero(self.best == 1).tolist())

    @property
    def answer(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Rows surely first, and possibly."""
        return self.firsts, self.possible_firsts


def suggested_changes(case: Case, scenario: Scenario) -> list[Change]:
    """What can be changed alone: weights, directions, readings."""
    kept = case.keeping(tuple(scenario.points))
    suggested = [] if scenario.equal else [Change(equal=True)]
    suggested += [
        Change(reversed=frozenset({c.id})) for c in kept.criteria if len(c.direction.labels) > 1
    ]
    suggested += [
        Change(readings=(reading.id,))
        for question in kept.live_questions
        for reading in question.readings
        if reading is not question.answer(scenario.combination)
    ]
    return suggested


def compare(
    case: Case, scenario: Scenario, changes: Iterable[Change], thresholds: RobustnessThresholds
) -> tuple[Column, ...]:
    """The ranking of the screen, then one column per change that changes something.

    A change whose criteria weigh nothing has none.

    Parameters
    ----------
    case
        The whole case.
    thresholds
        Those of ``analyse``.

    Raises
    ------
    InvalidPoints
        If no criterion has any weight.
    """
    columns = [_column(case, scenario, Change(), thresholds)]
    seen = {_key(columns[0])}
    for change in changes:
        if not any(change.applied(case, scenario).points.values()):
            continue
        column = _column(case, scenario, change, thresholds)
        if _key(column) not in seen:
            seen.add(_key(column))
            columns.append(column)
    return tuple(columns)


def _column(
    case: Case, scenario: Scenario, change: Change, thresholds: RobustnessThresholds
) -> Column:
    applied = change.applied(case, scenario)
    analysis = analyse(rescored(case, change.scores, applied.combination), applied, thresholds)
    return Column(change, analysis, opinion(analysis.matrix, analysis.weights, change.method))


def _key(column: Column) -> tuple[object, ...]:
    """What makes two columns the same: they rank the same things in the same way, under one name.

    The direction of a criterion that is left out of the ranking changes nothing.
    """
    # Rounded: the same shares out of other points are the same weights.
    scenario, weights = column.analysis.scenario, column.analysis.weights.round(12).tolist()
    senses = tuple(sorted((c, s) for c, s in scenario.senses.items() if c in scenario.points))
    weighed = tuple(zip(column.analysis.matrix.criteria, weights, strict=True))
    change = column.change
    scores = frozenset(change.scores)
    return change.name, change.method, weighed, scenario.combination, senses, scores


def most_telling(
    case: Case, scenario: Scenario, changes: Sequence[Change], count: int
) -> list[Change]:
    """As many changes, in their order: those that change who is first before all others.

    Parameters
    ----------
    changes
        What each would change alone, the additive value being asked in all of them.
    """
    if len(changes) <= count or not any(scenario.points.values()):
        return list(changes[:count])
    (sure, possible), firsts = (
        _firsts(case, scenario),
        [_firsts(case, change.applied(case, scenario)) for change in changes],
    )
    # A change of who is surely first weighs more than one of who may be.
    ranked = sorted(
        range(len(changes)), key=lambda k: (firsts[k][0] == sure, firsts[k][1] == possible)
    )
    return [changes[k] for k in sorted(ranked[:count])]


def _firsts(case: Case, scenario: Scenario) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Rows surely first, and possibly."""
    case = case.keeping(tuple(scenario.points))
    matrix = decision_matrix(case.tables[scenario.combination], scenario.senses)
    ranking = additive(matrix, shares({c.id: scenario.points[c.id] for c in case.criteria}))
    return ranking.necessary_firsts, ranking.possible_firsts


def score_change(
    reference: Analysis, other: Analysis, row: int, columns: tuple[int, int]
) -> float:
    """How much a score differs: in shares of the reference's range; of its own when unknown.

    ``columns`` are those of its criterion, in one and in the other.

    The values would not say it: under another reading the same value may be another amount.
    """
    here, there = columns
    bounds = ((reference.matrix.low, other.matrix.low), (reference.matrix.high, other.matrix.high))
    values = max(float(abs(a[row, here] - b[row, there])) for a, b in bounds)
    scale = reference.case.criteria[here].scale
    before, after = reference.score(row, here), other.score(row, there)
    ends = before.low, after.low, before.high, after.high
    if not isinstance(scale, LinearScale) or not all(isinstance(e, int | float) for e in ends):
        return values
    low, then, high, at_most = (float(e) for e in ends if e is not None)
    return max(abs(then - low), abs(at_most - high)) / abs(scale.best - scale.worst)


def moved_most(one: Ranking, other: Ranking) -> list[int]:
    """Rows whose smallest or largest value differs, the largest difference first."""
    gaps = np.maximum(np.abs(one.low - other.low), np.abs(one.high - other.high))
    return [int(i) for i in np.argsort(-gaps, kind="stable") if gaps[i] > 0]


class ColumnEffect(Enum):
    """What becomes of the present first place in another ranking.

    ``OTHER``: who is first cannot be any more, or another answer is sure. ``UNSURE``: it may be
    and is not surely so. ``POSSIBLE``: only who else may be first is another. ``NONE``: nothing.
    """

    NONE, POSSIBLE, UNSURE, OTHER = range(4)


def column_effect(reference: Column, column: Column) -> ColumnEffect:
    """What a column does to the answer of the reference."""
    before, sure, possible = set(reference.firsts), set(column.firsts), column.possible_firsts
    if reference.answer == column.answer:
        return ColumnEffect.NONE
    if not before:
        # Nobody could say: whoever is surely first is an answer.
        return ColumnEffect.OTHER if sure else ColumnEffect.POSSIBLE
    if not before.issubset(possible) or (sure != before and _is_exact(column)):
        return ColumnEffect.OTHER
    if not before <= sure or (_is_exact(reference) and not _is_exact(column)):
        return ColumnEffect.UNSURE
    return ColumnEffect.POSSIBLE


def _is_exact(column: Column) -> bool:
    """Whether who is first is known, and that nobody else may be."""
    return column.firsts == column.possible_firsts
