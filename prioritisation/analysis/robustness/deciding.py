"""Deciding cells: which uncertain score, once known, could settle the first place alone."""

from dataclasses import dataclass
from itertools import groupby

from criteria.scales import Amount
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, Ranking


@dataclass(frozen=True, slots=True)
class Deciding:
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
) -> tuple[Deciding, ...]:
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
    return tuple(deciding for found in ordered for deciding in found)


def by_cell(found: tuple[Deciding, ...]) -> list[tuple[Deciding, ...]]:
    """The findings of each cell together, in the same order."""
    return [tuple(group) for _, group in groupby(found, key=lambda d: (d.row, d.column))]


def _likelihood(found: list[Deciding]) -> tuple[float, float]:
    """Share of the listed scores of a cell that settle, then of its value scale."""
    settled = sum(len(d.settles) for d in found)
    listed = settled + len(found[0].leaves_open)
    return (settled / listed if listed else 0.0, sum(d.width for d in found))


def _of_cell(
    matrix: DecisionMatrix, weight: float, ranking: Ranking, cell: tuple[int, int]
) -> list[Deciding]:
    """What a cell can settle, for each possible winner."""
    steps = matrix.steps.get(cell, ())
    ranges = {
        winner: bounds
        for winner in ranking.possible_firsts
        if (bounds := _range(matrix, weight, ranking, cell, winner))
    }
    settles = {
        winner: tuple(s.amount for s in steps if low <= s.value <= high)
        for winner, (low, high) in ranges.items()
    }
    every = {amount for amounts in settles.values() for amount in amounts}
    left = tuple(s.amount for s in steps if s.amount not in every)
    found = [
        Deciding(*cell, winner, low, high, settles[winner], left)
        for winner, (low, high) in ranges.items()
        if settles[winner] or not steps
    ]
    return sorted(found, key=lambda d: (len(d.settles), d.width), reverse=True)


def _range(
    matrix: DecisionMatrix, weight: float, ranking: Ranking, cell: tuple[int, int], winner: int
) -> tuple[float, float] | None:
    """The values of a cell for which the winner's lowest value passes all others' highest."""
    row = cell[0]
    low, high = float(matrix.low[cell]), float(matrix.high[cell])
    others = [i for i in range(len(matrix.alternatives)) if i != winner]
    if row == winner:
        to_beat = max(float(ranking.high[i]) for i in others)
        low = max(low, low + (to_beat + TIE - float(ranking.low[row])) / weight)
    else:
        mine = float(ranking.low[winner])
        if any(ranking.high[i] > mine - TIE for i in others if i != row):
            return None
        high = min(high, high - (float(ranking.high[row]) - mine + TIE) / weight)
    return (low, high) if low <= high else None
