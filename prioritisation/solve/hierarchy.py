"""AHP: weights, and values of the levers, from pairwise judgements."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.solve.table import (
    PARAMS,
    Answer,
    AnswerFigure,
    InvalidProblem,
    ProblemNames,
    SolveProblem,
    check_few,
    excerpt,
    grid,
    list_items,
    problem_names,
    shared_ranks,
)
from prioritisation.wording import t
from prioritisation.wording.numbers import number

_CRITERIA, _LEVERS = f"{PARAMS}.criteria_pairwise", f"{PARAMS}.alternatives_pairwise"
_MOST_LEVERS = 500

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean index of random judgements of 1 to 10 criteria (Saaty 1980): there is no ratio beyond."""

ACCEPTED = 0.10
"""Judgements of a larger ratio should be discussed again (Saaty's rule)."""

_RECIPROCAL = 1e-6 * (1 + 1e-9)
"""How far from 1 a judgement times its reverse may be: 3 and 0.333333 are just near enough."""


class Priority(StrEnum):
    """How judgements become weights."""

    EIGENVECTOR = "eigenvector"
    COLUMN_MEAN = "column_mean"


@dataclass(frozen=True, slots=True, eq=False)
class JudgedWeights:
    """Weights from judgements, and their consistency.

    Attributes
    ----------
    weights
        Array (n,) of shares summing to 1.
    lambda_max
        Principal eigenvalue, or its estimate; n when judgements are consistent.
    index
        Consistency index, (lambda_max - n) / (n - 1).
    ratio
        Index over that of random judgements; 0 up to two criteria, None above ten.
    """

    weights: Floats
    lambda_max: float
    index: float
    ratio: float | None

    @property
    def inconsistent(self) -> bool:
        """Whether the judgements contradict each other more than is accepted."""
        return self.ratio is not None and self.ratio > ACCEPTED


def ahp(problem: SolveProblem) -> Answer:
    """Weights and their consistency; with judgements of the levers, scores and ranking [1]_.

    References
    ----------
    .. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
    """
    priority = _priority(problem)
    given = problem.param("criteria_pairwise")
    count = len(list_items(given, _CRITERIA))
    if count > len(RANDOM_INDEX):
        fault = t("no consistency ratio is known beyond {most} criteria", most=len(RANDOM_INDEX))
        raise InvalidProblem(fault, _CRITERIA)
    named = problem_names(problem.given, None, count)
    criteria = _judged(given, _CRITERIA, priority, named.criterion)
    figures: dict[str, AnswerFigure] = {
        "weights": criteria.weights,
        "lambda_max": criteria.lambda_max,
        "consistency_index": criteria.index,
        "consistency_ratio": criteria.ratio or 0.0,
    }
    warnings = _inconsistent(criteria, _CRITERIA)
    if problem.params.get("alternatives_pairwise") is not None:
        levers = _levers(problem, priority, named, count)
        scores = np.column_stack([each.weights for each in levers]) @ criteria.weights
        figures |= {"score": scores, "ranking": shared_ranks(scores)}
        for column, each in enumerate(levers):
            warnings += _inconsistent(each, f"{_LEVERS}[{column}]{named.of_criterion(column)}")
    return Answer(figures, tuple(warnings))


def _priority(problem: SolveProblem) -> Priority:
    name = problem.param("priority")
    allowed = [str(each) for each in Priority]
    if not isinstance(name, str) or name not in allowed:
        values = {"found": excerpt(name), "allowed": ", ".join(allowed)}
        fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
        raise InvalidProblem(fault, f"{PARAMS}.priority")
    return Priority(name)


def _levers(
    problem: SolveProblem, priority: Priority, named: ProblemNames, count: int
) -> list[JudgedWeights]:
    """The judgements of the levers on each criterion."""
    matrices = list_items(problem.param("alternatives_pairwise"), _LEVERS, count)
    size = len(list_items(matrices[0], f"{_LEVERS}[0]{named.of_criterion(0)}"))
    if size < 2:  # noqa: PLR2004 (one lever is compared to nothing)
        raise InvalidProblem(t("at least two levers are needed, there is one"), _LEVERS)
    check_few(size, _MOST_LEVERS, _LEVERS)
    lever = problem_names(problem.given, size, None).lever
    judged = []
    for column, matrix in enumerate(matrices):
        place = f"{_LEVERS}[{column}]"
        list_items(matrix, place + named.of_criterion(column), size)
        judged.append(_judged(matrix, place, priority, lever))
    return judged


def _judged(
    value: object, place: str, priority: Priority, called: Callable[[int], str]
) -> JudgedWeights:
    """One matrix of judgements, square, positive and reciprocal."""
    size = len(list_items(value, place))
    about = partial(comparison_name, called)
    matrix = grid(value, place, (size, size), about)
    with np.errstate(over="ignore", invalid="ignore"):
        near = np.abs(matrix * matrix.T - 1) <= _RECIPROCAL
    for right, reciprocal in (((matrix > 0) & np.isfinite(matrix), False), (near, True)):
        for row, column in np.argwhere(~right).tolist():
            where = f"{place}[{row}][{column}]{about(row, column)}"
            if not reciprocal:
                raise InvalidProblem(t("a number above 0 is expected"), where)
            values = {"one": float(matrix[row, column]), "other": float(matrix[column, row])}
            fault = t("the judgements are not reciprocal: {one} × {other} is not 1", **values)
            raise InvalidProblem(fault, where)
    return judged_weights(matrix, priority)


def judged_weights(judgements: Floats, priority: Priority) -> JudgedWeights:
    """Weights from a matrix (n, n) of judgements, square, positive and reciprocal.

    Each is how many times the criterion of the row counts as much as that of the column.
    """
    count = len(judgements)
    if priority is Priority.EIGENVECTOR:
        eigenvalues, vectors = np.linalg.eig(judgements)
        principal = int(eigenvalues.real.argmax())
        weights = np.abs(vectors[:, principal].real)
        weights /= weights.sum()
        largest = float(eigenvalues[principal].real)
    else:
        weights = (judgements / judgements.sum(axis=0)).mean(axis=1)
        largest = float((judgements @ weights / weights).mean())
    index = max(0.0, (largest - count) / max(count - 1, 1))
    random = RANDOM_INDEX[count - 1] if count <= len(RANDOM_INDEX) else None
    ratio = None if random is None else index / random if random else 0.0
    return JudgedWeights(weights, largest, index, ratio)


def comparison_name(called: Callable[[int], str], row: int, column: int | None) -> str:
    """One against another, after a place; one alone without a column."""
    if column is None:
        return f" ({called(row)})"
    return t(" ({one} against {other})", one=called(row), other=called(column))


def _inconsistent(judged_weights: JudgedWeights, place: str) -> list[str]:
    if not judged_weights.inconsistent or judged_weights.ratio is None:
        return []
    return [
        t(
            "{place}: the judgements contradict each other (ratio {ratio}, above {most})",
            place=place,
            ratio=number(judged_weights.ratio, 2),
            most=number(ACCEPTED, 2),
        )
    ]
