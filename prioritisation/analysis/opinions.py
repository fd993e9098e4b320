"""The second opinion of one method, over all completions of the uncertain scores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.streams import DrawnFor, stream
from prioritisation.errors import InvalidOpinion

Ranks = NDArray[np.int64]
_Rule = Callable[[Floats, Floats], Floats]
"""Values (k, m, n), higher is better, no criterion of which is constant, and weights (n,) > 0 that
sum to 1 -> scores (k, m), higher is better."""

_V = 0.5
"""VIKOR: how much the sum of the losses counts, against the worst loss."""


class Method(StrEnum):
    """A way to rank levers from their values and the weights."""

    ADDITIVE = "additive"
    TOPSIS = "topsis"
    VIKOR = "vikor"
    WEIGHTED_PRODUCT = "weighted_product"
    PROMETHEE_II = "promethee_ii"


def _check_values(values: ArrayLike, weights: ArrayLike) -> Floats:
    """Weights (n,) as shares, once values (m, n) and they are numbers within their bounds.

    Raises
    ------
    InvalidOpinion
        If a shape is wrong or empty, a value is outside [0, 1] or not a number, a weight is
        negative or not a number, or the weights do not sum to 1 within a tie.
    """
    table, shares = _numbers("values", values), _numbers("weights", weights)
    if table.ndim != 2 or not table.size or shares.shape != table.shape[1:]:  # noqa: PLR2004 (m, n)
        raise InvalidOpinion("shape", f"values {table.shape}, weights {shares.shape}")
    if not np.all((table >= -TIE) & (table <= 1 + TIE)):
        raise InvalidOpinion("values", "they must be numbers between 0 and 1")
    if not np.all(shares >= 0) or not abs(shares.sum() - 1) <= TIE:
        raise InvalidOpinion("weights", "they must be shares >= 0 that sum to 1")
    return shares


def check_matrix(matrix: DecisionMatrix, weights: ArrayLike) -> Floats:
    """Weights (n,) as shares, once they and both bounds of a matrix are checked.

    Raises
    ------
    InvalidOpinion
        If a shape is wrong or empty, a value is outside [0, 1] or not a number, a weight is
        negative or not a number, or the weights do not sum to 1 within a tie.
    """
    _check_values(matrix.low, weights)
    return _check_values(matrix.high, weights)


def _numbers(field: str, array: ArrayLike) -> Floats:
    try:
        return np.asarray(array, dtype=float)
    except (TypeError, ValueError) as error:
        raise InvalidOpinion(field, str(error)) from error


def competition(scores: Floats) -> Ranks:
    """Ranks (k, m) from scores (k, m), higher is better: 1 + the number of levers surely above.

    Examples
    --------
    >>> competition(np.array([[0.1 + 0.2, 0.9, 0.3, 0.2]])).tolist()
    [[2, 1, 2, 4]]
    """
    above = scores[:, None, :] > scores[:, :, None] + TIE
    return np.asarray(1 + above.sum(axis=2))


def method_scores(values: Floats, weights: Floats, method: Method) -> Floats:
    """Scores (k, m) of k matrices (k, m, n) by one method, higher is better; nothing is checked.

    TOPSIS: closeness; VIKOR: minus Q; weighted product: its decimal logarithm; PROMETHEE II: net
    flow.
    """
    if method is Method.ADDITIVE:
        return np.asarray(values @ weights)
    scores = separated_scores(values, weights, _RULES[method])
    # The rule has not seen a criterion on which all are at 0: the product is 0 there all the same.
    if method is Method.WEIGHTED_PRODUCT:
        scores[(values[:, :, weights > 0] <= TIE).any(axis=2)] = -np.inf
    return scores


def closeness(values: Floats, weights: Floats) -> Floats:
    """TOPSIS on values as they are: closeness to the ideal, in [0, 1]."""
    weighted = values * weights
    ideal, worst = weighted.max(axis=1), weighted.min(axis=1)
    from_ideal, from_worst = (
        np.sqrt(((weighted - end[:, None]) ** 2).sum(axis=2)) for end in (ideal, worst)
    )
    return np.asarray(from_worst / (from_ideal + from_worst))


def _vector_closeness(values: Floats, weights: Floats) -> Floats:
    """TOPSIS with the vector normalisation: closeness to the ideal, in [0, 1] [1]_.

    References
    ----------
    .. [1] Hwang, C.-L. & Yoon, K. (1981). Multiple attribute decision making. Springer.
    """
    return closeness(values / np.sqrt((values**2).sum(axis=1, keepdims=True)), weights)


def _vikor_compromise(values: Floats, weights: Floats) -> Floats:
    """VIKOR: minus Q, in [-1, 0]; a sum or a worst loss that all levers share counts 0 [1]_.

    References
    ----------
    .. [1] Opricovic, S. & Tzeng, G.-H. (2004). Compromise solution by MCDM methods. European
       Journal of Operational Research, 156(2), 445-455.
    """
    losses = (1 - _from_smallest(values)) * weights
    measures = np.stack([losses.sum(axis=2), losses.max(axis=2)], axis=2)
    return np.asarray(-(_from_smallest(measures) @ np.array([_V, 1 - _V])))


def _from_smallest(values: Floats) -> Floats:
    """Where each of values (k, m, n) stands among the m: 0 at the smallest, 1 at the largest.

    All are 0 where the m are equal.
    """
    spans = np.ptp(values, axis=1, keepdims=True)
    apart = spans > TIE
    raised = values - values.min(axis=1, keepdims=True)
    return np.asarray(np.where(apart, raised / np.where(apart, spans, 1.0), 0.0))


def _logarithm_of_product(values: Floats, weights: Floats) -> Floats:
    """Weighted product: its decimal logarithm, minus infinity with a 0 on one criterion [1]_.

    References
    ----------
    .. [1] Bridgman, P. W. (1922). Dimensional analysis. Yale University Press.
    """
    none = np.full(values.shape, -np.inf)
    return np.asarray((np.log10(values, where=values > 0, out=none) * weights).sum(axis=2))


def _net_flow(values: Floats, weights: Floats) -> Floats:
    """PROMETHEE II, usual preference: net flow, in [-1, 1]; only who surely passes counts [1]_.

    References
    ----------
    .. [1] Brans, J.-P. & Vincke, P. (1985). A preference ranking organisation method.
       Management Science, 31(6), 647-656.
    """
    passes = values[:, :, None] > values[:, None] + TIE
    leads = passes.sum(axis=2) - passes.sum(axis=1)
    return np.asarray(leads @ weights / (values.shape[1] - 1))


_RULES: Mapping[Method, _Rule] = {
    Method.TOPSIS: _vector_closeness,
    Method.VIKOR: _vikor_compromise,
    Method.WEIGHTED_PRODUCT: _logarithm_of_product,
    Method.PROMETHEE_II: _net_flow,
}


def separated_scores(values: Floats, weights: Floats, rule: _Rule) -> Floats:
    """Scores (k, m) by a rule that sees only the criteria that separate levers; 0 without any."""
    telling = (np.ptp(values, axis=1) > TIE) & (weights > 0)
    scores = np.zeros(values.shape[:2])
    patterns, which = np.unique(telling, axis=0, return_inverse=True)
    for number, columns in enumerate(patterns):
        if columns.any():
            alike, kept = which == number, weights[columns]
            scores[alike] = rule(values[alike][:, :, columns], kept / kept.sum())
    return scores


MOST_COMPLETIONS = 512
_Cell = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Completions:
    """Values that all the cells of a matrix may have at the same time.

    Attributes
    ----------
    values
        Read-only array (k, m, n) in [0, 1].
    exhaustive
        Whether they are all there are.
    """

    values: Floats
    exhaustive: bool

    def __len__(self) -> int:
        """Number of completions."""
        return len(self.values)


def weighed_completions(
    matrix: DecisionMatrix, weights: Floats, most: int = MOST_COMPLETIONS
) -> Completions:
    """The completions of the cells that count: those of criteria with a weight above 0."""
    return completions(matrix, most, columns=tuple(np.flatnonzero(weights > 0).tolist()))


@lru_cache(maxsize=8)
def completions(
    matrix: DecisionMatrix, most: int = MOST_COMPLETIONS, columns: tuple[int, ...] | None = None
) -> Completions:
    """All the completions when they can be listed and are at most ``most``; else that many.

    Parameters
    ----------
    columns
        Criteria whose uncertain cells vary, the others staying at their smallest; all if None.

    Returns
    -------
    Completions
        When they are not all there: first, at most half of them, the extremes (all cells at their
        smallest, at their largest, then each lever at its best among the others at their worst,
        and the reverse); then draws, each cell apart, uniform over its scores or its interval.
    """
    cells = [c for c in matrix.open_cells if columns is None or c[1] in columns]
    options = [_options(matrix, cell) for cell in cells]
    # A cell in an interval has no list: it counts for more than can be examined.
    if prod(len(values) or most + 1 for values in options) <= most:
        every = _filled(matrix, cells, np.array(list(product(*options)), dtype=float))
        return Completions(every, exhaustive=True)
    extremes = _extremes(matrix, cells)[: most // 2]
    drawn = _drawn(matrix, cells, options, most - len(extremes))
    values = _filled(matrix, cells, np.vstack([extremes, drawn]))
    return Completions(values, exhaustive=False)


def _options(matrix: DecisionMatrix, cell: _Cell) -> list[float]:
    """The values a cell may take, when they can be listed."""
    # Two scores of one value make one completion.
    return sorted({step.value for step in matrix.steps.get(cell, ())})


def _filled(matrix: DecisionMatrix, cells: list[_Cell], filling: Floats) -> Floats:
    """Matrices (k, m, n) whose cells have the values (k, cells), the others their smallest."""
    values = np.repeat(matrix.low[None], len(filling), axis=0)
    for place, (row, column) in enumerate(cells):
        values[:, row, column] = filling[:, place]
    values.setflags(write=False)
    return values


def _extremes(matrix: DecisionMatrix, cells: list[_Cell]) -> Floats:
    rows = np.array([row for row, _ in cells])
    low, high = (np.array([bound[cell] for cell in cells]) for bound in (matrix.low, matrix.high))
    of_levers = [
        filling
        for row in range(len(matrix.alternatives))
        for filling in (np.where(rows == row, high, low), np.where(rows == row, low, high))
    ]
    return np.array([low, high, *of_levers])


def _drawn(
    matrix: DecisionMatrix, cells: list[_Cell], options: list[list[float]], count: int
) -> Floats:
    generator = stream(DrawnFor.COMPLETIONS)
    drawn = [
        generator.choice(values, count)
        if values
        else generator.uniform(matrix.low[cell], matrix.high[cell], count)
        for cell, values in zip(cells, options, strict=True)
    ]
    return np.column_stack(drawn)


_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """Ranks of m alternatives by one method, over the completions of the matrix.

    When ``exhaustive`` is false the completions examined are not all there are: the span of ranks
    is an inner one (the true one may be wider), and what holds in all of those examined may fail
    in another. Arrays are read-only.

    Attributes
    ----------
    best, worst
        Smallest and largest rank (m,); 1 is first, tied alternatives share the better rank.
    tied
        Array (m, m): the row has the same rank as the column, in every completion.
    firsts
        Share (m,) of the completions examined in which each is first, split equally when several
        are. Not a probability.
    completions
        How many were examined.
    exhaustive
        Whether ``best``, ``worst`` and ``tied`` are exact: always for the additive
        value, otherwise when all the completions were examined.
    """

    method: Method
    alternatives: tuple[str, ...]
    best: Ranks
    worst: Ranks
    tied: _Flags
    firsts: Floats
    completions: int
    exhaustive: bool


def opinion(matrix: DecisionMatrix, weights: Floats, method: Method) -> Opinion:
    """What a method says of the alternatives whatever the uncertain scores; kept for next time.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1, in the order of the matrix's criteria.

    Raises
    ------
    InvalidOpinion
        If a value is outside [0, 1] or not a number, or the weights are not shares.
    """
    # A tuple: an array is no key of a cache.
    return _opinion(matrix, tuple(check_matrix(matrix, weights).tolist()), method)


@lru_cache(maxsize=64)
def _opinion(matrix: DecisionMatrix, shares: tuple[float, ...], method: Method) -> Opinion:
    weights = np.array(shares)
    examined = weighed_completions(matrix, weights)
    ranks = competition(method_scores(examined.values, weights, method))
    first = ranks == 1
    exact = method is Method.ADDITIVE
    spans = _additive(matrix, weights) if exact else _spans(ranks)
    firsts = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    for array in (*spans, firsts):
        array.setflags(write=False)
    return Opinion(
        method, matrix.alternatives, *spans, firsts, len(examined), exact or examined.exhaustive
    )


def _spans(ranks: Ranks) -> tuple[Ranks, Ranks, _Flags]:
    """Best and worst ranks, and who is tied, in all the rankings (k, m)."""
    tied = np.asarray((ranks[:, None, :] == ranks[:, :, None]).all(axis=0))
    return np.asarray(ranks.min(axis=0)), np.asarray(ranks.max(axis=0)), tied


def _additive(matrix: DecisionMatrix, weights: Floats) -> tuple[Ranks, Ranks, _Flags]:
    """The same from the intervals of the additive value, in closed form."""
    ranking = additive(matrix, weights)
    never_above = ranking.high[:, None] <= ranking.low[None, :] + TIE
    tied = np.asarray(never_above & never_above.T)
    np.fill_diagonal(tied, val=True)
    return ranking.best, ranking.worst, tied
