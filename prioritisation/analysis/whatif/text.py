"""A fork as text, alone or with its case: for the store, for links; nothing foreign is trusted."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Criterion, Sense
from criteria.scales import Amount
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.parts import unpacked
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.weight_elicitation import START_RATIO, Elicitation, ElicitationMethod
from prioritisation.analysis.weights import InvalidElicitation
from prioritisation.analysis.whatif.fork import (
    LONGEST_NAME,
    AddedLever,
    Fork,
    InvalidFork,
    ScoreChange,
)

LONGEST_FORK_TEXT = 100_000


def to_json(fork: Fork) -> str:
    """A fork as text, the same for the same fork."""
    scenario, elicitation = fork.scenario, fork.told
    return json.dumps(
        {
            "name": fork.name,
            "points": dict(scenario.points),
            "perimeter": scenario.perimeter,
            "senses": {c: s.value for c, s in scenario.senses.items()},
            "method": fork.method.value,
            "scores": [[s.lever, s.criterion, s.low, s.high] for s in fork.scores],
            "withdrawn": list(fork.withdrawn),
            "added": [[a.id, a.label] for a in fork.added],
            **({} if elicitation is None else {"told": _written(elicitation)}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(text: str) -> Fork:
    """The fork that ``to_json`` wrote.

    Raises
    ------
    InvalidFork
        For any other text; whether it fits a case is asked by ``trial``.
    """
    if len(text) > LONGEST_FORK_TEXT:
        raise InvalidFork([Problem("too_long", "scenario", values={"allowed": LONGEST_FORK_TEXT})])
    try:
        return _fork(json.loads(text))
    except (KeyError, TypeError, ValueError, RecursionError, InvalidElicitation) as error:
        raise InvalidFork([Problem("setting_malformed", "scenario")]) from error


def _fork(tree: Mapping[str, object]) -> Fork:
    points, senses = tree["points"], tree["senses"]
    if not isinstance(points, dict) or not isinstance(senses, dict):
        raise TypeError
    scores, withdrawn, added = (_list(tree[key]) for key in ("scores", "withdrawn", "added"))
    fork = Fork(
        _words(tree["name"]),
        Scenario(
            {_words(c): _points(p) for c, p in points.items()},
            _words(tree["perimeter"]),
            {_words(c): Sense(s) for c, s in senses.items()},
        ),
        Method(_words(tree["method"])),
        tuple(ScoreChange(_words(v), _words(c), _bound(a), _bound(b)) for v, c, a, b in scores),
        tuple(_words(v) for v in withdrawn),
        tuple(AddedLever(_words(i), _words(label)) for i, label in added),
    )
    # What was told gives the points: the two never disagree.
    return fork.telling(_told(tree["told"])) if "told" in tree else fork


def _written(elicitation: Elicitation) -> Mapping[str, object]:
    """Only what this way of telling has."""
    kept = {"ranks": elicitation.ranks, "judgements": elicitation.judgements}
    deck = (
        {"cards": elicitation.cards, "ratio": elicitation.ratio}
        if elicitation.way is ElicitationMethod.CARDS
        else {}
    )
    said = {"way": elicitation.way.value, "criteria": elicitation.criteria}
    return {**said, **{k: v for k, v in kept.items() if v}, **deck}


def _told(value: object) -> Elicitation:
    if not isinstance(value, dict):
        raise TypeError
    ranks, cards, judgements = (
        tuple(_whole(x) for x in _list(value.get(key, [])))
        for key in ("ranks", "cards", "judgements")
    )
    return Elicitation(
        ElicitationMethod(_words(value["way"])),
        tuple(_words(c) for c in _list(value["criteria"])),
        ranks,
        cards,
        _points(value.get("ratio", START_RATIO)),
        judgements,
    )


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _words(value: object) -> str:
    if not isinstance(value, str) or len(value) > 2 * LONGEST_NAME:
        raise TypeError
    return value


def _points(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not math.isfinite(value) or value < 0:
        raise ValueError
    return float(value)


def _bound(value: object) -> Amount | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError
    return float(value)


_CASE, _DATA = "case", "data"
_LONGEST_MARK = 80
_NOT_ONE = Problem("setting_malformed", "scenario")


@dataclass(frozen=True, slots=True)
class WrittenFork:
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
    written = {**json.loads(to_json(fork)), _CASE: case.id, _DATA: data_mark(case)}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> WrittenFork:
    """What ``to_text`` wrote; raises InvalidFork for any other text."""
    fork = from_json(text)
    found = json.loads(text)
    marks = (found.get(key, "") for key in (_CASE, _DATA))
    case_id, data = (m[:_LONGEST_MARK] if isinstance(m, str) else "" for m in marks)
    return WrittenFork(fork, case_id, data)


def unpacked_fork_text(short: str) -> str:
    """The text that was made short; raises InvalidFork for anything else, however large."""
    try:
        return unpacked(short, 4 * LONGEST_FORK_TEXT)
    except ValueError as error:
        raise InvalidFork([_NOT_ONE]) from error
