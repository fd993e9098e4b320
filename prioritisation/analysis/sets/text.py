"""What the group says of sets of levers, as text: kept, and read back strictly."""

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

LONGEST_QUESTION_TEXT, _MOST_ROWS, _LONGEST_TEXT = 200_000, 1_000, 1_000

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)


def parse(text: str, read: Callable[["Fields", Any], T]) -> T:
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
    if len(text) > LONGEST_QUESTION_TEXT:
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

    def record(self, value: object, place: str, names: Iterable[str]) -> Mapping[str, Any]:
        """The named values of an object: those, no other."""
        if not isinstance(value, dict):
            self.wrong(TextFault.KIND, place)
            return dict.fromkeys(names)
        wanted, before = tuple(names), f"{place}." if place else ""
        for name in wanted:
            if name not in value:
                self.wrong(TextFault.MISSING, f"{before}{name}")
        for name in value.keys() - set(wanted):
            self.wrong(TextFault.UNEXPECTED, f"{before}{name}")
        return {name: value.get(name) for name in wanted}

    def rows(self, value: object, place: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
        """Each row of a list, read; places count from 1."""
        if not isinstance(value, list):
            self.wrong(TextFault.KIND, place)
            return ()
        if len(value) > _MOST_ROWS:
            self.wrong(TextFault.TOO_LONG, place)
            return ()
        return tuple(read(one, f"{place}.{k}" if place else str(k)) for k, one in _numbered(value))

    def text(self, value: object, place: str) -> str:
        """Words, not too long."""
        if not isinstance(value, str):
            self.wrong(TextFault.KIND, place)
            return ""
        if len(value) > _LONGEST_TEXT:
            self.wrong(TextFault.TOO_LONG, place)
        return value

    def word(self, value: object, place: str, kind: type[Word]) -> Word:
        """One of the words of a kind."""
        words = {word.value: word for word in kind}
        if isinstance(value, str) and value in words:
            return words[value]
        self.wrong(TextFault.WORD, place)
        return next(iter(kind))

    def flag(self, value: object, place: str) -> bool:
        """Yes or no."""
        if not isinstance(value, bool):
            self.wrong(TextFault.KIND, place)
        return value is True

    def whole(self, value: object, place: str) -> int:
        """A whole number."""
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.wrong(TextFault.KIND, place)
        return 1

    def number(self, raw: object, place: str) -> float:
        """A finite number."""
        number = isinstance(raw, int | float) and not isinstance(raw, bool)
        try:
            value = float(raw) if number else math.nan  # type: ignore[arg-type]
        except OverflowError:  # a whole number of hundreds of digits
            value = math.inf
        if math.isfinite(value):
            return value
        self.wrong(TextFault.KIND, place)
        return 0.0

    def date(self, value: object, place: str) -> dt.date | None:
        """A date, or none."""
        if value is None:
            return None
        try:
            return dt.date.fromisoformat(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            self.wrong(TextFault.DATE, place)
            return None


def _numbered(values: list[Any]) -> Iterable[tuple[int, Any]]:
    return enumerate(values, start=1)


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
    return parse(text, _question)


def _question(fields: Fields, value: object) -> Question:
    said = fields.record(value, "", _QUESTION)
    capacity = said["capacity"]
    return Question(
        fields.whole(said["most"], "most"),
        fields.rows(said["synergies"], "synergies", _synergy(fields)),
        fields.rows(said["loads"], "loads", _load(fields)),
        None if capacity is None else fields.word(capacity, "capacity", Capacity),
        fields.flag(said["hard"], "hard"),
        fields.rows(said["waits"], "waits", _wait(fields)),
        fields.date(said["day"], "day"),
        _values(fields, said["values"]),
    )


def _synergy(fields: Fields) -> Callable[[Any, str], PairSynergy]:
    def one(value: object, place: str) -> PairSynergy:
        row = fields.record(value, place, ("first", "second", "word", "reason"))
        return PairSynergy(
            fields.text(row["first"], f"{place}.first"),
            fields.text(row["second"], f"{place}.second"),
            fields.word(row["word"], f"{place}.word", Synergy),
            fields.text(row["reason"], f"{place}.reason"),
        )

    return one


def _load(fields: Fields) -> Callable[[Any, str], LeverLoad]:
    def one(value: object, place: str) -> LeverLoad:
        row = fields.record(value, place, ("lever", "word", "reason"))
        return LeverLoad(
            fields.text(row["lever"], f"{place}.lever"),
            fields.word(row["word"], f"{place}.word", Load),
            fields.text(row["reason"], f"{place}.reason"),
        )

    return one


def _wait(fields: Fields) -> Callable[[Any, str], Wait]:
    def one(value: object, place: str) -> Wait:
        row = fields.record(value, place, ("lever", "reason", "until"))
        return Wait(
            fields.text(row["lever"], f"{place}.lever"),
            fields.text(row["reason"], f"{place}.reason"),
            fields.date(row["until"], f"{place}.until"),
        )

    return one


def _values(fields: Fields, value: object) -> WordValues:
    row = fields.record(value, "values", _VALUES)
    return WordValues(*(fields.number(row[name], f"values.{name}") for name in _VALUES))
