"""How a lever's share of the weights moves across the choices still open.

The weights are those allowed with the answers in force, each counting the same. Under another
combination of answers they are carried so that one unit of a criterion is worth as much
(``exchange``): a lever is first for a weighting when its carried weights put it first. As carried
weights are ``w r`` shared out again, ``r`` the ratio of the ranges, that is to multiply the values
of each criterion by its ratio, and to look where the same weights put the lever first.
"""

from functools import lru_cache

import numpy as np

from criteria.case import Case
from criteria.model import Sense
from prioritisation.analysis.crossing import CrossedOutcome, crossed_matrix, crossing_of
from prioritisation.analysis.exchange import range_ratio
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.robustness.regions import Regions, first_regions
from prioritisation.analysis.robustness.weight_sets import WeightSet
from prioritisation.analysis.scenario import Analysis


def share_range(analysis: Analysis, row: int) -> tuple[float, float]:
    """Smallest and largest share of the weights allowed for which a row is first, in [0, 1].

    Alone and surely so, in each combination of the open choices: that in force when nothing is
    open.
    """
    crossing = crossing_of(analysis)
    outcomes: tuple[CrossedOutcome, ...] = () if crossing is None else crossing.outcomes
    shares = [analysis.region(row).alone_share]
    for outcome in outcomes[1:]:
        senses = tuple(sorted(outcome.scenario.senses.items()))
        before, after = analysis.scenario.combination, outcome.scenario.combination
        regions = _regions(analysis.case, before, after, senses, analysis.within)
        shares.append(regions.regions[row].alone_share)
    return min(shares), max(shares)


@lru_cache(maxsize=256)
def _regions(
    case: Case,
    before: str,
    after: str,
    senses: tuple[tuple[str, Sense], ...],
    within: WeightSet,
) -> Regions:
    matrix = crossed_matrix(case, after, senses)
    ratios = np.array([range_ratio(c, before, after) for c in case.criteria])
    scaled = known_matrix(
        matrix.alternatives, matrix.criteria, matrix.low * ratios, matrix.high * ratios
    )
    return first_regions(scaled, within)
