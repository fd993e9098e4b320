"""What the group says of sets of levers, as text: to be kept, and read back strictly."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from prioritisation.analysis.sets.fields import Fields, parsed
from prioritisation.analysis.sets.words import (
    Capacity,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
    WordValues,
)

_QUESTION = tuple(f.name for f in fields(Question))
_VALUES = tuple(f.name for f in fields(WordValues))


def to_json(question: Question) -> str:
    """A question as text, the same for the same question."""
    return json.dumps(asdict(question), default=str, ensure_ascii=False)


def from_json(text: str) -> Question:
    """The question that ``to_json`` wrote; whether it fits the levers is asked by ``portfolio``.

    Raises
    ------
    InvalidText
        For any other text, with every problem and its place.
    """
    return parsed(text, _question)


def _question(read: Fields, found: object) -> Question:
    said = read.record(found, "", _QUESTION)
    capacity = said["capacity"]
    return Question(
        read.whole(said["most"], "most"),
        read.rows(said["synergies"], "synergies", _synergy(read)),
        read.rows(said["loads"], "loads", _load(read)),
        None if capacity is None else read.word(capacity, "capacity", Capacity),
        read.flag(said["hard"], "hard"),
        read.rows(said["waits"], "waits", _wait(read)),
        read.date(said["day"], "day"),
        _values(read, said["values"]),
    )


def _synergy(read: Fields) -> Callable[[Any, str], PairSynergy]:
    def one(found: object, place: str) -> PairSynergy:
        row = read.record(found, place, ("first", "second", "word", "reason"))
        return PairSynergy(
            read.text(row["first"], f"{place}.first"),
            read.text(row["second"], f"{place}.second"),
            read.word(row["word"], f"{place}.word", Synergy),
            read.text(row["reason"], f"{place}.reason"),
        )

    return one


def _load(read: Fields) -> Callable[[Any, str], LeverLoad]:
    def one(found: object, place: str) -> LeverLoad:
        row = read.record(found, place, ("lever", "word", "reason"))
        return LeverLoad(
            read.text(row["lever"], f"{place}.lever"),
            read.word(row["word"], f"{place}.word", Load),
            read.text(row["reason"], f"{place}.reason"),
        )

    return one


def _wait(read: Fields) -> Callable[[Any, str], Wait]:
    def one(found: object, place: str) -> Wait:
        row = read.record(found, place, ("lever", "reason", "until"))
        return Wait(
            read.text(row["lever"], f"{place}.lever"),
            read.text(row["reason"], f"{place}.reason"),
            read.date(row["until"], f"{place}.until"),
        )

    return one


def _values(read: Fields, found: object) -> WordValues:
    row = read.record(found, "values", _VALUES)
    return WordValues(*(read.number(row[name], f"values.{name}") for name in _VALUES))
