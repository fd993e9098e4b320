"""Which score could settle the first place alone, by which of its values.

Exact: the other uncertain cells keep their whole intervals, nothing is drawn.
"""

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from criteria.scales import Amount
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, Ranking

CellIndex = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DecidingCell:
    """One cell and the values of it that make one alternative surely first.

    Attributes
    ----------
    row, column
        The cell in the matrix.
    winner
        Row of the alternative it would put first.
    low, high
        Bounds, in [0, 1], of the cell's values that do so.
    settles, leaves_open
        The scores that do so, and those that settle the first place for nobody, when they can
        be listed.
    """

    row: int
    column: int
    winner: int
    low: float
    high: float
    settles: tuple[Amount, ...]
    leaves_open: tuple[Amount, ...]

    @property
    def width(self) -> float:
        """How much of the value scale settles the first place."""
        return self.high - self.low


def deciding_cells(
    matrix: DecisionMatrix, weights: Floats, ranking: Ranking
) -> tuple[DecidingCell, ...]:
    """Cells that can settle the first place alone, those that do so most often first.

    Empty when an alternative is already surely first. Only one cell becomes known; all the
    other uncertain cells keep their whole interval. The findings of a cell (one per winner)
    follow each other. A value that only ties two alternatives settles nothing.
    """
    if ranking.necessary_firsts:
        return ()
    cells = [
        _of_cell(matrix, float(weights[cell[1]]), ranking, cell)
        for cell in matrix.open_cells
        if weights[cell[1]] > 0
    ]
    ordered = sorted(filter(None, cells), key=_likelihood, reverse=True)
    return tuple(deciding for group in ordered for deciding in group)


def by_cell(cells: tuple[DecidingCell, ...]) -> list[tuple[DecidingCell, ...]]:
    """The findings of each cell together, in the same order."""
    return [tuple(group) for _, group in groupby(cells, key=lambda d: (d.row, d.column))]


def _likelihood(cells: list[DecidingCell]) -> tuple[float, float]:
    """Share of the listed scores of a cell that settle, then of its value scale."""
    settled = sum(len(d.settles) for d in cells)
    listed = settled + len(cells[0].leaves_open)
    return (settled / listed if listed else 0.0, sum(d.width for d in cells))


def _of_cell(
    matrix: DecisionMatrix, weight: float, ranking: Ranking, cell: CellIndex
) -> list[DecidingCell]:
    """What a cell can settle, for each possible winner."""
    steps = matrix.steps.get(cell, ())
    ranges = {
        winner: bounds
        for winner in ranking.possible_firsts
        if (bounds := _range(matrix, weight, (ranking.low, ranking.high), cell, winner))
    }
    settles = {
        winner: tuple(s.amount for s in steps if low <= s.value <= high)
        for winner, (low, high) in ranges.items()
    }
    every = {amount for amounts in settles.values() for amount in amounts}
    left = tuple(s.amount for s in steps if s.amount not in every)
    deciding = [
        DecidingCell(*cell, winner, low, high, settles[winner], left)
        for winner, (low, high) in ranges.items()
        if settles[winner] or not steps
    ]
    return sorted(deciding, key=lambda d: (len(d.settles), d.width), reverse=True)


def _range(
    matrix: DecisionMatrix,
    weight: float,
    totals: tuple[Floats, Floats],
    cell: CellIndex,
    winner: int,
) -> tuple[float, float] | None:
    """The values of a cell for which the winner's lowest total passes all others' highest."""
    row, (lowest, highest) = cell[0], totals
    low, high = float(matrix.low[cell]), float(matrix.high[cell])
    others = [i for i in range(len(matrix.alternatives)) if i != winner]
    if row == winner:
        # The lowest total has this cell at its lowest: what lacks is made up by it alone.
        to_beat = max(float(highest[i]) for i in others)
        low = max(low, low + (to_beat + TIE - float(lowest[row])) / weight)
    else:
        mine = float(lowest[winner])
        if any(highest[i] > mine - TIE for i in others if i != row):
            return None
        high = min(high, high - (float(highest[row]) - mine + TIE) / weight)
    return (low, high) if low <= high else None


def settling_share(matrix: DecisionMatrix, weights: Floats, cell: CellIndex) -> float:
    """Share of the values of a cell, in [0, 1], after which one lever alone is surely first.

    The other uncertain cells keep their whole intervals. Zero when a lever is so already: there
    is nothing to settle.
    """
    totals = matrix.low @ weights, matrix.high @ weights
    levers, weight = np.arange(len(matrix.low)), float(weights[cell[1]])
    lead = int(np.argmax(totals[0]))
    if weight <= 0 or totals[0][lead] - totals[1][levers != lead].max(initial=-np.inf) > TIE:
        return 0.0
    # Of the others only the one with the highest lowest total can be above all of them.
    rival = int(np.argmax(np.where(levers == cell[0], -np.inf, totals[0])))
    ranges = [
        bounds
        for winner in (cell[0], rival)
        if (bounds := _range(matrix, weight, totals, cell, winner))
    ]
    if steps := matrix.steps.get(cell, ()):
        settled = sum(any(low <= s.value <= high for low, high in ranges) for s in steps)
        return settled / len(steps)
    whole = float(matrix.high[cell] - matrix.low[cell])
    return sum(high - low for low, high in ranges) / whole
