"""What the caches of long computations hold once they are full: megabytes, not entries."""

import gc
from types import FunctionType, ModuleType

import numpy as np
import pytest

from prioritisation.analysis.robustness import draws, robustness, set_draws
from prioritisation.analysis.robustness.weight_sets import AtLeast
from prioritisation.analysis.scenario import starting_scenario
from tests.thresholds import RobustnessInput, analyse

CACHES = (
    robustness.allowed_weights,
    set_draws.sample_within,
    set_draws.pieces_of,
    draws.weight_sample,
    draws.uniforms,
)
WEIGHTS = np.full(3, 1 / 3)
MOST_MB = 40
"""For the Normandie case, three criteria: 21 and 17 are measured; 80 and more before."""


def arrays(cache):
    """The arrays that a cache holds, wherever they are in what it keeps."""
    seen, left = {}, gc.get_referents(cache)
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, FunctionType | ModuleType | type):
            continue
        seen[id(one)] = one
        left += gc.get_referents(one)
        if isinstance(one, np.ndarray) and one.base is not None:
            left.append(one.base)
    return {key: one for key, one in seen.items() if isinstance(one, np.ndarray)}


def weight_mb():
    found = {}
    for cache in CACHES:
        found |= arrays(cache)
    return sum(one.nbytes for one in found.values() if one.base is None) / 2**20


@pytest.fixture
def analysed(case):
    for cache in CACHES:
        cache.cache_clear()
    return analyse(case, starting_scenario(case))


def test_many_constraints_weigh_little(analysed):
    for k in range(20):
        kept = (AtLeast(0, k / 100),)
        robustness.robustness(RobustnessInput(analysed.matrix, WEIGHTS, constraints=kept))
    assert 1 < weight_mb() < MOST_MB
