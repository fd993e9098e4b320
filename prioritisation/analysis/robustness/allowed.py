"""What is said over the weights that are allowed, whichever are given; kept between two moves."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.robustness import draws
from prioritisation.analysis.robustness.joint import Joint, joint_acceptability
from prioritisation.analysis.robustness.ordering import value_blocks
from prioritisation.analysis.robustness.pairs import sure_shares
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.ranks import (
    Extremes,
    extreme_ranks,
    no_rivals,
    rivals_ahead,
)
from prioritisation.analysis.robustness.regions import Regions, first_regions
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.set_pieces import set_share
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT, WeightSet

_LEVERS, _CELLS = 30, 60
"""Levers and uncertain scores up to which ``DRAWS`` joint draws are made."""


@dataclass(frozen=True, slots=True, eq=False)
class AllowedWeights:
    """Figures over a set of weights; m levers, n criteria, rows and columns as in the matrix.

    Attributes
    ----------
    share, share_error
        Share of all weights that are in the set, in [0, 1], and its standard error; 0 when it is
        exact.
    regions
        Shares of the set for which each lever is first, exact where they can be.
    centres
        Array (m, n) of exact central weights; None when a score is not known or they cannot be
        proven (``joint.central_weights`` are then estimates).
    sure_pairs, pairs_error
        Array (m, m): share of the set for which a lever is ahead whatever the scores, and the
        largest standard error of these; 0 when they are exact.
    extremes
        Best and worst rank in the set; those not proven may be by ``extreme_ranks``.
    joint
        Ranks over draws of the set and of the scores: ``DRAWS`` of them, ``JOINT`` with more than
        ``_LEVERS`` levers or ``_CELLS`` uncertain scores.
    """

    share: float
    share_error: float
    regions: Regions
    centres: Floats | None
    sure_pairs: Floats
    pairs_error: float
    extremes: tuple[Extremes, ...]
    joint: Joint


# A matrix is compared by identity: whatever the weights, ``scenario`` hands on the same one of a
# case, its readings and directions.
@lru_cache(maxsize=16)
def allowed_weights(matrix: DecisionMatrix, within: WeightSet = EVERY_WEIGHT) -> AllowedWeights:
    """Everything that does not depend on the weights given."""
    small = len(matrix.low) <= _LEVERS and len(matrix.open_cells) <= _CELLS
    scores = draws.score_draws(matrix, draws.DRAWS if small else draws.JOINT)
    sample = sample_within(len(matrix.criteria), within)[: scores.draws]
    rivals = no_rivals(len(matrix.low))
    for block in value_blocks(matrix, sample):
        rivals = rivals_ahead(block, rivals)
    return AllowedWeights(
        *set_share(len(matrix.criteria), within),
        first_regions(matrix, within),
        _centres(matrix, within),
        *sure_shares(matrix, within),
        extreme_ranks(matrix, within, prove=False, rivals=rivals),
        joint_acceptability(scores, sample),
    )


def _centres(matrix: DecisionMatrix, within: WeightSet) -> Floats | None:
    """Mean of the weights for which each lever is first, when every score is known."""
    if not np.array_equal(matrix.low, matrix.high):
        return None
    values = within.at_corners(matrix.low)
    volumes = first_rank_volumes(values, within.side_rows(values.shape[1]))
    return None if volumes is None else within.weights(volumes[1])
