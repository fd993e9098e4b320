"""The cells of a criterion of numbers: each in its unit, or what is asked of it, or wrong."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prioritisation.imports.cells.amounts import CellAmount, text_amount, written_number
from prioritisation.imports.cells.cell_readings import (
    ALWAYS_WRONG,
    RANGE_MARK,
    UNKNOWN_ANSWER,
    AmountAt,
    CellReading,
    problem_at,
    question_at,
    written_amount,
)
from prioritisation.imports.cells.ends import out_of
from prioritisation.imports.cells.likely import likely_range
from prioritisation.imports.cells.measures import Measure, is_multiple, measure_in, unit_key

_RANGE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\.\.-?[0-9]+(?:\.[0-9]+)?")
_MEASURED = ("approximate", "bound", "interval", "number", "reversed")


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """What the cells of a criterion have in common.

    Attributes
    ----------
    unit
        As it is written.
    stated
        Whether the heading says it: what has none is then in it.
    plain
        Whether a number without a unit may be in it.
    mixed
        Whether percents stand in it beside plain numbers.
    bounds
        The least and the greatest that a score may be, where they are known.
    fractions
        Whether 0.12 is 12 %: None while nobody says, where nothing is above 1 under « (%) ».
    scale
        The ends that the heading says: « (1 à 5) »; what stands outside is asked about.
    """

    name: str
    unit: str
    plain: bool = True
    percents: bool = False
    decimal: str = ""
    bounds: tuple[float, float] | None = None
    fractions: bool | None = False
    scale: tuple[float, float] | None = None

    @property
    def measure(self) -> Measure:
        """Its unit, and how many of the smaller one it is."""
        return measure_in(self.unit) or Measure(self.unit)


def number_column(
    name: str, unit: str, amounts: Sequence[CellAmount], decimal: str = ""
) -> NumberColumn:
    """What cells have in common; their unit, where the heading has none, is that of most."""
    measured = [one for one in amounts if one.kind in _MEASURED]
    percents = any(one.unit == "%" for one in measured)
    if unit:
        column = NumberColumn(name, unit, True, percents, decimal)
        return replace(column, fractions=None) if _may_be_fractions(column, measured) else column
    units = Counter(unit_key(one.unit) for one in measured if one.unit)
    bare = sum(not one.unit for one in measured)
    if not units or units.most_common(1)[0][1] < bare:
        return NumberColumn(name, "", True, percents, decimal)
    most = units.most_common(1)[0][0]
    same = [one for one in measured if one.unit and unit_key(one.unit) == most]
    plain = not any(one.multiplied or is_multiple(one.unit) for one in same)
    return NumberColumn(name, same[0].unit, plain, percents, decimal)


def _may_be_fractions(column: NumberColumn, amounts: Sequence[CellAmount]) -> bool:
    """Whether percents may be written as parts of 1: none is above it, and one is no whole."""
    ends = [end for one in amounts for end in (one.low, one.high) if end is not None]
    small = all(abs(end) <= 1 for end in ends) and not all(end.is_integer() for end in ends)
    return column.unit == "%" and not column.percents and small


def answered_fractions(column: NumberColumn, amounts: Sequence[AmountAt]) -> NumberColumn:
    """The same, once the answer about one of its cells shows how all are written."""
    if column.fractions is not None:
        return column
    answers = [(at, at.answer("decimal")) for at in amounts]
    ways = {answer == written_amount(*_in_percents(at.amount)) for at, answer in answers if answer}
    return replace(column, fractions=ways.pop()) if len(ways) == 1 else column


def _in_percents(amount: CellAmount) -> tuple[float, float | None]:
    low, high = (float(Decimal(repr(end or 0.0)) * 100) for end in (amount.low, amount.high))
    return low, None if amount.high in (None, amount.low) else high


def _fraction(column: NumberColumn, at: AmountAt) -> CellReading | None:
    """A number that may be a part of 1, or is one; None of any other."""
    amount = at.amount
    if column.fractions is False or amount.kind not in ("number", "interval") or not amount.low:
        return None
    low, high = _in_percents(amount)
    if column.fractions:
        return CellReading(low, high)
    plain = written_amount(amount.low, amount.high if high is not None else None)
    return question_at(at, "decimal", written_amount(low, high), plain)


def read_number(column: NumberColumn, at: AmountAt) -> CellReading:
    """What one of its cells is read as; what was answered about it counts."""
    reading = _asked_if_outside(column, at, _asked_if_struck(at, _read(column, at)))
    question = reading.question
    answer = at.answer(question.kind) if question else ""
    if question is None or not answer:
        return reading
    if answer == UNKNOWN_ANSWER:
        return CellReading()
    answered = _answered(column, at, answer, question.choices)
    return answered if answered.is_known else reading


def _answered(
    column: NumberColumn, at: AmountAt, answer: str, choices: Sequence[str]
) -> CellReading:
    if answer in choices or _RANGE.fullmatch(answer):
        ends = [float(end) for end in answer.split(RANGE_MARK)]
        return CellReading(ends[0], ends[-1] if len(ends) > 1 else None)
    typed = text_amount(answer, column.decimal)
    return _read(column, replace(at, amount=typed, readings=()))


def on_scale(
    column: NumberColumn, bounds: tuple[float, float] | None, amounts: Sequence[CellAmount]
) -> NumberColumn:
    """The same, on the scale that its heading says, if a third of its numbers are on it."""
    if bounds is None or bounds[0] > 1:
        return column
    scaled = replace(column, scale=bounds)
    ends = [(one.low, one.high) for one in amounts if one.kind in ("number", "interval")]
    outside = sum(_is_outside(scaled, low, high) for low, high in ends)
    return scaled if 3 * outside <= 2 * len(ends) else column


def _is_outside(column: NumberColumn, low: float | None, high: float | None) -> bool:
    known = [end for end in (low, high) if end is not None]
    least, most = column.scale or (-math.inf, math.inf)
    return any(not least <= end <= most for end in known)


def _asked_if_outside(column: NumberColumn, at: AmountAt, reading: CellReading) -> CellReading:
    """7 under « (1 à 5) »: it may be a slip."""
    if reading.value is None or not _is_outside(column, reading.value, reading.high):
        return reading
    text = written_amount(reading.value, reading.high)
    return question_at(at, "approximate", text, UNKNOWN_ANSWER)


def _asked_if_struck(at: AmountAt, reading: CellReading) -> CellReading:
    if not at.struck or reading.value is None:
        return reading
    return question_at(at, "struck", written_amount(reading.value, reading.high), UNKNOWN_ANSWER)


def _read(column: NumberColumn, at: AmountAt) -> CellReading:
    amount = at.amount
    if amount.kind in ALWAYS_WRONG:
        likely = likely_range(amount.text) if amount.kind == "date" else ""
        return problem_at(
            at, ALWAYS_WRONG[amount.kind], name=column.name, unit=column.unit, likely=likely
        )
    if amount.kind in ("number", "interval", "approximate", "bound"):
        return _fraction(column, at) or _measured(column, at)
    if amount.kind == "decimal":
        return _in_two_ways(column, at)
    return _without_number(column, at)


def _without_number(column: NumberColumn, at: AmountAt) -> CellReading:
    kind = at.amount.kind
    if kind == "unknown":
        return CellReading()
    if kind == "none":
        return question_at(at, kind, "0", UNKNOWN_ANSWER)
    if kind == "not_applicable":
        return question_at(at, kind, UNKNOWN_ANSWER, "0")
    return problem_at(at, "not_a_number", name=column.name, unit=column.unit)


def _measured(column: NumberColumn, at: AmountAt) -> CellReading:
    """In the unit of the criterion, or a problem; what is about or bounded is asked."""
    amount = at.amount
    factor = _factor(column, amount)
    most = out_of(column.unit)
    if most and (factor is None or not _is_within(most, amount)):
        return problem_at(at, "other_unit", name=column.name, most=written_number(most))
    if factor is None:
        return problem_at(at, "other_unit", name=column.name, unit=column.unit)
    low, high = (None if end is None else _times(end, factor) for end in (amount.low, amount.high))
    if amount.kind == "bound":
        return question_at(at, "bound", *_within(column, low, high), UNKNOWN_ANSWER)
    if low is None:
        return CellReading()
    if amount.kind == "approximate":
        return question_at(at, "approximate", written_amount(low, high), UNKNOWN_ANSWER)
    return CellReading(low, high if amount.kind == "interval" else None)


def _factor(column: NumberColumn, amount: CellAmount) -> Decimal | None:
    """What brings it into the unit of the criterion; None where nothing does."""
    measure = column.measure
    if not amount.unit:
        ends = [end for end in (amount.low, amount.high) if end is not None]
        if not any(ends):
            return Decimal(1)
        if amount.multiplied and measure.factor != 1:
            return None
        # « 0 à 1 », « 0,2 »: parts of one, perhaps; « -5 à 1 » is none.
        fraction = column.percents and 0 < max(map(abs, ends), default=0) <= 1
        return None if fraction or not column.plain else Decimal(1)
    if unit_key(amount.unit) != unit_key(measure.unit):
        return None
    return 1 / measure.factor


def _is_within(most: float, amount: CellAmount) -> bool:
    ends = [end for end in (amount.low, amount.high) if end is not None]
    return all(0 <= end <= most for end in ends)


def _times(value: float, factor: Decimal) -> float:
    return value if factor == 1 else float(Decimal(repr(value)) * factor)


def _within(column: NumberColumn, low: float | None, high: float | None) -> list[str]:
    """Of a bound: up to the end of the scale, where it is known; or exactly."""
    end = low if low is not None else high
    if end is None:
        return []
    choices = [written_number(end)]
    if column.bounds is not None:
        least, most = column.bounds
        wide = (end, most) if low is not None else (least, end)
        if wide[0] < wide[1]:
            choices.insert(0, written_amount(*wide))
    return choices


def _in_two_ways(column: NumberColumn, at: AmountAt) -> CellReading:
    """« 1.234 »: one of two numbers; wrong where either has another unit."""
    both = [
        _measured(column, replace(at, amount=one)) for one in at.readings if one.low is not None
    ]
    choices = [written_amount(one.value, one.high) for one in both if one.value is not None]
    if len(choices) != len(at.readings) or not choices:
        other = next((one for one in both if one.problem or one.question), None)
        return other or problem_at(at, "not_a_number", name=column.name, unit=column.unit)
    return question_at(at, "decimal", *dict.fromkeys(choices))
