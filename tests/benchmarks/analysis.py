"""The analysis of the Normandie case and of larger ones, next to what is measured in the same run.

Wall time. What is kept of a matrix is forgotten before each call that is said to be of a matrix
never met; draws of the weights stay, as the server keeps them. Beside it:

* a bare NumPy weighted sum, the least that a ranking costs; ranks of each draw of the weights, the
  least code that answers for known scores;
* the weighted sum pipeline of scikit-criteria on the same values: a ranking alone;
* exact weight regions against the 100,000 draws used beyond six criteria.
"""

import time
from collections.abc import Callable
from statistics import median

import numpy as np
import skcriteria
from serving import ROOT, forget_matrix, sized, spread
from serving import timed as each
from skcriteria.agg.simple import WeightedSumModel
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.scalers import SumScaler

from criteria.case import Case
from criteria.load import load_case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import group_weights
from prioritisation.analysis.crossing import cross
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.matrix import DecisionMatrix, known_matrix
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.robustness.draws import weight_sample
from prioritisation.analysis.robustness.leave_one_out import without_voters
from prioritisation.analysis.robustness.regions import DRAWS, drawn_firsts, first_regions
from prioritisation.analysis.robustness.robustness import robustness
from prioritisation.analysis.scenario import Analysis, starting_scenario
from tests.thresholds import RobustnessInput, analyse, camps, spreads

FOLDER = ROOT / "data" / "normandie"
RUNS, FEW, LESS = 40, 20, 5
"""Of the case; of what is slow; of each larger problem."""
BUDGET_MS, CROSSING_MS = 50, 200
"""For everything of a matrix never met; for the open choices crossed, a case never met."""

SIZES = sized(((6, 3), (20, 3), (50, 3), (200, 3), (6, 6), (20, 6), (6, 12), (30, 12)), ((6, 3),))
BALLOTS = sized((14, 100, 1_000, 10_000), (14,))


def timed(action: Callable[[], object], runs: int = RUNS, *, afresh: bool = False) -> float:
    """Median milliseconds."""
    return median(each(action, runs, before=forget_matrix if afresh else lambda: None))


def kept(milliseconds: float, budget: float) -> str:
    """The verdict on a budget."""
    return f"budget {budget} ms: {'kept' if milliseconds <= budget else 'MISSED'}"


def report_analysis(case: Case) -> Analysis:
    """Print the cost of an analysis and of its points of comparison; return it."""
    scenario = starting_scenario(case)
    analysis = analyse(case, scenario)
    matrix, weights = analysis.matrix, analysis.weights
    aims = [max] * len(matrix.criteria)
    data = skcriteria.mkdm(np.array(matrix.high), aims, weights=np.array(weights))
    pipeline = mkpipe(SumScaler(target="weights"), WeightedSumModel())
    ours = timed(lambda: analyse(case, scenario))
    many = range(1000)
    bare = timed(lambda: [matrix.low @ weights for _ in many]) / len(many)
    other = timed(lambda: pipeline.evaluate(data))
    fresh = iter([load_case(FOLDER) for _ in range(1 + FEW)])
    first = timed(lambda: analyse(next(fresh), scenario), FEW, afresh=True)
    print(f"analysis, other weights: {ours:.2f} ms; a case never met: {first:.2f} ms")
    print(f"bare NumPy weighted sum: {bare * 1000:.2f} µs, the analysis takes {ours / bare:.0f} x")
    print(f"scikit-criteria pipeline: {other:.2f} ms, the analysis takes {ours / other:.2f} x")
    return analysis


def report_whole(case: Case) -> None:
    """Print the cost of everything, ranking, robustness, one lever or two, against its budget."""
    scenario = starting_scenario(case)

    def everything() -> None:
        found = analyse(case, scenario)
        assess_robustness(found)
        one_or_two(found)

    def least() -> None:
        scores = sample @ values.T
        ranks = (-scores).argsort(axis=1).argsort(axis=1)
        np.bincount((ranks + len(values) * np.arange(len(values))).ravel())

    values = analyse(case, scenario).matrix.high
    sample = weight_sample(values.shape[1])
    middle, late, _ = spread(each(everything, RUNS, before=forget_matrix))
    busy = min(each(everything, RUNS, time.thread_time, forget_matrix))
    again, bound = timed(everything), timed(least)
    print(f"whole, matrix never met: {middle:.1f} ms (median), {late:.1f} ms (p95)")
    print(f"the same, least processor time of one core: {busy:.1f} ms; {kept(middle, BUDGET_MS)}")
    print(f"least NumPy code, known scores: {bound:.1f} ms, {middle / bound:.2f} x")
    print(f"whole, only the weights move: {again:.1f} ms")


def report_regions(matrix: DecisionMatrix) -> None:
    """Print what exact weight regions cost and bring, against draws."""
    exact = timed(lambda: first_regions(matrix), afresh=True)
    drawn = timed(lambda: drawn_firsts(matrix), FEW, afresh=True)
    shares = [(r.sure_share, r.possible_share) for r in first_regions(matrix).regions]
    gap = float(np.abs(np.array(shares).T - np.array(drawn_firsts(matrix)) / DRAWS).max())
    print(f"exact weight regions: {exact:.2f} ms")
    print(f"{DRAWS} draws: {drawn:.1f} ms, {drawn / exact:.0f} x the exact regions")
    print(f"largest difference between them: {100 * gap:.2f} percent of all weights")


def report_crossing(case: Case) -> None:
    """Print what crossing the open choices costs, next to one analysis for each combination."""
    scenario = starting_scenario(case)
    cases = iter([load_case(FOLDER) for _ in range(1 + FEW)])
    first = timed(lambda: cross(next(cases), scenario), FEW, afresh=True)
    again = timed(lambda: cross(case, scenario))
    tree = timed(lambda: cross(case, scenario).branches, FEW)
    outcomes = cross(case, scenario).outcomes
    apart = timed(lambda: [analyse(case, o.scenario) for o in outcomes], LESS)
    told = kept(first, CROSSING_MS)
    print(f"{len(outcomes)} ways crossed, a case never met: {first:.1f} ms, {told}")
    print(f"with other weights: {again:.2f} ms; with its tree: {tree:.2f} ms")
    print(f"as many analyses: {apart:.1f} ms, {apart / again:.0f} x the crossing")


def report_size(levers: int, criteria: int) -> None:
    """Print the cost of a matrix with a third of its scores unknown or between two bounds."""
    rng = np.random.default_rng(3)
    low = rng.random((levers, criteria)) * 0.7
    high = np.where(rng.random(low.shape) < 0.7, low, low + 0.3)
    names = (tuple(map(str, range(count))) for count in low.shape)
    matrix, weights = known_matrix(*names, low, high), np.full(criteria, 1 / criteria)
    question = RobustnessInput(matrix, weights)
    first = timed(lambda: robustness(question), LESS, afresh=True)
    again = timed(lambda: robustness(question), LESS)
    print(f"{levers} levers, {criteria} criteria: robustness {first:.0f} ms, again {again:.0f} ms")


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
    told = [f"{name} {timed(part, 3, afresh=True):.0f}" for name, part in parts.items()]
    print(f"{count} ballots, ms: {', '.join(told)}")


def main() -> None:
    """The case, then growth."""
    print(f"load_case: {timed(lambda: load_case(FOLDER), FEW):.1f} ms")
    case = load_case(FOLDER)
    analysis = report_analysis(case)
    report_whole(case)
    report_regions(analysis.matrix)
    report_crossing(case)
    for size in SIZES:
        report_size(*size)
    for count in BALLOTS:
        report_ballots(analysis, count)


if __name__ == "__main__":
    main()
