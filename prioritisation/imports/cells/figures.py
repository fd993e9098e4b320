"""Numbers as people write them: spaces between groups of three, a decimal comma or a point."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from prioritisation.imports.cells.signs import tidied_text

FIGURE = r"(?:[+-]? ?(?:[0-9][0-9 .,']*[0-9]|[0-9]|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,4})?)"
"""What may be a number: ``figure_in`` says whether it is one."""

_WHOLE = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"([0-9]{1,3}(?:([ '])[0-9]{3})(?:\2[0-9]{3})*)(?:[.,]([0-9]+))?")
_ONE_MARK = re.compile(r"([0-9]*)([.,])([0-9]+)")
_SAME_MARK = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})+")
_BOTH_MARKS = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{3})+)(?!\2)[.,]([0-9]+)")
_EITHER_WHOLE = re.compile(r"[1-9][0-9]{0,2}")
_EXPONENT = re.compile(r"(.+?)[eE]([+-]?[0-9]{1,4})")
_THREE = 3
_IN_TEXT = re.compile(r"(?<![0-9.,'])[0-9][0-9 .,']*[0-9]")


@lru_cache(maxsize=20_000)
def figure_in(text: str, decimal: str = "") -> Decimal | Literal["decimal"] | None:
    """The number that a tidied text is; None where it is none.

    Parameters
    ----------
    decimal
        The decimal mark, where something else shows it: « 1.234 » may be either.

    Returns
    -------
    Decimal, "decimal" or None
        ``"decimal"`` where it may be read in two ways.

    Examples
    --------
    >>> figure_in("1 234,5"), figure_in("1.234"), figure_in("1.234", ","), figure_in("12 34")
    (Decimal('1234.5'), 'decimal', Decimal('1234'), None)
    """
    body = text.lstrip("+-").lstrip()
    sign = "-" if text.startswith("-") else ""
    power = _EXPONENT.fullmatch(body)
    if power is not None:
        body = power[1]
        decimal = decimal or ("," if "," in body else ".")
    digits = _digits(body, decimal)
    if digits in (None, "decimal"):
        return None if digits is None else "decimal"
    return Decimal(f"{sign}{digits}" + (f"E{power[2]}" if power else ""))


def _digits(body: str, decimal: str) -> str | None:
    """The digits with a decimal point, if any; « decimal » where nothing says which it is."""
    if _WHOLE.fullmatch(body):
        return body
    if one := _ONE_MARK.fullmatch(body):
        return _with_one_mark(one[1], one[2], one[3], decimal)
    if _SAME_MARK.fullmatch(body):
        return re.sub("[.,]", "", body)
    for pattern in (_GROUPED, _BOTH_MARKS):
        if match := pattern.fullmatch(body):
            return re.sub("[ '.,]", "", match[1]) + (f".{match[3]}" if match[3] else "")
    return None


def _with_one_mark(whole: str, mark: str, part: str, decimal: str) -> str:
    if len(part) != _THREE or not _EITHER_WHOLE.fullmatch(whole):
        return f"{whole or 0}.{part}"
    if not decimal:
        return "decimal"
    return f"{whole}.{part}" if mark == decimal else whole + part


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal mark that texts show; empty where none does, or where they differ.

    Examples
    --------
    >>> decimal_mark(["1.234", "12,5"]), decimal_mark(["1.234"]), decimal_mark(["2,5", "1.5"])
    (',', '', '')
    """
    marks = {mark for text in texts for mark in _marks(text)}
    return marks.pop() if len(marks) == 1 else ""


@lru_cache(maxsize=20_000)
def _marks(text: str) -> tuple[str, ...]:
    """The decimal marks of the numbers of a text, as far as each shows it."""
    return tuple(mark for one in _IN_TEXT.findall(tidied_text(text)) if (mark := _mark(one)))


def _mark(body: str) -> str:
    if one := _ONE_MARK.fullmatch(body):
        either = len(one[3]) == _THREE and _EITHER_WHOLE.fullmatch(one[1])
        return "" if either else one[2]
    if same := _SAME_MARK.fullmatch(body):
        return "." if same[1] == "," else ","
    for pattern in (_GROUPED, _BOTH_MARKS):
        if (match := pattern.fullmatch(body)) and match[3]:
            return body[-len(match[3]) - 1]
    return ""
