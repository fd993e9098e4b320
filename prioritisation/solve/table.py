"""The table of a problem: performances, objectives, weights, once checked."""

import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import shares
from prioritisation.solve.numbers import InvalidProblem, Names, grid, items, names, reals, shown
from prioritisation.solve.reading import Problem
from prioritisation.wording import t

NOISE = 8 * sys.float_info.epsilon
"""Differences below this part of the numbers themselves are rounding."""

MATRIX, WEIGHTS, OBJECTIVES = "matrix", "weights", "objectives"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Performances of m levers on n criteria.

    Attributes
    ----------
    scores
        Array (m, n), in any unit.
    larger
        Array (n,): whether more is better on a criterion.
    """

    scores: Floats
    larger: NDArray[np.bool_]
    names: Names

    @property
    def constant(self) -> NDArray[np.bool_]:
        """Array (n,): criteria on which all levers are equal, but for rounding."""
        spread = self.scores.max(axis=0) - self.scores.min(axis=0)
        return np.asarray(spread <= self.noise)

    @property
    def noise(self) -> Floats:
        """Array (n,): what rounding may add to a difference on a criterion."""
        return np.asarray(NOISE * np.abs(self.scores).max(axis=0))

    @property
    def signs(self) -> Floats:
        """Array (n,): 1 where more is better, -1 where less is."""
        return np.where(self.larger, 1.0, -1.0)

    def wrong(self, cells: NDArray[np.bool_], fault: str) -> None:
        """Refuse the first of the cells (m, n) that are wrong, if there is one.

        Raises
        ------
        InvalidProblem
            Naming its lever and its criterion.
        """
        if cells.any():
            row, column = np.argwhere(cells)[0].tolist()
            place = f"{MATRIX}[{row}][{column}]{self.names.of_cell(row, column)}"
            raise InvalidProblem(fault, place)


def table(problem: Problem) -> Table:
    """Matrix and objectives of a problem that compares two levers or more.

    Raises
    ------
    InvalidProblem
        If a key is missing, a number wrong, or lengths do not match.
    """
    found = problem.need(MATRIX)
    rows = items(found, MATRIX)
    columns = len(items(rows[0], f"{MATRIX}[0]"))
    named = names(problem.given, len(rows), columns)
    scores = grid(found, MATRIX, (None, columns), named.of_cell)
    if len(scores) < 2:  # noqa: PLR2004 (one lever is compared to nothing)
        raise InvalidProblem(t("at least two levers are needed, there is one"), MATRIX)
    return Table(scores, _larger(problem, columns, named), named)


def _larger(problem: Problem, columns: int, named: Names) -> NDArray[np.bool_]:
    found = items(problem.need(OBJECTIVES), OBJECTIVES, columns)
    for column, objective in enumerate(found):
        if not isinstance(objective, str) or objective not in ("max", "min"):
            values = {"found": shown(objective), "allowed": "max, min"}
            fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
            raise InvalidProblem(fault, f"{OBJECTIVES}[{column}]{named.of_criterion(column)}")
    return np.array([objective == "max" for objective in found])


def points(problem: Problem, found: Table) -> Floats:
    """Array (n,) of the weights as they are given.

    Raises
    ------
    InvalidProblem
        If one is negative, all are 0, or there are not as many as criteria.
    """
    return checked_points(problem.need(WEIGHTS), WEIGHTS, len(found.larger), found.names)


def weights(problem: Problem, found: Table) -> Floats:
    """Array (n,) of the weights divided by their sum.

    Raises
    ------
    InvalidProblem
        As ``points`` does.
    """
    return shared(points(problem, found))


def shared(found: Floats) -> Floats:
    """Points divided by their sum."""
    return shares({str(column): value for column, value in enumerate(found.tolist())})


def checked_points(found: object, place: str, length: int | None, named: Names) -> Floats:
    """Array of numbers that can be divided by their sum.

    Raises
    ------
    InvalidProblem
        If one is negative, or all are 0.
    """
    values = reals(found, place, length, named.of_criterion)
    for column, value in enumerate(values.tolist()):
        if value < 0:
            fault = t("« {found} » is negative; a weight is 0 or more", found=shown(value))
            raise InvalidProblem(fault, f"{place}[{column}]{named.of_criterion(column)}")
    if not values.any():
        fault = t("all the weights are zero: give points to one criterion at least")
        raise InvalidProblem(fault, place)
    return values
