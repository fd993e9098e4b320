"""AHP: weights, and values of the levers, from pairwise judgements."""

from collections.abc import Callable
from functools import partial

import numpy as np

from prioritisation.analysis.weight_methods import RANDOM_INDEX, Judged, Priority, judged
from prioritisation.analysis.weights import InvalidJudgements
from prioritisation.solve.answer import Answer, Figure, few, shared_ranks
from prioritisation.solve.numbers import InvalidProblem, Names, grid, items, names, shown
from prioritisation.solve.reading import PARAMS, Problem
from prioritisation.wording import t
from prioritisation.wording.numbers import number

CRITERIA, LEVERS = f"{PARAMS}.criteria_pairwise", f"{PARAMS}.alternatives_pairwise"
MOST_LEVERS = 500


def ahp(problem: Problem) -> Answer:
    """Weights and their consistency; with judgements of the levers, scores and ranking [1]_.

    References
    ----------
    .. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
    """
    priority = _priority(problem)
    given = problem.param("criteria_pairwise")
    count = len(items(given, CRITERIA))
    if count > len(RANDOM_INDEX):
        fault = t("no consistency ratio is known beyond {most} criteria", most=len(RANDOM_INDEX))
        raise InvalidProblem(fault, CRITERIA)
    named = names(problem.given, None, count)
    criteria = _judged(given, CRITERIA, priority, named.criterion)
    figures: dict[str, Figure] = {
        "weights": criteria.weights,
        "lambda_max": criteria.lambda_max,
        "consistency_index": criteria.index,
        "consistency_ratio": criteria.ratio or 0.0,
    }
    warnings = _inconsistent(criteria, CRITERIA)
    if problem.params.get("alternatives_pairwise") is not None:
        levers = _levers(problem, priority, named, count)
        scores = np.column_stack([each.weights for each in levers]) @ criteria.weights
        figures |= {"score": scores, "ranking": shared_ranks(scores)}
        for column, each in enumerate(levers):
            warnings += _inconsistent(each, f"{LEVERS}[{column}]{named.of_criterion(column)}")
    return Answer(figures, tuple(warnings))


def _priority(problem: Problem) -> Priority:
    found = problem.param("priority")
    allowed = [str(each) for each in Priority]
    if not isinstance(found, str) or found not in allowed:
        values = {"found": shown(found), "allowed": ", ".join(allowed)}
        fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
        raise InvalidProblem(fault, f"{PARAMS}.priority")
    return Priority(found)


def _levers(problem: Problem, priority: Priority, named: Names, count: int) -> list[Judged]:
    """The judgements of the levers on each criterion."""
    matrices = items(problem.param("alternatives_pairwise"), LEVERS, count)
    size = len(items(matrices[0], f"{LEVERS}[0]{named.of_criterion(0)}"))
    if size < 2:  # noqa: PLR2004 (one lever is compared to nothing)
        raise InvalidProblem(t("at least two levers are needed, there is one"), LEVERS)
    few(size, MOST_LEVERS, LEVERS)
    lever = names(problem.given, size, None).lever
    found = []
    for column, matrix in enumerate(matrices):
        place = f"{LEVERS}[{column}]"
        items(matrix, place + named.of_criterion(column), size)
        found.append(_judged(matrix, place, priority, lever))
    return found


def _judged(found: object, place: str, priority: Priority, called: Callable[[int], str]) -> Judged:
    """One matrix of judgements, square, positive and reciprocal."""
    size = len(items(found, place))
    about = partial(compared, called)
    matrix = grid(found, place, (size, size), about)
    try:
        return judged(matrix, priority)
    except InvalidJudgements as error:
        row, column = error.row, error.column
        where = f"{place}[{row}][{column}]{about(row, column)}"
        if error.fault == "positive":
            raise InvalidProblem(t("a number above 0 is expected"), where) from error
        values = {"one": float(matrix[row, column]), "other": float(matrix[column, row])}
        fault = t("the judgements are not reciprocal: {one} × {other} is not 1", **values)
        raise InvalidProblem(fault, where) from error


def compared(called: Callable[[int], str], row: int, column: int | None) -> str:
    """One against another, after a place; one alone without a column."""
    if column is None:
        return f" ({called(row)})"
    return t(" ({one} against {other})", one=called(row), other=called(column))


def _inconsistent(found: Judged, place: str) -> list[str]:
    if not found.inconsistent or found.ratio is None:
        return []
    values = {"place": place, "ratio": number(found.ratio, 2)}
    return [
        t("{place}: the judgements contradict each other (ratio {ratio}, above 0.10)", **values)
    ]
