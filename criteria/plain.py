"""Checks of the plain words of criteria: each is used, tells apart, and writes what is so."""

import math
from collections.abc import Iterator

from criteria import schema
from criteria.errors import Problem
from criteria.model import Sense
from criteria.raw import CRITERIA_FILE, RawCase
from criteria.references import repeated

_DECIMALS = 3
"""How many decimals a number in plain words has at most."""
_HUGE = 1e15
"""From which a number is written with a power of ten, which no room reads."""


def check_plain(raw: RawCase) -> Iterator[Problem]:
    """Plain names that tell criteria apart, in senses there are, with ends written exactly."""
    earlier: set[str] = set()
    for ident, model in raw.criteria.items():
        names = _names(model)
        for place, name in names.items():
            if name in earlier:
                yield from repeated(CRITERIA_FILE, f"{ident}.{place}", [(None, name)] * 2)
        earlier |= set(names.values())
        if model.plain is not None:
            yield from _unused(ident, model, model.plain)
            yield from _numbers(ident, model, model.plain)
            yield from _levels(ident, model, model.plain.levels)


def _names(model: schema.CriterionModel) -> dict[str, str]:
    """Where each name that a room may read is written: its label, where a sense has none."""
    plain = model.plain
    senses = [sense for sense in Sense if getattr(model.direction, sense)]
    named = {sense: getattr(plain, sense) for sense in senses if getattr(plain, sense, None)}
    names = {f"plain.{sense}.name": way.name for sense, way in named.items()}
    # Two labels that are the same are told of already.
    return names if plain is None or len(named) == len(senses) else names | {"label": model.label}


def _unused(
    ident: str, model: schema.CriterionModel, plain: schema.PlainModel
) -> Iterator[Problem]:
    """Names of a sense in which the criterion is never counted."""
    for sense in Sense:
        if getattr(plain, sense) and not getattr(model.direction, sense):
            yield Problem("sense_unused", CRITERIA_FILE, None, f"{ident}.plain.{sense}")


def _numbers(
    ident: str, model: schema.CriterionModel, plain: schema.PlainModel
) -> Iterator[Problem]:
    """Numbers that need their phrases, and anchors that three decimals do not write."""
    for other, needed in (("many", plain.zero or plain.one), ("zero", plain.many)):
        if needed and not getattr(plain, other):
            yield Problem("missing_key", CRITERIA_FILE, None, f"{ident}.plain.{other}")
    inexact = [a for a in _anchors(model) if not _exact(a / plain.per)]
    if plain.many and inexact:
        values = {"found": plain.per, "anchor": inexact[0]}
        yield Problem("anchor_inexact", CRITERIA_FILE, None, f"{ident}.plain.per", values)


def _anchors(model: schema.CriterionModel) -> list[float]:
    """The ends of a scale of numbers."""
    match model.scale:
        case schema.LinearModel(anchors=ends):
            return [ends.worst, ends.best]
        case schema.PiecewiseModel(points=points):
            return [points[0].at, points[-1].at]
    return []


def _exact(value: float) -> bool:
    short = round(value, _DECIMALS)
    return abs(value) < _HUGE and math.isclose(short, value, rel_tol=1e-12)


def _levels(ident: str, model: schema.CriterionModel, words: dict[str, str]) -> Iterator[Problem]:
    """Plain words of levels that there are, each level with words of its own."""
    column = f"{ident}.plain.levels"
    if not isinstance(model.scale, schema.WordsModel):
        if words:
            yield Problem("no_levels", CRITERIA_FILE, None, column)
        return
    known = {level.id: level.label for level in model.scale.levels}
    for level in words.keys() - known.keys():
        values = {"found": level, "allowed": ", ".join(known)}
        yield Problem("unknown_level", CRITERIA_FILE, None, f"{column}.{level}", values)
    if words.keys() & known.keys():
        read = [(None, words.get(level, label)) for level, label in known.items()]
        yield from repeated(CRITERIA_FILE, column, read)
