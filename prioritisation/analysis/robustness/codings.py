"""Codings of words: whether other numbers for the same words would put another lever first.

The words of a scale are an order; the values of their anchors are a convention. Random monotone
codings keep the order, the worst word at 0 and the best at 1, and draw the values between,
uniformly among all increasing ones (SMAA-O [1]_). A criterion in numbers is not touched.

References
----------
.. [1] Lahdelma, R., Miettinen, K. and Salminen, P. (2003). Ordinal criteria in stochastic
   multicriteria acceptability analysis (SMAA). European Journal of Operational Research, 147(1),
   117-127.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from criteria.model import PerformanceTable, Sense
from criteria.scales import WordScale
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.draws import (
    JOINT,
    ScoreDraws,
    counted_below,
    sure_and_possible,
)
from prioritisation.analysis.streams import DrawnFor, stream


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A criterion whose scores are words.

    Attributes
    ----------
    column
        The criterion in the matrix.
    values
        Array (l,): values of its words, from the worst to the best.
    low, high
        Arrays (m,): places, from 0, of the worst and best word each lever may have.
    """

    column: int
    values: Floats
    low: NDArray[np.intp]
    high: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """What random codings of the words do to the first place, the weights being given.

    Attributes
    ----------
    sure, possible
        Arrays (m,): share of the codings with which a lever is first whatever the uncertain
        scores are, and for some of them; alone or tied.
    stable
        Share of the codings that keep the levers surely first; None when none is.
    draws
        Number of codings; 0 when no criterion is in words, and nothing depends on a coding.
    """

    sure: Floats
    possible: Floats
    stable: float | None
    draws: int


def word_columns(table: PerformanceTable, senses: Mapping[str, Sense]) -> tuple[Words, ...]:
    """The criteria in words of a performance table, with more than two words."""
    return tuple(
        _words(table, column, scale)
        for column, criterion in enumerate(table.criteria)
        if isinstance(scale := criterion.scale_in(senses.get(criterion.id)), WordScale)
        and len(scale.levels) > 2  # noqa: PLR2004 (0 and 1 leave nothing to draw)
    )


def _words(table: PerformanceTable, column: int, scale: WordScale) -> Words:
    levels = scale.levels if scale.more_is_better else scale.levels[::-1]
    places = {level.id: place for place, level in enumerate(levels)}
    ends = []
    for lever in table.levers:
        score = table.score(lever.id, table.criteria[column].id)
        unknown = score.low is None or score.high is None
        span = (
            (0, len(levels) - 1) if unknown else (places[str(score.low)], places[str(score.high)])
        )
        ends.append(sorted(span))
    low, high = np.array(ends, dtype=np.intp).reshape(-1, 2).T
    return Words(column, np.array([level.value for level in levels]), low, high)


def drawn_codings(words: Words, draws: int = JOINT) -> Floats:
    """Array (l, draws): values of the words in each coding, from 0 for the worst to 1."""
    return _drawn(words.column, len(words.values), draws)


@lru_cache(maxsize=16)
def _drawn(column: int, count: int, draws: int) -> Floats:
    values = np.zeros((count, draws))
    # Draws of its own for a criterion and its number of words: two analyses compare on them.
    between = stream(DrawnFor.CODINGS, column, count).random((count - 2, draws))
    values[1:-1] = np.sort(between, axis=0)
    values[-1] = 1.0
    values.setflags(write=False)
    return values


_AT_ONCE = 4_096
"""Codings counted at once: their values stay in the fast memory."""


def codings(
    matrix: DecisionMatrix, weights: Floats, words: Sequence[Words], draws: int = JOINT
) -> Codings:
    """First places over random codings of all the words at once.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    words
        The criteria in words: with none, the first places are the only ones.
    """
    ends = matrix.low @ weights, matrix.high @ weights
    coded = [(column, drawn_codings(column, draws)) for column in words]
    count = draws if words else 1
    before, _ = sure_and_possible(ends[0][:, None], ends[1][:, None])
    sure, possible = np.zeros((2, len(matrix.low)), dtype=np.int64)
    same = 0
    for start in range(0, count, _AT_ONCE):
        block = slice(start, min(start + _AT_ONCE, count))
        low, high = (np.repeat(e[:, None], block.stop - start, axis=1) for e in ends)
        for column, values in coded:
            _code(matrix, float(weights[column.column]), column, values[:, block], (low, high))
        surely, maybe = sure_and_possible(low, high)
        sure += np.count_nonzero(surely, axis=1)
        possible += np.count_nonzero(maybe, axis=1)
        same += int(np.count_nonzero((surely == before).all(axis=0)))
    return Codings(
        sure / count,
        possible / count,
        same / count if before.any() else None,
        draws if words else 0,
    )


def _code(
    matrix: DecisionMatrix,
    weight: float,
    words: Words,
    values: Floats,
    sums: tuple[Floats, Floats],
) -> None:
    """Put coded values (l, k) in the place of those of the anchors, in sums (m, k) made already.

    Lever by lever: what is worked out in between stays in the fast memory.
    """
    low, high = sums
    for row, (worst, best) in enumerate(zip(words.low, words.high, strict=True)):
        low[row] += weight * (values[worst] - matrix.low[row, words.column])
        high[row] += weight * (values[best] - matrix.high[row, words.column])


_Shift = tuple[int, Floats]
"""A criterion in words; array (m, k): what a coding adds to the values there of each lever."""


def shifts(scores: ScoreDraws, words: Sequence[Words]) -> tuple[_Shift, ...]:
    """What codings add to drawn scores, drawing by drawing: an uncertain word keeps its place."""
    rows = {cell: k for k, cell in enumerate(scores.cells)}
    moves = []
    for column in words:
        values, draws = drawn_codings(column, scores.draws), np.arange(scores.draws)
        added = np.empty((len(scores.matrix.low), scores.draws))
        for row, place in enumerate(column.low.tolist()):
            k = rows.get((row, column.column))
            if k is None:
                np.subtract(values[place], column.values[place], out=added[row])
            else:
                drawn = scores.values[k]
                # The word drawn, found by its value: noise must not make it the next one.
                places = counted_below(column.values, drawn - TIE)
                np.subtract(values[places, draws], drawn, out=added[row])
        moves.append((column.column, added))
    return tuple(moves)


def recoded(overall: Floats, shifts: Sequence[_Shift], weights: Floats) -> Floats:
    """Overall values of drawn scores once words are coded, drawing by drawing.

    Parameters
    ----------
    overall
        Array (m, k): ``scores.overall(weights)``.
    weights
        Array (n,), or (k, n), one per draw.

    Returns
    -------
    Array (m, k); the one given when no criterion is in words.
    """
    if not shifts:
        return overall
    after = overall.copy()
    for column, added in shifts:
        # Lever by lever: what is worked out in between stays in the fast memory.
        for row, more in enumerate(added):
            after[row] += more * weights[..., column]
    return after
