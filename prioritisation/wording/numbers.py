"""Numbers, lists, dates and typesetting as French readers write them.

The bundled font has no narrow no-break space (U+202F): U+00A0 is used on screen.
"""

import datetime as dt
import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from babel.dates import format_date

from prioritisation.wording.catalogue import t, tn

NBSP = "\N{NO-BREAK SPACE}"


_MINUS = "\N{MINUS SIGN}"
_NOISE = 9
"""Decimals that are figures: beyond, there is noise."""

_HUGE = 1e15
"""From which a number has more digits than are known: it is written with a power of ten."""

_EVERY_DIGIT = Context(prec=400)
"""Room for the digits of the largest number that there is, and for its decimals."""


def number(value: float, digits: int = 0) -> str:
    """A number with a decimal comma and spaces between thousands.

    Examples
    --------
    >>> number(4156.94).replace(NBSP, " "), number(0.5, 1)
    ('4 157', '0,5')
    """
    if abs(value) >= _HUGE:
        return _by_power(value)
    # What rounds to nothing has no sign: « -0 » is no number.
    text = f"{half_up(value, digits) + 0.0:,.{digits}f}".replace(",", NBSP).replace(".", ",")
    return text.replace("-", _MINUS)


def half_up(value: float, digits: int = 0) -> float:
    """The nearest number with that many decimals; of two, the one away from zero.

    As people and spreadsheets round. Float noise must not write one value in two ways.

    Examples
    --------
    >>> half_up(60.5), half_up(-2.25, 1), half_up(37.4999999999)
    (61.0, -2.3, 38.0)
    """
    if not math.isfinite(value):
        return float(value)
    exact = Decimal(repr(round(float(value), max(_NOISE, digits))))
    return float(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _EVERY_DIGIT))


def plain(value: float) -> str:
    """A number with only the decimals it has, at most three; with more if they are all zeros.

    Examples
    --------
    >>> plain(2.5), plain(0.000001), plain(0.000126)
    ('2,5', '0,000001', '0,00013')
    """
    if 0 < abs(value) < 10.0**-_NOISE:
        return _by_power(value)
    digits = next((d for d in range(3) if round(value, d) == round(value, 9)), 3)
    if value and not half_up(value, digits):
        # As many as it takes to be within a twentieth.
        digits = next(d for d in range(3, 12) if abs(half_up(value, d) - value) < abs(value) / 20)
    return number(value, digits)


def _by_power(value: float) -> str:
    """Three figures and a power of ten; what is no number as it is."""
    if not math.isfinite(value):
        return str(value).replace("-", _MINUS)
    figures, power = f"{value:.2e}".split("e")
    figures = figures.rstrip("0").rstrip(".").replace(".", ",")
    return f"{figures}{NBSP}×{NBSP}10^{int(power)}".replace("-", _MINUS)


def percent(share: float, digits: int = 0) -> str:
    """A share in [0, 1] as a percentage.

    Examples
    --------
    >>> percent(0.372).replace(NBSP, " ")
    '37 %'
    """
    return f"{number(100 * share, digits)}{NBSP}%"


def span(low: float, high: float, digits: int = 0) -> str:
    """Two bounds, or one number when they are written the same.

    Examples
    --------
    >>> span(72.6, 91.2).replace(NBSP, " ")
    '73 à 91'
    """
    first, last = number(low, digits), number(high, digits)
    return first if first == last else t("{low} to {high}", low=first, high=last)


def points(figures: str) -> str:
    """Figures as they are written, or a range, and the noun « point » that goes with them.

    Examples
    --------
    >>> points("1,9"), points("0,9 à 2,0")
    ('1,9 point', '0,9 à 2,0 points')
    """
    return tn("{span} point", "{span} points", plural_of(figures), span=figures)


def plural_of(figures: str) -> int:
    """The count that ``tn`` wants for figures as they are written: 2 from two on, else 1.

    Of a range, that of its upper end.

    Examples
    --------
    >>> plural_of("1 à 2"), plural_of("1,9")
    (2, 1)
    """
    last = re.findall(rf"\d[\d{NBSP}]*(?:,\d+)?", figures)[-1]
    return 2 if float(last.replace(NBSP, "").replace(",", ".")) >= 2 else 1  # noqa: PLR2004 (French)


def in_fours(signs: str) -> str:
    """Signs in groups of four, on one line, as they are read out.

    Examples
    --------
    >>> in_fours("0123456789").replace(NBSP, " ")
    '0123 4567 89'
    """
    return NBSP.join(signs[k : k + 4] for k in range(0, len(signs), 4))


def with_capital(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def without_capital(text: str) -> str:
    """A text inside a sentence."""
    return text[:1].lower() + text[1:]


def listed(words: Sequence[str]) -> str:
    """Words in a sentence: « a, b et c »."""
    if len(words) < 2:  # noqa: PLR2004 (one word needs no "and")
        return "".join(words)
    return t("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def either(words: Sequence[str]) -> str:
    """Words in a sentence: « a, b ou c »."""
    if len(words) < 2:  # noqa: PLR2004 (one word needs no "or")
        return "".join(words)
    return t("{first} or {last}", first=", ".join(words[:-1]), last=words[-1])


def in_letters(count: int) -> str:
    """A small number in letters; a larger one in figures."""
    letters = t("zero one two three four five six seven eight nine ten").split()
    return letters[count] if count < len(letters) else str(count)


def ordinal_word(place: int) -> str:
    """A place in an order, the first two in letters, as votes are called: « premier ».

    Examples
    --------
    >>> ordinal_word(1), ordinal_word(2), ordinal_word(3)
    ('premier', 'second', '3e')
    """
    return {1: t("first"), 2: t("second")}.get(place) or ordinal(place)


def ordinal(place: int) -> str:
    """A place in an order.

    Examples
    --------
    >>> ordinal(1), ordinal(2)
    ('1er', '2e')
    """
    return t("1st") if place == 1 else t("{n}th", n=place)


def date_text(date: str) -> str:
    """An ISO date as French readers write it, as precise as it is known.

    Examples
    --------
    >>> date_text("2024-07-24"), date_text("2026-02")
    ('24/07/2024', '02/2026')
    """
    return "/".join(reversed(date.split("-"))) if date else ""


def typeset(words: str) -> str:
    """Words of a case with spaces that no line breaks at, where French punctuation has a space.

    Only plain spaces are replaced, none is added or taken away: a quotation stays as it was.

    Examples
    --------
    >>> typeset("lu « 4.4 » : oui !").replace(NBSP, "_")
    'lu «_4.4_»_: oui_!'
    """
    return re.sub(" ([»:;?!%])", rf"{NBSP}\1", words).replace("« ", f"«{NBSP}")


def long_date(day: dt.date) -> str:
    """A day in letters; the first of a month is an ordinal.

    Examples
    --------
    >>> long_date(dt.date(2026, 2, 1))
    '1er février 2026'
    """
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {format_date(day, 'MMMM y', locale='fr')}"
