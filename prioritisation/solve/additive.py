"""Methods that add or multiply weighted values; stability intervals; partial values."""

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import with_weight
from prioritisation.solve.normalisation import by_largest, by_range, by_sum, normalised, positive
from prioritisation.solve.table import (
    MATRIX_ENTRY,
    NOISE,
    PARAMS,
    WEIGHTS_ENTRY,
    Answer,
    InvalidProblem,
    ProblemTable,
    SolveProblem,
    ranked_answer,
    read_points,
    read_table,
    read_weights,
    real,
    reals,
    tie,
    unnamed,
)
from prioritisation.wording import t

ADDITIVE = ("none", "anchors", "minmax", "max", "sum")


def weighted_sum(problem: SolveProblem) -> Answer:
    """Sum of weight times value [1]_.

    References
    ----------
    .. [1] Fishburn, P. C. (1967). Additive utilities with incomplete product sets. Operations
       Research, 15(3), 537-542.
    """
    table = read_table(problem)
    _, values = normalised(problem, table, ADDITIVE)
    return ranked_answer(values @ read_weights(problem, table))


def weighted_product(problem: SolveProblem) -> Answer:
    """Decimal logarithm of the product of the values raised to their weights [1]_.

    References
    ----------
    .. [1] Bridgman, P. W. (1922). Dimensional analysis. Yale University Press.
    """
    table = read_table(problem)
    table.wrong(table.scores <= 0, t("a score above 0 is needed here, to be multiplied"))
    _, values = normalised(problem, table, ("max", "sum"))
    return ranked_answer(np.log10(values) @ read_weights(problem, table))


def waspas(problem: SolveProblem) -> Answer:
    """Weighted sum and weighted product mixed by ``lambda``, weights as given [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K. et al. (2012). Optimization of weighted aggregated sum product
       assessment. Elektronika ir Elektrotechnika, 122(6), 3-6.
    """
    table = read_table(problem)
    values, given = by_largest(table), read_points(problem, table)
    mix = share(problem, "lambda")
    return ranked_answer(mix * (values @ given) + (1 - mix) * (values**given).prod(axis=1))


def share(problem: SolveProblem, key: str, default: float | None = None) -> float:
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


def aras(problem: SolveProblem) -> Answer:
    """Sum of weighted parts, over that of an ideal lever [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K. & Turskis, Z. (2010). A new additive ratio assessment (ARAS) method in
       multicriteria decision-making. Technological and Economic Development of Economy, 16(2).
    """
    table = read_table(problem)
    # Before the ideal lever joins: what is wrong is then named by a lever of the problem.
    positive(table)
    lowest, highest = table.scores.min(axis=0), table.scores.max(axis=0)
    ideal = np.where(table.larger, highest, lowest)
    parts = by_sum(ProblemTable(np.vstack([table.scores, ideal]), table.larger, table.names))
    sums = parts @ read_weights(problem, table)
    return ranked_answer(sums[:-1] / sums[-1])


def marcos(problem: SolveProblem) -> Answer:
    """Utility against an ideal and an anti-ideal lever [1]_.

    References
    ----------
    .. [1] Stevic, Z. et al. (2020). Sustainable supplier selection in healthcare industries using
       MARCOS. Computers & Industrial Engineering, 140, 106231.
    """
    table = read_table(problem)
    values, given = by_largest(table), read_weights(problem, table)
    sums = values @ given
    anti_ideal, ideal = float(values.min(axis=0) @ given), float(values.max(axis=0) @ given)
    if anti_ideal <= 0:
        raise InvalidProblem(
            t("the worst score of one criterion at least must not be 0"), MATRIX_ENTRY
        )
    below, above = sums / anti_ideal, sums / ideal
    share_below, share_above = above / (above + below), below / (above + below)
    return ranked_answer(
        (above + below) / (1 + (1 - share_above) / share_above + (1 - share_below) / share_below)
    )


def copras(problem: SolveProblem) -> Answer:
    """Gains, and costs by their inverses, in percent of the best [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K., Kaklauskas, A. & Sarka, V. (1994). The new method of multicriteria
       complex proportional assessment of projects. Technological and Economic Development, 1(3).
    """
    table = read_table(problem)
    usable = positive(table)
    scaled = np.where(table.scores > 0, usable, 0.0) / usable.max(axis=0)
    parts = scaled / scaled.sum(axis=0) * read_weights(problem, table)
    gains, costs = parts @ table.larger, parts @ ~table.larger
    # Where a cost is 0 its inverse has no meaning, and the gains alone rank.
    if (costs > 0).all():
        inverses = costs.min() / costs
        gains = gains + costs.sum() * inverses / inverses.sum()
    return ranked_answer(100 * gains / gains.max())


def mairca(problem: SolveProblem) -> Answer:
    """Total gap between what is expected of a lever and what it gives; the lowest is best [1]_.

    References
    ----------
    .. [1] Gigovic, L. et al. (2016). The combination of expert judgment and GIS-MAIRCA analysis.
       Sustainability, 8(4), 372.
    """
    table = read_table(problem)
    expected = read_weights(problem, table) / len(table.scores)
    return ranked_answer((1 - by_range(table)) @ expected, lower=True)


def weight_stability_interval(problem: SolveProblem) -> Answer:
    """Where each weight may stand, the others keeping their proportions [1]_.

    References
    ----------
    .. [1] Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid.
       European Journal of Operational Research, 33(1), 54-64.
    """
    table = read_table(problem)
    _, values = normalised(problem, table, ADDITIVE)
    given = read_weights(problem, table)
    scores = values @ given
    firsts = np.flatnonzero(scores >= scores.max() - tie(scores)).tolist()
    leads = values[firsts[0]] - values
    intervals = [_interval(leads, given, column) for column in range(len(given))]
    warnings = []
    if len(firsts) > 1:
        levers = ", ".join(table.names.lever(row) for row in firsts)
        warnings.append(
            t(
                "{levers} are first together: the intervals are those of the first named",
                levers=levers,
            )
        )
    if given.max() == 1 and len(given) > 1:
        criterion = table.names.criterion(int(given.argmax()))
        warnings.append(
            t(
                "{place}: criterion {criterion} has all the weight; what it leaves is taken as "
                "shared equally",
                place=WEIGHTS_ENTRY,
                criterion=criterion,
            )
        )
    return Answer({"interval": np.array(intervals)}, tuple(warnings))


def _interval(leads: Floats, weights: Floats, column: int) -> tuple[float, float]:
    """The lead over each rival is linear in the weight: where all are 0 or more.

    A lead within rounding of a constant one bounds nothing; the present weight is always inside.
    """
    weight = float(weights[column])
    if len(weights) == 1:
        return weight, weight
    at_zero = leads @ with_weight(weights, column, 0.0)
    slopes = leads[:, column] - at_zero
    # A lead that hardly depends on this weight has no root worth the name.
    steep = np.abs(slopes) > NOISE * np.abs(leads).max(initial=0.0)
    roots = -at_zero[steep] / slopes[steep]
    rising = slopes[steep] > 0
    low = float(roots[rising].max(initial=0.0))
    high = float(roots[~rising].min(initial=1.0))
    # Rounding must not leave the present weight out of its own interval.
    return min(low, weight), max(high, weight)


def value_function(problem: SolveProblem) -> Answer:
    """Values of ``x`` read on a line broken at the cutoffs, flat beyond the first and the last."""
    place = f"{PARAMS}.cutoffs"
    cutoffs = reals(problem.param("cutoffs"), place, None, unnamed)
    falls = np.flatnonzero(cutoffs[1:] <= cutoffs[:-1])
    if len(falls):
        fault = t("cutoffs must be strictly increasing")
        raise InvalidProblem(fault, f"{place}[{int(falls[0]) + 1}]")
    values = reals(problem.param("values"), f"{PARAMS}.values", len(cutoffs), unnamed)
    x = reals(problem.param("x"), f"{PARAMS}.x", None, unnamed)
    return Answer({"value": np.interp(x, cutoffs, values)})
