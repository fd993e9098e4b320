"""Statements held against the figures: what contradicts what, and what it does to the ranking.

Nothing is settled here: both stand, each with its source. The effect shows what the ranking would
be if the statement were right and the two scores were exchanged; it is never used elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from criteria.case import Case
from criteria.claims import ClaimCheck, Outcome, check_claim
from criteria.evidence import Claim
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.scenario import Analysis


@dataclass(frozen=True, slots=True)
class Confrontation:
    """One statement and what the figures of each perimeter say of it.

    Attributes
    ----------
    checks
        Perimeter id -> what the figures there say, in the order of the case.
    """

    claim: Claim
    checks: dict[str, ClaimCheck]

    @property
    def contradicted(self) -> tuple[str, ...]:
        """Perimeters whose figures contradict the statement."""
        return tuple(p for p, c in self.checks.items() if c.outcome is Outcome.CONTRADICTED)


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
    found = [
        Confrontation(
            claim, {p.id: check_claim(claim, case.tables[p.id]) for p in case.perimeters}
        )
        for claim in case.claims
    ]
    return tuple(sorted(found, key=lambda c: not c.contradicted))


@lru_cache(maxsize=32)
def contradicted_cells(case: Case, perimeter: str) -> frozenset[tuple[str, str]]:
    """The (lever, criterion) whose scores under a perimeter contradict a statement."""
    return frozenset(
        (lever, found.claim.criterion)
        for found in confrontations(case)
        for pair in found.checks[perimeter].pairs
        if pair.outcome is Outcome.CONTRADICTED
        for lever in (pair.higher, pair.lower)
    )


def exchanges(analysis: Analysis, confronted: Confrontation) -> tuple[Exchange, ...]:
    """What each contradiction under the present perimeter does to the ranking.

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
    for pair in confronted.checks[analysis.scenario.perimeter].pairs:
        if pair.outcome is Outcome.CONTRADICTED:
            rows = [levers.index(pair.higher), levers.index(pair.lower)]
            low, high = np.array(matrix.low), np.array(matrix.high)
            for bound in (low, high):
                bound[rows, column] = bound[rows[::-1], column]
            exchanged = known_matrix(levers, matrix.criteria, low, high)
            yield Exchange(rows[0], rows[1], additive(exchanged, analysis.weights))
