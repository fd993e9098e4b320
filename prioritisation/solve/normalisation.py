"""Normalisations: performances turned to values that no unit separates any more.

All but ``vector`` turn a criterion to be minimised round, so that higher is better.
"""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.solve.table import (
    OBJECTIVES_ENTRY,
    PARAMS,
    InvalidProblem,
    ProblemTable,
    SolveProblem,
    excerpt,
    grid,
)
from prioritisation.wording import t

_KEY, _ANCHORS = f"{PARAMS}.normalisation", "anchors"


def normalised(
    problem: SolveProblem, table: ProblemTable, allowed: Sequence[str]
) -> tuple[str, Floats]:
    """The normalisation that a problem asks for, and the values (m, n) that it gives.

    Raises
    ------
    InvalidProblem
        If it is not one of those allowed, or if the performances do not suit it.
    """
    name = problem.param("normalisation")
    if not isinstance(name, str) or name not in allowed:
        values = {"found": excerpt(name), "allowed": ", ".join(allowed)}
        fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
        raise InvalidProblem(fault, _KEY)
    rules: dict[str, Callable[[ProblemTable], Floats]] = {
        "none": _as_given,
        _ANCHORS: partial(_between_anchors, problem=problem),
        "minmax": by_range,
        "max": by_largest,
        "sum": by_sum,
        "vector": by_length,
    }
    return name, rules[name](table)


def _as_given(table: ProblemTable) -> Floats:
    """Performances that are values already.

    Raises
    ------
    InvalidProblem
        If a criterion is to be minimised: its values would not be higher is better.
    """
    # The first of them, if there is one.
    for column in np.flatnonzero(~table.larger).tolist():
        place = f"{OBJECTIVES_ENTRY}[{column}]{table.names.of_criterion(column)}"
        raise InvalidProblem(t("« min » has no meaning without a scaling (none)"), place)
    return table.scores


def _between_anchors(table: ProblemTable, problem: SolveProblem) -> Floats:
    """0 at the worst anchor of a criterion, 1 at its best one.

    Raises
    ------
    InvalidProblem
        If the anchors are the wrong way round, or a performance is outside.
    """
    worst, best = anchors(problem, table)
    values = (table.scores - worst) / (best - worst)
    table.wrong((values < -TIE) | (values > 1 + TIE), t("this score is outside its marks"))
    return np.clip(values, 0.0, 1.0)


def anchors(problem: SolveProblem, table: ProblemTable) -> tuple[Floats, Floats]:
    """Arrays (n,) of the worst and the best score of each criterion.

    Raises
    ------
    InvalidProblem
        If they are equal, or contradict the objective.
    """
    place, named = f"{PARAMS}.{_ANCHORS}", table.names
    about = partial(of_pair, named.of_criterion)
    pairs = grid(problem.param(_ANCHORS), place, (len(table.larger), 2), about)
    worst, best = pairs.T
    wrong = np.flatnonzero((best - worst) * table.signs <= 0).tolist()
    for column in wrong:
        fault = t("the two marks, worst and best, are equal")
        if worst[column] != best[column]:
            fault = t("worst < best is expected with max, worst > best with min")
        raise InvalidProblem(fault, f"{place}[{column}]{named.of_criterion(column)}")
    return worst, best


def of_pair(label: Callable[[int], str], criterion: int, _: int | None) -> str:
    """One row a criterion: the row says what a number is about."""
    return label(criterion)


def by_range(table: ProblemTable) -> Floats:
    """0 at the worst score present on a criterion, 1 at the best one; 0 if all are equal."""
    lowest, highest = table.scores.min(axis=0), table.scores.max(axis=0)
    from_worst = np.where(table.larger, table.scores - lowest, highest - table.scores)
    return _divided(from_worst, highest - lowest, ~table.constant)


def by_largest(table: ProblemTable) -> Floats:
    """Parts of the largest score; of a criterion to be minimised, the smallest over each.

    Raises
    ------
    InvalidProblem
        If a score is negative, or 0 where it divides.
    """
    usable = positive(table)
    lowest, highest = usable.min(axis=0), table.scores.max(axis=0)
    return np.asarray(np.where(table.larger, table.scores / highest, lowest / usable))


def by_sum(table: ProblemTable) -> Floats:
    """Parts of the sum of the scores; of their inverses, on a criterion to be minimised.

    Raises
    ------
    InvalidProblem
        If a score is negative, or 0 where it divides.
    """
    usable = positive(table)
    inverses = usable.min(axis=0) / usable  # the same parts as 1/x, of any size
    turned = np.where(table.larger, table.scores / usable.max(axis=0), inverses)
    return np.asarray(turned / turned.sum(axis=0))


def positive(table: ProblemTable) -> Floats:
    """The scores, the largest in place of the zeros that a criterion to be maximised may hold.

    Raises
    ------
    InvalidProblem
        If a score is negative, 0 on a criterion to be minimised, or if a column is all 0.
    """
    fault = t("a score of 0 or more is needed here")
    table.wrong((table.scores < 0) & table.larger, fault)
    fault = t("a score above 0 is needed here, the criterion being to be minimised")
    table.wrong((table.scores <= 0) & ~table.larger, fault)
    empty = (table.scores == 0).all(axis=0)
    table.wrong(np.broadcast_to(empty, table.scores.shape), t("all levers have 0 here"))
    return np.asarray(np.where(table.scores > 0, table.scores, table.scores.max(axis=0)))


def by_length(table: ProblemTable) -> Floats:
    """Scores over the square root of the sum of their squares; 0 for a column of zeros."""
    largest = np.abs(table.scores).max(axis=0)
    filled = largest > 0
    scaled = _divided(table.scores, largest, filled)  # so that no square overflows or vanishes
    return _divided(scaled, np.sqrt((scaled**2).sum(axis=0)), filled)


def _divided(values: Floats, by: Floats, mask: NDArray[np.bool_]) -> Floats:
    """Columns divided by a number each, or 0."""
    return np.asarray(np.where(mask, values / np.where(mask, by, 1.0), 0.0))
