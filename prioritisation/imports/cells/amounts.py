"""What a cell says: a number with its unit, a range, a word, nothing known; or what is asked.

Nothing is guessed: what may be read in two ways is of a kind of its own.
"""

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from prioritisation.imports.cells.blanks import blank_kind
from prioritisation.imports.cells.figures import FIGURE, figure_in
from prioritisation.imports.cells.measures import Measure, measure_in, unit_key
from prioritisation.imports.cells.phrases import CellPhrase, about_what, cell_phrases
from prioritisation.imports.cells.signs import has_control_sign, tidied_text
from prioritisation.imports.grids import CellKind, FileCell

AmountKind = Literal[
    "approximate",
    "bound",
    "control_sign",
    "date",
    "decimal",
    "ditto",
    "error_value",
    "interval",
    "no_value",
    "none",
    "not_applicable",
    "not_finite",
    "number",
    "reversed",
    "unknown",
    "word",
]
"""``none``: « néant »; ``not_applicable``: « s.o. »; ``ditto``: « idem »; ``decimal``: « 1.234 »,
in two ways; ``reversed``: « 8 à 3 »; ``no_value``: a formula whose result was not kept."""

NUMERIC_KINDS: frozenset[AmountKind] = frozenset(
    {"approximate", "bound", "date", "decimal", "interval", "not_finite", "number", "reversed"}
)
"""What stands in a column of numbers, read or not."""

_DASH = "\u2013"
"""What a text processor makes of a minus sign that begins a number."""
_QUICK = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,2})?")
"""What is a number, whatever stands around."""
_LITERAL = re.compile(r'="([^"=]*)"')
"""How some programs write a text into a file of texts."""
_BARE = re.compile(FIGURE)
_LONGEST = 80
"""Signs of what may be a number with its unit."""


@dataclass(frozen=True, slots=True)
class CellAmount:
    """What a cell says.

    Attributes
    ----------
    low, high
        A number twice; both ends of a range; of a bound the end that is known. None else.
    unit
        As it is written; « € » where « k€ » was multiplied.
    text
        As the file has it.
    multiplied
        Whether a unit multiplied it: « 350 k€ ».
    """

    kind: AmountKind
    low: float | None = None
    high: float | None = None
    unit: str = ""
    text: str = ""
    multiplied: bool = False


class _Read(NamedTuple):
    """A number and its unit, or why it is not one."""

    value: Decimal
    measure: Measure


def amount_of(cell: FileCell, decimal: str = "") -> CellAmount:
    """What a cell says; never raises.

    Parameters
    ----------
    decimal
        The decimal mark of the cells around it, where they show one.
    """
    text = str(cell.value)
    match cell.kind:
        case CellKind.NUMBER:
            return _of_number(cell)
        case CellKind.TEXT:
            return text_amount(text, decimal)
        case CellKind.DATE:
            text = _day(text)
        case CellKind.BOOLEAN:
            text = "vrai" if text == "true" else "faux"
    return CellAmount(_OTHER_KINDS[cell.kind], text=text)


_OTHER_KINDS: dict[CellKind, AmountKind] = {
    CellKind.EMPTY: "unknown",
    CellKind.BOOLEAN: "word",
    CellKind.DATE: "date",
    CellKind.ERROR: "error_value",
    CellKind.FORMULA: "no_value",
}


def _day(iso: str) -> str:
    """A date as it is written here; with its hour, as it is."""
    parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00)?)?", iso)
    return f"{parts[3]}/{parts[2]}/{parts[1]}" if parts else iso


def _of_number(cell: FileCell) -> CellAmount:
    value = float(cell.value)
    if not math.isfinite(value):
        return CellAmount("not_finite", text=str(cell.value))
    if not cell.percent and not cell.unit:
        value += 0.0
        return CellAmount("number", value, value, "", written_number(value))
    stated = measure_in(cell.unit)
    if stated is None and not cell.percent:
        # « sur 5 », « (estimé) »: as if it were typed.
        typed = text_amount(f"{written_number(value)} {cell.unit}", ".")
        if typed.kind != "word":
            return typed
    measure = Measure("%", Decimal(100)) if cell.percent else stated or Measure()
    exact = Decimal(repr(value)) * measure.factor
    text = written_number(float(exact if cell.percent else value))
    suffix = "%" if cell.percent else tidied_text(cell.unit)
    read = _Read(exact, Measure(measure.unit))
    whole = f"{text} {suffix}".strip()
    return _one(read, whole, multiplied=measure.factor != 1 and not cell.percent)


def written_number(value: float) -> str:
    """A number with a decimal point and no exponent, as it is read back.

    Examples
    --------
    >>> written_number(1200.0), written_number(0.1), written_number(1e-7)
    ('1200', '0.1', '0.0000001')
    """
    return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"


@lru_cache(maxsize=30_000)
def text_amount(text: str, decimal: str = "") -> CellAmount:
    """What a text says, as a cell would."""
    if _QUICK.fullmatch(text):
        value = float(text.replace(",", "."))
        return CellAmount("number", value, value, "", text)
    if literal := _LITERAL.fullmatch(text):
        return replace(text_amount(literal[1], decimal), text=text)
    if has_control_sign(text):
        return CellAmount("control_sign", text=text)
    bare = tidied_text(text)
    if len(bare) > _LONGEST:
        return CellAmount("word", text=text)
    if kind := blank_kind(bare):
        return CellAmount(kind, text=text)
    if bare.startswith(_DASH) and bare[1:2].isdigit():
        bare = f"-{bare[1:]}"
    return _of_text(bare, text, decimal) or CellAmount("word", text=text)


def _of_text(bare: str, text: str, decimal: str) -> CellAmount | None:
    if _BARE.fullmatch(bare) and (
        amount := _of_phrase(CellPhrase("number", (bare, "")), text, decimal)
    ):
        return amount
    if approximate := _approximate(bare, text, decimal):
        return approximate
    amounts = (_of_phrase(phrase, text, decimal) for phrase in cell_phrases(bare))
    return next((one for one in amounts if one is not None), None)


def _of_phrase(phrase: CellPhrase, text: str, decimal: str) -> CellAmount | None:
    """What a way of writing says; None where it turns out to say no number."""
    if phrase.kind == "out_of":
        return _out_of(phrase, text, decimal)
    if phrase.kind in ("range", "around"):
        return _two(phrase, text, decimal)
    read = _measured(*phrase.first, decimal)
    if not isinstance(read, _Read):
        return None if read is None else CellAmount("decimal", text=text)
    one = _one(read, text)
    if phrase.kind == "number" or one.low is None:
        return one
    low, high = (one.low, None) if phrase.kind == "above" else (None, one.high)
    return replace(one, kind="bound", low=low, high=high)


def _out_of(phrase: CellPhrase, text: str, decimal: str) -> CellAmount | None:
    value, most = figure_in(phrase.first[0], decimal), int(phrase.last[0])
    if not isinstance(value, Decimal) or not most or not 0 <= value <= most:
        return None
    return _one(_Read(value, Measure(f"sur {most}")), text)


def _approximate(bare: str, text: str, decimal: str) -> CellAmount | None:
    inside = text_amount(about, decimal) if (about := about_what(bare)) else None
    if inside is None or inside.kind not in ("number", "interval", "decimal", "not_finite"):
        return None
    kind: AmountKind = inside.kind if inside.low is None else "approximate"
    return replace(inside, kind=kind, text=text)


def _measured(figure: str, unit: str, decimal: str) -> "_Read | Literal['decimal'] | None":
    """A number with its unit; « decimal » where it may be read in two ways; None for neither."""
    measure = measure_in(unit)
    value = figure_in(figure, decimal)
    if measure is None or value is None:
        return None
    return _Read(value, measure) if isinstance(value, Decimal) else "decimal"


def _one(read: _Read, text: str, *, multiplied: bool = False) -> CellAmount:
    value = float(read.value * read.measure.factor) + 0.0  # no « minus zero »
    if not math.isfinite(value):
        return CellAmount("not_finite", text=text)
    multiplied = multiplied or read.measure.factor != 1
    return CellAmount("number", value, value, read.measure.unit, text, multiplied)


def _two(phrase: CellPhrase, text: str, decimal: str) -> CellAmount | None:
    """A range: an end without a unit has that of the other, unless that multiplies the last."""
    (one, unit), (two, unit_of_two) = phrase.first, phrase.last
    low = _measured(one, unit or unit_of_two, decimal)
    high = _measured(two, unit_of_two or unit, decimal)
    if low is None or high is None:
        return None
    if low == "decimal" or high == "decimal":
        return CellAmount("decimal", text=text)
    unlike = unit_key(low.measure.unit) != unit_key(high.measure.unit)
    if unlike or (not unit_of_two and low.measure.factor != 1):
        return None
    if phrase.kind == "around":
        if high.value < 0 or high.measure.unit == "%":
            return None
        low, high = (low._replace(value=low.value + way * high.value) for way in (-1, 1))
    return _between(low, high, text)


def _between(low: _Read, high: _Read, text: str) -> CellAmount:
    first, last = _one(low, text), _one(high, text)
    if first.low is None or last.low is None:
        return CellAmount("not_finite", text=text)
    kind: AmountKind = "interval" if first.low < last.low else "number"
    if first.low > last.low:
        kind = "reversed"
    multiplied = first.multiplied or last.multiplied
    return CellAmount(kind, first.low, last.low, last.unit, text, multiplied)


def cell_in_unit(cell: FileCell, unit: str) -> FileCell:
    """A cell as if its number had a unit written after it."""
    amount = amount_of(cell)
    if amount.kind not in NUMERIC_KINDS or amount.unit:
        return cell
    if cell.kind is CellKind.NUMBER and measure_in(unit) is not None:
        return replace(cell, unit=unit)
    return replace(cell, kind=CellKind.TEXT, value=f"{amount.text} {unit}")
