"""The full analysis of the Normandie case, next to what is measured in the same run.

* a bare NumPy weighted sum of the same matrix: the least that a ranking costs;
* the weighted sum pipeline of scikit-criteria on the same values: a ranking, without anything
  of what makes it defensible (intervals, weight regions, other direction);
* exact weight regions against the 100,000 draws used beyond three criteria.
"""

import time
from collections.abc import Callable
from statistics import median

import numpy as np
import skcriteria
from serving import ROOT, spread
from skcriteria.agg.simple import WeightedSumModel
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.scalers import SumScaler

from criteria.case import Case
from criteria.load import load_case
from prioritisation.analysis.crossing import cross
from prioritisation.analysis.matrix import DecisionMatrix
from prioritisation.analysis.robustness.regions import DRAWS, drawn_firsts, first_regions
from prioritisation.analysis.scenario import Analysis, starting_scenario
from tests.thresholds import analyse

FOLDER = ROOT / "data" / "normandie"
WARM, RUNS, FEW = 20, 400, 30


def timed(action: Callable[[], object], runs: int, repeat: int = 1) -> list[float]:
    """Milliseconds per call, of several runs of ``repeat`` calls, after some to warm up."""
    for _ in range(min(WARM, runs)):
        action()
    times = []
    for _ in range(runs):
        start = time.perf_counter_ns()
        for _ in range(repeat):
            action()
        times.append((time.perf_counter_ns() - start) / repeat / 1e6)
    return times


def report_analysis(case: Case) -> Analysis:
    """Print the cost of an analysis and of its two points of comparison; return it."""
    scenario = starting_scenario(case)
    analysis = analyse(case, scenario)
    matrix, weights = analysis.matrix, analysis.weights
    aims = [max] * len(matrix.criteria)
    data = skcriteria.mkdm(np.array(matrix.high), aims, weights=np.array(weights))
    pipeline = mkpipe(SumScaler(target="weights"), WeightedSumModel())
    middle, late, _ = spread(timed(lambda: analyse(case, scenario), RUNS))
    bare = median(timed(lambda: matrix.low @ weights, RUNS, 1000))
    other = median(timed(lambda: pipeline.evaluate(data), RUNS))
    fresh = iter([load_case(FOLDER) for _ in range(WARM + FEW)])
    first = median(timed(lambda: analyse(next(fresh), scenario), FEW))
    print(f"analysis, other weights: {middle:.2f} ms (median), {late:.2f} ms (p95), {RUNS} runs")
    print(f"analysis of a case, readings and directions never met: {first:.2f} ms (median)")
    print(
        f"bare NumPy weighted sum: {bare * 1000:.2f} µs, the analysis takes {middle / bare:.0f} x"
    )
    print(f"scikit-criteria pipeline: {other:.2f} ms, the analysis takes {middle / other:.2f} x")
    return analysis


def report_regions(matrix: DecisionMatrix) -> None:
    """Print what exact weight regions cost and bring, against draws."""
    exact = median(timed(lambda: first_regions(matrix), RUNS))
    drawn = median(timed(lambda: drawn_firsts(matrix), FEW))
    shares = [(r.sure_share, r.possible_share) for r in first_regions(matrix).regions]
    gap = float(np.abs(np.array(shares).T - np.array(drawn_firsts(matrix)) / DRAWS).max())
    print(f"exact weight regions: {exact:.2f} ms")
    print(f"{DRAWS} draws: {drawn:.1f} ms, {drawn / exact:.0f} x the exact regions")
    print(f"largest difference between them: {100 * gap:.2f} percent of all weights")


CROSSING_MS = 200
"""Budget of the open choices crossed, for a case never met."""


def report_crossing(case: Case) -> None:
    """Print what crossing the open choices costs, next to one analysis for each combination."""
    scenario = starting_scenario(case)
    cases = iter([load_case(FOLDER) for _ in range(WARM + FEW)])
    first = median(timed(lambda: cross(next(cases), scenario), FEW))
    again = median(timed(lambda: cross(case, scenario), RUNS))
    tree = median(timed(lambda: cross(case, scenario).branches, FEW))
    outcomes = cross(case, scenario).outcomes
    apart = median(timed(lambda: [analyse(case, o.scenario) for o in outcomes], FEW))
    word = "kept" if first <= CROSSING_MS else "MISSED"
    print(
        f"{len(outcomes)} combinations crossed, a case never met: {first:.1f} ms (median), "
        f"budget {CROSSING_MS} ms: {word}"
    )
    print(f"with other weights: {again:.2f} ms; with its tree: {tree:.2f} ms")
    print(f"as many analyses: {apart:.1f} ms, {apart / again:.0f} x the crossing")


def main() -> None:
    """Load the case, analyse it, look at its regions."""
    middle, late, _ = spread(timed(lambda: load_case(FOLDER), FEW))
    print(f"load_case: {middle:.1f} ms (median), {late:.1f} ms (p95), {FEW} runs")
    case = load_case(FOLDER)
    report_regions(report_analysis(case).matrix)
    report_crossing(case)


if __name__ == "__main__":
    main()
