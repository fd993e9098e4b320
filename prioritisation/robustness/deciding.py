"""Deciding cells: which uncertain score, once known, could settle the first place alone."""

from dataclasses import dataclass

from criteria.scales import Amount
from prioritisation.matrix import DecisionMatrix, Floats
from prioritisation.ranking import TIE, Ranking


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
        The scores that do so and those that do not, when they can be listed.
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
    other uncertain cells keep their whole interval.
    """
    if ranking.necessary_firsts:
        return ()
    found = [
        deciding
        for row, column in matrix.open_cells
        if weights[column] > 0
        for winner in ranking.possible_firsts
        if (deciding := _settles(matrix, float(weights[column]), ranking, (row, column), winner))
    ]
    return tuple(sorted(found, key=_likelihood, reverse=True))


def _likelihood(deciding: Deciding) -> tuple[float, float]:
    listed = len(deciding.settles) + len(deciding.leaves_open)
    return (len(deciding.settles) / listed if listed else 0.0, deciding.width)


def _settles(
    matrix: DecisionMatrix, weight: float, ranking: Ranking, cell: tuple[int, int], winner: int
) -> Deciding | None:
    """The values of a cell for which the winner's lowest value reaches all others' highest."""
    row, column = cell
    low, high = float(matrix.low[cell]), float(matrix.high[cell])
    others = [i for i in range(len(matrix.alternatives)) if i != winner]
    if row == winner:
        to_beat = max(float(ranking.high[i]) for i in others)
        low = max(low, low + (to_beat - TIE - float(ranking.low[row])) / weight)
    else:
        mine = float(ranking.low[winner])
        if any(ranking.high[i] > mine + TIE for i in others if i != row):
            return None
        high = min(high, high - (float(ranking.high[row]) - mine - TIE) / weight)
    steps = matrix.steps.get(cell, ())
    settles = tuple(s.amount for s in steps if low - TIE <= s.value <= high + TIE)
    if low > high or (steps and not settles):
        return None
    left = tuple(s.amount for s in steps if s.amount not in settles)
    return Deciding(row, column, winner, low, high, settles, left)
