"""Weights drawn from the ballots: what the group's weights could be with other voters like these.

The ballots are drawn again with replacement, as many as there are, and their mean is taken as the
group's (bootstrap [1]_). Many ballots at once are drawn from the normal distribution their mean
then follows, within a few thousandths of a share.

References
----------
.. [1] Efron, B. (1979). Bootstrap methods: another look at the jackknife. The Annals of
   Statistics, 7(1), 1-26.
"""

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.sample import SEED

RESAMPLED = 10_000
"""Groups of ballots drawn: a share is known within 0.005."""

DIRECT = 250
"""Ballots up to which each is drawn again; beyond, the normal distribution of their mean."""

CELLS = 500_000
"""Ballots drawn at once."""


def group_mean(table: Floats) -> Floats:
    """Array (n,): mean of the shares given on each criterion, divided by their sum.

    Parameters
    ----------
    table
        Array (k, n) of shares, k >= 1; an abstention is NaN, and no row is made of NaN only.
    """
    return _closed(np.nansum(table, axis=0), (~np.isnan(table)).sum(axis=0))


def resampled_means(table: Floats, draws: int = RESAMPLED, seed: int = SEED) -> Floats:
    """Array (draws, n) of mean weights of ballots drawn with replacement, each summing to 1.

    Parameters
    ----------
    table
        Array (k, n) of shares, k >= 1; an abstention is NaN. Whoever calls must have enough
        ballots to show the figures made from it (``ballots.anonymity``).
    """
    given = ~np.isnan(table)
    both = np.hstack([np.where(given, table, 0.0), given])
    rng = np.random.default_rng(seed)
    sums = _many(both, draws, rng) if len(table) > DIRECT else _again(both, draws, rng)
    n = table.shape[1]
    return _closed(sums[:, :n], sums[:, n:])


def _again(both: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Sums over k ballots drawn with replacement."""
    k = len(both)
    sums = np.empty((draws, both.shape[1]))
    chunk = max(1, CELLS // k)
    for start in range(0, draws, chunk):
        part = sums[start : start + chunk]
        part[:] = both[rng.integers(0, k, (len(part), k))].sum(axis=1)
    return sums


def _many(both: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """The same, by the central limit theorem: sums and numbers given vary together."""
    k, centre = len(both), both.mean(axis=0)
    roots, axes = np.linalg.eigh(np.cov(both, rowvar=False, bias=True) * k)
    spread = axes * np.sqrt(np.maximum(roots, 0.0))
    found = k * centre + rng.standard_normal((draws, len(centre))) @ spread.T
    return np.asarray(np.maximum(found, 0.0))


def _closed(sums: Floats, counts: Floats) -> Floats:
    """Means over those who gave a share, divided by their sum; a criterion nobody weighs has 0."""
    means = sums / np.maximum(counts, 1.0)
    total = means.sum(axis=-1, keepdims=True)
    return np.asarray(means / np.where(total > 0, total, 1.0))
