"""Every stream of random numbers: one seed for all, and a place of its own for each, as spawned.

``SeedSequence`` keeps apart its children by their spawn keys, and the state of ``(seed, 0, 0)``
given as entropy is that of ``seed``: only keys are used.
"""

from enum import IntEnum

import numpy as np

SEED = 1234


class DrawnFor(IntEnum):
    """What random numbers are drawn for."""

    WEIGHTS = 0
    ALLOWED_WEIGHTS = 1
    STARTS = 2
    CELLS = 3
    BALLOTS = 5
    CAMPS = 7
    COMPLETIONS = 8
    PERFORMANCES = 9
    CONFIDENCE = 10


def stream(kind: DrawnFor, *place: int, seed: int = SEED) -> np.random.Generator:
    """The numbers of a kind, each of its places (a cell, a criterion) having its own."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(kind, *place)))
