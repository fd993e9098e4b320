"""Strict reading of what ``to_json`` wrote: all that is wrong is named with its place, at once.

What the group says of sets of levers, as text: to be kept, and read back strictly.
"""

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from prioritisation.analysis.sets.errors import InvalidText, TextFault, TextProblem
from prioritisation.analysis.sets.question import (
    Capacity,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
    WordValues,
)

MOST_CHARACTERS, MOST_ROWS, LONGEST_TEXT = 200_000, 1_000, 1_000

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)


def parsed(text: str, read: Callable[["Fields", Any], T]) -> T:
    """What a text says, once all of it is right.

    Parameters
    ----------
    read
        Makes it from the JSON found, and notes what is wrong.

    Raises
    ------
    InvalidText
        With every problem.
    """
    if len(text) > MOST_CHARACTERS:
        raise InvalidText([TextProblem(TextFault.TOO_LONG)])
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a character cannot be written again
    except (ValueError, RecursionError) as error:
        raise InvalidText([TextProblem(TextFault.NO_JSON)]) from error
    fields = Fields()
    made = read(fields, found)
    if fields.problems:
        raise InvalidText(fields.problems)
    return made


@dataclass(slots=True)
class Fields:
    """The fields of a text being read; each method returns something usable, whatever it finds."""

    problems: list[TextProblem] = field(default_factory=list)

    def wrong(self, fault: TextFault, place: str) -> None:
        """Note a problem."""
        self.problems.append(TextProblem(fault, place))

    def record(self, found: object, place: str, names: Iterable[str]) -> Mapping[str, Any]:
        """The named values of an object: those, no other."""
        if not isinstance(found, dict):
            self.wrong(TextFault.KIND, place)
            return dict.fromkeys(names)
        wanted, before = tuple(names), f"{place}." if place else ""
        for name in wanted:
            if name not in found:
                self.wrong(TextFault.MISSING, f"{before}{name}")
        for name in found.keys() - set(wanted):
            self.wrong(TextFault.UNEXPECTED, f"{before}{name}")
        return {name: found.get(name) for name in wanted}

    def rows(self, found: object, place: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
        """Each row of a list, read; places count from 1."""
        if not isinstance(found, list):
            self.wrong(TextFault.KIND, place)
            return ()
        if len(found) > MOST_ROWS:
            self.wrong(TextFault.TOO_LONG, place)
            return ()
        return tuple(read(one, f"{place}.{k}" if place else str(k)) for k, one in _numbered(found))

    def text(self, found: object, place: str) -> str:
        """Words, not too long."""
        if not isinstance(found, str):
            self.wrong(TextFault.KIND, place)
            return ""
        if len(found) > LONGEST_TEXT:
            self.wrong(TextFault.TOO_LONG, place)
        return found

    def word(self, found: object, place: str, kind: type[Word]) -> Word:
        """One of the words of a kind."""
        words = {word.value: word for word in kind}
        if isinstance(found, str) and found in words:
            return words[found]
        self.wrong(TextFault.WORD, place)
        return next(iter(kind))

    def flag(self, found: object, place: str) -> bool:
        """Yes or no."""
        if not isinstance(found, bool):
            self.wrong(TextFault.KIND, place)
        return found is True

    def whole(self, found: object, place: str) -> int:
        """A whole number."""
        if isinstance(found, int) and not isinstance(found, bool):
            return found
        self.wrong(TextFault.KIND, place)
        return 1

    def number(self, found: object, place: str) -> float:
        """A finite number."""
        number = isinstance(found, int | float) and not isinstance(found, bool)
        try:
            value = float(found) if number else math.nan  # type: ignore[arg-type]
        except OverflowError:  # a whole number of hundreds of digits
            value = math.inf
        if math.isfinite(value):
            return value
        self.wrong(TextFault.KIND, place)
        return 0.0

    def date(self, found: object, place: str) -> dt.date | None:
        """A date, or none."""
        if found is None:
            return None
        try:
            return dt.date.fromisoformat(found)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            self.wrong(TextFault.DATE, place)
            return None


def _numbered(found: list[Any]) -> Iterable[tuple[int, Any]]:
    return enumerate(found, start=1)


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
