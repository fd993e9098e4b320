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
from math import floor

import numpy as np

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.deciding import CellIndex, settling_share
from prioritisation.analysis.robustness.draws import counted_below, score_draws

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
