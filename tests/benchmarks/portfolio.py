"""One lever or two: the 21 sets of the Normandie case over 100,000 weights, and larger problems.

Beside it, in the same run: the least code that answers for known scores (NumPy, no interval, no
tie), and every set compared one weight vector after the other, with intervals, as the definition
says. In processor time of one core, which other programs disturb less.
"""

import time
from collections.abc import Callable
from itertools import combinations
from statistics import median

import numpy as np
from serving import ROOT
from threadpoolctl import threadpool_limits

from criteria.load import load_case
from prioritisation.analysis.matrix import DecisionMatrix, known_matrix
from prioritisation.analysis.robustness.draws import DRAWS, drawn_weights, weight_sample
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.sets.best import by_listing, by_programme
from prioritisation.analysis.sets.question import Question
from prioritisation.analysis.sets.sets import question_terms
from tests.thresholds import analyse, compare_sets

RUNS, FEW_RUNS, FEW_DRAWS = 21, 5, 100
BUDGET = 50
"""Milliseconds of the full analysis, of which this is a part."""


def milliseconds(action: Callable[[], object], runs: int = RUNS) -> float:
    """Median processor time, after a first one."""
    action()
    times = []
    for _ in range(runs):
        start = time.thread_time()
        action()
        times.append(1000 * (time.thread_time() - start))
    return median(times)


def known_only(values: np.ndarray, sample: np.ndarray) -> None:
    """Best pair and threshold of known scores: section 3.7 of the method reference."""
    scores = sample @ values.T
    pairs = list(combinations(range(len(values)), 2))
    two = np.column_stack([scores[:, a] + scores[:, b] for a, b in pairs])
    np.bincount(two.argmax(axis=1), minlength=len(pairs))
    np.sort(two.max(axis=1) - scores.max(axis=1))


def one_by_one(matrix: DecisionMatrix, sample: np.ndarray) -> None:
    """The same sets by the definition, for each weight vector."""
    terms = question_terms(Question(), matrix.alternatives)
    for weights in sample:
        by_listing(terms, matrix.low @ weights, matrix.high @ weights)


def fresh(matrix: DecisionMatrix) -> DecisionMatrix:
    """The same matrix, of which nothing is kept."""
    return known_matrix(matrix.alternatives, matrix.criteria, matrix.low, matrix.high)


def report_case() -> None:
    """Print the cost for the Normandie case, first and then when the weights move."""
    case = load_case(ROOT / "data" / "normandie")
    analysis = analyse(case, starting_scenario(case))
    matrix, weights = analysis.matrix, analysis.weights
    first = milliseconds(lambda: compare_sets(fresh(matrix), weights))
    moved = milliseconds(lambda: compare_sets(matrix, weights))
    sample = weight_sample(len(matrix.criteria))
    least = milliseconds(lambda: known_only(matrix.high, sample))
    slow = milliseconds(lambda: one_by_one(matrix, sample[:FEW_DRAWS]), FEW_RUNS)
    slow *= DRAWS / FEW_DRAWS
    word = "within" if first <= BUDGET else "beyond"
    print(f"21 sets, {DRAWS} draws: {first:.1f} ms, {word} the {BUDGET} ms of the analysis")
    print(f"the same when only the weights move: {moved:.2f} ms")
    print(f"NumPy, known scores only: {least:.1f} ms, ours takes {first / least:.1f} x")
    print(f"one weight vector after the other: {slow / 1000:.0f} s, {slow / first:.0f} x ours")


def report_large(levers: int, criteria: int) -> None:
    """Print all singles and pairs of many levers, one score in five unknown."""
    rng = np.random.default_rng(3)
    low = rng.random((levers, criteria))
    high = np.where(rng.random(low.shape) < 0.8, low, 1.0)
    names = (tuple(map(str, range(count))) for count in low.shape)
    matrix = known_matrix(*names, low, high)
    ours = milliseconds(
        lambda: compare_sets(fresh(matrix), np.full(criteria, 1 / criteria)), FEW_RUNS
    )
    print(f"{levers} levers, {criteria} criteria, singles and pairs, {DRAWS} draws: {ours:.0f} ms")


def report_programme(levers: int, most: int) -> None:
    """Print the exact programme for one weight vector, where sets are too many to be listed."""
    values = drawn_weights(levers, 1, np.random.default_rng(5))[0]
    terms = question_terms(Question(most), tuple(map(str, range(levers))))
    ours = milliseconds(lambda: by_programme(terms, values, values), FEW_RUNS)
    print(f"integer programme, 1 to {most} of {levers} levers: {ours:.0f} ms")


def main() -> None:
    """Each, on one core."""
    with threadpool_limits(1):
        report_case()
        report_large(30, 12)
        report_programme(6, 2)
        report_programme(40, 4)


if __name__ == "__main__":
    main()
