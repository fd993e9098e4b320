"""Rank acceptability when performances are drawn together with the weights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.places import declared_ranks

CELLS = 500_000
"""Numbers drawn, or compared, at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Performances:
    """Independent performances of m levers on n criteria.

    Attributes
    ----------
    means, deviations
        Arrays (m, n); of the logarithm where a criterion is log-normal.
    lognormal
        Whether each of the n criteria is.
    worst, best
        Arrays (n,): performances worth 0 and 1; values go beyond.
    """

    means: Floats
    deviations: Floats
    lognormal: Sequence[bool]
    worst: Floats
    best: Floats

    def drawn(self, rng: np.random.Generator, count: int) -> Floats:
        """Array (count, m, n) of values."""
        found = self.means + self.deviations * rng.standard_normal((count, *self.means.shape))
        logarithms = np.flatnonzero(self.lognormal)
        found[..., logarithms] = np.exp(found[..., logarithms])
        return np.asarray((found - self.worst) / (self.best - self.worst))


@dataclass(frozen=True, slots=True, eq=False)
class Accepted:
    """Ranks of m levers over drawn weights and performances.

    Attributes
    ----------
    shares
        Array (m, m): share of the samples that give a lever (row) a rank (column).
    central_weights
        Array (m, n): mean weights of the samples in which a lever is first; NaN without any.
    confidence
        Array (m,): share of other draws of the performances in which a lever is first, alone or
        tied, with its central weights; 0 when it has none.
    """

    shares: Floats
    central_weights: Floats
    confidence: Floats


def acceptability(performances: Performances, samples: int, seed: int) -> Accepted:
    """Rank acceptability, central weights and confidence factors, ties being split equally [1]_.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
       analysis for group decision making. Operations Research, 49(3), 444-454.
    """
    m, n = performances.means.shape
    ranks, fresh = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(2))
    counts, first = np.zeros((m, m)), np.zeros((m, n))
    for count in _chunks(samples, m * n):
        values = performances.drawn(ranks, count)
        weights = ranks.standard_exponential((count, n))
        weights /= weights.sum(axis=1, keepdims=True)
        found, parts = declared_ranks(np.einsum("kmn,kn->km", values, weights))
        counts += found
        first += parts.T @ weights
    central = np.full((m, n), np.nan)
    np.divide(first, counts[:, :1], out=central, where=counts[:, :1] > 0)
    confidence = _confidence(performances, central, samples, fresh)
    return Accepted(counts / samples, central, confidence)


def _confidence(
    performances: Performances, central: Floats, samples: int, rng: np.random.Generator
) -> Floats:
    """How often each lever is first with its own central weights."""
    m, n = central.shape
    judges = np.flatnonzero(~np.isnan(central[:, 0]))
    wins = np.zeros(m)
    for count in _chunks(samples, m * (m + n)):
        scores = performances.drawn(rng, count) @ central[judges].T
        own = scores[:, judges, np.arange(len(judges))]
        wins[judges] += (own >= scores.max(axis=1) - TIE).sum(axis=0)
    return wins / samples


def _chunks(samples: int, cells: int) -> Iterator[int]:
    """Numbers of samples to draw at once."""
    size = max(1, CELLS // cells)
    for start in range(0, samples, size):
        yield min(size, samples - start)
