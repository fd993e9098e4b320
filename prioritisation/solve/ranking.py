"""Methods that rank levers from a table, and the normalisations that they read it by.

pymcdm and scikit-criteria have most of them, take 2 and 4 seconds to be imported, and are right
for few of the tables that the contract allows: pymcdm divides by zero where levers are equal
(TOPSIS, EDAS, VIKOR, CRITIC), refuses zeros (ARAS, MARCOS, WASPAS) and tables without a cost
(MOORA), rewards costs (COPRAS), has a threshold of its own (CODAS) and loses the product of a
thousand levers (MABAC). They are the oracles of the tests, where they are right.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.acceptability import rank_acceptability
from prioritisation.analysis.robustness.draws import DRAWS, drawn_weights
from prioritisation.analysis.robustness.places import declared_ranks
from prioritisation.analysis.streams import SEED, DrawnFor, stream
from prioritisation.analysis.weights import with_weight
from prioritisation.solve.problem import (
    NOISE,
    Answer,
    InvalidProblem,
    ProblemTable,
    check_compared,
    list_items,
    ranked,
    real,
    refuse_first,
    shared_ranks,
    tie,
    whole,
    word_of,
)
from prioritisation.wording import t

MOST_PAIRED, MOST_SHOWN = 10_000, 1_000
"""Levers compared two by two, at most; and at most where each pair is in the answer."""

_PAIRS_AT_ONCE = 200_000
"""Pairs compared at once: they stay in the fast memory."""

_FLAT = 1e-12
"""Ranges of figures between 0 and 1 below this are rounding."""

_CELLS = 500_000
"""Numbers drawn, or compared, at once."""

_MOST_DRAWS, _MOST_NUMBERS, _MOST_COMPARED = 10_000_000, 20_000_000, 2_000_000_000
"""Samples, weights drawn, and comparisons of levers, at most: seconds, and a few hundred MB."""

_MOST_STOCHASTIC = 100
"""Levers of uncertain performances, at most."""


ADDITIVE = ("none", "anchors", "minmax", "max", "sum")
_ALLOWED = ADDITIVE[:3]


def normalised(table: ProblemTable, allowed: Sequence[str]) -> Floats:
    """Values (m, n) by the normalisation that a problem asks for, higher being better.

    Raises
    ------
    InvalidProblem
        If it is not one of those allowed, or if the performances do not suit it.
    """
    key = "params.normalisation"
    name = word_of(table.problem.need(key), allowed, key)
    if name == "none":
        fault = t("« min » has no meaning without a scaling (none)")
        refuse_first(~table.larger, fault, "objectives", table.names.of_criterion)
        return table.scores
    if name == "anchors":
        worst, best = anchors(table)
        values = (table.scores - worst) / (best - worst)
        table.refuse((values < -TIE) | (values > 1 + TIE), t("this score is outside its marks"))
        return np.clip(values, 0.0, 1.0)
    return {"minmax": by_range, "max": by_largest, "sum": by_sum}[name](table)


def anchors(table: ProblemTable) -> tuple[Floats, Floats]:
    """Arrays (n,) of the worst and the best score of each criterion.

    Raises
    ------
    InvalidProblem
        If they are equal, or contradict the objective.
    """
    key, about = "params.anchors", table.names.of_criterion
    worst, best = table.problem.numbers(key, (len(table.larger), 2), about).T
    fault = t("worst < best is expected with max, worst > best with min")
    refuse_first((best - worst) * table.signs <= 0, fault, key, about)
    return worst, best


def by_range(table: ProblemTable) -> Floats:
    """0 at the worst score present on a criterion, 1 at the best one; 0 if all are equal."""
    turned = table.scores * table.signs
    lowest = turned.min(axis=0)
    span = np.where(table.constant, 1.0, turned.max(axis=0) - lowest)
    return np.asarray(np.where(table.constant, 0.0, (turned - lowest) / span))


def by_largest(table: ProblemTable) -> Floats:
    """Parts of the largest score; of a criterion to be minimised, the smallest over each.

    Raises
    ------
    InvalidProblem
        If a score is negative, 0 on a criterion to be minimised, or if a column is all 0.
    """
    scores = table.scores
    useless = (scores == 0) & (~table.larger | (scores == 0).all(axis=0))
    table.refuse((scores < 0) | useless, t("a score above 0 is needed here"))
    divided = np.where(scores > 0, scores, 1.0)
    return np.asarray(
        np.where(table.larger, scores / scores.max(axis=0), scores.min(axis=0) / divided)
    )


def by_sum(table: ProblemTable) -> Floats:
    """Parts of the sum of the scores; of their inverses, on a criterion to be minimised."""
    parts = by_largest(table)
    return np.asarray(parts / parts.sum(axis=0))


def by_length(table: ProblemTable) -> Floats:
    """Scores over the square root of the sum of their squares; 0 for a column of zeros."""
    scaled = _scaled(table.scores)
    lengths = np.sqrt((scaled**2).sum(axis=0))
    return np.asarray(scaled / np.where(lengths > 0, lengths, 1.0))


def _scaled(scores: Floats) -> Floats:
    """Scores over the largest of their column, so that no square overflows or vanishes."""
    largest = np.abs(scores).max(axis=0)
    return np.asarray(scores / np.where(largest > 0, largest, 1.0))


def weighted_sum(table: ProblemTable) -> Answer:
    """Sum of weight times value [1]_.

    References
    ----------
    .. [1] Fishburn, P. C. (1967). Additive utilities with incomplete product sets. Operations
       Research, 15(3), 537-542.
    """
    return ranked(normalised(table, ADDITIVE) @ table.weights())


def weighted_product(table: ProblemTable) -> Answer:
    """Decimal logarithm of the product of the values raised to their weights [1]_.

    References
    ----------
    .. [1] Bridgman, P. W. (1922). Dimensional analysis. Yale University Press.
    """
    table.refuse(table.scores <= 0, t("a score above 0 is needed here"))
    return ranked(np.log10(normalised(table, ("max", "sum"))) @ table.weights())


def waspas(table: ProblemTable) -> Answer:
    """Weighted sum and weighted product mixed by ``lambda``, weights as given [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K. et al. (2012). Optimization of weighted aggregated sum product
       assessment. Elektronika ir Elektrotechnika, 122(6), 3-6.
    """
    values, given = by_largest(table), table.points()
    mix = real(table.problem.need("params.lambda"), "params.lambda", 0, 1)
    return ranked(mix * (values @ given) + (1 - mix) * (values**given).prod(axis=1))


def topsis(table: ProblemTable) -> Answer:
    """Closeness to the best value of each criterion, against the worst, in [0, 1] [1]_.

    References
    ----------
    .. [1] Hwang, C.-L. & Yoon, K. (1981). Multiple attribute decision making. Springer.
    """
    key = "params.normalisation"
    name = word_of(table.problem.need(key), ("vector", "minmax"), key)
    values = by_length(table) * table.signs if name == "vector" else by_range(table)
    weighted = values * table.weights()
    best, worst = weighted.max(axis=0), weighted.min(axis=0)
    # All levers are in one place: 0 / 0 is no closeness.
    if np.linalg.norm(best - worst) <= _FLAT:
        return ranked(np.full(len(values), 0.5))
    to_worst = np.linalg.norm(weighted - worst, axis=1)
    return ranked(to_worst / (to_worst + np.linalg.norm(weighted - best, axis=1)))


def vikor(table: ProblemTable) -> Answer:
    """Sum and largest of the weighted losses, mixed by v; the lowest is best [1]_.

    References
    ----------
    .. [1] Opricovic, S. & Tzeng, G.-H. (2004). Compromise solution by MCDM methods. European
       Journal of Operational Research, 156(2), 445-455.
    """
    # Where all levers are equal nobody loses.
    losses = np.where(table.constant, 0.0, 1 - by_range(table)) * table.weights()
    v = table.problem.given.get("params.v")
    v = 0.5 if v is None else real(v, "params.v", 0, 1)
    total, worst = losses.sum(axis=1), losses.max(axis=1)
    # From 0 at the smallest to 1 at the largest; 0 where all are equal.
    above, beyond = total - total.min(), worst - worst.min()
    mixed = np.zeros(len(total))
    for part, each in ((v, above), (1 - v, beyond)):
        if each.max() > _FLAT:
            mixed += part * (each / each.max())
    ranks, needed = shared_ranks(-mixed), 1 / (len(mixed) - 1)
    first, second = np.argsort(ranks, kind="stable")[:2].tolist()
    compromise = np.flatnonzero(mixed - mixed[first] < needed - TIE).tolist()
    if mixed[second] - mixed[first] >= needed - TIE:
        stable = min(above[first], beyond[first]) <= TIE
        compromise = [first] if stable else sorted([first, second])
    figures = {"S": total, "R": worst, "Q": mixed, "ranking": ranks}
    return Answer({**figures, "compromise_set": compromise})


def moora_ratio(table: ProblemTable) -> Answer:
    """Sum of the gains minus sum of the costs, on parts of each column's length [1]_.

    References
    ----------
    .. [1] Brauers, W. K. M. & Zavadskas, E. K. (2006). The MOORA method and its application to
       privatization in a transition economy. Control and Cybernetics, 35(2), 445-469.
    """
    return ranked(by_length(table) @ (table.signs * _weights_or_ones(table)))


def moora_reference_point(table: ProblemTable) -> Answer:
    """Largest weighted distance to the best of each criterion; the lowest is best [1]_.

    References
    ----------
    .. [1] Brauers, W. K. M. & Zavadskas, E. K. (2006), as for ``moora_ratio``.
    """
    turned = by_length(table) * table.signs
    distances = (turned.max(axis=0) - turned) * _weights_or_ones(table)
    return ranked(distances.max(axis=1), lower=True)


def _weights_or_ones(table: ProblemTable) -> Floats:
    """Weights summing to 1; without any, each criterion counts 1 as in the original form."""
    without = table.problem.given.get("weights") is None
    return np.ones(len(table.larger)) if without else table.weights()


def edas(table: ProblemTable) -> Answer:
    """Weighted distances above and below the mean lever [1]_.

    References
    ----------
    .. [1] Keshavarz Ghorabaee, M. et al. (2015). Multi-criteria inventory classification using
       EDAS. Informatica, 26(3), 435-451.
    """
    means = table.scores.mean(axis=0)
    fault = t("the mean of the scores of this criterion must be above 0")
    table.refuse(np.broadcast_to(means <= 0, table.scores.shape), fault)
    from_mean = np.where(table.constant, 0.0, (table.scores - means) * table.signs / means)
    given = table.weights()
    above, below = np.maximum(from_mean, 0) @ given, np.maximum(-from_mean, 0) @ given
    if above.max() <= _FLAT:
        raise InvalidProblem(t("all levers are equal: this method compares nothing"), "matrix")
    return ranked((above / above.max() + 1 - below / below.max()) / 2)


def aras(table: ProblemTable) -> Answer:
    """Sum of weighted parts, over that of an ideal lever [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K. & Turskis, Z. (2010). A new additive ratio assessment (ARAS) method in
       multicriteria decision-making. Technological and Economic Development of Economy, 16(2).
    """
    parts, given = by_largest(table), table.weights()
    # The ideal lever has the largest part of each criterion, which is 1.
    given = given / (parts.sum(axis=0) + 1)
    return ranked(parts @ given / given.sum())


def marcos(table: ProblemTable) -> Answer:
    """Utility against an ideal and an anti-ideal lever [1]_.

    References
    ----------
    .. [1] Stevic, Z. et al. (2020). Sustainable supplier selection in healthcare industries using
       MARCOS. Computers & Industrial Engineering, 140, 106231.
    """
    values, given = by_largest(table), table.weights()
    sums = values @ given
    anti_ideal, ideal = float(values.min(axis=0) @ given), float(values.max(axis=0) @ given)
    if anti_ideal <= 0:
        fault = t("the worst score of one criterion at least must not be 0")
        raise InvalidProblem(fault, "matrix")
    below, above = sums / anti_ideal, sums / ideal
    return ranked((above + below) / (1 + below / above + above / below))


def mabac(table: ProblemTable) -> Answer:
    """Sum of the distances to the border, the geometric mean of each criterion [1]_.

    References
    ----------
    .. [1] Pamucar, D. & Cirovic, G. (2015). The selection of transport and handling resources in
       logistics centers using MABAC. Expert Systems with Applications, 42(6), 3016-3028.
    """
    raised = by_range(table) + 1
    return ranked((raised - np.exp(np.log(raised).mean(axis=0))) @ table.weights())


def codas(table: ProblemTable) -> Answer:
    """Distances from the worst lever: Euclidean, then taxicab beyond a threshold [1]_.

    References
    ----------
    .. [1] Keshavarz Ghorabaee, M. et al. (2016). A new combinative distance-based assessment
       (CODAS) method. Economic Computation and Economic Cybernetics Studies and Research, 50(3).
    """
    check_compared(len(table.scores), "matrix", MOST_PAIRED)
    threshold = real(table.problem.need("params.threshold"), "params.threshold", 0)
    weighted = by_largest(table) * table.weights()
    apart = weighted - weighted.min(axis=0)
    straight, taxicab = np.linalg.norm(apart, axis=1), apart.sum(axis=1)
    scores = np.zeros(len(apart))
    for rows in _chunks(len(apart)):
        gaps = straight[rows, None] - straight
        far = np.abs(gaps) >= threshold
        scores[rows] = (gaps + far * (taxicab[rows, None] - taxicab)).sum(axis=1)
    return ranked(scores)


def _chunks(levers: int) -> list[NDArray[np.int64]]:
    """Rows to compare with all levers at once."""
    return np.array_split(np.arange(levers), levers * levers // _PAIRS_AT_ONCE + 1)


def copras(table: ProblemTable) -> Answer:
    """Gains, and costs by their inverses, in percent of the best [1]_.

    References
    ----------
    .. [1] Zavadskas, E. K., Kaklauskas, A. & Sarka, V. (1994). The new method of multicriteria
       complex proportional assessment of projects. Technological and Economic Development, 1(3).
    """
    by_largest(table)  # refuses what has no parts
    scaled = _scaled(table.scores)
    parts = scaled / scaled.sum(axis=0) * table.weights()
    gains, costs = parts @ table.larger, parts @ ~table.larger
    # Where a cost is 0 its inverse has no meaning, and the gains alone rank.
    if (costs > 0).all():
        inverses = costs.min() / costs
        gains = gains + costs.sum() * inverses / inverses.sum()
    return ranked(100 * gains / gains.max())


def mairca(table: ProblemTable) -> Answer:
    """Total gap between what is expected of a lever and what it gives; the lowest is best [1]_.

    References
    ----------
    .. [1] Gigovic, L. et al. (2016). The combination of expert judgment and GIS-MAIRCA analysis.
       Sustainability, 8(4), 372.
    """
    gaps = (1 - by_range(table)) @ (table.weights() / len(table.scores))
    return ranked(gaps, lower=True)


def spotis(table: ProblemTable) -> Answer:
    """Weighted distance to the best bound of each criterion; the lowest is best [1]_.

    References
    ----------
    .. [1] Dezert, J. et al. (2020). The SPOTIS rank reversal free method for multi-criteria
       decision-making support. 23rd International Conference on Information Fusion.
    """
    key, about = "params.bounds", table.names.of_criterion
    low, high = table.problem.numbers(key, (len(table.larger), 2), about).T
    refuse_first(low >= high, t("the low bound must be below the high bound"), key, about)
    outside = (table.scores < low) | (table.scores > high)
    table.refuse(outside, t("this score is outside its bounds"))
    distances = np.abs(table.scores - np.where(table.larger, high, low)) / (high - low)
    return ranked(distances @ table.weights(), lower=True)


_Preference = Callable[..., Floats | NDArray[np.floating]]
"""Differences in the favourable direction, and thresholds -> preferences in [0, 1]."""


def promethee_ii(table: ProblemTable) -> Answer:
    """Flows of preference, out minus in, in [-1, 1] [1]_.

    References
    ----------
    .. [1] Brans, J.-P. & Vincke, P. (1985). A preference ranking organisation method. Management
       Science, 31(6), 647-656.
    """
    check_compared(len(table.scores), "matrix", MOST_PAIRED)
    count, given, key = len(table.scores), table.weights(), "params.preference"
    leaving, entering = np.zeros(count), np.zeros(count)
    listed = list_items(table.problem.need(key), key, len(given))
    for column, values in enumerate((table.scores * table.signs).T):
        about = table.names.of_criterion(column)
        rule, noise = _preference(listed[column], f"{key}[{column}]", about, table.noise[column])
        for rows in _chunks(count):
            preferred = given[column] / (count - 1) * rule(values[rows, None] - values - noise)
            leaving[rows] += preferred.sum(axis=1)
            entering += preferred.sum(axis=0)
    net = leaving - entering
    figures = {"positive_flow": leaving, "negative_flow": entering, "net_flow": net}
    return Answer({**figures, "ranking": shared_ranks(net)})


def _preference(value: object, place: str, about: str, noise: float) -> tuple[_Preference, float]:
    """The rule of one criterion, and what rounding must not pass where it has steps."""
    # The thresholds needed (indifference, preference, the bell's width); preferences in [0, 1].
    rules: dict[str, tuple[str, _Preference]] = {
        "usual": ("", lambda d: 1.0 * (d > 0)),
        "ushape": ("q", lambda d, q: 1.0 * (d > q)),
        "vshape": ("p", lambda d, p: np.clip(d / p, 0, 1)),
        "level": ("qp", lambda d, q, p: ((d > q) + 1.0 * (d > p)) / 2),
        "linear": ("qp", lambda d, q, p: np.clip((d - q) / (p - q), 0, 1)),
        "gaussian": ("s", lambda d, s: -np.expm1(-((np.maximum(d, 0) / s) ** 2) / 2)),
    }
    if not isinstance(value, dict):
        raise InvalidProblem(t("one JSON object is expected, between braces"), place + about)
    name = word_of(value.get("type"), tuple(rules), f"{place}.type{about}")
    needed, rule = rules[name]
    at = {key: real(value.get(key), f"{place}.{key}{about}", 0) for key in needed}
    low, high = at.get("q", 0.0), at.get("p", at.get("s", math.inf))
    if high < low or (high == low and name != "level"):
        fault = t("this must be above 0, and above q where there is one")
        raise InvalidProblem(fault, f"{place}.{needed[-1]}{about}")
    # Of the difference, or of the threshold that it is compared with.
    steps = name in ("usual", "ushape", "level")
    return partial(rule, **at), steps * max(noise, NOISE * max(at.values(), default=0.0))


def electre1_concordance(table: ProblemTable) -> Answer:
    """Weight of the criteria on which a lever is at least as good as another [1]_.

    References
    ----------
    .. [1] Roy, B. (1968). Classement et choix en presence de points de vue multiples. RIRO, 2(8),
       57-75.
    """
    check_compared(len(table.scores), "matrix", MOST_SHOWN)
    turned = table.scores * table.signs
    concordance = np.zeros((len(turned), len(turned)))
    for values, noise, weight in zip(turned.T, table.noise, table.weights(), strict=True):
        concordance += weight * (values[:, None] - values >= -noise)
    np.fill_diagonal(concordance, 0.0)
    return Answer({"concordance": concordance})


def weight_stability_interval(table: ProblemTable) -> Answer:
    """Where each weight may stand, the others keeping their proportions [1]_.

    What a criterion that has all the weight leaves is shared equally.

    References
    ----------
    .. [1] Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid.
       European Journal of Operational Research, 33(1), 54-64.
    """
    values, given = normalised(table, ADDITIVE), table.weights()
    scores = values @ given
    firsts = np.flatnonzero(scores >= scores.max() - tie(scores)).tolist()
    leads = values[firsts[0]] - values
    intervals = np.array([_interval(leads, given, column) for column in range(len(given))])
    warnings = []
    if len(firsts) > 1:
        levers = ", ".join(table.names.lever(row) for row in firsts)
        warnings.append(
            t(
                "{levers} are first together: the intervals are those of the first named",
                levers=levers,
            )
        )
    return Answer({"interval": intervals}, tuple(warnings))


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
    roots, rising = -at_zero[steep] / slopes[steep], slopes[steep] > 0
    low, high = roots[rising].max(initial=0.0), roots[~rising].min(initial=1.0)
    # Rounding must not leave the present weight out of its own interval.
    return min(float(low), weight), max(float(high), weight)


def _nullable(rows: Floats) -> list[list[float | None]]:
    """Rows of numbers, a row of NaN being null in each place."""
    return [[None if np.isnan(x) else x for x in row] for row in rows.tolist()]


def _draws(table: ProblemTable, compared: int) -> tuple[int, int]:
    """Number of samples and seed; ``compared`` numbers are compared in each sample."""
    _any_weights(table)
    given, place = table.problem.given, "params.samples"
    samples, seed = given.get(place), given.get("params.seed")
    count = DRAWS if samples is None else whole(samples, place, 1, _MOST_DRAWS)
    if count * len(table.larger) > _MOST_NUMBERS or count * compared > _MOST_COMPARED:
        raise InvalidProblem(t("too many tries for so many levers and criteria"), place)
    return count, SEED if seed is None else whole(seed, "params.seed", 0, 2**53)


def _any_weights(table: ProblemTable) -> None:
    """Refuse constraints on the weights: an answer that ignores them would be to another question.

    Raises
    ------
    InvalidProblem
        If there are some.
    """
    if table.problem.given.get("params.constraints"):
        fault = t(
            "constraints on weights are not read here: they would be ignored; see analyse "
            "--constraint"
        )
        raise InvalidProblem(fault, "params.constraints")


def smaa2(table: ProblemTable) -> Answer:
    """Shares of the weights that give each rank, and mean weights of the first place [1]_.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
       analysis for group decision making. Operations Research, 49(3), 444-454.
    """
    check_compared(len(table.scores), "matrix", MOST_SHOWN)
    values = normalised(table, _ALLOWED)
    samples, seed = _draws(table, len(values))
    drawn = drawn_weights(values.shape[1], samples, stream(DrawnFor.WEIGHTS, seed=seed))
    ranks = rank_acceptability(values, drawn, continuous=True)
    central = _nullable(ranks.central_weights)
    return Answer({"rank_acceptability": ranks.shares, "central_weights": central})


def smaa2_exact_rank1(table: ProblemTable) -> Answer:
    """Volumes of the weights for which each lever is first, and their centres."""
    _any_weights(table)
    check_compared(len(table.scores), "matrix", MOST_SHOWN)
    values = normalised(table, _ALLOWED)
    from prioritisation.analysis.robustness.polytopes import first_rank_volumes  # noqa: PLC0415 (SciPy takes its time)

    exact = first_rank_volumes(values, wide=True)
    if exact is None:
        fault = t("no exact shares of so many levers that none dominates, or criteria: see smaa2")
        raise InvalidProblem(fault, "matrix")
    return Answer({"rank1_acceptability": exact[0], "central_weights": _nullable(exact[1])})


def smaa2_stochastic(table: ProblemTable) -> Answer:
    """Shares of each rank over weights and uncertain performances, and confidence factors [1]_.

    Ties are split equally. Confidence is judged on other draws of the performances than those that
    made the central weights.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001), as for ``smaa2``.
    """
    check_compared(len(table.scores), "matrix", _MOST_STOCHASTIC)
    worst, best = anchors(table)
    (m, n), named = table.scores.shape, table.names
    deviations = table.problem.numbers("params.sd", (m, n), named.of_cell)
    least = t("a number of {least} or more is expected", least=0)
    refuse_first(deviations < 0, least, "params.sd", named.of_cell)
    kinds = ("normal", "lognormal")
    drawn = table.problem.words("params.distributions", kinds, n, named.of_criterion)
    lognormal = np.array(drawn) == "lognormal"
    samples, seed = _draws(table, m * (m + n))

    def values(rng: np.random.Generator, count: int) -> Floats:
        """Array (count, m, n): 0 and 1 at the anchors, and beyond."""
        found = table.scores + deviations * rng.standard_normal((count, m, n))
        found[..., lognormal] = np.exp(found[..., lognormal])
        return np.asarray((found - worst) / (best - worst))

    ranks, fresh = (stream(k, seed=seed) for k in (DrawnFor.PERFORMANCES, DrawnFor.CONFIDENCE))
    counts, first, wins = np.zeros((m, m)), np.zeros((m, n)), np.zeros(m)
    for count in _portions(samples, m * n):
        made = values(ranks, count)
        weights = ranks.standard_exponential((count, n))
        weights /= weights.sum(axis=1, keepdims=True)
        counted, parts = declared_ranks(np.einsum("kmn,kn->km", made, weights))
        counts += counted
        first += parts.T @ weights
    central = np.full((m, n), np.nan)
    np.divide(first, counts[:, :1], out=central, where=counts[:, :1] > 0)
    judges = np.flatnonzero(counts[:, 0] > 0)
    for count in _portions(samples, m * (m + n)):
        scores = values(fresh, count) @ central[judges].T
        own = scores[:, judges, np.arange(len(judges))]
        wins[judges] += (own >= scores.max(axis=1) - TIE).sum(axis=0)
    figures = {"rank_acceptability": counts / samples, "confidence_factors": wins / samples}
    return Answer({**figures, "central_weights": _nullable(central)})


def _portions(samples: int, cells: int) -> Iterator[int]:
    """Numbers of samples to draw at once."""
    size = max(1, _CELLS // cells)
    for start in range(0, samples, size):
        yield min(size, samples - start)
