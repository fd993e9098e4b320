"""What must come out of a file, as data: whatever the issue leaves free is left free."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class AnyOf:
    """One of several readings, each right."""

    values: tuple

    def __init__(self, *values):
        object.__setattr__(self, "values", values)


@dataclass(frozen=True)
class Maybe:
    """One of these values, or nothing and somebody is asked or told: never another value."""

    values: tuple

    def __init__(self, *values):
        object.__setattr__(self, "values", values)


NOTICED = Maybe()
"""No value is read, and the cell is asked about, wrong or left out."""
WRONG = "a problem at this cell"


@dataclass(frozen=True)
class Ask:
    """The cell is asked about, and unknown until then; of one of these kinds."""

    kinds: str


@dataclass(frozen=True)
class Word:
    """A level of a scale of words."""

    text: str


@dataclass(frozen=True)
class Grouped:
    """The name under another one, alone or with it before."""

    top: str
    name: str
    needed: bool = False


@dataclass(frozen=True)
class Place:
    """A score that is expected, by the places of its lever and criterion in their lists."""

    lever: int
    criterion: int
    cell: str
    value: object


@dataclass(frozen=True)
class AwkwardFile:
    """A file and what must come out.

    Cells are written without their sheet: ``sheet`` is put before, unless they have one.

    Attributes
    ----------
    make
        Its bytes; a text is a block that is pasted.
    criteria
        Names, or what a name may be.
    asked
        Kinds of questions, and what they are about.
    may_ask
        Kinds of questions that may be asked besides; the first guess must be right.
    left_out
        Cells -> reasons, any of those between bars; empty for any reason.
    directions
        Of criteria, as the file states them; the others are asked.
    answers
        Kind, what it is about, and what is answered.
    orders
        Words of criteria from the worst to the best, as an answer says.
    doubted
        Cells that must not pass without a word, whatever the word.
    refused
        Kinds of refusal, any of those between bars.
    may_refuse
        Whether it may be refused instead.
    unsure
        Whether all that is asked of it is not to be sure: a question, a problem or a refusal.
    """

    name: str
    make: Callable[[], bytes | str]
    why: str
    sheet: str = ""
    levers: Sequence[str] = ()
    criteria: Sequence[object] = ()
    scores: Sequence[Place] = ()
    asked: Sequence[tuple[str, str]] = ()
    may_ask: Sequence[str] = ()
    problems: Sequence[str] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    doubted: Sequence[str] = ()
    notes: Sequence[str] = ()
    answers: Sequence[tuple[str, ...]] = ()
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: str = ""
    may_refuse: bool = False
    unsure: bool = False

    @property
    def is_pasted(self):
        return self.name.startswith("(")

    def full(self, cell):
        """The name of a cell or of a range, with its sheet."""
        return cell if "!" in cell or not self.sheet else f"{self.sheet}!{cell}"


def parts(text: str) -> list[str]:
    """Letters or numbers of a short list: « B:D » and « 2:4,6 »."""
    every = []
    for part in filter(None, text.split(",")):
        first, _, last = part.partition(":")
        if first.isdigit():
            every += [str(n) for n in range(int(first), int(last or first) + 1)]
        else:
            every += [letters(n) for n in range(number(first), number(last or first) + 1)]
    return every


def number(name: str) -> int:
    """The place of a column, from 0."""
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def letters(place: int) -> str:
    """The letters of a column, from 0."""
    high, low = divmod(place, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)


def wide(columns: str, rows: str, values: Iterable[Sequence[object]]) -> list[Place]:
    """Scores of levers in rows: a row of values a lever."""
    return [
        Place(lever, criterion, f"{column}{row}", value)
        for lever, (row, line) in enumerate(zip(parts(rows), values, strict=True))
        for criterion, (column, value) in enumerate(zip(parts(columns), line, strict=True))
    ]


def turned(columns: str, rows: str, values: Iterable[Sequence[object]]) -> list[Place]:
    """Scores of levers in columns: a row of values a criterion, as they lie."""
    return [
        Place(lever, criterion, f"{column}{row}", value)
        for criterion, (row, line) in enumerate(zip(parts(rows), values, strict=True))
        for lever, (column, value) in enumerate(zip(parts(columns), line, strict=True))
    ]


_CELL = re.compile(r"([A-Z]+)(\d+)")


def area(cells: str) -> tuple[str, int, int, int, int]:
    """The sheet of a range, its rows and its columns."""
    sheet, _, place = cells.rpartition("!")
    first, _, last = place.partition(":")
    (a, b), (c, d) = (_CELL.fullmatch(one).groups() for one in (first, last or first))
    return sheet.strip("'"), int(b), int(d), number(a), number(c)


def covers(outer: str, inner: str) -> bool:
    """Whether a range holds another one."""
    try:
        a, b = area(outer), area(inner)
    except AttributeError:
        return outer == inner
    return a[0] == b[0] and a[1] <= b[1] and b[2] <= a[2] and a[3] <= b[3] and b[4] <= a[4]


def each_cell(cells: str) -> list[str]:
    """The names of all cells of a range."""
    sheet, top, bottom, left, right = area(cells)
    before = cells.rpartition("!")[0]
    return [
        f"{before}!{letters(column)}{row}" if sheet else f"{letters(column)}{row}"
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
