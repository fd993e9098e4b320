"""The table of a problem, once checked, and the answer of a method.

Performances, objectives and weights; figures under their names, shared ranks, what must be said
beside.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.weights import shares
from prioritisation.solve.reading import (
    InvalidProblem,
    ProblemNames,
    SolveProblem,
    excerpt,
    grid,
    list_items,
    problem_names,
    reals,
)
from prioritisation.wording import t

NOISE = 8 * sys.float_info.epsilon
"""Differences below this part of the numbers themselves are rounding."""

MATRIX_ENTRY, WEIGHTS_ENTRY, OBJECTIVES_ENTRY = "matrix", "weights", "objectives"


@dataclass(frozen=True, slots=True, eq=False)
class ProblemTable:
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
    names: ProblemNames

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
            place = f"{MATRIX_ENTRY}[{row}][{column}]{self.names.of_cell(row, column)}"
            raise InvalidProblem(fault, place)


def read_table(problem: SolveProblem) -> ProblemTable:
    """Matrix and objectives of a problem that compares two levers or more.

    Raises
    ------
    InvalidProblem
        If a key is missing, a number wrong, or lengths do not match.
    """
    matrix = problem.need(MATRIX_ENTRY)
    rows = list_items(matrix, MATRIX_ENTRY)
    columns = len(list_items(rows[0], f"{MATRIX_ENTRY}[0]"))
    named = problem_names(problem.given, len(rows), columns)
    scores = grid(matrix, MATRIX_ENTRY, (None, columns), named.of_cell)
    if len(scores) < 2:  # noqa: PLR2004 (one lever is compared to nothing)
        raise InvalidProblem(t("at least two levers are needed, there is one"), MATRIX_ENTRY)
    return ProblemTable(scores, _larger(problem, columns, named), named)


def _larger(problem: SolveProblem, columns: int, named: ProblemNames) -> NDArray[np.bool_]:
    objectives = list_items(problem.need(OBJECTIVES_ENTRY), OBJECTIVES_ENTRY, columns)
    for column, objective in enumerate(objectives):
        if not isinstance(objective, str) or objective not in ("max", "min"):
            values = {"found": excerpt(objective), "allowed": "max, min"}
            fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
            raise InvalidProblem(
                fault, f"{OBJECTIVES_ENTRY}[{column}]{named.of_criterion(column)}"
            )
    return np.array([objective == "max" for objective in objectives])


def read_points(problem: SolveProblem, table: ProblemTable) -> Floats:
    """Array (n,) of the weights as they are given.

    Raises
    ------
    InvalidProblem
        If one is negative, all are 0, or there are not as many as criteria.
    """
    return checked_points(
        problem.need(WEIGHTS_ENTRY), WEIGHTS_ENTRY, len(table.larger), table.names
    )


def read_weights(problem: SolveProblem, table: ProblemTable) -> Floats:
    """Array (n,) of the weights divided by their sum.

    Raises
    ------
    InvalidProblem
        As ``read_points`` does.
    """
    return as_shares(read_points(problem, table))


def as_shares(points: Floats) -> Floats:
    """Points divided by their sum."""
    return shares({str(column): value for column, value in enumerate(points.tolist())})


def checked_points(raw: object, place: str, length: int | None, named: ProblemNames) -> Floats:
    """Array of numbers that can be divided by their sum.

    Raises
    ------
    InvalidProblem
        If one is negative, or all are 0.
    """
    values = reals(raw, place, length, named.of_criterion)
    for column, value in enumerate(values.tolist()):
        if value < 0:
            fault = t("« {found} » is negative; a weight is 0 or more", found=excerpt(value))
            raise InvalidProblem(fault, f"{place}[{column}]{named.of_criterion(column)}")
    if not values.any():
        fault = t("all the weights are zero: give points to one criterion at least")
        raise InvalidProblem(fault, place)
    return values


def tie(scores: Floats) -> float:
    """How close two of these scores must be to be equal: ``TIE``; more for large ones."""
    return max(TIE, NOISE * float(np.abs(scores).max()))


def shared_ranks(scores: Floats) -> NDArray[np.int64]:
    """Ranks (m,) of scores, higher is better: 1 + the number of levers strictly above.

    Examples
    --------
    >>> shared_ranks(np.array([0.1 + 0.2, 0.9, 0.3, 0.2])).tolist()
    [2, 1, 2, 4]
    """
    above = np.searchsorted(np.sort(scores), scores + tie(scores), side="right")
    return np.asarray(1 + len(scores) - above, dtype=np.int64)


AnswerFigure = (
    Floats | NDArray[np.int64] | float | int | bool | list[int] | list[list[float | None]]
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method finds.

    Attributes
    ----------
    warnings
        Sentences for the reader.
    """

    figures: Mapping[str, AnswerFigure]
    warnings: tuple[str, ...] = ()


def ranked_answer(scores: Floats, *, lower: bool = False) -> Answer:
    """Scores and their ranking, the highest first; the lowest first with ``lower``."""
    return Answer({"score": scores, "ranking": shared_ranks(-scores if lower else scores)})


def nullable(rows: Floats) -> list[list[float | None]]:
    """Rows of numbers, a row of NaN being null in each place."""
    return [[None if np.isnan(x) else x for x in row] for row in rows.tolist()]


def figures_json(figures: Mapping[str, AnswerFigure]) -> str:
    """Figures on one line.

    Raises
    ------
    ValueError
        If one is not a finite number.
    """
    return json.dumps({key: _plain(figure) for key, figure in figures.items()}, allow_nan=False)


def _plain(figure: AnswerFigure) -> object:
    if isinstance(figure, np.ndarray):
        return (figure + 0).tolist()  # no -0.0
    return figure


PAIRS_AT_ONCE = 200_000
"""Pairs compared at once: they stay in the fast memory."""

MOST_PAIRED, MOST_SHOWN = 10_000, 1_000
"""Levers compared two by two, at most; and at most where each pair is in the answer."""


def check_few(levers: int, most: int, place: str = MATRIX_ENTRY) -> None:
    """Refuse more levers than a method can treat.

    Raises
    ------
    InvalidProblem
        If there are.
    """
    if levers > most:
        values = {"found": levers, "most": most}
        fault = t("{found} levers are too many for this method (at most {most})", **values)
        raise InvalidProblem(fault, place)


def chunks(levers: int) -> list[NDArray[np.int64]]:
    """Rows to compare with all levers at once."""
    return np.array_split(np.arange(levers), levers * levers // PAIRS_AT_ONCE + 1)
