"""A fork with the case it was made on, as text: for the store, and short enough for addresses."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

from criteria.case import Case
from criteria.model import Criterion
from criteria.problems import Problem
from prioritisation.analysis import packing
from prioritisation.analysis.whatif.errors import InvalidFork
from prioritisation.analysis.whatif.fork import Fork
from prioritisation.analysis.whatif.text import MOST_CHARACTERS, from_json, to_json

CASE, DATA = "case", "data"
LONGEST_MARK = 80
_NOT_ONE = Problem("setting_malformed", "scenario")


@dataclass(frozen=True, slots=True)
class Made:
    """A fork that was written down.

    Attributes
    ----------
    case_id
        The case it was made on; empty when its text does not say.
    data
        Mark of the scores, scales and levers that the case had then.
    """

    fork: Fork
    case_id: str
    data: str


@lru_cache(maxsize=16)
def data_mark(case: Case) -> str:
    """A short mark of everything that a ranking of the case rests on."""
    told = (
        case.id,
        [(v.id, v.label) for v in case.levers],
        [_criterion(case, c) for c in case.criteria],
        [
            (p, cell, s.low, s.high)
            for p, table in sorted(case.tables.items())
            for cell, s in sorted(table.scores.items())
        ],
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def _criterion(case: Case, criterion: Criterion) -> tuple[object, ...]:
    scales = [repr(criterion.scale(p.id)) for p in case.perimeters]
    return criterion.id, criterion.label, criterion.direction.default, scales


def to_text(case: Case, fork: Fork) -> str:
    """A fork and the mark of its case, as text that ``from_json`` reads too."""
    written = {**json.loads(to_json(fork)), CASE: case.id, DATA: data_mark(case)}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Made:
    """What ``to_text`` wrote; raises InvalidFork for any other text."""
    fork = from_json(text)
    found = json.loads(text)
    marks = (found.get(key, "") for key in (CASE, DATA))
    case_id, data = (m[:LONGEST_MARK] if isinstance(m, str) else "" for m in marks)
    return Made(fork, case_id, data)


def unpacked(short: str) -> str:
    """The text that was made short; raises InvalidFork for anything else, however large."""
    try:
        return packing.unpacked(short, 4 * MOST_CHARACTERS)
    except ValueError as error:
        raise InvalidFork([_NOT_ONE]) from error
