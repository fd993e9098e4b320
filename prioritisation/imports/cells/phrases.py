"""How people write numbers in a cell: alone, out of so many, between two, at least, about."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from prioritisation.imports.cells.figures import FIGURE

PhraseKind = Literal["number", "out_of", "range", "around", "above", "below"]

_BEFORE = (
    *(r"env\.?", "environ", "autour de", "pres de", "presque", "a peu pres", "quelque"),
    *("de l'ordre de", r"approx\.?", "approximativement", r"ca\.?", "circa", "about"),
    *("around", "roughly", "nearly", "[~\u2248\u2243\u223c]"),
)
_AFTER = (
    *(r"env\.?", "environ", r"approx\.?", "estimee?s?", r"est\.", "estimation", "a confirmer"),
    *("provisoires?", "a preciser", "a verifier", "estimated", r"\?+"),
)
_ABOVE = (
    *("\u2265", ">=", ">", "\u2a7e", "au moins", "plus de", "minimum", "mini", r"min\.?"),
    *("superieure? a", "superieure? ou egale? a", "a partir de", "des", "at least"),
    *("more than", "over", "plus que", "au minimum", "au-dela de"),
)
_BELOW = (
    *("\u2264", "<=", "<", "\u2a7d", "au plus", "moins de", "maximum", "maxi", r"max\.?"),
    *("inferieure? a", "inferieure? ou egale? a", "jusqu'a", "at most", "less than"),
    *("under", "up to", "moins que", "au maximum", "pas plus de"),
)
_OR_MORE = (
    *(r" ?\+", " (?:et|ou) plus", " au moins", " au minimum", " minimum", " mini"),
    *(" or more", " and over"),
)
_OR_LESS = (
    *(" (?:et|ou) moins", " au plus", " au maximum", " maximum", " maxi", r" max\.?"),
    *(" or less",),
)


def _any_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(words) + ")"


_ONE = rf"(?P<one>{FIGURE})(?P<unit> ?[^0-9].*)?"
_FIRST = rf"(?P<one>{FIGURE})(?P<unit>(?: ?[^0-9 .,;:\u2013\u2014-][^0-9;:]{{0,23}}?)??)"
_LAST = rf"(?P<two>{FIGURE})(?P<unit_of_two> ?[^0-9].*)?"
_JOINT = r"(?: ?(?:\.\.\.?|[\u2026\u2013\u2014-]) ?| (?:a|to|jusqu'a) )"
_BARE = rf"(?P<one>{FIGURE})(?P<unit> ?[^0-9 +][^0-9+]*?)?"

_PATTERNS: tuple[tuple[PhraseKind, str], ...] = (
    ("number", _ONE),
    ("out_of", rf"(?P<one>{FIGURE}) ?/ ?(?P<two>4|5|10|20|100)"),
    ("out_of", rf"(?P<one>{FIGURE}) (?:sur|out of) (?P<two>[0-9]{{1,3}})"),
    ("range", rf"(?:(?:de|du|from) )?{_FIRST}{_JOINT}{_LAST}"),
    ("range", rf"(?:entre|between) {_FIRST} (?:et|and) {_LAST}"),
    ("range", rf"[\[(] ?{_FIRST} ?; ?{_LAST}[\])]"),
    ("around", rf"(?P<one>{FIGURE}) ?(?:\u00b1|\+ ?/ ?-) ?{_LAST}"),
    ("above", rf"{_any_of(_ABOVE)} ?{_ONE}"),
    ("below", rf"{_any_of(_BELOW)} ?{_ONE}"),
    ("above", rf"{_BARE}{_any_of(_OR_MORE)}"),
    ("below", rf"{_BARE}{_any_of(_OR_LESS)}"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_MONEY_FIRST = re.compile(rf"([\u20ac$\u00a3]) ?({FIGURE})")
_ABOUT = re.compile(rf"{_any_of(_BEFORE)} ?(?=[0-9\u20ac$\u00a3+-]|[.,][0-9])(.+)", re.IGNORECASE)
_DOUBTFUL = re.compile(rf"(.*[0-9].*?)(?: ?[(,]? ?){_any_of(_AFTER)}(?: ?\))?", re.IGNORECASE)


class CellPhrase(NamedTuple):
    """Numbers of a cell, each with its unit as it is written, and what is said of them."""

    kind: PhraseKind
    first: tuple[str, str]
    last: tuple[str, str] = ("", "")


@lru_cache(maxsize=5_000)
def without_accents(text: str) -> str:
    """A text sign by sign, each letter without its accent.

    Examples
    --------
    >>> without_accents("près de 40 élèves")
    'pres de 40 eleves'
    """
    return text if text.isascii() else "".join(map(_bare, text))


@lru_cache(maxsize=1_000)
def _bare(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0]


def cell_phrases(text: str) -> list[CellPhrase]:
    """The ways in which a tidied text may be numbers; what they are is still to be checked."""
    if first := _MONEY_FIRST.fullmatch(text):
        return [CellPhrase("number", (first[2], first[1]))]
    bare = without_accents(text)
    matches = ((kind, pattern.fullmatch(bare)) for kind, pattern in _COMPILED)
    return [_phrase(kind, text, match) for kind, match in matches if match]


def _phrase(kind: PhraseKind, text: str, match: re.Match[str]) -> CellPhrase:
    """With the accents that units have."""
    parts = {
        name: text[slice(*match.span(name))] for name, one in match.groupdict().items() if one
    }
    one, unit, two, unit_of_two = (parts.get(n, "") for n in ("one", "unit", "two", "unit_of_two"))
    return CellPhrase(kind, (one, unit.strip()), (two, unit_of_two.strip()))


def about_what(text: str) -> str:
    """What a text is « about », or is not sure of; empty where it is sure.

    Examples
    --------
    >>> about_what("environ 40 km"), about_what("12 (estimé)")
    ('40 km', '12')
    """
    bare = without_accents(text)
    match = _ABOUT.fullmatch(bare) or _DOUBTFUL.fullmatch(bare)
    return text[slice(*match.span(1))].rstrip(" (,;") if match else ""
