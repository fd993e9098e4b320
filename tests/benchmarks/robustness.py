"""The whole robustness of a first place: the Normandie case, then levers, criteria and ballots.

Processor time of one core, which other programs disturb less; medians after a first run. Drawn
weights are kept by the server and are drawn before; everything else is computed again.
"""

from statistics import median
from time import thread_time

import numpy as np
from threadpoolctl import threadpool_limits

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.robustness.draws import DRAWS
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.regions import first_regions
from prioritisation.analysis.robustness.robustness import allowed_weights, robustness
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.settings import current_case
from tests.thresholds import RobustnessInput, analyse

BUDGET, RUNS = 50, 15
"""Milliseconds for the whole analysis of the Normandie case."""

EXACT = ((7, 3), (7, 4), (7, 5), (7, 6), (20, 4), (20, 5), (20, 6))
SIZES = ((6, 3), (6, 6), (20, 3), (20, 6), (30, 12), (100, 12))
BALLOTS = (14, 60, 1_000, 10_000)
"""Levers and criteria for exact shares, for everything; ballots for everything."""


def milliseconds(action, runs=RUNS):
    """Median processor time, after a first run."""
    action()
    times = []
    for _ in range(runs):
        start = thread_time()
        action()
        times.append(1000 * (thread_time() - start))
    return median(times)


def afresh(question):
    """Everything, what does not depend on the weights too."""
    allowed_weights.cache_clear()  # what the server keeps is not measured
    return robustness(question)


def random_question(levers, criteria, seed=3):
    """Scores a third of which are unknown or between two bounds."""
    rng = np.random.default_rng(seed)
    low = rng.random((levers, criteria)) * 0.7
    high = np.where(rng.random(low.shape) < 0.7, low, low + 0.3)
    names = (tuple(map(str, range(count))) for count in low.shape)
    return RobustnessInput(known_matrix(*names, low, high), np.full(criteria, 1 / criteria))


def normandie():
    """The case of the product at its starting scenario: first time, then when weights move."""
    case = current_case()
    scenario = starting_scenario(case)
    found = analyse(case, scenario)
    question = RobustnessInput(found.matrix, found.weights)
    analysis = milliseconds(lambda: analyse(case, scenario))
    first, again = (
        milliseconds(lambda: afresh(question)),
        milliseconds(lambda: robustness(question)),
    )
    whole_time = analysis + first
    word = "kept" if whole_time <= BUDGET else "missed"
    print(
        f"Normandie, {DRAWS} draws: {whole_time:.1f} ms (analysis {analysis:.1f}, robustness "
        f"{first:.1f}), budget {BUDGET} ms: {word}; when only weights move: {again:.1f} ms"
    )
    return question


def main():
    """Each part, on one core."""
    with threadpool_limits(1):
        question = normandie()
        for levers, criteria in EXACT:
            values = np.random.default_rng(3).random((levers, criteria))
            known = milliseconds(lambda values=values: first_rank_volumes(values), 5)
            matrix = random_question(levers, criteria).matrix
            spans = milliseconds(lambda matrix=matrix: first_regions(matrix), 5)
            how = "exact" if first_regions(matrix).exact else "drawn"
            print(
                f"first-place shares, {levers} x {criteria}: {known:.1f} ms with known scores, "
                f"{spans:.1f} ms with intervals ({how})"
            )
        for levers, criteria in SIZES:
            asked = random_question(levers, criteria)
            taken = milliseconds(lambda asked=asked: afresh(asked), 3)
            again = milliseconds(lambda asked=asked: robustness(asked), 3)
            print(f"everything, {levers} x {criteria}: {taken:.0f} ms, again {again:.0f} ms")
        report_ballots(question)


def report_ballots(question):
    """The Normandie case with more and more ballots, in two colleges."""
    rng = np.random.default_rng(1)
    ids = question.matrix.criteria
    for count in BALLOTS:
        cast = [
            Ballot(dict(zip(ids, [100, *row], strict=True)), ids[0])
            for row in rng.integers(0, 101, (count, len(ids) - 1)).tolist()
        ]
        halves = {"one": cast[::2], "other": cast[1::2]}
        asked = RobustnessInput(question.matrix, question.weights, ballots=halves)
        taken = milliseconds(lambda asked=asked: robustness(asked), 3)
        print(f"Normandie with {count} ballots: {taken:.0f} ms")


if __name__ == "__main__":
    main()
