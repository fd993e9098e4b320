"""AHP: weights, and values of the levers, from pairwise judgements."""

from collections.abc import Callable
from functools import partial

import numpy as np

from prioritisation.analysis.weight_methods import (
    ACCEPTED,
    RANDOM_INDEX,
    JudgedWeights,
    Priority,
    judged_weights,
)
from prioritisation.analysis.weights import InvalidJudgements
from prioritisation.solve.numbers import (
    InvalidProblem,
    ProblemNames,
    excerpt,
    grid,
    list_items,
    problem_names,
)
from prioritisation.solve.reading import PARAMS, SolveProblem
from prioritisation.solve.table import Answer, AnswerFigure, check_few, shared_ranks
from prioritisation.wording import t
from prioritisation.wording.numbers import number

_CRITERIA, _LEVERS = f"{PARAMS}.criteria_pairwise", f"{PARAMS}.alternatives_pairwise"
_MOST_LEVERS = 500


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
    try:
        return judged_weights(matrix, priority)
    except InvalidJudgements as error:
        row, column = error.row, error.column
        where = f"{place}[{row}][{column}]{about(row, column)}"
        if error.fault == "positive":
            raise InvalidProblem(t("a number above 0 is expected"), where) from error
        values = {"one": float(matrix[row, column]), "other": float(matrix[column, row])}
        fault = t("the judgements are not reciprocal: {one} × {other} is not 1", **values)
        raise InvalidProblem(fault, where) from error


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
