"""From a problem to its answer as text, by the method it names; what is wrong is a sentence."""

from collections.abc import Callable

import numpy as np

from prioritisation.solve import additive, distances, outranking, smaa, votes, weighting
from prioritisation.solve.table import (
    MATRIX_ENTRY,
    METHOD,
    Answer,
    InvalidProblem,
    SolveProblem,
    excerpt,
    figures_json,
    read_problem,
    read_table,
)
from prioritisation.wording import t

_Method = Callable[[SolveProblem], Answer]

COMPARING: dict[str, _Method] = {
    "weighted_sum": additive.weighted_sum,
    "weighted_product": additive.weighted_product,
    "topsis": distances.topsis,
    "vikor": distances.vikor,
    "promethee_ii": outranking.promethee_ii,
    "moora_ratio": distances.moora_ratio,
    "smaa2": smaa.smaa2,
    "smaa2_exact_rank1": smaa.smaa2_exact_rank1,
    "smaa2_stochastic": smaa.smaa2_stochastic,
    "weight_stability_interval": additive.weight_stability_interval,
    "waspas": additive.waspas,
    "edas": distances.edas,
    "aras": additive.aras,
    "marcos": additive.marcos,
    "mabac": distances.mabac,
    "codas": distances.codas,
    "copras": additive.copras,
    "mairca": additive.mairca,
    "spotis": distances.spotis,
    "moora_reference_point": distances.moora_reference_point,
    "electre1_concordance": outranking.electre1_concordance,
    "weights_critic": weighting.weights_critic,
}
"""Name -> method that reads a matrix and objectives."""

METHODS: dict[str, _Method] = {
    **COMPARING,
    "ahp": weighting.ahp,
    "revised_simos": weighting.revised_simos,
    "weights_roc": weighting.weights_roc,
    "weights_swing": weighting.weights_swing,
    "borda": votes.borda,
    "copeland": votes.copeland,
    "kemeny": votes.kemeny,
    "value_function": additive.value_function,
    "weights_rancom": weighting.weights_rancom,
    "weights_bwm": weighting.weights_bwm,
}
"""Name -> any method; each checks what it needs."""


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
    if problem.method not in METHODS:
        values = {"found": excerpt(problem.method), "allowed": ", ".join(METHODS)}
        fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
        raise InvalidProblem(fault, METHOD)
    try:
        # What is too small is 0; anything else would be an answer that means nothing.
        with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
            answer = METHODS[problem.method](problem)
        text = figures_json(answer.figures)
    except (FloatingPointError, np.linalg.LinAlgError, ValueError) as error:
        fault = t("these numbers are too large, or too close to 0, to be computed with")
        raise InvalidProblem(fault, place) from error
    return text, (*_constant(problem), *answer.warnings)


def _constant(problem: SolveProblem) -> list[str]:
    """What is said of the criteria on which all levers are equal."""
    if problem.method not in COMPARING or problem.method == "smaa2_stochastic":  # equal means
        return []
    table = read_table(problem)
    return [
        t(
            "{place}: all levers are equal on criterion {criterion}",
            place=MATRIX_ENTRY,
            criterion=name,
        )
        for name in (
            table.names.criterion(column) for column in np.flatnonzero(table.constant).tolist()
        )
    ]
