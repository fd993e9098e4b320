"""The cells of a criterion of numbers: each in its unit, or what is asked of it, or wrong."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from difflib import get_close_matches

from prioritisation.imports.cells.amounts import (
    AmountKind,
    CellAmount,
    Measure,
    is_multiple,
    measure_in,
    text_amount,
    unit_key,
    written_number,
)
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.model import CellProblem, FileQuestion, ProblemOfCell

_OUT_OF = re.compile(r"(?:sur|/|out of)\s*(\d+)")
_WHOLE = Context(prec=800)
"""Room for the digits of the largest number and of the smallest."""


def round_ends(low: float, high: float, unit: str = "") -> tuple[float, float]:
    """Two round numbers, the lower first, between which what is read stands.

    From zero, unless all of it is far from zero. They are proposed, and a group confirms them.

    Examples
    --------
    >>> round_ends(980, 1400.5), round_ends(4, 26), round_ends(-3, 12), round_ends(7, 7)
    ((500.0, 1500.0), (0.0, 30.0), (-5.0, 15.0), (0.0, 7.0))
    >>> round_ends(12, 40, "%"), round_ends(2, 4, "sur 5")
    ((0.0, 100.0), (0.0, 5.0))
    """
    most = _most_of(unit)
    if most and low >= 0 and high <= most:
        return 0.0, most
    if low == high == 0:
        return 0.0, 1.0
    step = Decimal(5).scaleb(_power(low, high) - 1)
    bottom, top = _down(low, step), _up(high, step)
    if low >= 0 and (low < high / 2 or bottom == top):
        bottom = 0.0
    if high <= 0 and (high > low / 2 or bottom == top):
        top = 0.0
    return bottom, top


def _most_of(unit: str) -> float:
    """The number that a unit goes to; zero where it does not say."""
    if unit.strip() == "%":
        return 100.0
    return out_of(unit)


def out_of(unit: str) -> float:
    """The most of a scale, as its unit says; zero where it does not.

    Examples
    --------
    >>> out_of("sur 5"), out_of("/ 20"), out_of("%")
    (5.0, 20.0, 0.0)
    """
    whole = _OUT_OF.fullmatch(unit.strip().casefold())
    return float(whole[1]) if whole else 0.0


def _power(low: float, high: float) -> int:
    """The power of ten of the farther one from zero."""
    return Decimal(repr(max(abs(low), abs(high)))).adjusted()


def _down(value: float, step: Decimal) -> float:
    return _rounded(value, step, ROUND_FLOOR)


def _up(value: float, step: Decimal) -> float:
    return _rounded(value, step, ROUND_CEILING)


def _rounded(value: float, step: Decimal, way: str) -> float:
    """A multiple of a step; the number itself where there is no such multiple that is a float."""
    count = (Decimal(repr(value)) / step).to_integral_value(way, _WHOLE)
    whole = float(_WHOLE.multiply(count, step)) + 0.0
    return whole if math.isfinite(whole) else value


_NEAR, _COMPARED = 0.75, 80
"""How near a name is to another; signs of it that are compared."""


def nearest_name(name: str, names: Iterable[str]) -> str:
    """The name that is nearest to one that the case does not have; empty when none is near.

    Examples
    --------
    >>> nearest_name("Autopartages", ["Autopartage", "Navette"]), nearest_name("Zinc", ["Navette"])
    ('Autopartage', '')
    """
    plain = {folded_text(one): one for one in names if one}
    near = get_close_matches(folded_text(name[:_COMPARED]), plain, n=1, cutoff=_NEAR)
    return plain[near[0]] if near else ""


UNKNOWN_ANSWER = "?"
"""In the choices of a question, and typed as an answer: nobody knows."""
RANGE_MARK = ".."
"""Between the two ends of a range, in the choices of a question."""
_LONGEST_SHOWN = 60

ALWAYS_WRONG: dict[AmountKind, ProblemOfCell] = {
    "control_sign": "control_sign",
    "date": "date",
    "error_value": "error_value",
    "no_value": "no_value",
    "not_finite": "not_finite",
    "reversed": "reversed",
}
"""What is wrong wherever it stands."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell as it is read: nothing known, unless one of its values is there."""

    value: float | None = None
    high: float | None = None
    word: str | None = None
    high_word: str | None = None
    typed: bool = False
    question: FileQuestion | None = None
    problem: CellProblem | None = None

    @property
    def is_known(self) -> bool:
        """Whether it says something."""
        return self.value is not None or self.word is not None


@dataclass(frozen=True, slots=True)
class AmountAt:
    """What a cell says, and what is needed to say where.

    Attributes
    ----------
    place
        The name of the cell.
    readings
        Of « 1.234 » what it is with either mark.
    answer
        What somebody says is to be read there; empty where nobody does.
    typed
        Whether ``amount`` is that.
    """

    place: str
    amount: CellAmount
    readings: tuple[CellAmount, ...] = ()
    struck: bool = False
    answer: str = ""
    typed: bool = False


def problem_at(at: AmountAt, kind: ProblemOfCell, **values: str) -> CellReading:
    """A cell that is to be mended."""
    present = {name: value for name, value in values.items() if value}
    return CellReading(problem=CellProblem(kind, at.place, cut_short(at.amount.text), present))


def question_at(at: AmountAt, *choices: str) -> CellReading:
    """A cell that is asked about: unknown until it is answered."""
    text = cut_short(at.amount.text)
    return CellReading(question=FileQuestion("cell", at.place, (at.place,), choices, text))


def cut_short(text: str) -> str:
    """A text of a cell on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}\u2026"


def written_amount(low: float, high: float | None = None) -> str:
    """A number or a range as a choice of a question.

    Examples
    --------
    >>> written_amount(40.0), written_amount(3.0, 8.5), written_amount(3.0, 3.0)
    ('40', '3..8.5', '3')
    """
    first = written_number(low)
    return first if high in (None, low) else f"{first}{RANGE_MARK}{written_number(high)}"


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
    ways = set()
    for at in amounts:
        if at.answer and (reading := _fraction(column, at)) and reading.question:
            choices = reading.question.choices
            ways |= {at.answer == choices[0]} if at.answer in choices else set()
    return replace(column, fractions=ways.pop()) if len(ways) == 1 else column


def _in_percents(amount: CellAmount) -> tuple[float, float | None]:
    low, high = (float(Decimal(repr(end or 0.0)) * 100) for end in (amount.low, amount.high))
    return low, None if amount.high in (None, amount.low) else high


def _fraction(column: NumberColumn, at: AmountAt) -> CellReading | None:
    """A number that may be a part of 1, or is one; None of any other."""
    amount = at.amount
    if (
        column.fractions is False
        or at.typed
        or amount.kind not in ("number", "interval")
        or not amount.low
    ):
        return None
    low, high = _in_percents(amount)
    if column.fractions:
        return CellReading(low, high)
    plain = written_amount(amount.low, amount.high if high is not None else None)
    return question_at(at, written_amount(low, high), plain)


def read_number(column: NumberColumn, at: AmountAt) -> CellReading:
    """What one of its cells is read as; what was answered about it counts."""
    reading = _asked_if_outside(column, at, _asked_if_struck(at, _read(column, at)))
    if not at.answer:
        return reading
    if at.answer == UNKNOWN_ANSWER:
        return CellReading()
    if reading.question and at.answer in reading.question.choices:
        return _chosen(at.answer)
    other = replace(at, amount=text_amount(at.answer, column.decimal), readings=(), typed=True)
    said = _asked_if_outside(column, other, _read(column, other))
    if said.question and at.answer in said.question.choices:
        said = _chosen(at.answer)
    return reading if reading.question and not said.is_known else replace(said, typed=True)


def _chosen(answer: str) -> CellReading:
    """One of the choices of a question: a number in the unit of the criterion, or two."""
    ends = [float(end) for end in answer.split(RANGE_MARK)]
    return CellReading(ends[0], ends[-1] if len(ends) > 1 else None)


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
    return question_at(at, text, UNKNOWN_ANSWER)


def _asked_if_struck(at: AmountAt, reading: CellReading) -> CellReading:
    if not at.struck or reading.value is None:
        return reading
    return question_at(at, written_amount(reading.value, reading.high), UNKNOWN_ANSWER)


def _read(column: NumberColumn, at: AmountAt) -> CellReading:
    amount = at.amount
    if amount.kind in ALWAYS_WRONG:
        return problem_at(at, ALWAYS_WRONG[amount.kind], name=column.name, unit=column.unit)
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
        return question_at(at, "0", UNKNOWN_ANSWER)
    if kind == "not_applicable":
        return question_at(at, UNKNOWN_ANSWER, "0")
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
        return question_at(at, *_within(column, low, high), UNKNOWN_ANSWER)
    if low is None:
        return CellReading()
    if amount.kind == "approximate":
        return question_at(at, written_amount(low, high), UNKNOWN_ANSWER)
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
    return question_at(at, *dict.fromkeys(choices))
