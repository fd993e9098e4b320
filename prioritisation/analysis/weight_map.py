"""The weight triangle of three criteria: all of them, or three among more with the others held."""

from dataclasses import dataclass

from prioritisation.analysis.robustness.regions import Regions, first_regions
from prioritisation.analysis.robustness.slices import CORNERS, Columns, held
from prioritisation.analysis.scenario import Analysis


@dataclass(frozen=True, slots=True, eq=False)
class WeightMap:
    """Who is first, depending on how three criteria share the weight that is theirs.

    Attributes
    ----------
    columns
        The criteria at the top, right and left corners.
    free
        Share of all the weight that the three criteria have now; the rest is held.
    here
        The present weights inside the triangle, summing to 1.
    regions
        Exact regions; their shares are those of the triangle, not of all weights.
    """

    columns: Columns
    free: float
    here: tuple[float, float, float]
    regions: Regions


def weight_map(analysis: Analysis, columns: Columns | None = None) -> WeightMap | None:
    """The triangle of three criteria, the first ones unless others are named.

    None with fewer than three criteria, or when the three named have no weight at all.
    """
    weights = analysis.weights
    if len(weights) < CORNERS:
        return None
    columns = columns or (0, 1, 2)
    free = float(weights[list(columns)].sum())
    if len(weights) == CORNERS and columns == (0, 1, 2):
        return WeightMap(columns, free, _shares(analysis, columns, free), analysis.regions)
    sliced = held(analysis.matrix, weights, columns)
    if sliced is None:
        return None
    return WeightMap(columns, free, _shares(analysis, columns, free), first_regions(sliced))


def _shares(analysis: Analysis, columns: Columns, free: float) -> tuple[float, float, float]:
    top, right, left = (float(analysis.weights[j]) / free for j in columns)
    return top, right, left
