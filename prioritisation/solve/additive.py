"""Methods that add or multiply weighted values, one criterion after the other."""

import numpy as np

from prioritisation.solve.answer import Answer, ranked
from prioritisation.solve.errors import InvalidProblem
from prioritisation.solve.normalisation import by_largest, by_range, by_sum, chosen, positive
from prioritisation.solve.numbers import real
from prioritisation.solve.reading import PARAMS, Problem
from prioritisation.solve.table import MATRIX, Table, points, table, weights
from prioritisation.wording import t

ADDITIVE = ("none", "anchors", "minmax", "max", "sum")


def weighted_sum(problem: Problem) -> Answer:
    """Sum of weight times value [1]_.

    References
    ----------
    .. [1] Fishburn, P. C. (1967). Additive utilities with incomplete product sets. Operations
       Research, 15(3), 537-542.
    """
    found = table(problem)
    _, values = chosen(problem, found, ADDITIVE)
    return ranked(values @ weights(problem, found))


def weighted_product(problem: Problem) -> Answer:
    """Decimal logarithm of the product of the values raised to their weights [1]_.

    References
    ----------
    .. [1] Bridgman, P. W. (1922). Dimensional analysis. Yale University Press.
    """
    found = table(problem)
    found.wrong(found.scores <= 0, t("a score above 0 is needed here, to be multiplied"))
    _, values = chosen(problem, found, ("max", "sum"))
    return ranked(np.log10(values) @ weights(problem, found))


def waspas(problem: Problem) -> Answer:
    """Weighted sum and weighted product mixed by ``lambda``, weights as given [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K. et al. (2012). Optimization of weighted aggregated sum product
       assessment. Elektronika ir Elektrotechnika, 122(6), 3-6.
    """
    found = table(problem)
    values, given = by_largest(found), points(problem, found)
    mix = share(problem, "lambda")
    return ranked(mix * (values @ given) + (1 - mix) * (values**given).prod(axis=1))


def share(problem: Problem, key: str, default: float | None = None) -> float:
    """A number of ``params`` between 0 and 1.

    Raises
    ------
    InvalidProblem
        If it is missing without a default, or outside.
    """
    if default is not None and problem.params.get(key) is None:
        return default
    place = f"{PARAMS}.{key}"
    value = real(problem.param(key), place)
    if not 0 <= value <= 1:
        fault = t("« {found} » is outside {low} to {high}", found=value, low=0, high=1)
        raise InvalidProblem(fault, place)
    return value


def aras(problem: Problem) -> Answer:
    """Sum of weighted parts, over that of an ideal lever [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K. & Turskis, Z. (2010). A new additive ratio assessment (ARAS) method in
       multicriteria decision-making. Technological and Economic Development of Economy, 16(2).
    """
    found = table(problem)
    positive(found)
    lowest, highest = found.scores.min(axis=0), found.scores.max(axis=0)
    ideal = np.where(found.larger, highest, lowest)
    parts = by_sum(Table(np.vstack([found.scores, ideal]), found.larger, found.names))
    sums = parts @ weights(problem, found)
    return ranked(sums[:-1] / sums[-1])


def marcos(problem: Problem) -> Answer:
    """Utility against an ideal and an anti-ideal lever [1]_.

    References
    ----------
    .. [1] Stevic, Z. et al. (2020). Sustainable supplier selection in healthcare industries using
       MARCOS. Computers & Industrial Engineering, 140, 106231.
    """
    found = table(problem)
    values, given = by_largest(found), weights(problem, found)
    sums = values @ given
    anti_ideal, ideal = float(values.min(axis=0) @ given), float(values.max(axis=0) @ given)
    if anti_ideal <= 0:
        raise InvalidProblem(t("the worst score of one criterion at least must not be 0"), MATRIX)
    below, above = sums / anti_ideal, sums / ideal
    share_below, share_above = above / (above + below), below / (above + below)
    return ranked(
        (above + below) / (1 + (1 - share_above) / share_above + (1 - share_below) / share_below)
    )


def copras(problem: Problem) -> Answer:
    """Gains, and costs by their inverses, in percent of the best [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K., Kaklauskas, A. & Sarka, V. (1994). The new method of multicriteria
       complex proportional assessment of projects. Technological and Economic Development, 1(3).
    """
    found = table(problem)
    usable = positive(found)
    scaled = np.where(found.scores > 0, usable, 0.0) / usable.max(axis=0)
    parts = scaled / scaled.sum(axis=0) * weights(problem, found)
    gains, costs = parts @ found.larger, parts @ ~found.larger
    if (costs > 0).all():
        inverses = costs.min() / costs
        gains = gains + costs.sum() * inverses / inverses.sum()
    return ranked(100 * gains / gains.max())


def mairca(problem: Problem) -> Answer:
    """Total gap between what is expected of a lever and what it gives; the lowest is best [1]_.

    References
    ----------
    .. [1] Gigovic, L. et al. (2016). The combination of expert judgment and GIS-MAIRCA analysis.
       Sustainability, 8(4), 372.
    """
    found = table(problem)
    expected = weights(problem, found) / len(found.scores)
    return ranked((1 - by_range(found)) @ expected, lower=True)
