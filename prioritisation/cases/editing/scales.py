"""Scales of criteria: their two ends, and the way they count."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from criteria.errors import Problem
from criteria.model import Sense, Standing
from prioritisation.cases import typed
from prioritisation.cases.blank import neutral_words
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.units import (
    ANCHORS,
    CRITERION,
    SCORE,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording import t

_LEVELS = "levels"
_DIGITS = 12
"""Decimals of a value: those that subtractions add are none of it."""
_LevelTree = dict[str, Any]


def level_trees(units: CaseUnits, criterion: str) -> list[_LevelTree]:
    """The words of a scale as they are written, the worst first."""
    return list(unit_content(units, unit_name(CRITERION, criterion, "scale"))[_LEVELS])


def has_equal_gaps(levels: Sequence[_LevelTree]) -> bool:
    """Whether each word is as far from the one before."""
    last = len(levels) - 1
    return all(math.isclose(v["value"], k / last, abs_tol=1e-9) for k, v in enumerate(levels))


def levels_change(
    units: CaseUnits, criterion: str, words: Sequence[tuple[str, str]], *, confirmed: bool = False
) -> UnitChange:
    """What each word of a scale is called and what it means, the worst first.

    Parameters
    ----------
    words
        Of each: its name, and what it means; empty: the word itself.
    confirmed
        Whether the group has agreed to them and to their order.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field: ``levels.0.label``.
    """
    problems: list[Problem] = []
    for k, (label, sentence) in enumerate(words):
        field = f"{_LEVELS}.{k}"
        problems += typed.text_problems(_PLACE, f"{field}.label", label, typed.NAME_SIGNS)
        if sentence.strip():
            signs = typed.QUESTION_SIGNS
            problems += typed.text_problems(_PLACE, f"{field}.sentence", sentence, signs)
    labels = [(f"{_LEVELS}.{k}.label", label) for k, (label, _) in enumerate(words)]
    problems += typed.repeated_names(_PLACE, labels, accents=False)
    if problems:
        raise InvalidRequest(problems)
    clean = [[" ".join(one.split()) for one in pair] for pair in words]
    trees = [
        {**tree, "label": label, "sentence": sentence or label}
        for tree, (label, sentence) in zip(level_trees(units, criterion), clean, strict=True)
    ]
    return _written(units, criterion, trees, confirmed=confirmed)


def turned_levels(units: CaseUnits, criterion: str) -> UnitChange:
    """The same words from the best to the worst, and what is said of more and less with them."""
    turned = level_trees(units, criterion)[::-1]
    values = [round(1 - v["value"], _DIGITS) for v in turned]
    if has_equal_gaps(turned[::-1]):
        values = [k / max(len(turned) - 1, 1) for k in range(len(turned))]
    trees = [{**v, "value": value} for v, value in zip(turned, values, strict=True)]
    change = {**_written(units, criterion, trees)}
    unit = unit_name(CRITERION, criterion, "scale")
    if other := unit_content(units, unit).get("other_order"):
        after = unit_content({unit: change[unit][1] or ""}, unit)
        change[unit] = (units[unit], canonical_json({**after, "other_order": other[::-1]}))
    for part, ways in turned_ways(units, criterion).items():
        change[part] = (units[part], canonical_json(ways))
    return change


def turned_ways(units: CaseUnits, criterion: str) -> dict[str, _LevelTree]:
    """What is said of more said of less, and the other way round: the units that say it."""
    turned = {}
    for part in ("direction", "plain"):
        unit = unit_name(CRITERION, criterion, part)
        if unit not in units:
            continue
        tree = unit_content(units, unit)
        ways = {"max": tree.get("min"), "min": tree.get("max")}
        rest = {key: value for key, value in tree.items() if key not in ways}
        turned[unit] = rest | {key: value for key, value in ways.items() if value}
    return turned


def _written(
    units: CaseUnits, criterion: str, trees: Sequence[_LevelTree], *, confirmed: bool = False
) -> UnitChange:
    """The change that writes these words; an order or gaps that are new are to be confirmed."""
    unit = unit_name(CRITERION, criterion, "scale")
    scale = unit_content(units, unit)
    worth = [[(v["id"], v["value"]) for v in of] for of in (scale[_LEVELS], trees)]
    status = scale["status"] if worth[0] == worth[1] else Standing.TO_CONFIRM.value
    status = Standing.CONFIRMED.value if confirmed else status
    # What else was possible was so of the words as they were.
    same = worth[0] == worth[1] and not confirmed
    rest = {key: value for key, value in scale.items() if same or key != "other_order"}
    after = {**rest, "status": status, _LEVELS: list(trees)}
    change: dict[str, tuple[str | None, str | None]] = {unit: (units[unit], canonical_json(after))}
    change |= dict(_plain_words(units, criterion, scale[_LEVELS], trees))
    change |= dict(_ranges(units, criterion, [v["id"] for v in trees]))
    return change


def _plain_words(
    units: CaseUnits, criterion: str, before: Sequence[_LevelTree], after: Sequence[_LevelTree]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """What a room reads of words that are still called as they were; the others are read as is."""
    unit = unit_name(CRITERION, criterion, "plain")
    if unit not in units:
        return
    tree = unit_content(units, unit)
    called = {v["id"]: v["label"] for v in before}
    same = {v["id"] for v in after if called.get(v["id"]) == v["label"]}
    words = {key: word for key, word in tree.get(_LEVELS, {}).items() if key in same}
    if words != tree.get(_LEVELS, {}):
        rest = {key: value for key, value in tree.items() if key != _LEVELS}
        yield unit, (units[unit], canonical_json(rest | ({_LEVELS: words} if words else {})))


def _ranges(
    units: CaseUnits, criterion: str, order: Sequence[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Scores between two words, these in the order that the scale has now."""
    for unit in units:
        parts = unit_parts(unit)
        if parts[0] != SCORE or parts[2] != criterion:
            continue
        tree = unit_content(units, unit)
        low, high = tree.get("score"), tree.get("high")
        if low and high and order.index(low) > order.index(high):
            turned = {**tree, "score": high, "high": low}
            yield unit, (units[unit], canonical_json(turned))


_PLACE = "criterion"
_WORST, _BEST = "worst", "best"
_POINTS = "points"
_SHAPE = "kind", "levels", _POINTS
"""What scores are worth, with the two ends that stand beside it."""


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
    if (ends[_BEST] > ends[_WORST]) is not (default_sense(units, criterion) is Sense.MAX):
        return {**turned_change(units, criterion), **change}
    same = unit_content(units, unit) == ends
    return change if same else {**_reopened(units, criterion), **change}


def _reopened(units: CaseUnits, criterion: str, **other: list[_LevelTree]) -> UnitChange:
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
