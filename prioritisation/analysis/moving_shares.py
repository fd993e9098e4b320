"""How a lever's share of the weights moves across the choices still open.

Under each combination of them the share is that of all weights, each weighting counting the same:
what one unit is worth does not matter, as all weights are looked at.
"""

from functools import lru_cache

from criteria.case import Case
from criteria.model import Sense
from prioritisation.analysis.crossing import Crossing, crossed_matrix
from prioritisation.analysis.robustness.regions import Regions, first_regions


def share_range(case: Case, crossing: Crossing, row: int) -> tuple[float, float]:
    """Smallest and largest share of all weights for which a row is surely first, in [0, 1].

    Parameters
    ----------
    case
        With the criteria taken into account only.
    """
    shares = []
    for outcome in crossing.outcomes:
        senses = tuple(sorted(outcome.scenario.senses.items()))
        regions = _regions(case, outcome.scenario.combination, senses)
        shares.append(regions.regions[row].sure_share)
    return min(shares), max(shares)


@lru_cache(maxsize=256)
def _regions(case: Case, combination: str, senses: tuple[tuple[str, Sense], ...]) -> Regions:
    return first_regions(crossed_matrix(case, combination, senses))
