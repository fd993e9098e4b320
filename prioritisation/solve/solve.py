"""From a problem to its answer as text, by the method it names; what is wrong is a sentence."""

from collections.abc import Callable

import numpy as np

from prioritisation.solve import ranking, votes, weighting
from prioritisation.solve.problem import (
    Answer,
    InvalidProblem,
    ProblemTable,
    SolveProblem,
    read_problem,
    read_table,
    word_of,
)
from prioritisation.wording import t

_COMPARING: tuple[Callable[[ProblemTable], Answer], ...] = (
    ranking.weighted_sum, ranking.weighted_product, ranking.topsis, ranking.vikor,
    ranking.promethee_ii, ranking.moora_ratio, ranking.smaa2, ranking.smaa2_exact_rank1,
    ranking.smaa2_stochastic, ranking.weight_stability_interval, ranking.waspas, ranking.edas,
    ranking.aras, ranking.marcos, ranking.mabac, ranking.codas, ranking.copras, ranking.mairca,
    ranking.spotis, ranking.moora_reference_point, ranking.electre1_concordance,
    weighting.weights_critic,
)  # fmt: skip
COMPARING = {method.__name__: method for method in _COMPARING}
"""Name -> method that reads a matrix and objectives."""

_OTHERS: tuple[Callable[[SolveProblem], Answer], ...] = (
    weighting.ahp, weighting.revised_simos, weighting.weights_roc, weighting.weights_swing,
    votes.borda, votes.copeland, votes.kemeny, weighting.value_function, weighting.weights_rancom,
    weighting.weights_bwm,
)  # fmt: skip
OTHERS = {method.__name__: method for method in _OTHERS}
"""Name -> method that reads params alone; each checks what it needs."""

METHODS = (*COMPARING, *OTHERS)


def solve(path: str) -> tuple[str, tuple[str, ...]]:
    """The answer to the problem of a file, one line of JSON, and warnings for its reader.

    Raises
    ------
    InvalidProblem
        If the problem cannot be read or solved.
    """
    return answer_text(read_problem(path), path)


def answer_text(problem: SolveProblem, place: str) -> tuple[str, tuple[str, ...]]:
    """The same for a problem that is read; ``place`` is what it is called as a whole.

    Raises
    ------
    InvalidProblem
        If its method is unknown, or if it cannot be solved.
    """
    method, warnings = word_of(problem.method, METHODS, "method"), []
    try:
        # What is too small is 0; anything else would be an answer that means nothing.
        with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
            if method in OTHERS:
                answer = OTHERS[method](problem)
            else:
                table = read_table(problem)
                answer = COMPARING[method](table)
                # Means that are equal are no constant criterion.
                constant = table.constant & (method != "smaa2_stochastic")
                warnings = [
                    t(
                        "{place}: all levers are equal on criterion {criterion}",
                        place="matrix",
                        criterion=table.names.criterion(column),
                    )
                    for column in np.flatnonzero(constant).tolist()
                ]
        return answer.text(), (*warnings, *answer.warnings)
    except (FloatingPointError, np.linalg.LinAlgError, ValueError) as error:
        fault = t("these numbers are too large, or too close to 0, to be computed with")
        raise InvalidProblem(fault, place) from error
