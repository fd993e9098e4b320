"""What is drawn: weights, once for each number of criteria, and what uncertain scores may be.

**A convention, not a belief**: each score that can be listed (a word, a count) is as likely as
the others of its cell, a continuum is uniform between its bounds, and cells are independent. No
drawn figure enters a ranking; they only tell how much depends on what is not known. Each cell
has its own seeded draws, so that two analyses are compared on the same ones, and knowing one
cell does not redraw the others.

Figures estimated on it do not flicker from one move of a slider to the next, and two
scenarios are compared on the same draws.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats, known_matrix
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.streams import DrawnFor, stream

DRAWS = 100_000

Weights = NDArray[np.float32] | NDArray[np.float64]
"""Array (k, n): k weight vectors of n criteria, each summing to 1."""


@lru_cache(maxsize=8)
def weight_sample(criteria: int) -> Floats:
    """Array (DRAWS, criteria) of weights uniform on the simplex, laid out by criterion."""
    kept = np.asfortranarray(drawn_weights(criteria, DRAWS, stream(DrawnFor.WEIGHTS)))
    kept.setflags(write=False)
    return kept


def drawn_weights(criteria: int, draws: int, rng: np.random.Generator) -> Floats:
    """Array (draws, criteria) of weights uniform on the simplex [1]_.

    Notes
    -----
    Exponential variates divided by their sum.

    References
    ----------
    .. [1] Devroye, L. (1986). Non-Uniform Random Variate Generation, chapter V. Springer.
    """
    drawn = rng.standard_exponential((draws, criteria))
    drawn /= drawn.sum(axis=1, keepdims=True)
    return drawn


JOINT = 20_000
"""Draws of scores, of codings and of weights together: a share is known within 0.0036."""

_FEW_STEPS = 16
"""Steps up to which each is compared with all the values."""

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class ScoreDraws:
    """Values of the open cells of a matrix in each of k draws.

    Attributes
    ----------
    values
        Array (c, k): a row per cell of ``cells``, in [0, 1].
    """

    matrix: DecisionMatrix
    cells: tuple[tuple[int, int], ...]
    values: Floats

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.values.shape[1])

    def first(self, draws: int) -> "ScoreDraws":
        """The first draws only."""
        return self.part(slice(draws))

    def part(self, block: slice) -> "ScoreDraws":
        """Some of the draws."""
        return ScoreDraws(self.matrix, self.cells, self.values[:, block])

    def only(self, rows: Truths) -> "ScoreDraws":
        """Some of the levers only: those that are true in an array (m,)."""
        kept, whole = np.flatnonzero(rows).tolist(), self.matrix
        place = {row: k for k, row in enumerate(kept)}
        cells = [k for k, (row, _) in enumerate(self.cells) if row in place]
        matrix = known_matrix(
            tuple(whole.alternatives[row] for row in kept),
            whole.criteria,
            whole.low[kept],
            whole.high[kept],
        )
        moved = tuple((place[self.cells[k][0]], self.cells[k][1]) for k in cells)
        return ScoreDraws(matrix, moved, self.values[cells])

    def overall(self, weights: Floats) -> Floats:
        """Overall values of the levers in each draw.

        Parameters
        ----------
        weights
            Array (n,), the same in all draws, or (k, n), one per draw.

        Returns
        -------
        Array (m, k).
        """
        if weights.ndim == 1:
            overall = np.repeat((self.matrix.low @ weights)[:, None], self.draws, axis=1)
        else:
            overall = np.array(self.matrix.low @ weights.T)
        # From all cells at their lowest: only the open ones differ from draw to draw.
        moved = np.empty(self.draws)
        for (row, column), drawn in zip(self.cells, self.values, strict=True):
            np.subtract(drawn, self.matrix.low[row, column], out=moved)
            moved *= weights[..., column]
            overall[row] += moved
        return overall


def score_draws(matrix: DecisionMatrix, draws: int = JOINT) -> ScoreDraws:
    """Draws of all the open cells of a matrix."""
    cells = matrix.open_cells
    values = np.empty((len(cells), draws))
    for k, cell in enumerate(cells):
        values[k] = _cell_values(matrix, cell, uniforms(*cell, draws))
    values.setflags(write=False)
    return ScoreDraws(matrix, cells, values)


def _cell_values(matrix: DecisionMatrix, cell: tuple[int, int], variates: Floats) -> Floats:
    """Values of a cell from uniform variates in [0, 1)."""
    low, high = float(matrix.low[cell]), float(matrix.high[cell])
    steps = np.array([step.value for step in matrix.steps.get(cell, ())])
    if len(steps):
        # Variates are below 1: the index stays inside.
        return np.asarray(steps[(variates * len(steps)).astype(np.intp)])
    return low + variates * (high - low)


_CELLS_KEPT = 24
"""Cells whose draws are kept: 0.8 MB each. Those of a case that has more are drawn again."""


@lru_cache(maxsize=_CELLS_KEPT)
def uniforms(row: int, column: int, draws: int) -> Floats:
    """Array (draws,) of uniform variates in [0, 1) that belong to a cell of any matrix."""
    variates = stream(DrawnFor.CELLS, row, column).random(draws)
    variates.setflags(write=False)
    return variates


def counted_below(steps: Floats, values: Floats, *, equal: bool = False) -> NDArray[np.intp]:
    """How many of these increasing steps are below each value, or equal to it.

    The same as ``searchsorted``, faster where steps are few.
    """
    if len(steps) > _FEW_STEPS:
        return np.searchsorted(steps, values, "right" if equal else "left")
    counts = np.zeros(values.shape, dtype=np.uint8)
    for step in steps.tolist():
        above = values >= step if equal else values > step
        counts += above.view(np.uint8)
    return counts.astype(np.intp)


def first_places(overall: Floats) -> Truths:
    """Array (m, k) of booleans: the levers first in each draw, alone or tied within ``TIE``.

    Parameters
    ----------
    overall
        Array (m, k) of overall values.
    """
    return np.asarray(overall >= overall.max(axis=0) - TIE)


def sure_and_possible(low: Floats, high: Floats) -> tuple[Truths, Truths]:
    """Arrays (m, k) of booleans: the levers surely first, and possibly, alone or tied.

    Parameters
    ----------
    low, high
        Arrays (m, k) of lowest and highest overall values, in k situations.
    """
    best = low.max(axis=0)
    above = high > best + TIE
    # Nobody else may be above: whoever is counted above the best sure value is the row itself.
    sure = (low >= best - TIE) & (above == above.sum(axis=0))
    return sure, np.asarray(high >= best - TIE)


def first_shares(overall: Floats) -> Floats:
    """Array (m,): share of the draws in which each lever is first, a tie being shared equally."""
    first = first_places(overall)
    return np.asarray((first / first.sum(axis=0)).mean(axis=1))
