"""Rank acceptability on 100,000 draws: ours, other libraries, and the least the machine allows.

Everything is measured in one run, in processor time of one core, which other programs disturb
less. The bound is the time, at the rates of this machine, of what has to be done: the products of
values and weights; reading the draws, for few levers, or else sorting the keys; one increment of
a table of counters per lever and draw. We count a few places at a time, in a smaller and faster
table than the bound's when levers are many. Loops over libraries and over NumPy are timed on a few
draws and scaled linearly.
"""

import os
import platform
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import skcriteria
from pymcdm.methods import WSM
from serving import forget_matrix, sized, timed
from skcriteria.agg.simple import WeightedSumModel
from threadpoolctl import threadpool_limits

from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.robustness.acceptability import FEW
from prioritisation.analysis.robustness.draws import DRAWS, drawn_weights
from prioritisation.analysis.robustness.regions import first_regions
from tests.all_weights import over_all_weights

SIZES = sized({(7, 4): 0.25, (50, 10): 0.50, (1000, 20): 0.60}, {(7, 4): 0.25})
"""Levers, criteria: smallest share of the bound to reach."""

FIRST_SHARES = sized(
    {(7, 3): 25, (6, 5): 25, (7, 6): 50, (20, 6): 150, (30, 12): 150}, {(6, 5): 25}
)
"""Levers, criteria: milliseconds for the first-place shares of a matrix never met."""

RUNS, FEW_RUNS, MANY_CELLS = 21, 5, 10**7
LARGE, KEYS = sized((1024, 500_000), (64, 5_000))
"""Side of a square product; keys sorted or counted at once when rates are measured."""

Action = Callable[[], object]
Rates = dict[str, float]


def seconds(action: Action, runs: int = RUNS) -> float:
    """Median processor time of an action, after a first one."""
    return median(timed(action, runs, time.thread_time)) / 1000


def machine() -> str:
    """Name of the processor and number of cores."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text("utf-8").splitlines() if information.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{(names or [platform.processor()])[0]}, {os.cpu_count()} cores, one used"


def rates(levers: int) -> Rates:
    """Units per second: products, bytes copied and read, keys sorted, increments counted."""
    rng = np.random.default_rng(1)
    square = rng.random((LARGE, LARGE), dtype=np.float32)
    source, target = np.ones(10**7, np.float32), np.empty(10**7, np.float32)
    keys = rng.integers(0, 2**32, (KEYS // levers, levers), dtype=np.uint32)
    spare = keys.copy()

    def sort() -> None:
        np.copyto(spare, keys)
        spare.sort(axis=1)

    order = rng.random(keys.shape).argsort(axis=1)
    cells = (order * levers + np.arange(levers)).ravel()
    copied = seconds(lambda: np.copyto(spare, keys))
    return {
        "sgemm": 2 * LARGE**3 / seconds(lambda: square @ square),
        "copy": 2 * source.nbytes / seconds(lambda: np.copyto(target, source)),
        "read": source.nbytes / seconds(source.max),
        "sort": keys.size / (seconds(sort) - copied),
        "bincount": cells.size / seconds(lambda: np.bincount(cells, minlength=levers**2)),
    }


def bound(levers: int, criteria: int, rate: Rates) -> dict[str, float]:
    """Seconds of each part of the work that no kernel can avoid."""
    parts = {"product": 2 * levers * criteria * DRAWS / rate["sgemm"]}
    if levers <= FEW:
        parts["reading the draws"] = 4 * criteria * DRAWS / rate["read"]
    else:
        parts["sort"] = levers * DRAWS / rate["sort"]
    return {**parts, "counting": levers * DRAWS / rate["bincount"]}


def library_loops(values: np.ndarray) -> dict[str, tuple[Action, int]]:
    """One weight vector after the other, with ranks: what to time, and on how many draws."""
    levers, criteria = values.shape
    few = 100 if levers * criteria < KEYS // 100 else 30
    sample = drawn_weights(criteria, few * 10, np.random.default_rng(5))
    aims, types, places = [max] * criteria, np.ones(criteria), np.arange(levers)
    theirs, body, counts = WeightedSumModel(), WSM(), np.zeros((levers, levers), int)

    def scikit_criteria() -> None:
        for weights in sample[:few]:
            _ = theirs.evaluate(skcriteria.mkdm(values, aims, weights=weights)).rank_

    def pymcdm() -> None:
        for weights in sample[:few]:
            body.rank(body(values, weights, types))

    def numpy() -> None:
        for weights in sample:
            counts[np.argsort(-(values @ weights)), places] += 1

    return {
        "scikit-criteria, weighted sum of a scaled matrix": (scikit_criteria, few),
        "pymcdm, weighted sum": (pymcdm, few),
        "NumPy, one argsort per draw": (numpy, len(sample)),
    }


def report_size(levers: int, criteria: int, budget: float) -> None:
    """Print one size: ours against the bound, then the others against ours."""
    values = np.random.default_rng(5).uniform(0.05, 1, (levers, criteria))
    runs = RUNS if levers * DRAWS < MANY_CELLS else FEW_RUNS
    ours, rate = seconds(lambda: over_all_weights(values), runs), rates(levers)
    parts = bound(levers, criteria, rate)
    least = sum(parts.values())
    word = "kept" if least / ours >= budget else "missed"
    print(f"acceptability, {levers} x {criteria}: {1000 * ours:.2f} ms (median of {runs})")
    print(
        f"  rates: sgemm {rate['sgemm'] / 1e9:.0f} GFLOP/s, copy {rate['copy'] / 1e9:.1f} GB/s, "
        f"read {rate['read'] / 1e9:.1f} GB/s, sort {rate['sort'] / 1e6:.0f} M/s in rows of "
        f"{levers}, bincount {rate['bincount'] / 1e6:.0f} M/s into {levers**2} bins"
    )
    made = " + ".join(f"{name} {1000 * part:.2f}" for name, part in parts.items())
    print(f"  bound: {made} = {1000 * least:.2f} ms")
    print(f"  {least / ours:.0%} of the bound reached, budget {budget:.0%} at least: {word}")
    for name, (loop, draws) in library_loops(values).items():
        scaled = seconds(loop, 3) * DRAWS / draws
        print(f"  {name}: {scaled:.1f} s, scaled from {draws} draws, {scaled / ours:.0f} x ours")


def report_first_shares(levers: int, criteria: int, budget: float) -> None:
    """Print the first-place shares beyond three criteria, some scores unknown."""
    rng = np.random.default_rng(3)
    low = rng.random((levers, criteria))
    high = np.where(rng.random(low.shape) < 0.7, low, 1.0)
    names = (tuple(map(str, range(count))) for count in low.shape)
    matrix = known_matrix(*names, low, high)
    ours = median(timed(lambda: first_regions(matrix), 5, time.thread_time, forget_matrix))
    word = "kept" if ours <= budget else "missed"
    how = "exact" if first_regions(matrix).exact else f"{DRAWS} draws"
    print(
        f"first-place shares, {levers} x {criteria}, {how}: {ours:.1f} ms (median), "
        f"budget {budget} ms: {word}"
    )


def main() -> None:
    """Each size, on one core."""
    warnings.simplefilter("ignore")
    print(f"machine: {machine()}")
    with threadpool_limits(1):
        for (levers, criteria), budget in SIZES.items():
            report_size(levers, criteria, budget)
        for (levers, criteria), budget in FIRST_SHARES.items():
            report_first_shares(levers, criteria, budget)


if __name__ == "__main__":
    main()
