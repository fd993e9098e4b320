"""Three uncertainties side by side: weights, unknown scores, codings of words.

How often does the first place change when only that one varies? No gap is filled to answer: the
scores are drawn first, then in each draw the first places before and after one thing varies are
compared, all the rest being equal (common random numbers). The shares need not sum to anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.codings import Words, recoded, shifts
from prioritisation.analysis.robustness.draws import ScoreDraws, first_places
from prioritisation.analysis.robustness.joint import standard_errors

_Firsts = NDArray[np.bool_]


class UncertaintySource(StrEnum):
    """What varies."""

    WEIGHTS = "weights"
    SCORES = "scores"
    CODINGS = "codings"


@dataclass(frozen=True, slots=True)
class HeldShares:
    """For which share of what may vary the sole lever surely first stays first.

    Attributes
    ----------
    row
        That lever.
    weights
        Of all weights, whatever the uncertain scores; None when the weights are constrained or
        there is one criterion.
    codings
        Of the codings of words, whatever the uncertain scores, with the weights given.
    """

    row: int
    weights: float | None
    codings: float


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """One thing that varies.

    Attributes
    ----------
    changed
        Share of the draws in which the levers first are not the same when only this varies.
    error
        Its standard error.
    """

    source: UncertaintySource
    changed: float
    error: float


@dataclass(frozen=True, slots=True)
class Uncertainties:
    """The three, and what they do together.

    Attributes
    ----------
    each
        Weights, scores, codings.
    together
        Share of the draws in which the first place changes when all vary at once.
    driver
        The one that changes it most, beyond the error of the draws; None when none does, or when
        two do as much.
    """

    each: tuple[Uncertainty, ...]
    together: float
    driver: UncertaintySource | None
    draws: int


def uncertainties(
    scores: ScoreDraws, weights: Floats, sample: Floats, words: Sequence[Words]
) -> Uncertainties:
    """Vary the weights, the uncertain scores and the codings of words, one at a time.

    Parameters
    ----------
    scores
        k draws of the uncertain scores.
    weights
        Array (n,) of the shares chosen.
    sample
        Array (k, n) of other weights: from the whole simplex, from ballots, within constraints.
    words
        The criteria in words.
    """
    moved = scores.overall(sample)
    still, coded = scores.overall(weights), shifts(scores, words)
    before = first_places(still)
    others = np.roll(before, 1, axis=1)  # the scores of another draw
    after = {
        UncertaintySource.WEIGHTS: first_places(moved),
        UncertaintySource.SCORES: others,
        UncertaintySource.CODINGS: first_places(recoded(still, coded, weights)),
    }
    every = first_places(recoded(moved, coded, sample))
    found = {source: _changed(before, firsts) for source, firsts in after.items()}
    each = tuple(
        Uncertainty(source, share, float(standard_errors(np.array(share), scores.draws)))
        for source, share in found.items()
    )
    return Uncertainties(each, _changed(others, every), _driver(each), scores.draws)


def _changed(before: _Firsts, after: _Firsts) -> float:
    return float((before != after).any(axis=0).mean())


def _driver(each: Sequence[Uncertainty]) -> UncertaintySource | None:
    """The largest, when two standard errors of the difference or more tell it from the next."""
    first, second = sorted(each, key=lambda u: u.changed, reverse=True)[:2]
    clear = 2 * (first.error**2 + second.error**2) ** 0.5
    return first.source if first.changed - second.changed > clear else None
