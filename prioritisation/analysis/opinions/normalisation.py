"""Does the normalisation decide? The same weights on values scaled by the levers present.

Fixed anchors are the product's own. The other scalings depend on which levers are compared, so
they can change the ranking without anyone having changed an opinion.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.opinions.methods import (
    Method,
    check_matrix,
    closeness,
    competition,
    method_scores,
    separated_scores,
)
from prioritisation.analysis.opinions.opinion import weighed_completions
from prioritisation.analysis.ranking import TIE

_EXAMINED = 256
_Rows = tuple[int, ...]


class Scaling(StrEnum):
    """What values are scaled by: fixed anchors (as they are), or the levers present."""

    ANCHORS = "anchors"
    MIN_MAX = "min_max"
    MAX = "max"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class FirstsChange:
    """Rows first before and after something was changed, in one completion."""

    before: _Rows
    after: _Rows


@dataclass(frozen=True, slots=True)
class Effect:
    """What another scaling does to the levers that are first.

    Attributes
    ----------
    method, scaling
        The weighted sum against itself on fixed anchors, or TOPSIS against itself on the vector
        normalisation.
    share
        Share of the completions examined in which the levers first are not the same. Not a
        probability.
    example
        The levers first before and after in one completion; None when no completion examined
        changes them.
    completions, exhaustive
        How many were examined, and whether they are all there are.
    """

    method: Method
    scaling: Scaling
    share: float
    example: FirstsChange | None
    completions: int
    exhaustive: bool


def scaled(values: Floats, scaling: Scaling) -> Floats:
    """Values (..., m, n) scaled by the m levers present, criterion by criterion.

    ``MIN_MAX``: from the smallest to the largest; ``MAX``, ``SUM``: divided by it. A criterion
    that this would divide by 0 gives 0 to every lever.

    Examples
    --------
    >>> scaled(np.array([[0.2, 0.5], [0.6, 0.5]]), Scaling.MIN_MAX).tolist()
    [[0.0, 0.0], [1.0, 0.0]]
    """
    if scaling is Scaling.ANCHORS:
        return values
    largest = values.max(axis=-2, keepdims=True)
    if scaling is Scaling.MIN_MAX:
        smallest = values.min(axis=-2, keepdims=True)
        return _divided(values - smallest, largest - smallest)
    if scaling is Scaling.MAX:
        return _divided(values, largest)
    return _divided(values, values.sum(axis=-2, keepdims=True))


def _divided(values: Floats, by: Floats) -> Floats:
    usable = by > TIE
    return np.asarray(np.where(usable, values / np.where(usable, by, 1.0), 0.0))


def normalisation_effects(
    matrix: DecisionMatrix, weights: Floats, most: int = _EXAMINED
) -> tuple[Effect, ...]:
    """For each other scaling of the weighted sum, then min-max TOPSIS: how often it decides.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    most
        Completions examined, at most.

    Raises
    ------
    InvalidOpinion
        If a value is outside [0, 1] or not a number, or the weights are not shares.
    """
    shares = check_matrix(matrix, weights)
    examined = weighed_completions(matrix, shares, most)
    values = examined.values
    rankings = {
        (Method.ADDITIVE, scaling): method_scores(scaled(values, scaling), shares, Method.ADDITIVE)
        for scaling in Scaling
    }
    rankings[Method.TOPSIS, Scaling.MIN_MAX] = min_max_closeness(values, shares)
    references = {
        Method.ADDITIVE: rankings.pop((Method.ADDITIVE, Scaling.ANCHORS)),
        Method.TOPSIS: method_scores(values, shares, Method.TOPSIS),
    }
    firsts = {method: competition(scores) == 1 for method, scores in references.items()}
    effects = []
    for (method, scaling), other in rankings.items():
        after = competition(other) == 1
        changed = (firsts[method] != after).any(axis=1)
        share, example = float(changed.mean()), example_of(firsts[method], after)
        effects.append(Effect(method, scaling, share, example, len(examined), examined.exhaustive))
    return tuple(effects)


def min_max_closeness(values: Floats, weights: Floats) -> Floats:
    """Scores (k, m) of TOPSIS on min-max values, in place of the vector normalisation."""
    return separated_scores(scaled(values, Scaling.MIN_MAX), weights, closeness)


def example_of(before: NDArray[np.bool_], after: NDArray[np.bool_]) -> FirstsChange | None:
    """Rows first before and after (k, m), in the last completion where they differ.

    The chosen extremes come first: the last is one that was drawn, if any differs.
    """
    changed = np.flatnonzero((before != after).any(axis=1))
    if not len(changed):
        return None
    where = changed[-1]
    return FirstsChange(
        *(tuple(np.flatnonzero(firsts[where]).tolist()) for firsts in (before, after))
    )
