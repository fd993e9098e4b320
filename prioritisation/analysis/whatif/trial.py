"""What a fork gives: its own case, ranked by its method. Nothing of the given case changes."""

from dataclasses import dataclass, replace
from functools import lru_cache

from criteria.case import Case
from criteria.errors import Problem, ProblemKind
from criteria.model import Criterion, Lever, PerformanceTable, Score, Status
from criteria.readings import reading_on
from criteria.scoring import check_typed
from prioritisation.analysis.inquiry import order_constraints
from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.opinions import Opinion, opinion
from prioritisation.analysis.robustness.weight_sets import weight_set
from prioritisation.analysis.scenario import Analysis, analyse, within_weights
from prioritisation.analysis.thresholds import RobustnessThresholds
from prioritisation.analysis.whatif.fork import (
    MOST_ADDED,
    MOST_CHANGES,
    AddedLever,
    Fork,
    InvalidFork,
    ScoreChange,
)
from prioritisation.errors import InvalidPoints

_PLACE = "scenario"
_ADDED_COLOURS = ("#7A7A7A", "#A05195", "#5D8233", "#8C6D31", "#3B6FB6")


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One fork beside others.

    Attributes
    ----------
    analysis
        The additive analysis of the fork's scenario on its own case; where an order was told,
        solidity is over all the weights that respect it.
    opinion
        Ranks by the fork's method.
    """

    fork: Fork
    analysis: Analysis
    opinion: Opinion

    @property
    def values(self) -> tuple[Floats, Floats]:
        """Lowest and highest additive values, one per lever."""
        return self.analysis.ranking.low, self.analysis.ranking.high

    @property
    def firsts(self) -> tuple[str, ...]:
        """Ids of the levers first in every case examined."""
        return self._where(self.opinion.worst.tolist())

    @property
    def possible_firsts(self) -> tuple[str, ...]:
        """Ids of the levers first in some case examined."""
        return self._where(self.opinion.best.tolist())

    def _where(self, ranks: list[int]) -> tuple[str, ...]:
        ranked = zip(self.opinion.alternatives, ranks, strict=True)
        return tuple(lever for lever, rank in ranked if rank == 1)


def trial(case: Case, fork: Fork, thresholds: RobustnessThresholds) -> Trial:
    """Rank a fork of a case; the thresholds are those of ``analyse``.

    Raises
    ------
    InvalidFork
        With all that does not fit the case.
    InvalidPoints
        When no criterion has any weight.
    """
    own = forked(case, fork)
    if not any(p > 0 for p in fork.scenario.points.values()):
        raise InvalidPoints(fork.scenario.points)
    analysis = _in_order(analyse(own, fork.scenario, thresholds), fork)
    return Trial(fork, analysis, opinion(analysis.matrix, analysis.weights, fork.method))


def _in_order(analysis: Analysis, fork: Fork) -> Analysis:
    """The same among the weights that respect the order that was told, when one was.

    The ranking is that of one of them, which the way of telling it gives.
    """
    criteria = analysis.matrix.criteria
    if fork.elicitation is None or not set(fork.elicitation.criteria) <= set(criteria):
        return analysis
    order = order_constraints(fork.elicitation, criteria)
    return within_weights(analysis, weight_set(len(criteria), order))


def forked(case: Case, fork: Fork) -> Case:
    """The case with the fork's levers and scores; raises InvalidFork."""
    if problems := _problems(case, fork):
        raise InvalidFork(problems)
    combination = fork.scenario.combination
    return _forked(case, fork.scores, fork.withdrawn, fork.added, combination)


@lru_cache(maxsize=64)
def _forked(
    case: Case,
    scores: tuple[ScoreChange, ...],
    withdrawn: tuple[str, ...],
    added: tuple[AddedLever, ...],
    combination: str,
) -> Case:
    """The same object for the same changes, so that what is computed on it is kept."""
    kept = tuple(v for v in case.levers if v.id not in withdrawn)
    new = tuple(
        Lever(a.id, a.label, a.label, _ADDED_COLOURS[k % len(_ADDED_COLOURS)])
        for k, a in enumerate(added)
    )
    levers = (*kept, *new)
    about = {s: reading_on(case.questions, s.criterion, combination) for s in scores}
    tables = {
        # A score changes under the reading it is seen under; levers come and go under all.
        other: _table(
            table,
            levers,
            tuple(s for s in scores if reading_on(case.questions, s.criterion, other) == about[s]),
        )
        for other, table in case.tables.items()
    }
    ids = {v.id for v in levers}
    # A statement about a lever that is gone has no figures to be confronted with.
    claims = tuple(c for c in case.claims if {*c.higher_levers, *c.lower_levers} <= ids)
    return replace(case, levers=levers, tables=tables, claims=claims)


def _table(
    table: PerformanceTable, levers: tuple[Lever, ...], changes: tuple[ScoreChange, ...]
) -> PerformanceTable:
    given = {(c.lever, c.criterion): c for c in changes}
    scores = {
        (v.id, c.id): _score(table, v, c, given.get((v.id, c.id)))
        for v in levers
        for c in table.criteria
    }
    return replace(table, levers=levers, scores=scores)


def _score(
    table: PerformanceTable, lever: Lever, criterion: Criterion, change: ScoreChange | None
) -> Score:
    if change is None:
        unknown = Score(lever.id, criterion.id, None, None, Status.UNKNOWN)
        return table.scores.get((lever.id, criterion.id), unknown)
    status = Status.UNKNOWN if change.low is None or change.high is None else Status.OPINION
    low, high = (None, None) if status is Status.UNKNOWN else (change.low, change.high)
    return Score(lever.id, criterion.id, low, high, status)


def _problems(case: Case, fork: Fork) -> list[Problem]:
    """Everything of a fork that does not fit its case."""
    scenario = fork.scenario
    if scenario.combination not in case.tables:
        return [_unknown("unknown_reading", scenario.combination)]
    criteria = {c.id: c for c in case.criteria}
    names = [*(v.id for v in case.levers), *(a.id for a in fork.added)]
    mentioned = dict.fromkeys(
        (*scenario.points, *scenario.senses, *(s.criterion for s in fork.scores))
    )
    problems = [_unknown("unknown_criterion", c) for c in mentioned if c not in criteria]
    levers = dict.fromkeys((*fork.withdrawn, *(s.lever for s in fork.scores)))
    problems += [_unknown("unknown_lever", v) for v in levers if v not in names]
    problems += [
        _unknown("unknown_direction", criteria[c].label)
        for c, sense in scenario.senses.items()
        if c in criteria and sense not in criteria[c].direction.labels
    ]
    problems += _sizes(fork, names)
    # Scales are looked up by names: these must be right first.
    for change in () if problems else fork.scores:
        scale = criteria[change.criterion].scale
        label = criteria[change.criterion].label
        problems += check_typed(change.low, change.high, scale, _PLACE, label)
    return problems


def _sizes(fork: Fork, names: list[str]) -> list[Problem]:
    if len(set(names)) < len(names):
        return [Problem("repeated", _PLACE, None, "added", {"found": ", ".join(names)[:80]})]
    if len(fork.added) > MOST_ADDED:
        return [Problem("too_long", _PLACE, None, "added", {"allowed": MOST_ADDED})]
    if len(fork.scores) > MOST_CHANGES:
        return [Problem("too_long", _PLACE, None, "scores", {"allowed": MOST_CHANGES})]
    return [Problem("too_few_levers", _PLACE)] if set(fork.withdrawn) >= set(names) else []


def _unknown(kind: ProblemKind, value: str) -> Problem:
    return Problem(kind, _PLACE, None, "", {"found": value[:80], "allowed": ""})
