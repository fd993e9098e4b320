"""Stochastic acceptability: over all weights, and with performances drawn together with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.acceptability import rank_acceptability
from prioritisation.analysis.robustness.draws import DRAWS, drawn_weights
from prioritisation.analysis.robustness.places import declared_ranks
from prioritisation.analysis.streams import SEED, DrawnFor, stream
from prioritisation.solve.normalisation import anchors, normalised
from prioritisation.solve.table import (
    MATRIX_ENTRY,
    MOST_SHOWN,
    PARAMS,
    Answer,
    InvalidProblem,
    ProblemTable,
    SolveProblem,
    check_few,
    excerpt,
    grid,
    list_items,
    nullable,
    read_table,
    whole,
)
from prioritisation.wording import t

_CELLS = 500_000
"""Numbers drawn, or compared, at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Performances:
    """Independent performances of m levers on n criteria.

    Attributes
    ----------
    means, deviations
        Arrays (m, n); of the logarithm where a criterion is log-normal.
    lognormal
        Whether each of the n criteria is.
    worst, best
        Arrays (n,): performances worth 0 and 1; values go beyond.
    """

    means: Floats
    deviations: Floats
    lognormal: Sequence[bool]
    worst: Floats
    best: Floats

    def draw(self, rng: np.random.Generator, count: int) -> Floats:
        """Array (count, m, n) of values."""
        values = self.means + self.deviations * rng.standard_normal((count, *self.means.shape))
        logarithms = np.flatnonzero(self.lognormal)
        values[..., logarithms] = np.exp(values[..., logarithms])
        return np.asarray((values - self.worst) / (self.best - self.worst))


@dataclass(frozen=True, slots=True, eq=False)
class Acceptabilities:
    """Ranks of m levers over drawn weights and performances.

    Attributes
    ----------
    shares
        Array (m, m): share of the samples that give a lever (row) a rank (column).
    central_weights
        Array (m, n): mean weights of the samples in which a lever is first; NaN without any.
    confidence
        Array (m,): share of other draws of the performances in which a lever is first, alone or
        tied, with its central weights; 0 when it has none.
    """

    shares: Floats
    central_weights: Floats
    confidence: Floats


def acceptability(performances: Performances, samples: int, seed: int) -> Acceptabilities:
    """Rank acceptability, central weights and confidence factors, ties being split equally [1]_.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
       analysis for group decision making. Operations Research, 49(3), 444-454.
    """
    m, n = performances.means.shape
    # Confidence is judged on other draws than those that made the central weights.
    ranks, fresh = (stream(k, seed=seed) for k in (DrawnFor.PERFORMANCES, DrawnFor.CONFIDENCE))
    counts, first = np.zeros((m, m)), np.zeros((m, n))
    for count in _chunks(samples, m * n):
        values = performances.draw(ranks, count)
        weights = ranks.standard_exponential((count, n))
        weights /= weights.sum(axis=1, keepdims=True)
        counted, parts = declared_ranks(np.einsum("kmn,kn->km", values, weights))
        counts += counted
        first += parts.T @ weights
    central = np.full((m, n), np.nan)
    np.divide(first, counts[:, :1], out=central, where=counts[:, :1] > 0)
    confidence = _confidence(performances, central, samples, fresh)
    return Acceptabilities(counts / samples, central, confidence)


def _confidence(
    performances: Performances, central: Floats, samples: int, rng: np.random.Generator
) -> Floats:
    """How often each lever is first with its own central weights."""
    m, n = central.shape
    judges = np.flatnonzero(~np.isnan(central[:, 0]))
    wins = np.zeros(m)
    for count in _chunks(samples, m * (m + n)):
        scores = performances.draw(rng, count) @ central[judges].T
        own = scores[:, judges, np.arange(len(judges))]
        wins[judges] += (own >= scores.max(axis=1) - TIE).sum(axis=0)
    return wins / samples


def _chunks(samples: int, cells: int) -> Iterator[int]:
    """Numbers of samples to draw at once."""
    size = max(1, _CELLS // cells)
    for start in range(0, samples, size):
        yield min(size, samples - start)


_ALLOWED = ("none", "anchors", "minmax")

_MOST_DRAWS, _MOST_NUMBERS, _MOST_COMPARED = 10_000_000, 20_000_000, 2_000_000_000
"""Samples, weights drawn, and comparisons of levers, at most: seconds, and a few hundred MB."""

_MOST_STOCHASTIC = 100
"""Levers of uncertain performances, at most."""


def smaa2(problem: SolveProblem) -> Answer:
    """Shares of the weights that give each rank, and mean weights of the first place [1]_.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
       analysis for group decision making. Operations Research, 49(3), 444-454.
    """
    table = read_table(problem)
    check_few(len(table.scores), MOST_SHOWN)
    _, values = normalised(problem, table, _ALLOWED)
    samples, seed = _draws(problem, table, len(values))
    drawn = drawn_weights(values.shape[1], samples, stream(DrawnFor.WEIGHTS, seed=seed))
    ranks = rank_acceptability(values, drawn, continuous=True)
    return Answer(
        {"rank_acceptability": ranks.shares, "central_weights": nullable(ranks.central_weights)}
    )


def _any_weights(problem: SolveProblem) -> None:
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


def _draws(problem: SolveProblem, table: ProblemTable, compared: int) -> tuple[int, int]:
    """Number of samples and seed; ``compared`` numbers are compared in each sample."""
    _any_weights(problem)
    samples, seed = DRAWS, SEED
    if problem.params.get("samples") is not None:
        samples = whole(problem.params["samples"], f"{PARAMS}.samples", 1, _MOST_DRAWS)
    if problem.params.get("seed") is not None:
        seed = whole(problem.params["seed"], f"{PARAMS}.seed", 0, 2**53)
    if samples * max(1, len(table.larger)) > _MOST_NUMBERS or samples * compared > _MOST_COMPARED:
        fault = t("too many tries for so many levers and criteria")
        raise InvalidProblem(fault, f"{PARAMS}.samples")
    return samples, seed


def smaa2_exact_rank1(problem: SolveProblem) -> Answer:
    """Volumes of the weights for which each lever is first, and their centres."""
    _any_weights(problem)
    table = read_table(problem)
    check_few(len(table.scores), MOST_SHOWN)
    _, values = normalised(problem, table, _ALLOWED)
    from prioritisation.analysis.robustness.polytopes import (  # noqa: PLC0415 (SciPy takes its time)
        MOST_LEVERS_BY_CRITERIA,
        MOST_LEVERS_EXACT,
        first_rank_volumes,
        most_levers,
    )

    exact = first_rank_volumes(values, wide=True)
    if exact is None:
        levers = most_levers(values.shape[1], wide=True) or MOST_LEVERS_EXACT
        limits = {"criteria": max(MOST_LEVERS_BY_CRITERIA), "levers": levers}
        fault = t(
            "the shares cannot be computed exactly here (up to {criteria} criteria, and {levers} "
            "levers that none dominates): see smaa2",
            **limits,
        )
        raise InvalidProblem(fault, MATRIX_ENTRY)
    return Answer({"rank1_acceptability": exact[0], "central_weights": nullable(exact[1])})


def smaa2_stochastic(problem: SolveProblem) -> Answer:
    """Shares of each rank over weights and uncertain performances, and confidence factors [1]_.

    References
    ----------
    .. [1] Lahdelma, R. and Salminen, P. (2001), as for ``smaa2``.
    """
    table = read_table(problem)
    check_few(len(table.scores), _MOST_STOCHASTIC)
    worst, best = anchors(problem, table)
    performances = Performances(
        table.scores, _deviations(problem, table), _lognormal(problem, table), worst, best
    )
    m, n = table.scores.shape
    samples, seed = _draws(problem, table, m * (m + n))
    ranks = acceptability(performances, samples, seed)
    return Answer(
        {
            "rank_acceptability": ranks.shares,
            "central_weights": nullable(ranks.central_weights),
            "confidence_factors": ranks.confidence,
        }
    )


def _deviations(problem: SolveProblem, table: ProblemTable) -> Floats:
    place, named = f"{PARAMS}.sd", table.names
    deviations = grid(problem.param("sd"), place, table.scores.shape, named.of_cell)
    for row, column in np.argwhere(deviations < 0).tolist():
        where = f"{place}[{row}][{column}]{named.of_cell(row, column)}"
        raise InvalidProblem(t("a number of 0 or more is expected"), where)
    return deviations


def _lognormal(problem: SolveProblem, table: ProblemTable) -> list[bool]:
    place = f"{PARAMS}.distributions"
    listed = list_items(problem.param("distributions"), place, len(table.larger))
    for column, name in enumerate(listed):
        if name not in ("normal", "lognormal"):
            values = {"found": excerpt(name), "allowed": "normal, lognormal"}
            fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
            raise InvalidProblem(fault, f"{place}[{column}]{table.names.of_criterion(column)}")
    return [name == "lognormal" for name in listed]
