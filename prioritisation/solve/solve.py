"""From a problem to its answer as text; whatever is wrong with it is said in a sentence."""

import numpy as np

from prioritisation.solve.answer import as_json
from prioritisation.solve.errors import InvalidProblem
from prioritisation.solve.methods import COMPARING, METHODS
from prioritisation.solve.numbers import shown
from prioritisation.solve.reading import METHOD, Problem, read_problem
from prioritisation.solve.table import MATRIX, table
from prioritisation.wording import t


def solve(path: str) -> tuple[str, tuple[str, ...]]:
    """The answer to the problem of a file, one line of JSON, and warnings for its reader.

    Raises
    ------
    InvalidProblem
        If the problem cannot be read or solved.
    """
    return answered(read_problem(path), path)


def answered(problem: Problem, place: str) -> tuple[str, tuple[str, ...]]:
    """The same for a problem that is read; ``place`` is what it is called as a whole.

    Raises
    ------
    InvalidProblem
        If its method is unknown, or if it cannot be solved.
    """
    if problem.method not in METHODS:
        values = {"found": shown(problem.method), "allowed": ", ".join(METHODS)}
        fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
        raise InvalidProblem(fault, METHOD)
    try:
        with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
            answer = METHODS[problem.method](problem)
        text = as_json(answer.figures)
    except (FloatingPointError, np.linalg.LinAlgError, ValueError) as error:
        fault = t("these numbers are too large, or too close to 0, to be computed with")
        raise InvalidProblem(fault, place) from error
    return text, (*_constant(problem), *answer.warnings)


def _constant(problem: Problem) -> list[str]:
    """What is said of the criteria on which all levers are equal."""
    if problem.method not in COMPARING or problem.method == "smaa2_stochastic":  # equal means
        return []
    found = table(problem)
    return [
        t("{place}: all levers are equal on criterion {criterion}", place=MATRIX, criterion=name)
        for name in (
            found.names.criterion(column) for column in np.flatnonzero(found.constant).tolist()
        )
    ]
