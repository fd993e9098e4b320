"""The whole analysis, in one call after the other: ranking, robustness, one lever or two.

Wall time, all cores allowed, of the Normandie case: for a matrix never met (draws of the weights
kept, as the server keeps them), then when only the weights move. Beside it, in the same run, the
least NumPy code that answers for known scores: ranks of each draw.
Then what it costs with more levers, criteria, draws and ballots.
"""

import time
from collections.abc import Callable

import numpy as np
from serving import ROOT
from serving import spread as summary

from criteria.load import load_case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import group_weights
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.one_or_two import _over_weights, one_or_two
from prioritisation.analysis.robustness.draws import DRAWS, score_draws, weight_sample
from prioritisation.analysis.robustness.joint import joint_acceptability
from prioritisation.analysis.robustness.leave_one_out import without_voters
from prioritisation.analysis.robustness.robustness import allowed_weights, robustness
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT
from prioritisation.analysis.scenario import Analysis, starting_scenario
from tests.thresholds import RobustnessInput, analyse, camps, spreads

BUDGET, RUNS, FEW = 50, 41, 5
"""Milliseconds for everything on two cores; runs of the case; runs of each larger problem."""

LEVERS, CRITERIA, FEWER, BALLOTS = (6, 20, 50, 200), (3, 6, 12), 10_000, (14, 100, 1_000, 10_000)


def timed(
    action: Callable[[], object],
    runs: int = RUNS,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Milliseconds of each run, after two."""
    times = []
    for _ in range(runs + 2):
        start = clock()
        action()
        times.append(1000 * (clock() - start))
    return times[2:]


def forget() -> None:
    """Nothing is kept of any matrix; draws of the weights are."""
    allowed_weights.cache_clear()  # a matrix never met
    _over_weights.cache_clear()


def least(values: np.ndarray, sample: np.ndarray) -> None:
    """Ranks of known scores."""
    scores = sample @ values.T
    ranks = (-scores).argsort(axis=1).argsort(axis=1)
    np.bincount((ranks + len(values) * np.arange(len(values))).ravel())


def report_case() -> Analysis:
    """Print the cost for the case of the product against the budget and the bound."""
    case = load_case(ROOT / "data" / "normandie")
    scenario = starting_scenario(case)

    def everything() -> None:
        found = analyse(case, scenario)
        assess_robustness(found)
        one_or_two(found)

    def afresh() -> None:
        forget()
        everything()

    analysis = analyse(case, scenario)
    sample = weight_sample(len(analysis.matrix.criteria))
    first, first_late, _ = summary(timed(afresh))
    busy = min(timed(afresh, clock=time.thread_time))
    again, again_late, _ = summary(timed(everything))
    bound, _, _ = summary(timed(lambda: least(analysis.matrix.high, sample)))
    word = "kept" if first <= BUDGET else "missed"
    print(f"whole, matrix never met: {first:.1f} ms (median), {first_late:.1f} ms (p95), {RUNS}")
    print(f"the same, least processor time of one core: {busy:.1f} ms")
    print(f"budget {BUDGET} ms: {word}; least NumPy code, known scores: {bound:.1f} ms")
    print(f"ratio to the least NumPy code: {first / bound:.2f}")
    print(f"whole, only the weights move: {again:.1f} ms (median), {again_late:.1f} ms (p95)")
    return analysis


def report_size(levers: int, criteria: int) -> None:
    """Print the cost of a matrix with a third of its scores unknown or between two bounds."""
    rng = np.random.default_rng(3)
    low = rng.random((levers, criteria)) * 0.7
    high = np.where(rng.random(low.shape) < 0.7, low, low + 0.3)
    names = (tuple(map(str, range(count))) for count in low.shape)
    matrix, weights = known_matrix(*names, low, high), np.full(criteria, 1 / criteria)
    first = min(timed(lambda: (forget(), robustness(RobustnessInput(matrix, weights))), FEW))
    again = min(timed(lambda: robustness(RobustnessInput(matrix, weights)), FEW))
    two = min(timed(lambda: (forget(), _over_weights(matrix, EVERY_WEIGHT)), FEW))
    told = f"{levers} levers, {criteria} criteria"
    print(f"{told}: robustness {first:.0f} ms, again {again:.0f} ms; first two {two:.0f} ms")


def report_draws(analysis: Analysis, draws: int) -> None:
    """Print the cost of the joint ranks of so many draws."""
    matrix = analysis.matrix
    sample = weight_sample(len(matrix.criteria))[:draws]
    taken = min(timed(lambda: joint_acceptability(score_draws(matrix, draws), sample), FEW))
    print(f"joint ranks of {draws} draws: {taken:.1f} ms")


def report_ballots(analysis: Analysis, count: int) -> None:
    """Print what so many ballots cost: robustness, first two, group weights, spread and camps."""
    rng, ids = np.random.default_rng(1), analysis.matrix.criteria
    cast = [
        Ballot(dict(zip(ids, [100, *row], strict=True)), ids[0])
        for row in rng.integers(0, 101, (count, len(ids) - 1)).tolist()
    ]
    halves = {"one": cast[::2], "other": cast[1::2]}
    parts = {
        "robustness": lambda: assess_robustness(analysis, halves),
        "first two": lambda: one_or_two(analysis, cast),
        "leaving each out": lambda: without_voters(analysis.matrix, cast),
        "group weights": lambda: group_weights(cast, ids),
        "spread": lambda: spreads(cast, ids),
        "camps": lambda: camps(analysis.matrix, cast),
    }
    told = [f"{name} {min(timed(part, 3)):.0f}" for name, part in parts.items()]
    print(f"{count} ballots, ms: {', '.join(told)}")


def main() -> None:
    """The case, then growth."""
    analysis = report_case()
    for levers in LEVERS:
        report_size(levers, CRITERIA[0])
    for criteria in CRITERIA:
        report_size(LEVERS[0], criteria)
    for draws in (FEWER, DRAWS):
        report_draws(analysis, draws)
    for count in BALLOTS:
        report_ballots(analysis, count)


if __name__ == "__main__":
    main()
