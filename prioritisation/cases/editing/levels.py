"""The words of a scale: added, renamed, put in another order, withdrawn; their scores go along."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Standing
from prioritisation.cases import typed
from prioritisation.cases.blank import FEWEST_LEVELS, MOST_LEVELS
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import (
    CRITERION,
    SCORE,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording import listed

_PLACE = "criterion"
_LEVELS = "levels"
_FULL = 100
"""Points of the best word."""
_DIGITS = 12
"""Decimals of a value: those that subtractions add are none of it."""
_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TypedLevel:
    """A word of a scale as it was typed.

    Attributes
    ----------
    id
        That of the word that it was; empty for a new one.
    sentence
        What the word means; empty: the word itself.
    points
        From 0 to 100, as people write them; empty where gaps are equal.
    """

    id: str
    label: str
    sentence: str = ""
    points: str = ""


def level_trees(units: CaseUnits, criterion: str) -> list[_Tree]:
    """The words of a scale as they are written, the worst first."""
    return list(unit_content(units, unit_name(CRITERION, criterion, "scale"))[_LEVELS])


def has_equal_gaps(levels: Sequence[_Tree]) -> bool:
    """Whether each word is as far from the one before."""
    last = len(levels) - 1
    return all(math.isclose(v["value"], k / last, abs_tol=1e-9) for k, v in enumerate(levels))


def level_users(units: CaseUnits, criterion: str, level: str) -> tuple[str, ...]:
    """Ids of the levers that have a word as their score, or as an end of it."""
    users = (
        lever
        for unit, lever in criterion_scores(units, criterion)
        if level in {unit_content(units, unit).get(end) for end in ("score", "high")}
    )
    return tuple(dict.fromkeys(users))


def use_problem(
    units: CaseUnits, case: Case, criterion: str, level: str, field: str
) -> Problem | None:
    """That a word cannot be withdrawn, and who has it; None where nobody does."""
    users = level_users(units, criterion, level)
    if not users:
        return None
    names = {v.id: v.label for v in case.levers}
    label = next(v["label"] for v in level_trees(units, criterion) if v["id"] == level)
    values = {"found": label, "allowed": listed([names[v] for v in users])}
    return Problem("level_in_use", _PLACE, None, field, values)


def levels_change(
    units: CaseUnits,
    case: Case,
    criterion: str,
    levels: Sequence[TypedLevel],
    *,
    equal: bool,
    confirmed: bool = False,
) -> UnitChange:
    """Other words of a scale, the worst first; ranges keep their two words.

    Parameters
    ----------
    equal
        Whether gaps are equal, whatever points were typed.
    confirmed
        Whether the group has agreed to them.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field: ``levels.0.label``.
    """
    before = level_trees(units, criterion)
    problems = [*_problems(units, case, criterion, levels)]
    values: list[float | Problem] = (
        [*_equal_values(len(levels))] if equal else [*_typed_values(before, levels)]
    )
    problems += [value for value in values if isinstance(value, Problem)]
    if problems:
        raise InvalidRequest(problems)
    known = {v["id"]: v for v in before}
    trees = []
    for level, value, ident in zip(levels, values, _ids(before, levels), strict=True):
        label, sentence = (" ".join(words.split()) for words in (level.label, level.sentence))
        row = {"id": ident, "label": label, "value": value, "sentence": sentence or label}
        trees.append({**known.get(ident, {}), **row})
    return _written(units, criterion, trees, confirmed=confirmed)


def turned_levels(units: CaseUnits, criterion: str) -> UnitChange:
    """The same words from the best to the worst, and what is said of more and less with them."""
    turned = level_trees(units, criterion)[::-1]
    values = [round(1 - v["value"], _DIGITS) for v in turned]
    if has_equal_gaps(turned[::-1]):
        values = _equal_values(len(turned))
    trees = [{**v, "value": value} for v, value in zip(turned, values, strict=True)]
    change = {**_written(units, criterion, trees)}
    unit = unit_name(CRITERION, criterion, "scale")
    if other := unit_content(units, unit).get("other_order"):
        after = unit_content({unit: change[unit][1] or ""}, unit)
        change[unit] = (units[unit], canonical_json({**after, "other_order": other[::-1]}))
    for part, ways in turned_ways(units, criterion).items():
        change[part] = (units[part], canonical_json(ways))
    return change


def turned_ways(units: CaseUnits, criterion: str) -> dict[str, _Tree]:
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
    units: CaseUnits, criterion: str, trees: Sequence[_Tree], *, confirmed: bool = False
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
    units: CaseUnits, criterion: str, before: Sequence[_Tree], after: Sequence[_Tree]
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
    for unit, _ in criterion_scores(units, criterion):
        tree = unit_content(units, unit)
        low, high = tree.get("score"), tree.get("high")
        if low and high and order.index(low) > order.index(high):
            turned = {**tree, "score": high, "high": low}
            yield unit, (units[unit], canonical_json(turned))


def criterion_scores(units: CaseUnits, criterion: str) -> Iterator[tuple[str, str]]:
    """The unit of each score of a criterion, and its lever."""
    for unit in units:
        parts = unit_parts(unit)
        if parts[0] == SCORE and parts[2] == criterion:
            yield unit, parts[1]


def _ids(before: Sequence[_Tree], levels: Sequence[TypedLevel]) -> Iterator[str]:
    """The id of each: that of the word that it was, or a new one."""
    taken = [str(v["id"]) for v in before]
    for level in levels:
        if level.id:
            yield level.id
        else:
            taken.append(typed.unique_ids([*taken, level.label], "level")[-1])
            yield taken[-1]


def _problems(
    units: CaseUnits, case: Case, criterion: str, levels: Sequence[TypedLevel]
) -> Iterator[Problem]:
    before = level_trees(units, criterion)
    count, most = len(levels), max(MOST_LEVELS, len(before))
    if count < FEWEST_LEVELS:
        values = {"found": count, "allowed": FEWEST_LEVELS}
        yield Problem("too_few", _PLACE, None, _LEVELS, values)
    if count > most:
        yield Problem("too_many", _PLACE, None, _LEVELS, {"found": count, "allowed": most})
    for k, level in enumerate(levels):
        field = f"{_LEVELS}.{k}"
        yield from typed.text_problems(_PLACE, f"{field}.label", level.label, typed.NAME_SIGNS)
        if level.sentence.strip():
            signs = typed.QUESTION_SIGNS
            yield from typed.text_problems(_PLACE, f"{field}.sentence", level.sentence, signs)
    labels = [(f"{_LEVELS}.{k}.label", v.label) for k, v in enumerate(levels)]
    yield from typed.repeated_names(_PLACE, labels, accents=False)
    left = {v.id for v in levels}
    for gone in (v["id"] for v in before if v["id"] not in left):
        if problem := use_problem(units, case, criterion, gone, _LEVELS):
            yield problem


def _equal_values(count: int) -> list[float]:
    return [k / max(count - 1, 1) for k in range(count)]


def level_points(value: float) -> str:
    """The points of a word, as a field has them."""
    return f"{round(value * _FULL, 1):g}".replace(".", ",")


def _typed_values(
    before: Sequence[_Tree], levels: Sequence[TypedLevel]
) -> Iterator[float | Problem]:
    """The value of each; what nobody has changed stays as exact as it was."""
    exact = {(v["id"], level_points(v["value"])): float(v["value"]) for v in before}
    last, below = len(levels) - 1, 0.0
    for k, level in enumerate(levels):
        if k in (0, last):
            yield float(k == last)
            continue
        field = f"{_LEVELS}.{k}.points"
        number = typed.typed_number(_PLACE, field, level.points)
        if isinstance(number, Problem):
            yield number
            continue
        value = exact.get((level.id, level.points.strip()), round(number / _FULL, _DIGITS))
        if not below < value < 1:
            yield typed.out_of_order(_PLACE, field, level.points, (below * _FULL, _FULL))
            continue
        below = value
        yield value
