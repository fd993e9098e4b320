"""Scales of criteria: their two ends, and the way they count."""

from collections.abc import Iterator, Mapping
from typing import Any

from criteria.errors import Problem
from criteria.model import Sense, Standing
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.editing.levels import turned_levels
from prioritisation.cases.neutral import neutral_words
from prioritisation.cases.units import (
    ANCHORS,
    CRITERION,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording import t

_PLACE = "criterion"
_WORST, _BEST = "worst", "best"
_POINTS = "points"
_SHAPE = "kind", "levels", _POINTS
"""What scores are worth, with the two ends that stand beside it."""
_Tree = dict[str, Any]


def default_sense(units: CaseUnits, criterion: str) -> Sense:
    """The way that its ends say: from the worst to the best."""
    scale = unit_content(units, unit_name(CRITERION, criterion, "scale"))
    if scale["kind"] == "words":
        return Sense.MAX
    worst, best = ends_of(units, criterion)
    return Sense.MAX if best > worst else Sense.MIN


def ends_of(units: CaseUnits, criterion: str) -> tuple[float, float]:
    """The worst and the best of a scale of numbers."""
    scale = unit_content(units, unit_name(CRITERION, criterion, "scale"))
    if scale["kind"] == "piecewise":
        first, last = scale[_POINTS][0], scale[_POINTS][-1]
        worst, best = (first, last) if first["value"] < last["value"] else (last, first)
        return worst["at"], best["at"]
    ends = unit_content(units, ends_unit(criterion))
    return ends[_WORST], ends[_BEST]


def ends_unit(criterion: str) -> str:
    """The unit that holds the ends of a linear scale."""
    return unit_name(CRITERION, criterion, ANCHORS)


def ends_change(units: CaseUnits, criterion: str, worst: str, best: str) -> UnitChange:
    """Other ends of a scale of numbers.

    The other way round than they were, they turn its direction.

    Raises
    ------
    InvalidRequest
        When they are no numbers, or the same.
    """
    written = {_WORST: worst, _BEST: best}
    ends, problems = typed_numbers(written)
    if not problems:
        problems += end_problems(ends, written)
    if problems:
        raise InvalidRequest(problems)
    unit = ends_unit(criterion)
    change = {unit: (units[unit], canonical_json(ends))}
    if is_turned(units, criterion, ends[_WORST], ends[_BEST]):
        return {**turned_change(units, criterion), **change}
    same = unit_content(units, unit) == ends
    return change if same else {**_reopened(units, criterion), **change}


def _reopened(units: CaseUnits, criterion: str, **other: list[_Tree]) -> UnitChange:
    """A scale with other ends or points: what the group confirmed was not these."""
    unit = unit_name(CRITERION, criterion, "scale")
    after = {**unit_content(units, unit), **other, "status": Standing.TO_CONFIRM.value}
    return {unit: (units[unit], canonical_json(after))}


def with_reason(change: UnitChange, reason: str) -> UnitChange:
    """The same change; a scale that is another one, to confirm, says why it is no more the first.

    What stood of it was said of other words, ends or points.
    """
    made = {**change}
    why = reason.strip().rstrip(".")
    note = t("Scale changed in the case: {reason}. For the group to confirm.", reason=why)
    for unit, (before, after) in change.items():
        kind, *names = unit_parts(unit)
        if kind != CRITERION or names[1:] != ["scale"] or before is None or after is None:
            continue
        was, now = (unit_content({unit: text}, unit) for text in (before, after))
        ends = ends_unit(names[0]) in change
        other = ends or any(was.get(key) != now.get(key) for key in _SHAPE)
        if other and now["status"] == Standing.TO_CONFIRM:
            made[unit] = (before, canonical_json({**now, "note": note}))
    return made


def typed_numbers(written: Mapping[str, str]) -> tuple[dict[str, float], list[Problem]]:
    """The numbers of fields, whole ones as such, and what is none."""
    numbers: dict[str, float] = {}
    problems = []
    for field, text in written.items():
        number = typed.typed_number(_PLACE, field, text)
        if isinstance(number, Problem):
            problems.append(number)
        else:
            numbers[field] = int(number) if number.is_integer() else number
    return numbers, problems


def end_problems(ends: Mapping[str, float], written: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with two ends that are numbers, as they were typed."""
    if ends[_WORST] == ends[_BEST]:
        yield Problem("flat_scale", _PLACE, None, _BEST)
    elif not typed.apart(ends[_WORST], ends[_BEST]):
        yield Problem("not_finite", _PLACE, None, _BEST, {"found": written[_BEST][:80]})


def is_turned(units: CaseUnits, criterion: str, worst: float, best: float) -> bool:
    """Whether these ends say the other direction than that of a scale of numbers."""
    return (best > worst) is not (default_sense(units, criterion) is Sense.MAX)


def turned_change(units: CaseUnits, criterion: str) -> UnitChange:
    """A criterion counts the other way: what was best is worst."""
    scale = unit_content(units, unit_name(CRITERION, criterion, "scale"))
    if scale["kind"] == "words":
        change = {**turned_levels(units, criterion)}
    elif scale["kind"] == "piecewise":
        points = [{**p, "value": 1 - p["value"]} for p in scale[_POINTS]]
        change = {**_reopened(units, criterion, points=points)}
    else:
        change = {**_reopened(units, criterion)}
        unit, (worst, best) = ends_unit(criterion), ends_of(units, criterion)
        change[unit] = (units[unit], canonical_json({_WORST: best, _BEST: worst}))
    return {**change, **reopened_direction(units, applied(units, change), criterion)}


def reopened_direction(before: CaseUnits, units: CaseUnits, criterion: str) -> UnitChange:
    """A direction that was turned: what the group confirmed was the other one.

    What nobody has written of it, it says in neutral words.
    """
    unit, own = (unit_name(CRITERION, criterion, *part) for part in (("direction",), ()))
    scale = unit_content(units, unit_name(CRITERION, criterion, "scale"))
    levels = [level["label"] for level in scale.get("levels", ())]
    words = neutral_words(str(unit_content(units, own)["label"]), levels)
    said = {sense.value: text for sense, text in words.senses.items()}
    tree = {**said, "question": words.direction_question, **unit_content(units, unit)}
    if tree["status"] == Standing.CONFIRMED:
        tree |= {"status": Standing.TO_CONFIRM.value, "reason": words.open_reason}
    return {unit: (before[unit], canonical_json(tree))}
