"""Weights from points, orders, cards and pairs, from performances, from the best and the worst."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import rank_order_centroid
from prioritisation.solve.problem import (
    Answer,
    AnswerFigure,
    InvalidProblem,
    ProblemTable,
    SolveProblem,
    as_shares,
    check_compared,
    checked_points,
    finite_numbers,
    list_items,
    real,
    refuse_first,
    shared_ranks,
    word_of,
)
from prioritisation.solve.ranking import by_range
from prioritisation.wording import t
from prioritisation.wording.numbers import number

_MOST_LEVERS = 500

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean index of random judgements of 1 to 10 criteria (Saaty 1980): there is no ratio beyond."""

ACCEPTED = 0.10
"""Judgements of a larger ratio should be discussed again (Saaty's rule)."""

_RECIPROCAL = 1e-6 * (1 + 1e-9)
"""How far from 1 a judgement times its reverse may be: 3 and 0.333333 are just near enough."""

_NOISE, _LOOSE = 1e-9, 1e-6
_HALVINGS = 200
"""More than enough for the smallest inconsistency to be known to the last digit."""

_MOST_CRITERIA, _MOST_CARDS = 10_000, 1_000_000
"""More than anyone lays on a table."""


def ahp(problem: SolveProblem) -> Answer:
    """Weights and their consistency; with judgements of the levers, scores and ranking [1]_.

    References
    ----------
    .. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
    """
    key = "params.criteria_pairwise"
    count = problem.size(key)
    if count > len(RANDOM_INDEX):
        fault = t("no consistency ratio is known beyond {most} criteria", most=len(RANDOM_INDEX))
        raise InvalidProblem(fault, key)
    names = problem.names(None, count)
    priority = word_of(
        problem.need("params.priority"), ("eigenvector", "column_mean"), "params.priority"
    )
    weights, largest, index, ratio = _judged(
        problem.need(key), key, count, priority, names.criterion
    )
    figures: dict[str, AnswerFigure] = {
        "weights": weights,
        "lambda_max": largest,
        "consistency_index": index,
        "consistency_ratio": ratio,
    }
    ratios = {key: ratio}
    key = "params.alternatives_pairwise"
    if problem.given.get(key) is not None:
        matrices = list_items(problem.need(key), key, count)
        size = len(list_items(matrices[0], f"{key}[0]"))
        check_compared(size, key, _MOST_LEVERS)
        lever, columns = problem.names(size, None).lever, []
        for k, matrix in enumerate(matrices):
            place = f"{key}[{k}]"
            column, _, _, ratios[place] = _judged(matrix, place, size, priority, lever)
            columns.append(column)
        scores = np.column_stack(columns) @ weights
        figures |= {"score": scores, "ranking": shared_ranks(scores)}
    warnings = tuple(
        t(
            "{place}: the judgements contradict each other (ratio {ratio}, above {most})",
            place=place,
            ratio=number(ratio, 2),
            most=number(ACCEPTED, 2),
        )
        for place, ratio in ratios.items()
        if ratio > ACCEPTED
    )
    return Answer(figures, warnings)


def _judged(
    value: object, place: str, size: int, priority: str, called: Callable[[int], str]
) -> tuple[Floats, float, float, float]:
    """Weights (n,) of a matrix of judgements, its eigenvalue, consistency index and ratio.

    Each judgement is how many times the row counts as much as the column. The ratio is 0 up to two
    criteria, and above ten, where none is known.
    """
    about = partial(_compared, called)
    judgements = finite_numbers(value, place, (size, size), about)
    refuse_first(judgements <= 0, t("a number above 0 is expected"), place, about)
    with np.errstate(over="ignore"):
        far = np.abs(judgements * judgements.T - 1) > _RECIPROCAL
    refuse_first(far, t("this judgement and its reverse must multiply to 1"), place, about)
    if priority == "eigenvector":
        eigenvalues, vectors = np.linalg.eig(judgements)
        principal = int(eigenvalues.real.argmax())
        weights = np.abs(vectors[:, principal].real)
        weights /= weights.sum()
        largest = float(eigenvalues[principal].real)
    else:
        weights = (judgements / judgements.sum(axis=0)).mean(axis=1)
        largest = float((judgements @ weights / weights).mean())
    index = max(0.0, (largest - size) / max(size - 1, 1))
    random = RANDOM_INDEX[size - 1] if size <= len(RANDOM_INDEX) else 0.0
    return weights, largest, index, index / random if random else 0.0


def _compared(
    called: Callable[[int], str], row: int | None = None, column: int | None = None
) -> str:
    """One against another, after a place; one alone without a column."""
    if row is None:
        return ""
    if column is None:
        return f" ({called(row)})"
    return t(" ({one} against {other})", one=called(row), other=called(column))


def weights_critic(table: ProblemTable) -> Answer:
    """Weights of criteria that spread the levers and repeat each other little [1]_.

    A constant criterion weighs nothing.

    References
    ----------
    .. [1] Diakoulaki, D., Mavrotas, G. & Papayannakis, L. (1995). Determining objective weights in
       multiple criteria problems: the CRITIC method. Computers & Operations Research, 22(7).
    """
    telling = ~table.constant
    values = by_range(table)[:, telling]
    centred = values - values.mean(axis=0)
    lengths = np.linalg.norm(centred, axis=0)
    correlations = centred.T @ centred / np.outer(lengths, lengths)
    information = lengths * (1 - correlations).sum(axis=0)  # / sqrt(m - 1): the same weights
    if information.sum() <= _NOISE:
        fault = t("the criteria all say the same: there is nothing to derive weights from")
        raise InvalidProblem(fault, "matrix")
    weights = np.zeros(len(telling))
    weights[telling] = information / information.sum()
    return Answer({"weights": weights})


def weights_rancom(problem: SolveProblem) -> Answer:
    """Sums of 1 (more important), 0.5 (as much), 0 (less), divided by their total [1]_.

    References
    ----------
    .. [1] Wieckowski, J. et al. (2023). RANCOM: a novel approach to identifying criteria relevance
       based on inaccuracy expert judgments. Engineering Applications of AI, 122, 106114.
    """
    key = "params.pairwise"
    size = problem.size(key)
    about = partial(_compared, problem.names(None, size).criterion)
    given = problem.numbers(key, (size, size), about)
    refuse_first(~np.isin(given, (0.0, 0.5, 1.0)), t("1, 0.5 or 0 is expected"), key, about)
    fault = t("this comparison and its reverse must sum to 1")
    refuse_first(given + given.T != 1, fault, key, about)
    return Answer({"weights": given.sum(axis=1) / given.sum()})


def weights_bwm(problem: SolveProblem) -> Answer:
    """Weights whose ratios miss the comparisons with the best and the worst by the least [1]_.

    References
    ----------
    .. [1] Rezaei, J. (2015). Best-worst multi-criteria decision-making method. Omega, 53, 49-57.
    """
    keys = ("params.best_to_others", "params.others_to_worst")
    length = problem.size(keys[0])
    about = problem.names(None, length).of_criterion
    best_to, to_worst = given = [problem.numbers(key, (length,), about) for key in keys]
    for key, values in zip(keys, given, strict=True):
        refuse_first(values < 1, t("a number of {least} or more is expected", least=1), key, about)
        if values.min() != 1:
            raise InvalidProblem(t("one criterion must be compared to itself by 1"), key)
    # Of several that are compared by 1, the one furthest from the other end.
    best = int(np.lexsort((-to_worst, best_to))[0])
    worst = int(np.lexsort((-best_to, to_worst))[0])
    if best_to[worst] != to_worst[best]:
        said = {"one": float(best_to[worst]), "other": float(to_worst[best])}
        fault = t("best against worst is {one} here and {other} in others_to_worst", **said)
        raise InvalidProblem(fault, f"{keys[0]}[{worst}]{about(worst)}")
    # ``high`` fits at any time: what is answered can be had.
    low, high = 0.0, float(best_to.max())
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = _ratio(best_to, to_worst, [best, worst], middle) is not None
        low, high = (low, middle) if fits else (middle, high)
    ratio = _ratio(best_to, to_worst, [best, worst], high) or 1.0
    lowest = np.maximum(to_worst - high, ratio / (best_to + high))
    highest = np.minimum(to_worst + high, ratio / np.maximum(best_to - high, _NOISE))
    for end, value in ((best, ratio), (worst, 1.0)):
        lowest[end] = highest[end] = value
    weights = (lowest + highest) / 2
    several = (highest - lowest > _LOOSE * highest).any()
    sentence = t("several weights fit as well: the middle of each interval is given")
    return Answer({"weights": weights / weights.sum(), "xi": high}, (sentence,) if several else ())


def _ratio(best_to: Floats, to_worst: Floats, ends: list[int], missed: float) -> float | None:
    """A ratio of the best to the worst that no comparison misses by more; None without any.

    ``weight of best / weight of j`` and ``weight of j / weight of worst`` are both within
    ``missed`` of what was said, so their product is between the products of the bounds; where j is
    the best or the worst (``ends``) itself, one of the two is exactly 1.
    """
    low = np.maximum(best_to - missed, 0) * np.maximum(to_worst - missed, 0)
    high = (best_to + missed) * (to_worst + missed)
    stated = float(best_to[ends[1]])
    low[ends], high[ends] = stated - missed, stated + missed
    return None if low.max() > high.min() else float((low.max() + high.min()) / 2)


def weights_swing(problem: SolveProblem) -> Answer:
    """Points divided by their sum."""
    key = "params.points"
    names = problem.names(None, problem.size(key))
    return Answer({"weights": as_shares(checked_points(problem, key, None, names))})


def weights_roc(problem: SolveProblem) -> Answer:
    """Rank order centroid of an order of importance without ties."""
    key = "params.ranking"
    ranks = problem.wholes(key, None, 1, problem.size(key))
    if len(set(ranks)) < len(ranks):
        raise InvalidProblem(t("each rank comes once: ties are not read here"), key)
    return Answer({"weights": rank_order_centroid(ranks)})


def revised_simos(problem: SolveProblem) -> Answer:
    """Weights of a deck of cards, from the least to the most important criterion [1]_.

    White cards between two groups widen the gap; z is how many times the last weighs the first.

    References
    ----------
    .. [1] Figueira, J. & Roy, B. (2002). Determining the weights of criteria in the ELECTRE type
       methods with a revised Simos' procedure. European Journal of Operational Research, 139(2),
       317-326.
    """
    key = "params.group_sizes"
    sizes = problem.wholes(key, None, 1, _MOST_CRITERIA)
    if len(sizes) < 2:  # noqa: PLR2004 (z compares two groups)
        raise InvalidProblem(t("at least two groups are needed"), key)
    if sum(sizes) > _MOST_CRITERIA:
        raise InvalidProblem(t("more than {most} criteria", most=_MOST_CRITERIA), key)
    gaps = np.array(problem.wholes("params.white_cards", len(sizes) - 1, 0, _MOST_CARDS)) + 1.0
    z = real(problem.need("params.z"), "params.z")
    if z <= 1:
        fault = t("z must be above 1: how many times the last group weighs the first")
        raise InvalidProblem(fault, "params.z")
    steps = np.concatenate([[0.0], np.cumsum(gaps / gaps.sum())])
    heights = np.repeat(1 / z + (1 - 1 / z) * steps, sizes)  # by z: it may be huge
    return Answer({"weights": as_shares(heights)})


def value_function(problem: SolveProblem) -> Answer:
    """Values of ``x`` read on a line broken at the cutoffs, flat beyond the first and the last."""
    key = "params.cutoffs"
    cutoffs = problem.numbers(key, (None,))
    falls = np.diff(cutoffs, prepend=-math.inf) <= 0
    refuse_first(falls, t("cutoffs must be strictly increasing"), key)
    values = problem.numbers("params.values", (len(cutoffs),))
    x = problem.numbers("params.x", (None,))
    return Answer({"value": np.interp(x, cutoffs, values)})
