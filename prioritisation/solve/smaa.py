"""Stochastic multicriteria acceptability: ranks and first places over all weights."""

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.acceptability import rank_acceptability
from prioritisation.analysis.robustness.sample import DRAWS, SEED, drawn_weights
from prioritisation.solve.answer import Answer, nullable
from prioritisation.solve.errors import InvalidProblem
from prioritisation.solve.normalisation import anchors, chosen
from prioritisation.solve.numbers import grid, items, shown, whole
from prioritisation.solve.pairs import MOST_SHOWN, few
from prioritisation.solve.reading import PARAMS, Problem
from prioritisation.solve.stochastic import Performances, acceptability
from prioritisation.solve.table import MATRIX, Table, table
from prioritisation.wording import t

ALLOWED = ("none", "anchors", "minmax")

MOST_DRAWS, MOST_NUMBERS, MOST_COMPARED = 10_000_000, 20_000_000, 2_000_000_000
"""Samples, weights drawn, and comparisons of levers, at most: seconds, and a few hundred MB."""

MOST_STOCHASTIC = 100
"""Levers of uncertain performances, at most."""


def smaa2(problem: Problem) -> Answer:
    """Shares of the weights that give each rank, and mean weights of the first place [1]_.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
       analysis for group decision making. Operations Research, 49(3), 444-454.
    """
    found = table(problem)
    few(len(found.scores), MOST_SHOWN)
    _, values = chosen(problem, found, ALLOWED)
    samples, seed = _draws(problem, found, len(values))
    drawn = drawn_weights(values.shape[1], samples, seed)
    ranks = rank_acceptability(values, drawn, seed)
    return Answer(
        {"rank_acceptability": ranks.shares, "central_weights": nullable(ranks.central_weights)}
    )


def _any_weights(problem: Problem) -> None:
    """Refuse constraints on the weights: an answer that ignores them would be to another question.

    Raises
    ------
    InvalidProblem
        If there are some.
    """
    if problem.params.get("constraints"):
        fault = t(
            "constraints on weights are not read here: they would be ignored; see analyse "
            "--constraint"
        )
        raise InvalidProblem(fault, f"{PARAMS}.constraints")


def _draws(problem: Problem, found: Table, compared: int) -> tuple[int, int]:
    """Number of samples and seed; ``compared`` numbers are compared in each sample."""
    _any_weights(problem)
    samples, seed = DRAWS, SEED
    if problem.params.get("samples") is not None:
        samples = whole(problem.params["samples"], f"{PARAMS}.samples", 1, MOST_DRAWS)
    if problem.params.get("seed") is not None:
        seed = whole(problem.params["seed"], f"{PARAMS}.seed", 0, 2**53)
    if samples * max(1, len(found.larger)) > MOST_NUMBERS or samples * compared > MOST_COMPARED:
        fault = t("too many samples for so many levers and criteria")
        raise InvalidProblem(fault, f"{PARAMS}.samples")
    return samples, seed


def smaa2_exact_rank1(problem: Problem) -> Answer:
    """Volumes of the weights for which each lever is first, and their centres."""
    _any_weights(problem)
    found = table(problem)
    few(len(found.scores), MOST_SHOWN)
    _, values = chosen(problem, found, ALLOWED)
    from prioritisation.analysis.robustness.polytopes import (  # noqa: PLC0415 (SciPy takes its time)
        LEVERS,
        WIDE,
        first_rank_volumes,
        most_levers,
    )

    exact = first_rank_volumes(values, wide=True)
    if exact is None:
        levers = most_levers(values.shape[1], wide=True) or LEVERS
        limits = {"criteria": max(WIDE), "levers": levers}
        fault = t(
            "the shares cannot be computed exactly here (up to {criteria} criteria, and {levers} "
            "levers that none dominates): see smaa2",
            **limits,
        )
        raise InvalidProblem(fault, MATRIX)
    return Answer({"rank1_acceptability": exact[0], "central_weights": nullable(exact[1])})


def smaa2_stochastic(problem: Problem) -> Answer:
    """Shares of each rank over weights and uncertain performances, and confidence factors [1]_.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001), as for ``smaa2``.
    """
    found = table(problem)
    few(len(found.scores), MOST_STOCHASTIC)
    worst, best = anchors(problem, found)
    performances = Performances(
        found.scores, _deviations(problem, found), _lognormal(problem, found), worst, best
    )
    m, n = found.scores.shape
    samples, seed = _draws(problem, found, m * (m + n))
    ranks = acceptability(performances, samples, seed)
    return Answer(
        {
            "rank_acceptability": ranks.shares,
            "central_weights": nullable(ranks.central_weights),
            "confidence_factors": ranks.confidence,
        }
    )


def _deviations(problem: Problem, found: Table) -> Floats:
    place, named = f"{PARAMS}.sd", found.names
    deviations = grid(problem.param("sd"), place, found.scores.shape, named.of_cell)
    for row, column in np.argwhere(deviations < 0).tolist():
        where = f"{place}[{row}][{column}]{named.of_cell(row, column)}"
        raise InvalidProblem(t("a number of 0 or more is expected"), where)
    return deviations


def _lognormal(problem: Problem, found: Table) -> list[bool]:
    place = f"{PARAMS}.distributions"
    listed = items(problem.param("distributions"), place, len(found.larger))
    for column, name in enumerate(listed):
        if name not in ("normal", "lognormal"):
            values = {"found": shown(name), "allowed": "normal, lognormal"}
            fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
            raise InvalidProblem(fault, f"{place}[{column}]{found.names.of_criterion(column)}")
    return [name == "lognormal" for name in listed]
