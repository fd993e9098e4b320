"""Weights from points, orders, cards and pairs, from performances, from the best and the worst."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import rank_order_centroid
from prioritisation.solve.normalisation import by_range
from prioritisation.solve.table import (
    MATRIX_ENTRY,
    PARAMS,
    Answer,
    AnswerFigure,
    InvalidProblem,
    ProblemNames,
    SolveProblem,
    as_shares,
    check_few,
    checked_points,
    excerpt,
    grid,
    list_items,
    problem_names,
    read_table,
    real,
    reals,
    shared_ranks,
    whole,
)
from prioritisation.wording import t
from prioritisation.wording.numbers import number

_CRITERIA, _LEVERS = f"{PARAMS}.criteria_pairwise", f"{PARAMS}.alternatives_pairwise"
_MOST_LEVERS = 500

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean index of random judgements of 1 to 10 criteria (Saaty 1980): there is no ratio beyond."""

ACCEPTED = 0.10
"""Judgements of a larger ratio should be discussed again (Saaty's rule)."""

_RECIPROCAL = 1e-6 * (1 + 1e-9)
"""How far from 1 a judgement times its reverse may be: 3 and 0.333333 are just near enough."""


class Priority(StrEnum):
    """How judgements become weights."""

    EIGENVECTOR = "eigenvector"
    COLUMN_MEAN = "column_mean"


@dataclass(frozen=True, slots=True, eq=False)
class JudgedWeights:
    """Weights from judgements, and their consistency.

    Attributes
    ----------
    weights
        Array (n,) of shares summing to 1.
    lambda_max
        Principal eigenvalue, or its estimate; n when judgements are consistent.
    index
        Consistency index, (lambda_max - n) / (n - 1).
    ratio
        Index over that of random judgements; 0 up to two criteria, None above ten.
    """

    weights: Floats
    lambda_max: float
    index: float
    ratio: float | None

    @property
    def inconsistent(self) -> bool:
        """Whether the judgements contradict each other more than is accepted."""
        return self.ratio is not None and self.ratio > ACCEPTED


def ahp(problem: SolveProblem) -> Answer:
    """Weights and their consistency; with judgements of the levers, scores and ranking [1]_.

    References
    ----------
    .. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
    """
    priority = _priority(problem)
    given = problem.param("criteria_pairwise")
    count = len(list_items(given, _CRITERIA))
    if count > len(RANDOM_INDEX):
        fault = t("no consistency ratio is known beyond {most} criteria", most=len(RANDOM_INDEX))
        raise InvalidProblem(fault, _CRITERIA)
    named = problem_names(problem.given, None, count)
    criteria = _judged(given, _CRITERIA, priority, named.criterion)
    figures: dict[str, AnswerFigure] = {
        "weights": criteria.weights,
        "lambda_max": criteria.lambda_max,
        "consistency_index": criteria.index,
        "consistency_ratio": criteria.ratio or 0.0,
    }
    warnings = _inconsistent(criteria, _CRITERIA)
    if problem.params.get("alternatives_pairwise") is not None:
        levers = _levers(problem, priority, named, count)
        scores = np.column_stack([each.weights for each in levers]) @ criteria.weights
        figures |= {"score": scores, "ranking": shared_ranks(scores)}
        for column, each in enumerate(levers):
            warnings += _inconsistent(each, f"{_LEVERS}[{column}]{named.of_criterion(column)}")
    return Answer(figures, tuple(warnings))


def _priority(problem: SolveProblem) -> Priority:
    name = problem.param("priority")
    allowed = [str(each) for each in Priority]
    if not isinstance(name, str) or name not in allowed:
        values = {"found": excerpt(name), "allowed": ", ".join(allowed)}
        fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
        raise InvalidProblem(fault, f"{PARAMS}.priority")
    return Priority(name)


def _levers(
    problem: SolveProblem, priority: Priority, named: ProblemNames, count: int
) -> list[JudgedWeights]:
    """The judgements of the levers on each criterion."""
    matrices = list_items(problem.param("alternatives_pairwise"), _LEVERS, count)
    size = len(list_items(matrices[0], f"{_LEVERS}[0]{named.of_criterion(0)}"))
    if size < 2:  # noqa: PLR2004 (one lever is compared to nothing)
        raise InvalidProblem(t("at least two levers are needed, there is one"), _LEVERS)
    check_few(size, _MOST_LEVERS, _LEVERS)
    lever = problem_names(problem.given, size, None).lever
    judged = []
    for column, matrix in enumerate(matrices):
        place = f"{_LEVERS}[{column}]"
        list_items(matrix, place + named.of_criterion(column), size)
        judged.append(_judged(matrix, place, priority, lever))
    return judged


def _judged(
    value: object, place: str, priority: Priority, called: Callable[[int], str]
) -> JudgedWeights:
    """One matrix of judgements, square, positive and reciprocal."""
    size = len(list_items(value, place))
    about = partial(comparison_name, called)
    matrix = grid(value, place, (size, size), about)
    with np.errstate(over="ignore", invalid="ignore"):
        near = np.abs(matrix * matrix.T - 1) <= _RECIPROCAL
    for right, reciprocal in (((matrix > 0) & np.isfinite(matrix), False), (near, True)):
        for row, column in np.argwhere(~right).tolist():
            where = f"{place}[{row}][{column}]{about(row, column)}"
            if not reciprocal:
                raise InvalidProblem(t("a number above 0 is expected"), where)
            values = {"one": float(matrix[row, column]), "other": float(matrix[column, row])}
            fault = t("the judgements are not reciprocal: {one} × {other} is not 1", **values)
            raise InvalidProblem(fault, where)
    return judged_weights(matrix, priority)


def judged_weights(judgements: Floats, priority: Priority) -> JudgedWeights:
    """Weights from a matrix (n, n) of judgements, square, positive and reciprocal.

    Each is how many times the criterion of the row counts as much as that of the column.
    """
    count = len(judgements)
    if priority is Priority.EIGENVECTOR:
        eigenvalues, vectors = np.linalg.eig(judgements)
        principal = int(eigenvalues.real.argmax())
        weights = np.abs(vectors[:, principal].real)
        weights /= weights.sum()
        largest = float(eigenvalues[principal].real)
    else:
        weights = (judgements / judgements.sum(axis=0)).mean(axis=1)
        largest = float((judgements @ weights / weights).mean())
    index = max(0.0, (largest - count) / max(count - 1, 1))
    random = RANDOM_INDEX[count - 1] if count <= len(RANDOM_INDEX) else None
    ratio = None if random is None else index / random if random else 0.0
    return JudgedWeights(weights, largest, index, ratio)


def comparison_name(called: Callable[[int], str], row: int, column: int | None) -> str:
    """One against another, after a place; one alone without a column."""
    if column is None:
        return f" ({called(row)})"
    return t(" ({one} against {other})", one=called(row), other=called(column))


def _inconsistent(judged_weights: JudgedWeights, place: str) -> list[str]:
    if not judged_weights.inconsistent or judged_weights.ratio is None:
        return []
    return [
        t(
            "{place}: the judgements contradict each other (ratio {ratio}, above {most})",
            place=place,
            ratio=number(judged_weights.ratio, 2),
            most=number(ACCEPTED, 2),
        )
    ]


_NOISE, _LOOSE = 1e-9, 1e-6
_HALVINGS = 200
"""More than enough for the smallest inconsistency to be known to the last digit."""


def weights_critic(problem: SolveProblem) -> Answer:
    """Weights of criteria that spread the levers and repeat each other little [1]_.

    A constant criterion weighs nothing.

    References
    ----------
    .. [1] Diakoulaki, D., Mavrotas, G. & Papayannakis, L. (1995). Determining objective weights in
       multiple criteria problems: the CRITIC method. Computers & Operations Research, 22(7).
    """
    table = read_table(problem)
    telling = ~table.constant
    values = by_range(table)[:, telling]
    centred = values - values.mean(axis=0)
    lengths = np.linalg.norm(centred, axis=0)
    correlations = centred.T @ centred / np.outer(lengths, lengths)
    information = lengths * (1 - correlations).sum(axis=0)  # / sqrt(m - 1): the same weights
    if information.sum() <= _NOISE:
        fault = t("the criteria all say the same: there is nothing to derive weights from")
        raise InvalidProblem(fault, MATRIX_ENTRY)
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
    place = f"{PARAMS}.pairwise"
    given = problem.param("pairwise")
    size = len(list_items(given, place))
    about = partial(comparison_name, problem_names(problem.given, None, size).criterion)
    comparisons = grid(given, place, (size, size), about)
    allowed = np.isin(comparisons, (0.0, 0.5, 1.0))
    for cells, fault in (
        (~allowed, t("1, 0.5 or 0 is expected")),
        (comparisons + comparisons.T != 1, t("this comparison and its reverse must sum to 1")),
    ):
        for row, column in np.argwhere(cells).tolist():
            raise InvalidProblem(fault, f"{place}[{row}][{column}]{about(row, column)}")
    sums = comparisons.sum(axis=1)
    return Answer({"weights": sums / sums.sum()})


def weights_bwm(problem: SolveProblem) -> Answer:
    """Weights whose ratios miss the comparisons with the best and the worst by the least [1]_.

    References
    ----------
    .. [1] Rezaei, J. (2015). Best-worst multi-criteria decision-making method. Omega, 53, 49-57.
    """
    given = problem.param("best_to_others")
    length = len(list_items(given, f"{PARAMS}.best_to_others"))
    named = problem_names(problem.given, None, length)
    best_to, to_worst = (
        _comparisons(problem, key, length) for key in ("best_to_others", "others_to_worst")
    )
    # Of several that are compared by 1, the one furthest from the other end.
    best = int(np.lexsort((-to_worst, best_to))[0])
    worst = int(np.lexsort((-best_to, to_worst))[0])
    if best_to[worst] != to_worst[best]:
        place = f"{PARAMS}.best_to_others[{worst}]{named.of_criterion(worst)}"
        values = {"one": excerpt(best_to[worst]), "other": excerpt(to_worst[best])}
        fault = t("best against worst is {one} here and {other} in others_to_worst", **values)
        raise InvalidProblem(fault, place)
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


def _comparisons(problem: SolveProblem, key: str, length: int) -> Floats:
    place = f"{PARAMS}.{key}"
    named = problem_names(problem.given, None, length)
    comparisons = reals(problem.param(key), place, length, named.of_criterion)
    for column, value in enumerate(comparisons.tolist()):
        if value < 1:
            fault = t("« {found} »: a comparison of 1 or more is expected", found=excerpt(value))
            raise InvalidProblem(fault, f"{place}[{column}]{named.of_criterion(column)}")
    if comparisons.min() != 1:
        raise InvalidProblem(t("one criterion must be compared to itself by 1"), place)
    return comparisons


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


_MOST_CRITERIA, _MOST_CARDS = 10_000, 1_000_000
"""More than anyone lays on a table."""


def weights_swing(problem: SolveProblem) -> Answer:
    """Points divided by their sum."""
    given = problem.param("points")
    place = f"{PARAMS}.points"
    named = problem_names(problem.given, None, len(list_items(given, place)))
    points = checked_points(given, place, None, named)
    return Answer({"weights": as_shares(points)})


def weights_roc(problem: SolveProblem) -> Answer:
    """Rank order centroid of an order of importance without ties."""
    place = f"{PARAMS}.ranking"
    ranking = list_items(problem.param("ranking"), place)
    named = problem_names(problem.given, None, len(ranking))
    ranks: dict[int, int] = {}
    for column, rank in enumerate(ranking):
        where = f"{place}[{column}]{named.of_criterion(column)}"
        value = whole(rank, where, 1, len(ranking))
        if value in ranks:
            fault = t("rank {rank} is given twice: ties are not read here", rank=value)
            raise InvalidProblem(fault, where)
        ranks[value] = column
    order = sorted(ranks, key=lambda value: ranks[value])
    return Answer({"weights": rank_order_centroid(order)})


def revised_simos(problem: SolveProblem) -> Answer:
    """Weights of a deck of cards, from the least to the most important criterion [1]_.

    White cards between two groups widen the gap; z is how many times the last weighs the first.

    References
    ----------
    .. [1] Figueira, J. & Roy, B. (2002). Determining the weights of criteria in the ELECTRE type
       methods with a revised Simos' procedure. European Journal of Operational Research, 139(2),
       317-326.
    """
    place = f"{PARAMS}.group_sizes"
    sizes = _wholes(list_items(problem.param("group_sizes"), place), place, 1, _MOST_CRITERIA)
    if len(sizes) < 2:  # noqa: PLR2004 (z compares two groups)
        raise InvalidProblem(t("at least two groups are needed"), place)
    if sum(sizes) > _MOST_CRITERIA:
        raise InvalidProblem(t("more than {most} criteria", most=_MOST_CRITERIA), place)
    place = f"{PARAMS}.white_cards"
    cards = _wholes(
        list_items(problem.param("white_cards"), place, len(sizes) - 1),
        place,
        0,
        _MOST_CARDS,
    )
    place = f"{PARAMS}.z"
    z = real(problem.param("z"), place)
    if not 1 < z < math.inf:
        fault = t("z must be above 1: how many times the last group weighs the first")
        raise InvalidProblem(fault, place)
    gaps = np.array(cards, dtype=float) + 1
    steps = np.concatenate([[0.0], np.cumsum(gaps / gaps.sum())])
    heights = np.repeat(1 / z + (1 - 1 / z) * steps, sizes)  # by z: it may be huge
    return Answer({"weights": as_shares(heights)})


def _wholes(values: Sequence[object], place: str, least: int, most: int) -> list[int]:
    return [whole(value, f"{place}[{k}]", least, most) for k, value in enumerate(values)]
