"""Ways of counting of a dossier: their words, and the one that is in force from the start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from criteria.errors import Problem
from criteria.model import Standing
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import QUESTION, CaseUnits, canonical_json, unit_content, unit_name
from prioritisation.errors import InvalidRequest

_PLACE = "criterion"
_READINGS, _PLAIN = "readings", "plain"
_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A question of reading as it was typed.

    Attributes
    ----------
    readings
        Id of each of its readings -> its name, and what it counts.
    default
        Id of the one that is in force from the start.
    confirmed
        Whether the group has agreed to that one.
    """

    name: str
    question: str
    readings: Mapping[str, tuple[str, str]]
    default: str
    confirmed: bool = False


def question_change(units: CaseUnits, ident: str, question: TypedQuestion) -> UnitChange:
    """Other words of a question and of its readings, or another one in force.

    What a room reads of a name that is another one now leaves: it is read as it is.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field: ``label.gt``.
    """
    problems = [*_problems(question)]
    if problems:
        raise InvalidRequest(problems)
    unit = unit_name(QUESTION, ident)
    before = unit_content(units, unit)
    head = {"name": _line(question.name), QUESTION: _line(question.question)}
    readings = [_reading(tree, question) for tree in before[_READINGS]]
    after = {**before, **head, _READINGS: readings}
    if _PLAIN in before:
        after[_PLAIN] = _plain(before, after)
    return {unit: (units[unit], canonical_json(after))}


def _reading(tree: _Tree, question: TypedQuestion) -> _Tree:
    """A reading with its words; in force or not, and confirmed once the group has agreed."""
    label, description = map(_line, question.readings[tree["id"]])
    rest = {key: value for key, value in tree.items() if key != "default"}
    words = {"label": label, "description": description}
    if tree["id"] != question.default:
        return {**rest, **words}
    status = Standing.CONFIRMED.value if question.confirmed else tree["status"]
    return {**rest, **words, "status": status, "default": True}


def _plain(before: _Tree, after: _Tree) -> _Tree:
    """What a room reads of what is called as it was."""
    plain = before[_PLAIN]
    names = {one["id"]: one["label"] for one in before[_READINGS]}
    same = {one["id"] for one in after[_READINGS] if names[one["id"]] == one["label"]}
    words = {key: word for key, word in plain.get(_READINGS, {}).items() if key in same}
    heads = ("name", QUESTION)
    rest = {
        key: value
        for key, value in plain.items()
        if key != _READINGS and not (key in heads and before[key] != after[key])
    }
    return rest | ({_READINGS: words} if words else {})


def _line(words: str) -> str:
    return " ".join(words.split())


def _problems(question: TypedQuestion) -> Iterator[Problem]:
    yield from typed.text_problems(_PLACE, "name", question.name, typed.NAME_SIGNS)
    yield from _sentence(QUESTION, question.question)
    for ident, (label, description) in question.readings.items():
        yield from typed.text_problems(_PLACE, f"label.{ident}", label, typed.NAME_SIGNS)
        yield from _sentence(f"description.{ident}", description)
    labels = ((f"label.{ident}", label) for ident, (label, _) in question.readings.items())
    yield from typed.repeated_names(_PLACE, labels)
    if question.default not in question.readings:
        yield Problem("empty", _PLACE, None, "default")


def _sentence(field: str, words: str) -> Iterator[Problem]:
    if words.strip():
        yield from typed.text_problems(_PLACE, field, words, typed.QUESTION_SIGNS)
    else:
        yield Problem("empty", _PLACE, None, field)
