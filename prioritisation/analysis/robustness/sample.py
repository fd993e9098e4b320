"""The sample of weights: drawn once per number of criteria, from a fixed seed.

Figures estimated on it do not flicker from one move of a slider to the next, and two
scenarios are compared on the same draws.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats

DRAWS, SEED = 100_000, 1234

Weights = NDArray[np.float32] | NDArray[np.float64]
"""Array (k, n): k weight vectors of n criteria, each summing to 1."""


@lru_cache(maxsize=8)
def weight_sample(criteria: int) -> Floats:
    """Array (DRAWS, criteria) of weights uniform on the simplex, laid out by criterion."""
    kept = np.asfortranarray(drawn_weights(criteria, DRAWS, SEED))
    kept.setflags(write=False)
    return kept


@lru_cache(maxsize=8)
def single_sample(criteria: int) -> NDArray[np.float32]:
    """The same sample in single precision, for counting ranks."""
    kept = weight_sample(criteria).astype(np.float32)
    kept.setflags(write=False)
    return kept


def drawn_weights(criteria: int, draws: int, seed: int) -> Floats:
    """Array (draws, criteria) of weights uniform on the simplex [1]_.

    Notes
    -----
    Exponential variates divided by their sum.

    References
    ----------
    .. [1] Devroye, L. (1986). Non-Uniform Random Variate Generation, chapter V. Springer.
    """
    drawn = np.random.default_rng(seed).standard_exponential((draws, criteria))
    drawn /= drawn.sum(axis=1, keepdims=True)
    return drawn
