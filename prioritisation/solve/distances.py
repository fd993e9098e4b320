"""Methods that measure how far levers are from the best, the worst or the mean lever."""

from functools import partial

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.solve.additive import share
from prioritisation.solve.normalisation import by_largest, by_length, by_range, normalised, of_pair
from prioritisation.solve.table import (
    MATRIX_ENTRY,
    MOST_PAIRED,
    PARAMS,
    WEIGHTS_ENTRY,
    Answer,
    InvalidProblem,
    ProblemTable,
    SolveProblem,
    check_few,
    chunks,
    grid,
    ranked_answer,
    read_table,
    read_weights,
    real,
    shared_ranks,
)
from prioritisation.wording import t

_FLAT = 1e-12
"""Ranges of figures between 0 and 1 below this are rounding."""


def topsis(problem: SolveProblem) -> Answer:
    """Closeness to the best value of each criterion, against the worst, in [0, 1] [1]_.

    References
    ----------
    .. [1] Hwang, C.-L. & Yoon, K. (1981). Multiple attribute decision making. Springer.
    """
    table = read_table(problem)
    name, values = normalised(problem, table, ("vector", "minmax"))
    weighted = values * read_weights(problem, table)
    # minmax has turned the costs round already.
    larger = table.larger if name == "vector" else np.ones_like(table.larger)
    lowest, highest = weighted.min(axis=0), weighted.max(axis=0)
    best, worst = np.where(larger, highest, lowest), np.where(larger, lowest, highest)
    # All levers are in one place: 0 / 0 is no closeness.
    if np.linalg.norm(best - worst) <= _FLAT:
        return ranked_answer(np.full(len(values), 0.5))
    to_best = np.linalg.norm(weighted - best, axis=1)
    to_worst = np.linalg.norm(weighted - worst, axis=1)
    return ranked_answer(to_worst / (to_best + to_worst))


def vikor(problem: SolveProblem) -> Answer:
    """Sum and largest of the weighted losses, mixed by v; the lowest is best [1]_.

    References
    ----------
    .. [1] Opricovic, S. & Tzeng, G.-H. (2004). Compromise solution by MCDM methods. European
       Journal of Operational Research, 156(2), 445-455.
    """
    table = read_table(problem)
    # Where all levers are equal nobody loses.
    losses = np.where(table.constant, 0.0, 1 - by_range(table)) * read_weights(problem, table)
    v = share(problem, "v", 0.5)
    total, worst = losses.sum(axis=1), losses.max(axis=1)
    mixed = v * _levelled(total) + (1 - v) * _levelled(worst)
    return Answer(
        {
            "S": total,
            "R": worst,
            "Q": mixed,
            "ranking": shared_ranks(-mixed),
            "compromise_set": _compromise(total, worst, mixed),
        }
    )


def _levelled(measure: Floats) -> Floats:
    """From 0 at the smallest to 1 at the largest; 0 where all are equal."""
    above = measure - measure.min()
    return above / above.max() if above.max() > _FLAT else np.zeros(len(above))


def _compromise(total: Floats, worst: Floats, mixed: Floats) -> list[int]:
    """The levers of the compromise: the first alone when it is far enough ahead and stable."""
    first, second = np.argsort(shared_ranks(-mixed), kind="stable")[:2].tolist()
    needed = 1 / (len(mixed) - 1)
    if mixed[second] - mixed[first] < needed - TIE:
        return np.flatnonzero(mixed - mixed[first] < needed - TIE).tolist()
    stable = any(measure[first] <= measure.min() + TIE for measure in (total, worst))
    return [first] if stable else sorted([first, second])


def moora_ratio(problem: SolveProblem) -> Answer:
    """Sum of the gains minus sum of the costs, on parts of each column's length [1]_.

    References
    ----------
    .. [1] Brauers, W. K. M. & Zavadskas, E. K. (2006). The MOORA method and its application to
       privatization in a transition economy. Control and Cybernetics, 35(2), 445-469.
    """
    table = read_table(problem)
    return ranked_answer(by_length(table) @ (table.signs * _weights_or_ones(problem, table)))


def moora_reference_point(problem: SolveProblem) -> Answer:
    """Largest weighted distance to the best of each criterion; the lowest is best [1]_.

    References
    ----------
    .. [1] Brauers, W. K. M. & Zavadskas, E. K. (2006), as for ``moora_ratio``.
    """
    table = read_table(problem)
    turned = by_length(table) * table.signs
    distances = (turned.max(axis=0) - turned) * _weights_or_ones(problem, table)
    return ranked_answer(distances.max(axis=1), lower=True)


def _weights_or_ones(problem: SolveProblem, table: ProblemTable) -> Floats:
    """Weights summing to 1; without any, each criterion counts 1 as in the original form."""
    if problem.given.get(WEIGHTS_ENTRY) is None:
        return np.ones(len(table.larger))
    return read_weights(problem, table)


def edas(problem: SolveProblem) -> Answer:
    """Weighted distances above and below the mean lever [1]_.

    References
    ----------
    .. [1] Keshavarz Ghorabaee, M. et al. (2015). Multi-criteria inventory classification using
       EDAS. Informatica, 26(3), 435-451.
    """
    table = read_table(problem)
    means = table.scores.mean(axis=0)
    fault = t("the mean of the scores of this criterion must be above 0")
    table.wrong(np.broadcast_to(means <= 0, table.scores.shape), fault)
    from_mean = np.where(table.constant, 0.0, (table.scores - means) * table.signs / means)
    given = read_weights(problem, table)
    above, below = np.maximum(from_mean, 0) @ given, np.maximum(-from_mean, 0) @ given
    if above.max() <= _FLAT:
        raise InvalidProblem(t("all levers are equal: this method compares nothing"), MATRIX_ENTRY)
    return ranked_answer((above / above.max() + 1 - below / below.max()) / 2)


def codas(problem: SolveProblem) -> Answer:
    """Distances from the worst lever: Euclidean, then taxicab beyond a threshold [1]_.

    References
    ----------
    .. [1] Keshavarz Ghorabaee, M. et al. (2016). A new combinative distance-based assessment
       (CODAS) method. Economic Computation and Economic Cybernetics Studies and Research, 50(3).
    """
    table = read_table(problem)
    check_few(len(table.scores), MOST_PAIRED)
    threshold = real(problem.param("threshold"), f"{PARAMS}.threshold")
    if threshold < 0:
        raise InvalidProblem(t("a number of 0 or more is expected"), f"{PARAMS}.threshold")
    weighted = by_largest(table) * read_weights(problem, table)
    apart = weighted - weighted.min(axis=0)
    straight, taxicab = np.linalg.norm(apart, axis=1), apart.sum(axis=1)
    scores = np.zeros(len(apart))
    for rows in chunks(len(apart)):
        gaps = straight[rows, None] - straight
        far = np.abs(gaps) >= threshold
        scores[rows] = (gaps + far * (taxicab[rows, None] - taxicab)).sum(axis=1)
    return ranked_answer(scores)


def mabac(problem: SolveProblem) -> Answer:
    """Sum of the distances to the border, the geometric mean of each criterion [1]_.

    References
    ----------
    .. [1] Pamucar, D. & Cirovic, G. (2015). The selection of transport and handling resources in
       logistics centers using MABAC. Expert Systems with Applications, 42(6), 3016-3028.
    """
    table = read_table(problem)
    raised = by_range(table) + 1
    border = np.exp(np.log(raised).mean(axis=0))
    return ranked_answer((raised - border) @ read_weights(problem, table))


def spotis(problem: SolveProblem) -> Answer:
    """Weighted distance to the best bound of each criterion; the lowest is best [1]_.

    References
    ----------
    .. [1] Dezert, J. et al. (2020). The SPOTIS rank reversal free method for multi-criteria
       decision-making support. 23rd International Conference on Information Fusion.
    """
    table = read_table(problem)
    place, named = f"{PARAMS}.bounds", table.names
    about = partial(of_pair, named.of_criterion)
    low, high = grid(problem.param("bounds"), place, (len(table.larger), 2), about).T
    wrong = np.flatnonzero(low >= high).tolist()
    # The first of them, if there is one.
    for column in wrong:
        fault = t("the low bound must be below the high bound")
        raise InvalidProblem(fault, f"{place}[{column}]{named.of_criterion(column)}")
    outside = (table.scores < low) | (table.scores > high)
    table.wrong(outside, t("this score is outside its bounds"))
    distances = np.abs(table.scores - np.where(table.larger, high, low)) / (high - low)
    return ranked_answer(distances @ read_weights(problem, table), lower=True)
