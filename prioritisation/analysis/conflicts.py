"""Statements held against the figures: what contradicts what, and what it does to the ranking.

Nothing is settled here: both stand, each with its source. The effect shows what the ranking would
be if the statement were right and the two scores were exchanged; it is never used elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from criteria.case import Case
from criteria.evidence import Claim
from criteria.model import READING_JOINT, PerformanceTable, Score
from criteria.scales import Amount, Scale, WordScale
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.scenario import Analysis


class ClaimOutcome(StrEnum):
    """What two scores say of a statement that one is larger than the other."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    OVERLAPPING = "overlapping"
    UNKNOWN = "unknown"


_BY_WEIGHT = (
    ClaimOutcome.CONTRADICTED,
    ClaimOutcome.UNKNOWN,
    ClaimOutcome.OVERLAPPING,
    ClaimOutcome.SUPPORTED,
)
"""The outcome of a whole claim is the first of these that one of its pairs has."""


@dataclass(frozen=True, slots=True)
class PairCheck:
    """Two levers, the first said to score higher than the second, and what their scores say.

    Attributes
    ----------
    higher, lower
        Ids of the levers.
    """

    higher: str
    lower: str
    outcome: ClaimOutcome


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """Each pair of levers of a claim, and the outcome, under one reading."""

    pairs: tuple[PairCheck, ...]

    @property
    def outcome(self) -> ClaimOutcome:
        """Contradicted if a pair is; else unknown, then overlapping, if one is; else supported."""
        outcomes = {pair.outcome for pair in self.pairs}
        return next(outcome for outcome in _BY_WEIGHT if outcome in outcomes)


def check_claim(claim: Claim, table: PerformanceTable) -> ClaimCheck:
    """What the scores of a table say of a claim, pair by pair.

    Scores are compared as they are written, in their unit or in the order of the words, never as
    values: the direction of the criterion does not matter. Two scores that may be equal support
    nothing (``OVERLAPPING``); a score nobody knows says nothing (``UNKNOWN``).

    Raises
    ------
    KeyError
        When the table has no score of one of the levers on the criterion.
    """
    scores = {
        lever: table.scores[lever, claim.criterion]
        for lever in (*claim.higher_levers, *claim.lower_levers)
    }
    scale = next(c for c in table.criteria if c.id == claim.criterion).scale
    pairs = tuple(
        PairCheck(first, second, _outcome(scores[first], scores[second], scale))
        for first in claim.higher_levers
        for second in claim.lower_levers
    )
    return ClaimCheck(pairs)


def _outcome(higher: Score, lower: Score, scale: Scale) -> ClaimOutcome:
    first, second = _bounds(higher, scale), _bounds(lower, scale)
    if not first or not second:
        return ClaimOutcome.UNKNOWN
    if first[0] > second[1]:
        return ClaimOutcome.SUPPORTED
    return ClaimOutcome.CONTRADICTED if first[1] < second[0] else ClaimOutcome.OVERLAPPING


def _bounds(score: Score, scale: Scale) -> tuple[float, float] | None:
    """The smallest and the largest score possible, on a line; None when nothing is known."""
    if score.low is None or score.high is None:
        return None
    return _position(score.low, scale), _position(score.high, scale)


def _position(amount: Amount, scale: Scale) -> float:
    """A number as it is, a word as its place in the scale."""
    return (
        scale.levels.index(scale.level(amount)) if isinstance(scale, WordScale) else float(amount)
    )


@dataclass(frozen=True, slots=True)
class Confrontation:
    """One statement and what the figures of each reading say of it.

    Attributes
    ----------
    checks
        Reading id -> what the figures there say, in the order of the case; one, under the empty
        id, when no reading changes the scores of the criterion.
    """

    claim: Claim
    checks: dict[str, ClaimCheck]

    def under(self, combination: str) -> ClaimCheck:
        """What the figures say under a combination of readings."""
        readings = {"", *combination.split(READING_JOINT)}
        return next(check for reading, check in self.checks.items() if reading in readings)

    @property
    def contradicted(self) -> tuple[str, ...]:
        """Readings whose figures contradict the statement."""
        return tuple(p for p, c in self.checks.items() if c.outcome is ClaimOutcome.CONTRADICTED)


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """The ranking if two scores that contradict a statement were exchanged.

    Attributes
    ----------
    higher, lower
        Rows of the levers that the statement puts in this order.
    ranking
        The additive ranking with the two scores exchanged, all the rest being as it is.
    """

    higher: int
    lower: int
    ranking: Ranking


def confrontations(case: Case) -> tuple[Confrontation, ...]:
    """Every statement that the figures of a case can check; the contradicted ones first."""
    checked = [Confrontation(claim, _checks(case, claim)) for claim in case.claims]
    return tuple(sorted(checked, key=lambda c: not c.contradicted))


def _checks(case: Case, claim: Claim) -> dict[str, ClaimCheck]:
    here, question = case.default_combination, case.question_on(claim.criterion)
    readings = [r.id for r in question.readings] if question else [""]
    return {
        r: check_claim(claim, case.tables[case.reread(here, r) if r else here]) for r in readings
    }


@lru_cache(maxsize=32)
def contradicted_cells(case: Case, combination: str) -> frozenset[tuple[str, str]]:
    """The (lever, criterion) whose scores under these readings contradict a statement."""
    return frozenset(
        (lever, confronted.claim.criterion)
        for confronted in confrontations(case)
        for pair in confronted.under(combination).pairs
        if pair.outcome is ClaimOutcome.CONTRADICTED
        for lever in (pair.higher, pair.lower)
    )


def exchanges(analysis: Analysis, confronted: Confrontation) -> tuple[Exchange, ...]:
    """What each contradiction under the present readings does to the ranking.

    Empty when the criterion is left out of the ranking or weighs nothing there.
    """
    criteria = analysis.matrix.criteria
    claim = confronted.claim
    if claim.criterion not in criteria:
        return ()
    column = criteria.index(claim.criterion)
    return tuple(_exchanges(analysis, confronted, column)) if analysis.weights[column] > 0 else ()


def _exchanges(analysis: Analysis, confronted: Confrontation, column: int) -> Iterator[Exchange]:
    matrix, levers = analysis.matrix, analysis.matrix.alternatives
    for pair in confronted.under(analysis.scenario.combination).pairs:
        if pair.outcome is ClaimOutcome.CONTRADICTED:
            rows = [levers.index(pair.higher), levers.index(pair.lower)]
            low, high = np.array(matrix.low), np.array(matrix.high)
            for bound in (low, high):
                # What is indexed by a list is a copy: both scores move at once.
                bound[rows, column] = bound[rows[::-1], column]
            exchanged = known_matrix(levers, matrix.criteria, low, high)
            yield Exchange(rows[0], rows[1], additive(exchanged, analysis.weights))
