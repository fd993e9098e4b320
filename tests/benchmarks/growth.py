"""Cases that grew: many criteria, then many levers, from a case never met to its record and note.

Processor time of one core, which other programs disturb less, next to the time on the clock. A
third of the scores are unknown or between two bounds, a third of the criteria in words. Each run
reads its case again, so that nothing of it is kept; draws of the weights are, as the server keeps
them. Beside each analysis, in the same run, the least NumPy code for its known scores: ranks of
each draw, which is what all of it is drawn from.
"""

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np
from serving import sized
from threadpoolctl import threadpool_limits

from criteria.case import Case
from criteria.load import load_case
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.robustness.draws import JOINT, weight_sample
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.documents.making import RecordedNote
from prioritisation.documents.subjects import facts_alone
from prioritisation.documents.writing.note import new_note
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.making import computed_record
from prioritisation.record.replaying import replay
from prioritisation.settings import threshold_numbers
from tests.synthetic import mixed, write_case
from tests.thresholds import analyse

RUNS, DAY = sized(5, 1), dt.date(2026, 12, 5)


@dataclass(frozen=True)
class Size:
    """Levers and criteria, and seconds for the analysis, the record and the note."""

    levers: int
    criteria: int
    analysis: float
    record: float = float("inf")
    note: float = float("inf")


SIZES = sized((Size(30, 12, 1.0, 2.0, 1.5), Size(200, 3, 1.0)), (Size(4, 3, 1.0, 2.0, 1.5),))


def seconds(actions: list[Callable[[], object]]) -> tuple[float, float]:
    """Wall and processor time, medians over the actions, the first of which only warms up."""
    walls, busy = [], []
    for action in actions:
        start, own = time.perf_counter(), time.thread_time()
        action()
        walls.append(time.perf_counter() - start)
        busy.append(time.thread_time() - own)
    return median(walls[1:]), median(busy[1:])


def whole(case: Case) -> None:
    """Everything that is asked of an analysis."""
    analysis = analyse(case, starting_scenario(case))
    assess_robustness(analysis)
    one_or_two(analysis)


def least(values: np.ndarray, criteria: int) -> None:
    """Ranks of the levers in each joint draw of the weights."""
    (-(weight_sample(criteria)[:JOINT] @ values.T)).argsort(axis=1).argsort(axis=1)


def facts(case: Case) -> MeetingFacts:
    """A scenario of one person, with one lever or two, and second opinions."""
    alone = facts_alone(case, starting_scenario(case), DAY, threshold_numbers())
    return replace(alone, opinions=True)


def say(what: str, times: tuple[float, float], budget: float) -> bool:
    """Print one line; whether the budget is kept, by the clock of the processor."""
    wall, busy = times
    kept = busy <= budget
    outcome = f", budget {budget:g} s: {'kept' if kept else 'missed'}" if budget < np.inf else ""
    print(f"  {what}: {busy:.2f} s ({wall:.2f} s on the clock){outcome}")
    return kept


def report(size: Size) -> bool:
    """Print one size; whether its budgets are kept."""
    with tempfile.TemporaryDirectory() as folder:
        words = range(0, size.criteria, 3)
        write_case(
            Path(folder) / "case", size.levers, size.criteria, mixed(), in_words=frozenset(words)
        )
        cases = [load_case(Path(folder) / "case") for _ in range(3 * RUNS + 3)]
    fresh = iter(cases)
    print(f"growth, {size.levers} levers, {size.criteria} criteria:")
    runs = range(RUNS + 1)
    analysis = seconds([lambda: whole(next(fresh)) for _ in runs])
    kept = say("whole analysis", analysis, size.analysis)
    known = np.random.default_rng(1).random((size.levers, size.criteria))
    bare = seconds([lambda: least(known, size.criteria) for _ in runs])
    print(f"  ratio to the least NumPy code: {analysis[1] / bare[1]:.1f} (processor time)")
    made: list[RecordedNote] = []

    def record() -> None:
        computed = computed_record(facts(next(fresh)))
        made.append(RecordedNote(computed[0], new_note(*computed)))

    kept &= say("record, with the content of its note", seconds([record] * len(runs)), size.record)
    notes = [(lambda one=one: note_pdf(one.note)) for one in made]
    kept &= say("its note as PDF", seconds(notes), size.note)
    replays = seconds([(lambda one=one: replay(one.record)) for one in made[-3:]])
    say("replay", replays, np.inf)
    return kept


def main() -> int:
    """Both ways to grow; 1 when a budget is missed."""
    with threadpool_limits(1):
        outcomes = [report(size) for size in SIZES]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
