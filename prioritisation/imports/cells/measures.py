"""Units: what stands after a number, what it multiplies by, and when two are the same."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from prioritisation.imports.cells.signs import folded_text, tidied_text

_LONGEST_UNIT, _MOST_WORDS = 24, 3
_ONE = Decimal(1)
_FACTORS = {
    **dict.fromkeys(("k", "mille", "millier", "milliers", "thousand"), Decimal(1_000)),
    **dict.fromkeys(("m", "mio", "million", "millions"), Decimal(1_000_000)),
    **dict.fromkeys(("md", "mds", "milliard", "milliards", "bn", "billion"), Decimal(10**9)),
}
_LETTERS = ("k", "m", "md", "mds", "bn", "mio")
"""They multiply money alone."""
_CURRENCIES = {
    **dict.fromkeys(("\u20ac", "eur", "eurs", "euro", "euros"), "\u20ac"),
    **dict.fromkeys(("$", "usd", "dollar", "dollars"), "$"),
    **dict.fromkeys(("\u00a3", "gbp"), "\u00a3"),
    "chf": "CHF",
}
_MONEY = "|".join(re.escape(one) for one in sorted(_CURRENCIES, key=len, reverse=True))
_WORDS_OF_MONEY = "eur|eurs|euro|euros|usd|dollars?|gbp|chf"
_AMOUNT_OF_MONEY = re.compile(
    rf"(?:(k|mds?|m|mio|bn|milliers?|mille|millions?|milliards?|thousand|billion)? ?"
    rf"(?:d'|de )?({_MONEY}))(?:(?![^\W\d_])|(?=(?:ht|ttc)\b))(.*)",
    re.IGNORECASE,
)
_WITH_MONEY = re.compile(rf"[\u20ac$\u00a3]|\b(?:[km]|md)?(?:{_WORDS_OF_MONEY})\b", re.IGNORECASE)
"""It multiplies perhaps: read as money or not at all."""
_LARGE = re.compile(
    r"(milliers?|mille|millions?|milliards?|thousand|billion)(?: d'| de | d | |$)(.*)",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    r"(?:/ ?)?(?![\u00b2\u00b3\u00b9\u2070-\u2079])(?:[^\W\d_]|[%\u2030\u20ac$\u00a3\u00b0])"
    r"(?:[^\W\d_]|[ ./'()%\u2030\u20ac$\u00a3\u00b0-]|(?<=[^\W\d_hH])[0-9](?![0-9]))*"
)
_NO_UNIT = re.compile(
    r"(?:a|au|aux|ou|et|puis|sauf|mais|voire|si|non|pas|sur|sont|x|v|or|and|to|then|but|not|max|maxi|maximum|mini|minimum)\b"
    r"|(?:es?|ers?|e?res?|i?emes?|nd[es]*|st|th|rd|bis|ter)$|[-.,;:'+*=<>?!#]"
)
_GOES_ON = re.compile(r" (?:et|ou|and|or) |^x[0-9]")
"""« 3 ans et demi », « 5x3 »: the number is not the whole of it."""
_IN_UNITS = "0123456789\u00b2\u00b3"
_PERCENT = {"%", "pour cent", "pourcent", "pourcents", "pct", "percent", "p. cent", "pc"}
_SAME = {
    **dict.fromkeys(("j", "jrs", "jr", "day"), "jour"),
    **dict.fromkeys(("ans", "annee", "year", "yr"), "an"),
    **dict.fromkeys(("month", "moi"), "mois"),
    **dict.fromkeys(("h", "hrs", "hr", "hour"), "heure"),
    **dict.fromkeys(("min", "mn", "minute"), "minute"),
    **dict.fromkeys(("hab", "habs", "inhabitant"), "habitant"),
    **dict.fromkeys(("pt", "pts"), "point"),
    "hectare": "ha",
    "kilometre": "km",
    "metre": "m",
}


class Measure(NamedTuple):
    """A unit, and how many of it one of what was written makes (« k€ »: 1,000 €)."""

    unit: str = ""
    factor: Decimal = _ONE


@lru_cache(maxsize=5_000)
def measure_in(text: str) -> Measure | None:
    """What is written after a number; None where it is no unit, as a sentence is none.

    Examples
    --------
    >>> measure_in("k€ HT"), measure_in("millions d'euros").factor, measure_in("k").factor
    (Measure(unit='€ HT', factor=Decimal('1000')), Decimal('1000000'), Decimal('1'))
    >>> measure_in("partenaires sur 8 sont prêts"), measure_in("e")
    (None, None)
    """
    bare = tidied_text(text)
    if bare.startswith("(") and bare.endswith(")"):
        inside = bare[1:-1].strip()
        return measure_in(inside) if is_known_unit(inside) else None
    bare = bare.removesuffix(".") if " " not in bare else bare
    if not bare:
        return Measure()
    if len(bare) > _LONGEST_UNIT or len(bare.split()) > _MOST_WORDS:
        return None
    return _measure(bare)


def _measure(bare: str) -> Measure | None:
    if money := _AMOUNT_OF_MONEY.fullmatch(bare):
        return _money(*money.groups())
    if large := _LARGE.fullmatch(bare):
        rest = large[2].strip()
        known = not rest or _is_unit(rest)
        return Measure(rest, _FACTORS[large[1].casefold()]) if known else None
    if folded_text(bare) in _PERCENT:
        return Measure("%")
    return Measure(bare) if _is_unit(bare) and not _WITH_MONEY.search(bare) else None


def _money(factor: str | None, currency: str, after: str) -> Measure | None:
    """« k », « € », « HT »; None where what comes after is no unit."""
    rest = after.strip()
    if rest and not _is_unit(rest.lstrip("/( ").rstrip(")")):
        return None
    gap = " " if rest[:1].isalpha() else ""
    unit = f"{_CURRENCIES[currency.casefold()]}{gap}{rest}"
    return Measure(unit, _FACTORS[factor.casefold()] if factor else _ONE)


def _is_unit(text: str) -> bool:
    shape, folded = _SHAPE.fullmatch(text), folded_text(text)
    if shape is None or any(sign.isnumeric() and sign not in _IN_UNITS for sign in text):
        return False
    return not _NO_UNIT.match(folded) and not _GOES_ON.search(folded)


def is_multiple(unit: str) -> bool:
    """Whether a unit is a number of something else: what has none is then not in it.

    Examples
    --------
    >>> is_multiple("k"), is_multiple("M"), is_multiple("m")
    (True, True, False)
    """
    return unit != "m" and unit.casefold() in _LETTERS


@lru_cache(maxsize=2_000)
def unit_key(unit: str) -> str:
    """A unit as units are compared.

    Examples
    --------
    >>> unit_key("Jours") == unit_key("j"), unit_key("ans") == unit_key("an(s)")
    (True, True)
    >>> unit_key("€ HT") == unit_key("€")
    False
    """
    words = re.split(r"[ .]+", folded_text(unit).replace("(s)", "").replace("/ ", "/").strip("()"))
    return " ".join(_SAME.get(bare, bare) for word in words if (bare := _singular(word)))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _MOST_WORDS and word.endswith("s") and word != "mois" else word


_PER = r"(?: ?(?:/|par) ?[a-z0-9]{1,9})?"
_KNOWN = re.compile(
    r"(?:k|mds?|m|milliers? (?:d'|de )?|millions? (?:d'|de )?|milliards? (?:d'|de )?)? ?"
    rf"(?:{_MONEY})(?: (?:ht|ttc|courants|constants))?{_PER}"
    r"|%|\u2030|pour ?cents?|pct|p\. ?cent|pourcentages?"
    rf"|(?:[kmg]?t|kg|g|tonnes?)(?: ?(?:co2|eq(?:uivalent)?\.? ?co2)"
    rf"(?:[ -]?e?q?\.?)?)?{_PER}"
    rf"|[km]?m[23]?|ha|hectares?|kilometres?|metres?|km ?/ ?h|[kmgt]?w(?:h|c|hc)?{_PER}"
    r"|mois|semaines?|sem|jours?(?: ouvr[a-z]+)?|j|ans?|annees?|heures?|h|min(?:utes?)?|mn"
    r"|s|secondes?"
    r"|etp|emplois?|hab(?:itants?)?|logements?|lgts?|voyageurs?|vehicules?|places?|personnes?"
    r"|pers|communes?|fiches?|points?|pts?|unites?|nb|nombre|db(?:\(a\))?|[\u00b0]c"
    r"|(?:note )?(?:/|sur) ?(?:4|5|10|20|100)"
    r"|days?|weeks?|months?|years?|yrs?|hours?|people|jobs?|fte"
)


@lru_cache(maxsize=5_000)
def is_known_unit(text: str) -> bool:
    """Whether it is a unit wherever it stands: in brackets after a name, alone in a row.

    Examples
    --------
    >>> is_known_unit("k€ HT"), is_known_unit("tCO2e/an"), is_known_unit("avis du maire")
    (True, True, False)
    """
    bare = text.strip()
    if len(bare) == 1 and bare.isupper():
        return False
    return _KNOWN.fullmatch(folded_text(bare)) is not None
