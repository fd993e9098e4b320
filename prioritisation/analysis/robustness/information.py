"""What knowing one score better could change, and how often it alone would settle it.

*Can it?* is exact, by reasoning on intervals: whether some values of all the other uncertain
cells exist for which the first place, or the second, is not the same for all the values of this
one. *How likely?* is a convention, to be said as one: scores are drawn as ``scores`` says, and it
is the chance that two values of the cell, all the rest being equal, give different answers. It
is zero when the answer cannot change, and at most a half for the first place. *Would it settle?*
is exact: the share of the values of the cell, by the same convention, after which one lever is
surely first and alone, whatever the other uncertain cells are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from math import floor

import numpy as np

from criteria.scales import Amount
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, Ranking
from prioritisation.analysis.robustness.draws import counted_below, score_draws

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


CHANCES = 10_000
"""Draws of the scores of the others: a chance is known within 0.005."""

_PERCENT = 0.01 - TIE
"""Chance below which « less than 1 % » is written."""


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
    settling_share
        Share of the values of the cell, in [0, 1], that make one lever alone surely first while
        the other uncertain cells keep their whole intervals; zero when one is so already.
    weak
        Whether it is a doubted cell (``DecisionMatrix.doubted``). One whose bounds are stated is
        an uncertain cell, open over these.
    only_ties
        Whether all it can change of the first place is a tie, at one exact value of it.
    """

    row: int
    column: int
    first: bool
    second: bool
    first_chance: float
    second_chance: float
    settling_share: float
    weak: bool = False
    only_ties: bool = False


def value_of_information(
    matrix: DecisionMatrix, weights: Floats, draws: int = CHANCES
) -> tuple[Information, ...]:
    """Every uncertain cell, then the doubted ones, each in turn over the bounds of its doubt.

    Of each kind, those that can change the first place most often come before the others, those
    of which the same percent is written in the order of the matrix.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    """
    cells = _known_badly(matrix, weights, matrix.open_cells, draws)
    for cell in matrix.doubted:
        found = _known_badly(matrix.doubting([cell]), weights, [cell], draws)
        cells += [replace(information, weak=True) for information in found]
    return tuple(sorted(cells, key=_rank))


def overtaking_cells(matrix: DecisionMatrix, weights: Floats) -> tuple[CellIndex, ...]:
    """The doubted cells that, over the bounds of their doubt, can put another lever ahead.

    Each in turn, as in ``value_of_information``: those that only make or break a tie are not.
    """
    return tuple(
        cell for cell in matrix.doubted if can_overtake(matrix.doubting([cell]), weights, cell)
    )


def _rank(information: Information) -> tuple[bool, bool, int, bool, int]:
    return (
        information.weak,
        not information.first,
        -_percents(information.first_chance),
        not information.second,
        -_percents(information.second_chance),
    )


def _percents(chance: float) -> int:
    """A chance as it is written, in whole percents: less than one is none."""
    return floor(100 * chance + 0.5 + TIE) if chance >= _PERCENT else 0


def _known_badly(
    matrix: DecisionMatrix, weights: Floats, cells: Iterable[CellIndex], draws: int
) -> list[Information]:
    cells = list(cells)
    chances = _chances(matrix, weights, cells, draws)
    return [
        Information(
            *cell,
            first,
            second,
            chance[0] * first,
            chance[1] * second,
            settling_share(matrix, weights, cell) if first else 0.0,
            only_ties=first and not can_overtake(matrix, weights, cell),
        )
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


def can_overtake(matrix: DecisionMatrix, weights: Floats, cell: CellIndex) -> bool:
    """Whether the lever of a cell is behind with it at its lowest, and ahead at its highest.

    Behind and ahead by more than a tie, for some values of the others: as in ``can_change``.
    """
    row, column = cell
    reach = float(weights[column] * (matrix.high[cell] - matrix.low[cell]))
    low, high = matrix.low @ weights, matrix.high @ weights
    others = np.arange(len(low)) != row
    behind = low[row] - high[others].max(initial=-np.inf) < -TIE
    return bool(behind and high[row] - low[others].max(initial=-np.inf) > TIE and reach > 2 * TIE)


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
