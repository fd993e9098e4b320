"""Statements held against the figures: supported, contradicted, or neither."""

from dataclasses import dataclass
from enum import StrEnum

from criteria.evidence import Claim
from criteria.model import PerformanceTable, Score
from criteria.scales import Amount, Scale, WordScale


class Outcome(StrEnum):
    """What two scores say of a statement that one is larger than the other."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    OVERLAPPING = "overlapping"
    UNKNOWN = "unknown"


BY_WEIGHT = (Outcome.CONTRADICTED, Outcome.UNKNOWN, Outcome.OVERLAPPING, Outcome.SUPPORTED)
"""The outcome of a whole claim is the first of these that one of its pairs has."""


@dataclass(frozen=True, slots=True)
class PairCheck:
    """Two levers, the first said to score higher than the second, and what their scores say.

    Attributes
    ----------
    higher, lower
        Ids of the levers.
    higher_score, lower_score
        Their scores, in the unit or the words of the criterion.
    """

    higher: str
    lower: str
    higher_score: Score
    lower_score: Score
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim, each of its pairs of levers, and the outcome under one perimeter."""

    claim: Claim
    perimeter: str
    pairs: tuple[PairCheck, ...]

    @property
    def outcome(self) -> Outcome:
        """Contradicted if a pair is; else unknown, then overlapping, if one is; else supported."""
        found = {pair.outcome for pair in self.pairs}
        return next(outcome for outcome in BY_WEIGHT if outcome in found)


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
    scale = next(c for c in table.criteria if c.id == claim.criterion).scale(table.perimeter)
    pairs = tuple(
        PairCheck(first, second, scores[first], scores[second], outcome)
        for first in claim.higher_levers
        for second in claim.lower_levers
        for outcome in [_outcome(scores[first], scores[second], scale)]
    )
    return ClaimCheck(claim, table.perimeter, pairs)


def _outcome(higher: Score, lower: Score, scale: Scale) -> Outcome:
    first, second = _bounds(higher, scale), _bounds(lower, scale)
    if not first or not second:
        return Outcome.UNKNOWN
    if first[0] > second[1]:
        return Outcome.SUPPORTED
    return Outcome.CONTRADICTED if first[1] < second[0] else Outcome.OVERLAPPING


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
