"""What all weights say, on as many draws as the product has."""

from functools import lru_cache

import numpy as np

from prioritisation.analysis.robustness.acceptability import rank_acceptability
from prioritisation.analysis.robustness.draws import weight_sample


@lru_cache(maxsize=8)
def single_sample(criteria):
    """The product's own sample in single precision, for counting ranks."""
    return weight_sample(criteria).astype(np.float32)


def over_all_weights(values):
    """Rank acceptability of values (m, n)."""
    return rank_acceptability(values, single_sample(values.shape[1]), continuous=True)


def region_of(regions, alternative):
    return next(r for r in regions.regions if r.alternative == alternative)
