"""Once a meeting is gone, no cache of a module holds its ballots, nor what was computed of it."""

import gc
import sys
from functools import _lru_cache_wrapper
from types import FunctionType, ModuleType

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.crossing import withstands
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.subject import subject_of
from prioritisation.record.model import Record, read_record
from prioritisation.record.replaying import replay
from tests.prioritisation.documents.writing.recorded import SAMPLES

OF_A_MEETING = (Ballot, Robustness, Analysis, Record)


def caches():
    """All those of the program, whatever their module."""
    ours = ("prioritisation.", "criteria.")
    modules = [module for name, module in sys.modules.items() if name.startswith(ours)]
    values = {id(value): value for module in modules for value in vars(module).values()}
    return [value for value in values.values() if isinstance(value, _lru_cache_wrapper)]


def kept_by(cache):
    """Which of these a cache holds, in its keys or in what it gives."""
    left, seen, types = [cache], set(), set()
    while left:
        for one in gc.get_referents(left.pop()):
            if id(one) in seen or isinstance(one, type | ModuleType | FunctionType):
                continue
            seen.add(id(one))
            types.add(type(one))
            left.append(one)
    return types & set(OF_A_MEETING)


def test_what_is_written_of_a_meeting_leaves_nothing_of_it_in_any_cache():
    record = read_record(SAMPLES / "clear.decision.json")
    assert note_of(record)
    assert replay(record).identical
    subject = subject_of(record)
    assert subject.robustness.question.ballots
    assert withstands(subject.analysis) in {True, False}
    assert {cache.__name__: kept_by(cache) for cache in caches() if kept_by(cache)} == {}
    assert len(caches()) > 30
