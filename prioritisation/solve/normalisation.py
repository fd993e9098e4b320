"""Normalisations: performances turned to values that no unit separates any more.

All but ``vector`` turn a criterion to be minimised round, so that higher is better.
"""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.solve.numbers import InvalidProblem, grid, shown
from prioritisation.solve.reading import PARAMS, Problem
from prioritisation.solve.table import OBJECTIVES, Table
from prioritisation.wording import t

KEY, ANCHORS = f"{PARAMS}.normalisation", "anchors"


def chosen(problem: Problem, found: Table, allowed: Sequence[str]) -> tuple[str, Floats]:
    """The normalisation that a problem asks for, and the values (m, n) that it gives.

    Raises
    ------
    InvalidProblem
        If it is not one of those allowed, or if the performances do not suit it.
    """
    name = problem.param("normalisation")
    if not isinstance(name, str) or name not in allowed:
        values = {"found": shown(name), "allowed": ", ".join(allowed)}
        fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
        raise InvalidProblem(fault, KEY)
    rules: dict[str, Callable[[Table], Floats]] = {
        "none": as_given,
        ANCHORS: partial(between_anchors, problem=problem),
        "minmax": by_range,
        "max": by_largest,
        "sum": by_sum,
        "vector": by_length,
    }
    return name, rules[name](found)


def as_given(found: Table) -> Floats:
    """Performances that are values already.

    Raises
    ------
    InvalidProblem
        If a criterion is to be minimised: its values would not be higher is better.
    """
    for column in np.flatnonzero(~found.larger).tolist():
        place = f"{OBJECTIVES}[{column}]{found.names.of_criterion(column)}"
        raise InvalidProblem(t("« min » has no meaning without a normalisation (none)"), place)
    return found.scores


def between_anchors(found: Table, problem: Problem) -> Floats:
    """0 at the worst anchor of a criterion, 1 at its best one.

    Raises
    ------
    InvalidProblem
        If the anchors are the wrong way round, or a performance is outside.
    """
    worst, best = anchors(problem, found)
    values = (found.scores - worst) / (best - worst)
    found.wrong((values < -TIE) | (values > 1 + TIE), t("this score is outside its anchors"))
    return np.clip(values, 0.0, 1.0)


def anchors(problem: Problem, found: Table) -> tuple[Floats, Floats]:
    """Arrays (n,) of the worst and the best score of each criterion.

    Raises
    ------
    InvalidProblem
        If they are equal, or contradict the objective.
    """
    place, named = f"{PARAMS}.{ANCHORS}", found.names
    about = partial(of_pair, named.of_criterion)
    pairs = grid(problem.param(ANCHORS), place, (len(found.larger), 2), about)
    worst, best = pairs.T
    wrong = np.flatnonzero((best - worst) * found.signs <= 0).tolist()
    for column in wrong:
        fault = t("the worst and the best anchors are equal")
        if worst[column] != best[column]:
            fault = t("worst < best is expected with max, worst > best with min")
        raise InvalidProblem(fault, f"{place}[{column}]{named.of_criterion(column)}")
    return worst, best


def of_pair(about: Callable[[int], str], criterion: int, _: int | None) -> str:
    """One row a criterion: the row says what a number is about."""
    return about(criterion)


def by_range(found: Table) -> Floats:
    """0 at the worst score present on a criterion, 1 at the best one; 0 if all are equal."""
    lowest, highest = found.scores.min(axis=0), found.scores.max(axis=0)
    from_worst = np.where(found.larger, found.scores - lowest, highest - found.scores)
    return _divided(from_worst, highest - lowest, ~found.constant)


def by_largest(found: Table) -> Floats:
    """Parts of the largest score; of a criterion to be minimised, the smallest over each.

    Raises
    ------
    InvalidProblem
        If a score is negative, or 0 where it divides.
    """
    usable = positive(found)
    lowest, highest = usable.min(axis=0), found.scores.max(axis=0)
    return np.asarray(np.where(found.larger, found.scores / highest, lowest / usable))


def by_sum(found: Table) -> Floats:
    """Parts of the sum of the scores; of their inverses, on a criterion to be minimised.

    Raises
    ------
    InvalidProblem
        If a score is negative, or 0 where it divides.
    """
    usable = positive(found)
    inverses = usable.min(axis=0) / usable  # the same parts as 1/x, of any size
    turned = np.where(found.larger, found.scores / usable.max(axis=0), inverses)
    return np.asarray(turned / turned.sum(axis=0))


def positive(found: Table) -> Floats:
    """The scores, the largest in place of the zeros that a criterion to be maximised may hold.

    Raises
    ------
    InvalidProblem
        If a score is negative, 0 on a criterion to be minimised, or if a column is all 0.
    """
    fault = t("a score of 0 or more is needed here")
    found.wrong((found.scores < 0) & found.larger, fault)
    fault = t("a score above 0 is needed here, the criterion being to be minimised")
    found.wrong((found.scores <= 0) & ~found.larger, fault)
    empty = (found.scores == 0).all(axis=0)
    found.wrong(np.broadcast_to(empty, found.scores.shape), t("all levers have 0 here"))
    return np.asarray(np.where(found.scores > 0, found.scores, found.scores.max(axis=0)))


def by_length(found: Table) -> Floats:
    """Scores over the square root of the sum of their squares; 0 for a column of zeros."""
    largest = np.abs(found.scores).max(axis=0)
    filled = largest > 0
    scaled = _divided(found.scores, largest, filled)  # so that no square overflows or vanishes
    return _divided(scaled, np.sqrt((scaled**2).sum(axis=0)), filled)


def _divided(values: Floats, by: Floats, where: NDArray[np.bool_]) -> Floats:
    """Columns divided by a number each, or 0."""
    return np.asarray(np.where(where, values / np.where(where, by, 1.0), 0.0))
