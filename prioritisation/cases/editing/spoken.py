"""How a room is told of a criterion: the phrases of its two ends, its names by direction."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from criteria.errors import Problem
from criteria.model import Criterion, Sense, Standing, Unit
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import (
    CRITERION,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording.numbers import half_up, plain

_PLACE = "criterion"
_NUMBER = "{n}"
_WORST, _BEST, SINGLE = "worst", "best", "one"
PHRASES = (_WORST, _BEST, SINGLE)
"""Fields of the phrases: of the two ends, and of one alone."""
_DIGITS = 3
"""Decimals of a number in a phrase of a room."""
_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """What was typed for a room: phrases with their numbers in them, and names.

    Attributes
    ----------
    phrases
        Of ``PHRASES``, as the room is to read them: « aucune baisse », « 4,2 millions de tonnes »;
        all of them empty: numbers with their unit; None: as they were.
    names
        ``max.name``, ``max.question``, ``min.name``, ``min.question``, ``in_sentence``,
        ``of_sentence``: those that a room has words of its own for.
    confirmed
        Whether the group has agreed to them.
    """

    phrases: Mapping[str, str] | None
    names: Mapping[str, str]
    confirmed: bool = False


def spoken_phrase(unit: Unit, value: float) -> str:
    """A number in the phrase of a room."""
    words = unit.phrase(half_up(value, _DIGITS)) if value else unit.zero
    return words.replace(_NUMBER, plain(value))


def spoken_unit(criterion: Criterion, phrases: Mapping[str, str]) -> Unit | None:
    """What writes numbers as the phrases of the two ends do; None where none is typed.

    Raises
    ------
    InvalidRequest
        When a phrase does not hold its number, or two phrases are not of one kind.
    """
    clean = {field: _spaced(phrases.get(field, "")) for field in PHRASES}
    if not any(clean.values()):
        return None
    values = _values(criterion)
    problems = [*_phrase_problems(clean)]
    if not problems:
        problems += _missing_numbers(clean, values)
    if problems:
        raise InvalidRequest(problems)
    unit = _unit_of(clean, values, criterion.plain.unit)
    for field, text in clean.items():
        value, read = values[field], spoken_phrase(unit, values[field])
        # However its figures are grouped.
        if text and _around(text, value) != _around(_spaced(read), value):
            both = {"found": text, "allowed": read}
            raise InvalidRequest([Problem("phrases_differ", _PLACE, None, field, both)])
    return unit


def spoken_change(units: CaseUnits, criterion: Criterion, words: SpokenWords) -> UnitChange:
    """Other words of a room; new ones are for the group to confirm.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field.
    """
    problems = [*_name_problems(words.names)]
    place = unit_name(CRITERION, criterion.id, "plain")
    before = unit_content(units, place) if place in units else {}
    tree = {key: value for key, value in before.items() if key != "status"}
    try:
        if words.phrases is not None:
            tree = _with_unit(tree, spoken_unit(criterion, words.phrases))
    except InvalidRequest as error:
        problems += error.problems
    if problems:
        raise InvalidRequest(problems)
    tree = _with_names(tree, words.names)
    if not tree:
        return {place: (units.get(place), None)} if place in units else {}
    standing = Standing.CONFIRMED if words.confirmed else Standing.TO_CONFIRM
    same = before == {**tree, "status": before.get("status")}
    status = before["status"] if same and not words.confirmed else standing.value
    return {place: (units.get(place), canonical_json({**tree, "status": status}))}


def _spaced(text: str) -> str:
    """A text with one plain space wherever it has any."""
    return " ".join(text.split())


def _values(criterion: Criterion) -> dict[str, float]:
    """The number that each phrase is about, as a room counts."""
    ends = [float(end) / criterion.plain.per for end in criterion.anchors()]
    return dict(zip(PHRASES, (*ends, 1.0), strict=True))


def _phrase_problems(phrases: Mapping[str, str]) -> Iterator[Problem]:
    """Phrases that no file can hold, or an end without one."""
    for field, text in phrases.items():
        if text or field != SINGLE:
            yield from typed.text_problems(_PLACE, field, text, typed.NAME_SIGNS)
        if "{" in text or "}" in text:
            yield Problem("bad_form", _PLACE, None, field, {"found": text[:80]})


def _missing_numbers(phrases: Mapping[str, str], values: Mapping[str, float]) -> Iterator[Problem]:
    for field, text in phrases.items():
        value = values[field]
        if text and value and _NUMBER not in _around(text, value):
            both = {"found": text[:80], "allowed": plain(value)}
            yield Problem("phrase_without_number", _PLACE, None, field, both)


def _around(text: str, value: float) -> str:
    """A phrase, its number left open, however its figures are grouped."""
    written = _spaced(plain(value))
    ways = {written, written.replace(" ", ""), written.replace(" ", "").replace(",", ".")}
    for way in sorted(ways, key=len, reverse=True):
        number = rf"(?<![\d.,\-−]){re.escape(way)}(?![\d]|[.,]\d)"
        if re.search(number, text):
            return re.sub(number, _NUMBER, text, count=1)
    return text


def _unit_of(phrases: Mapping[str, str], values: Mapping[str, float], before: Unit | None) -> Unit:
    """The phrases around any number: of many by the end that is farthest from zero."""
    far = max((_WORST, _BEST), key=lambda end: abs(values[end]))
    many = _around(phrases[far], values[far])
    one = _around(phrases[SINGLE], 1) if phrases[SINGLE] else ""
    none = next((phrases[end] for end in (_WORST, _BEST) if not values[end]), "")
    if not none and before and before.many == many:
        none = before.zero
    none = none or (one or many).replace(_NUMBER, "0")
    return Unit(one if one != many else "", zero=none, many=many)


def _name_problems(names: Mapping[str, str]) -> Iterator[Problem]:
    for field, text in names.items():
        if text.strip():
            yield from typed.text_problems(_PLACE, field, text, typed.NAME_SIGNS)
    for sense in Sense:
        name, question = names.get(f"{sense}.name", ""), names.get(f"{sense}.question", "")
        if question.strip() and not name.strip():
            yield Problem("empty", _PLACE, None, f"{sense}.name")


def _with_unit(tree: _Tree, unit: Unit | None) -> _Tree:
    """The words of a room with these phrases; without any, its numbers have no other count."""
    rest = {k: v for k, v in tree.items() if k not in ("zero", SINGLE, "many")}
    if unit is None:
        return {k: v for k, v in rest.items() if k != "per"}
    phrases = {"zero": unit.zero, SINGLE: unit.one, "many": unit.many}
    return rest | {key: phrase for key, phrase in phrases.items() if phrase}


def _with_names(tree: _Tree, names: Mapping[str, str]) -> _Tree:
    """The words of a room with these names; a way whose name is emptied has its own again."""
    after = dict(tree)
    for field, text in names.items():
        key, _, part = field.partition(".")
        if not part:
            after[key] = _spaced(text)
        else:
            after[key] = {**after.get(key, {}), part: _spaced(text)}
    for sense in Sense:
        if sense in after:
            after[sense] = {k: v for k, v in after[sense].items() if v}
    return {key: value for key, value in after.items() if value not in ("", {})}
