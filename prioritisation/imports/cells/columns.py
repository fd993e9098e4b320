"""What a criterion and its cells say together: numbers in one unit, or words in an order.

A direction, ends, an order that the file does not state are asked, whatever the cells say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from prioritisation.imports.cells.amounts import (
    NUMERIC_KINDS,
    amount_of,
    decimal_mark,
    text_amount,
    written_number,
)
from prioritisation.imports.cells.headings import (
    CriterionHeading,
    direction_in,
    heading_of,
    unit_row,
)
from prioritisation.imports.cells.number_cells import (
    RANGE_MARK,
    AmountAt,
    CellReading,
    answered_fractions,
    number_column,
    on_scale,
    read_number,
    round_ends,
)
from prioritisation.imports.cells.word_cells import (
    are_words,
    is_order_of,
    proposed_order,
    read_word,
    word_column,
)
from prioritisation.imports.grids import CellKind, FileCell
from prioritisation.imports.model import (
    CellProblem,
    FileAnswers,
    FileQuestion,
    ReadCriterion,
    ReadScore,
)

_ENDS = 2


@dataclass(frozen=True, slots=True)
class CriterionHead:
    """A criterion as the table has it.

    Attributes
    ----------
    name
        With its unit, if it stands there.
    unit, direction, ends, words
        As a row or a column of units says, of directions, of ends (the worst, the best), of words
        (from the worst to the best); empty where there is none.
    whole
        Whether its name keeps its unit: without it, another one has the same.
    levels
        The words that there may be, of which nothing says the order.
    beside
        Whether its unit stands beside each of its scores: 0.12 with « % » is what it says.
    hint
        A word that may be its direction, or part of what it is: « max ».
    """

    name: str
    cell: str = ""
    unit: str = ""
    direction: str = ""
    ends: tuple[float, float] | None = None
    words: tuple[str, ...] = ()
    whole: bool = False
    levels: tuple[str, ...] = ()
    beside: bool = False
    hint: str = ""

    @property
    def listed(self) -> tuple[str, ...]:
        """Words that are said to be some, even « 1 » and « 2 »; two numbers are two ends."""
        of_ends = len({*self.words}) <= (_ENDS if self.ends else 1)
        return self.levels or (() if of_ends else self.words)


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of a criterion, the lever that it is of, and its name.

    Attributes
    ----------
    typed
        Whether somebody said what stands there instead.
    """

    lever: str
    name_of_cell: str
    cell: FileCell
    typed: bool = False


ReadWay = Literal["", "min", "max", "open"]
_WAYS: dict[str, ReadWay] = {"min": "min", "max": "max", "open": "open"}
_TWO = 2

Ends = tuple[float, float]


class StatedSense(NamedTuple):
    """What a file states: each direction, the ends from the worst to the best, and the bounds."""

    directions: tuple[str, ...] = ()
    ends: Ends | None = None
    bounds: Ends | None = None


def read_way(stated: StatedSense, answer: Sequence[str]) -> ReadWay:
    """The direction that is answered, or the only one that the file states; else none."""
    if answer and answer[0] in _WAYS:
        return _WAYS[answer[0]]
    ways = {_WAYS[one] for one in stated.directions if one in _WAYS}
    if stated.ends is not None and stated.ends[0] != stated.ends[1]:
        ways.add("max" if stated.ends[0] < stated.ends[1] else "min")
    return ways.pop() if len(ways) == 1 else ""


def read_ends(criterion: ReadCriterion, stated: StatedSense, answer: Sequence[str]) -> Ends | None:
    """The ends that are answered, or stated, from the worst to the best; else none.

    None either where a score stands outside them.
    """
    for ends in (_typed_ends(answer), stated.ends):
        if ends is not None and _holds(ends, criterion):
            return _turned(ends, criterion.direction)
    return None


def _typed_ends(answer: Sequence[str]) -> Ends | None:
    parts = answer[0].split(RANGE_MARK) if len(answer) == 1 else answer
    numbers = [number for one in parts if (number := _number(one)) is not None]
    return (numbers[0], numbers[1]) if len(numbers) == len(parts) == _TWO else None


def _number(text: str) -> float | None:
    """A number as a question writes it, else as it is typed."""
    amount = text_amount(text.strip(), ".")
    return amount.low if amount.kind == "number" else None


def _holds(ends: Ends, criterion: ReadCriterion) -> bool:
    low, high = sorted(ends)
    inside = all(low <= one <= high for one in (criterion.low, criterion.high) if one is not None)
    return low < high and inside


def _turned(ends: Ends, way: ReadWay) -> Ends:
    low, high = sorted(ends)
    if way in ("min", "max"):
        return (low, high) if way == "max" else (high, low)
    return ends


def proposed_ends(criterion: ReadCriterion, bounds: Ends | None) -> Ends | None:
    """The ends that are proposed, the lower first: those of its heading, or round ones."""
    if bounds is not None and _holds(bounds, criterion):
        low, high = sorted(bounds)
        return low, high
    if criterion.low is None or criterion.high is None:
        return None
    return round_ends(criterion.low, criterion.high, criterion.unit)


def end_choices(ends: Ends | None) -> tuple[str, ...]:
    """Ends as a question proposes them."""
    return tuple(map(written_number, ends)) if ends else ()


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What a criterion says.

    Attributes
    ----------
    aside
        Why its cells are no scale at all; empty where they are one.
    unsure
        Whether its words may be anything: none is there twice, none is known.
    """

    criterion: ReadCriterion
    scores: tuple[ReadScore, ...] = ()
    questions: tuple[FileQuestion, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    aside: Literal["", "text"] = ""
    unsure: bool = False


def column_reading(
    head: CriterionHead, cells: Sequence[PlacedCell], answers: FileAnswers
) -> ColumnReading:
    """What a criterion says, with what was answered about it and about its cells."""
    heading = heading_of(head.name)
    placed = [_typed(one, answers) for one in cells]
    texts = [str(one.cell.value) for one in placed if one.cell.kind is CellKind.TEXT]
    decimal = decimal_mark(texts)
    amounts = [_amount_at(one, decimal, answers) for one in placed]
    in_words = are_words([one.amount for one in amounts], head.listed)
    read_column = _words if in_words else _numbers
    return read_column(_Column(head, heading, placed, amounts, answers, decimal))


@dataclass(frozen=True, slots=True)
class _Column:
    head: CriterionHead
    heading: CriterionHeading
    placed: list[PlacedCell]
    amounts: list[AmountAt]
    answers: FileAnswers
    decimal: str

    @property
    def name(self) -> str:
        return " ".join(self.head.name.split()) if self.head.whole else self.heading.name

    @property
    def unit(self) -> str:
        """As an answer says, a row of units, or the heading."""
        answer = self.answer("unit")
        if answer:
            return answer[0].strip()
        return self.row.unit or self.heading.unit

    @property
    def row(self) -> CriterionHeading:
        """What the row of units says."""
        return unit_row(self.head.unit)

    @property
    def stated(self) -> StatedSense:
        """What the file states of its direction and of its ends."""
        directions = (self.head.direction, self.heading.direction, self.row.direction)
        return StatedSense(directions, self.head.ends, self.row.bounds or self.heading.bounds)

    def answer(self, kind: str) -> tuple[str, ...]:
        """What was answered about the criterion, under either of its names."""
        return self.answers.choices(kind, self.name) or self.answers.choices(kind, self.head.name)

    @property
    def written(self) -> str:
        """What the file writes as its name, where that says more."""
        whole = " ".join(self.head.name.split())
        return "" if whole == self.name else whole

    def question(self, kind: Literal["direction", "ends", "order"], *choices: str) -> FileQuestion:
        return FileQuestion(kind, self.name, (self.head.cell,), choices)

    def direction_question(self) -> FileQuestion:
        """Which way it counts; the word that may say so is the first guess."""
        hint = self.head.hint or self.heading.hint or self.row.hint
        ways = ("max", "min") if direction_in(hint) == "max" else ("min", "max")
        return replace(self.question("direction", *ways), found=hint)


def _typed(placed: PlacedCell, answers: FileAnswers) -> PlacedCell:
    """With what somebody says that stands there instead, but for numbers: they are read first."""
    answer = answers.choice("cell", placed.name_of_cell) if placed.name_of_cell else ""
    if not answer or amount_of(placed.cell).kind in NUMERIC_KINDS:
        return placed
    return replace(placed, cell=FileCell(CellKind.TEXT, answer), typed=True)


def _amount_at(placed: PlacedCell, decimal: str, answers: FileAnswers) -> AmountAt:
    cell, place = placed.cell, placed.name_of_cell
    amount = amount_of(cell, decimal)
    readings = tuple(amount_of(cell, mark) for mark in ".,") if amount.kind == "decimal" else ()
    answer = answers.choice("cell", place) if place else ""
    return AmountAt(place, amount, readings, cell.struck, answer, placed.typed)


def _scores(column: _Column, readings: Sequence[CellReading]) -> tuple[ReadScore, ...]:
    """One for each cell that has no problem."""
    return tuple(
        ReadScore(
            placed.lever,
            column.name,
            placed.name_of_cell,
            reading.value,
            reading.high,
            "avis" if reading.is_known else "inconnu",
            reading.word,
            at.answer if reading.typed else at.amount.text,
            high_word=reading.high_word,
            typed=placed.typed or reading.typed,
        )
        for placed, at, reading in zip(column.placed, column.amounts, readings, strict=True)
        if reading.problem is None
    )


def _numbers(column: _Column) -> ColumnReading:
    amounts = [one.amount for one in column.amounts]
    shared = number_column(column.name, column.unit, amounts, column.decimal)
    # What is typed besides says nothing of how the others are written.
    own = [one.amount for one in column.amounts if not one.typed]
    shared = replace(shared, fractions=number_column(column.name, column.unit, own).fractions)
    if column.head.beside:
        shared = replace(shared, fractions=False)
    shared = answered_fractions(on_scale(shared, column.stated.bounds, amounts), column.amounts)
    readings = [read_number(shared, at) for at in column.amounts]
    numbers = [end for one in readings for end in (one.value, one.high) if end is not None]
    low, high = min(numbers, default=None), max(numbers, default=None)
    way = read_way(column.stated, column.answer("direction"))
    criterion = ReadCriterion(
        column.name,
        column.head.cell,
        shared.unit,
        low=low,
        high=high,
        direction=way,
        heading=column.written,
    )
    criterion = replace(criterion, ends=read_ends(criterion, column.stated, column.answer("ends")))
    proposed = proposed_ends(criterion, column.stated.bounds)
    bounds = criterion.ends or proposed
    if bounds and any(one.amount.kind == "bound" for one in column.amounts):
        within = replace(shared, bounds=(min(bounds), max(bounds)))
        readings = [read_number(within, at) for at in column.amounts]
    questions = [] if way else [column.direction_question()]
    if criterion.ends is None:
        questions.append(column.question("ends", *end_choices(proposed)))
    return _reading(column, criterion, readings, questions)


def _words(column: _Column) -> ColumnReading:
    amounts = [one.amount for one in column.amounts]
    orders = (column.answer("order"), column.head.words)
    for stated in (*filter(None, (*orders, column.head.levels)), ()):
        shared = word_column(column.name, amounts, stated)
        readings = [read_word(shared, at) for at in column.amounts]
        both = [word for one in readings for word in (one.word, one.high_word) if word is not None]
        used = tuple(dict.fromkeys(both))
        one_level = stated not in orders and stated == used
        if not stated or one_level or is_order_of(stated, used):
            break
    ordered = bool(stated) and stated in orders
    least = read_way(column.stated, ()) == "min"
    proposed = proposed_order(used)[:: -1 if least else 1]
    words = tuple(shared.level(one) or one for one in stated) or proposed
    head = (column.name, column.head.cell)
    criterion = ReadCriterion(*head, words=words, ordered=ordered, heading=column.written)
    questions = [] if ordered else [column.question("order", *words)]
    unsure = not stated and shared.is_unsure(sum(one.word is not None for one in readings))
    reading = _reading(column, criterion, readings, questions)
    return replace(reading, aside=shared.aside, unsure=unsure)


def _reading(
    column: _Column,
    criterion: ReadCriterion,
    readings: Sequence[CellReading],
    questions: Sequence[FileQuestion],
) -> ColumnReading:
    return ColumnReading(
        criterion,
        _scores(column, readings),
        (*(one.question for one in readings if one.question is not None), *questions),
        tuple(one.problem for one in readings if one.problem is not None),
    )
