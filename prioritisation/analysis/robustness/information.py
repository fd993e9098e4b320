"""What knowing one score better could change, and which score could settle it alone.

*Can it?* is exact, by reasoning on intervals: whether some values of all the other uncertain
cells exist for which the first place, or the second, is not the same for all the values of this
one. *How likely?* is a convention, to be said as one: scores are drawn as ``scores`` says, and it
is the chance that two values of the cell, all the rest being equal, give different answers. It
is zero when the answer cannot change, and at most a half for the first place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from criteria.scales import Amount
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, Ranking
from prioritisation.analysis.robustness.draws import counted_below, score_draws

CellIndex = tuple[int, int]

CHANCES = 10_000
"""Draws of the scores of the others: a chance is known within 0.005."""


@dataclass(frozen=True, slots=True)
class Information:
    """What one cell, known better, could change.

    Attributes
    ----------
    row, column
        The cell.
    first, second
        Whether it can change which levers are first; and which lever is second.
    first_chance, second_chance
        How likely, in [0, 1], by the convention of the module.
    weak
        Whether it is a cell whose value is given but doubted, taken here as unknown.
    """

    row: int
    column: int
    first: bool
    second: bool
    first_chance: float
    second_chance: float
    weak: bool = False


def value_of_information(
    matrix: DecisionMatrix, weights: Floats, weak: Iterable[CellIndex] = (), draws: int = CHANCES
) -> tuple[Information, ...]:
    """Every uncertain cell, those that can change the first place most often before the others.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    weak
        Cells with a value that is inferred or doubted: each in turn is taken as unknown, the
        others keeping the value given.
    """
    cells = _known_badly(matrix, weights, matrix.open_cells, draws)
    for cell in weak:
        if cell not in matrix.open_cells:
            opened = _opened(matrix, cell)
            cells += [
                Information(*cell, i.first, i.second, i.first_chance, i.second_chance, weak=True)
                for i in _known_badly(opened, weights, [cell], draws)
            ]
    return tuple(sorted(cells, key=_rank))


def _rank(information: Information) -> tuple[bool, float, bool, float]:
    return (
        not information.first,
        -information.first_chance,
        not information.second,
        -information.second_chance,
    )


def _opened(matrix: DecisionMatrix, cell: CellIndex) -> DecisionMatrix:
    """The matrix with one known cell anywhere on its scale."""
    low, high = matrix.low.copy(), matrix.high.copy()
    low[cell], high[cell] = 0.0, 1.0
    return DecisionMatrix(matrix.alternatives, matrix.criteria, low, high, matrix.steps)


def _known_badly(
    matrix: DecisionMatrix, weights: Floats, cells: Iterable[CellIndex], draws: int
) -> list[Information]:
    cells = list(cells)
    chances = _chances(matrix, weights, cells, draws)
    return [
        Information(*cell, first, second, chance[0] * first, chance[1] * second)
        for cell, chance in zip(cells, chances, strict=True)
        for first, second in [can_change(matrix, weights, cell)]
    ]


def can_change(matrix: DecisionMatrix, weights: Floats, cell: CellIndex) -> tuple[bool, bool]:
    """Whether a cell can change who is first, and who is second, for some values of the others.

    Notes
    -----
    With the cell at its lowest, the lead D of its lever over the best of the others takes every
    value from Dmin to Dmax as the other cells vary; with the cell at its highest, D + d. Who is
    first depends on the cell when D and D + d do not have the same sign, for a D that exists:
    Dmin <= 0 and Dmax >= -d. Who is second depends on it too when the same holds of the lead over
    the second best of the others. Cells take every value of their intervals: with listed scores
    only, « can » may be said of what no listed score does; « cannot » never is wrong.
    """
    row, column = cell
    reach = float(weights[column] * (matrix.high[cell] - matrix.low[cell]))
    if reach <= TIE or len(matrix.low) == 1:
        return False, False
    low, high = matrix.low @ weights, matrix.high @ weights
    others = np.arange(len(low)) != row
    bests, worsts = np.sort(high[others])[::-1], np.sort(low[others])[::-1]
    crossed = [
        low[row] - bests[k] <= TIE and high[row] - reach - worsts[k] >= -reach - TIE
        for k in range(min(2, len(bests)))
    ]
    return bool(crossed[0]), bool(any(crossed))


def _chances(
    matrix: DecisionMatrix, weights: Floats, cells: list[CellIndex], draws: int
) -> list[tuple[float, float]]:
    """For each cell, that two values of it give another first place, and another second.

    In each draw of the other cells the lever of the cell is first, second or below with chances
    that follow from where the cell would have to be to pass the best and the second best of the
    others; two values differ with chance one minus the sum of their squares.
    """
    scores = score_draws(matrix, draws)
    overall = scores.overall(weights)
    places = {cell: k for k, cell in enumerate(scores.cells)}
    # The three largest: whichever lever is left out, two are left.
    top = np.sort(np.ascontiguousarray(overall.T), axis=1)[:, :-4:-1].T
    top = np.vstack([top, np.full((3 - len(top), draws), -np.inf)])
    chances = []
    for row, column in cells:
        mine = overall[row] - weights[column] * scores.values[places[row, column]]
        bars = [np.where(overall[row] >= top[k], top[k + 1], top[k]) - mine for k in (0, 1)]
        under_first, under_second = _below(
            matrix, (row, column), float(weights[column]), np.array(bars)
        )
        # Two values of the cell drawn apart: the chance that they do not fall in the same place.
        first, second = 1 - under_first, under_first - under_second
        chances.append(
            (
                float((2 * first * under_first).mean()),
                float((1 - first**2 - second**2 - under_second**2).mean()),
            )
        )
    return chances


def _below(matrix: DecisionMatrix, cell: CellIndex, weight: float, bars: Floats) -> Floats:
    """Chance that weight times the cell stays below each bar, a tie counting as half."""
    if weight <= 0:
        return np.where(bars > 0, 1.0, 0.0)
    needed = bars / weight
    steps = np.array(sorted(step.value for step in matrix.steps.get(cell, ())))
    if len(steps):
        under = counted_below(steps, needed - TIE) + counted_below(steps, needed + TIE, equal=True)
        return np.asarray(under / (2 * len(steps)))
    low, high = matrix.low[cell], matrix.high[cell]
    return np.asarray(np.clip((needed - low) / (high - low), 0.0, 1.0))


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
    matrix: DecisionMatrix, weight: float, ranking: Ranking, cell: tuple[int, int]
) -> list[DecidingCell]:
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
    deciding = [
        DecidingCell(*cell, winner, low, high, settles[winner], left)
        for winner, (low, high) in ranges.items()
        if settles[winner] or not steps
    ]
    return sorted(deciding, key=lambda d: (len(d.settles), d.width), reverse=True)


def _range(
    matrix: DecisionMatrix, weight: float, ranking: Ranking, cell: tuple[int, int], winner: int
) -> tuple[float, float] | None:
    """The values of a cell for which the winner's lowest value passes all others' highest."""
    row = cell[0]
    low, high = float(matrix.low[cell]), float(matrix.high[cell])
    others = [i for i in range(len(matrix.alternatives)) if i != winner]
    if row == winner:
        # The lowest total has this cell at its lowest: what lacks is made up by it alone.
        to_beat = max(float(ranking.high[i]) for i in others)
        low = max(low, low + (to_beat + TIE - float(ranking.low[row])) / weight)
    else:
        mine = float(ranking.low[winner])
        if any(ranking.high[i] > mine - TIE for i in others if i != row):
            return None
        high = min(high, high - (float(ranking.high[row]) - mine + TIE) / weight)
    return (low, high) if low <= high else None
