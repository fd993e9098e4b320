"""The second opinion of one method, over all completions of the uncertain scores."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.opinions.methods import (
    Method,
    Ranks,
    check_matrix,
    competition,
    method_scores,
)
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.streams import DrawnFor, stream

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
    matrix: DecisionMatrix,
    most: int = MOST_COMPLETIONS,
    columns: tuple[int, ...] | None = None,
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
    above, tied
        Arrays (m, m): the row is strictly better than the column, or has the same rank, in
        every completion.
    firsts
        Share (m,) of the completions examined in which each is first, split equally when several
        are. Not a probability.
    completions
        How many were examined.
    exhaustive
        Whether ``best``, ``worst``, ``above`` and ``tied`` are exact: always for the additive
        value, otherwise when all the completions were examined.
    """

    method: Method
    alternatives: tuple[str, ...]
    best: Ranks
    worst: Ranks
    above: _Flags
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
        method,
        matrix.alternatives,
        *spans,
        firsts,
        len(examined),
        exact or examined.exhaustive,
    )


def _spans(ranks: Ranks) -> tuple[Ranks, Ranks, _Flags, _Flags]:
    """Best and worst ranks, who is above and who is tied, in all the rankings (k, m)."""
    orders = np.sign(ranks[:, None, :] - ranks[:, :, None])
    above, tied = (np.asarray((orders == order).all(axis=0)) for order in (1, 0))
    return np.asarray(ranks.min(axis=0)), np.asarray(ranks.max(axis=0)), above, tied


def _additive(matrix: DecisionMatrix, weights: Floats) -> tuple[Ranks, Ranks, _Flags, _Flags]:
    """The same from the intervals of the additive value, in closed form."""
    ranking = additive(matrix, weights)
    above = np.asarray(ranking.low[:, None] > ranking.high[None, :] + TIE)
    never_above = ranking.high[:, None] <= ranking.low[None, :] + TIE
    tied = np.asarray(never_above & never_above.T)
    np.fill_diagonal(tied, val=True)
    return ranking.best, ranking.worst, above, tied
