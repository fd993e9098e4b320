"""What a cell says: a number with its unit, a range, a word, nothing known; or what is asked.

Nothing is guessed: what may be read in two ways is of a kind of its own.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from prioritisation.imports.cells.signs import folded_text, has_control_sign, tidied_text
from prioritisation.imports.grids import CellKind, FileCell

FIGURE = r"(?:[+-]? ?(?:[0-9][0-9 .,']*[0-9]|[0-9]|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,4})?)"
"""What may be a number: ``figure_in`` says whether it is one."""

_WHOLE = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"([0-9]{1,3}(?:([ '])[0-9]{3})(?:\2[0-9]{3})*)(?:[.,]([0-9]+))?")
_ONE_MARK = re.compile(r"([0-9]*)([.,])([0-9]+)")
_SAME_MARK = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})+")
_BOTH_MARKS = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{3})+)(?!\2)[.,]([0-9]+)")
_EITHER_WHOLE = re.compile(r"[1-9][0-9]{0,2}")
_EXPONENT = re.compile(r"(.+?)[eE]([+-]?[0-9]{1,4})")
_GROUP_OF_THREE = 3
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
    if len(part) != _GROUP_OF_THREE or not _EITHER_WHOLE.fullmatch(whole):
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
        either = len(one[3]) == _GROUP_OF_THREE and _EITHER_WHOLE.fullmatch(one[1])
        return "" if either else one[2]
    if same := _SAME_MARK.fullmatch(body):
        return "." if same[1] == "," else ","
    for pattern in (_GROUPED, _BOTH_MARKS):
        if (match := pattern.fullmatch(body)) and match[3]:
            return body[-len(match[3]) - 1]
    return ""


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


_ONE_NUMBER = rf"(?P<one>{FIGURE})(?P<unit> ?[^0-9].*)?"
_FIRST = rf"(?P<one>{FIGURE})(?P<unit>(?: ?[^0-9 .,;:\u2013\u2014-][^0-9;:]{{0,23}}?)??)"
_LAST = rf"(?P<two>{FIGURE})(?P<unit_of_two> ?[^0-9].*)?"
_JOINT = r"(?: ?(?:\.\.\.?|[\u2026\u2013\u2014-]) ?| (?:a|to|jusqu'a) )"
_BARE_NUMBER = rf"(?P<one>{FIGURE})(?P<unit> ?[^0-9 +][^0-9+]*?)?"

_PATTERNS: tuple[tuple[PhraseKind, str], ...] = (
    ("number", _ONE_NUMBER),
    ("out_of", rf"(?P<one>{FIGURE}) ?/ ?(?P<two>4|5|10|20|100)"),
    ("out_of", rf"(?P<one>{FIGURE}) (?:sur|out of) (?P<two>[0-9]{{1,3}})"),
    ("range", rf"(?:(?:de|du|from) )?{_FIRST}{_JOINT}{_LAST}"),
    ("range", rf"(?:entre|between) {_FIRST} (?:et|and) {_LAST}"),
    ("range", rf"[\[(] ?{_FIRST} ?; ?{_LAST}[\])]"),
    ("around", rf"(?P<one>{FIGURE}) ?(?:\u00b1|\+ ?/ ?-) ?{_LAST}"),
    ("above", rf"{_any_of(_ABOVE)} ?{_ONE_NUMBER}"),
    ("below", rf"{_any_of(_BELOW)} ?{_ONE_NUMBER}"),
    ("above", rf"{_BARE_NUMBER}{_any_of(_OR_MORE)}"),
    ("below", rf"{_BARE_NUMBER}{_any_of(_OR_LESS)}"),
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


BlankKind = Literal["", "unknown", "none", "not_applicable", "ditto", "date", "error_value"]
"""``ditto``: « idem »."""

_UNKNOWN = frozenset((
    "?", "-", "--", "---", "–", "—", "––", "——", ".", "..", "...", "nd", "nc", "np", "nr",
    "nsp", "na", "n/a", "#n/a", "n/d", "n/c", "nk", ":", "inconnu", "inconnue", "inconnus",
    "inconnues", "nonconnu", "nonconnue", "pasconnu", "nondisponible", "nondisponibles",
    "nondispo", "indisponible", "noncommunique", "noncommuniquee", "nonrenseigne",
    "nonrenseignee", "nonevalue", "nonevaluee", "nonnote", "nonnotee", "nonchiffre",
    "nonchiffree", "nonestime", "nonestimee", "nonmesure", "nonmesuree", "nondefini",
    "nondefinie", "nonprecise", "nonprecisee", "nondetermine", "nondeterminee", "nonfourni",
    "nonfournie", "nontransmis", "nontransmise", "nonetudie", "nonetudiee", "nonsu",
    "indetermine", "indeterminee", "acompleter", "apreciser", "adeterminer", "aetablir",
    "achiffrer", "adefinir", "aestimer", "aevaluer", "arenseigner", "aremplir", "amesurer",
    "acalculer", "inconnuacejour", "nonconnuacejour", "pasencoreconnu", "pasencorechiffre",
    "pasencoredefini", "pasencoreestime", "pasencoreevalue", "chiffrageencours", "nesaitpas",
    "nesaispas", "jenesaispas", "neseprononcepas", "sansreponse", "pasdereponse", "pasdedonnee",
    "pasdedonnees", "pasdinformation", "pasdinfo", "aucunedonnee", "aucunedonneedisponible",
    "aucuneinformation", "aucuneinfo", "donneemanquante", "donneesmanquantes",
    "donneesindisponibles", "manquant", "donneeindisponible", "manquante", "unknown", "tbd",
    "tbc", "tba", "notavailable", "notknown", "nodata", "noanswer", "missing", "null", "nan",
    "dontknow", "dk", "tobedetermined", "tobeconfirmed", "notassessed", "notevaluated",
))  # fmt: skip
_NOT_APPLICABLE = frozenset((
    "so", "s/o", "sansobjet", "nonconcerne", "nonconcernee", "nonapplicable", "notapplicable",
    "pasconcerne", "pasconcernee", "nonpertinent", "irrelevant",
))  # fmt: skip
_NONE = frozenset((
    "neant", "aucun", "aucune", "rien", "none", "nothing", "nil", "/", "ø", "∅", "sans",
    "sansavis",
))  # fmt: skip
_DITTO = frozenset((
    "idem", "ibid", "ibidem", "dito", "ditto", '"', "''", "〃",
))  # fmt: skip
_ERROR = re.compile(
    r"#(?:ref|div/0|valeur|value|nom|name|nombre|num|nul|null|erreur|error|spill|calc)!?\??!?"
    r"|#+|(?:err|erreur) ?: ?[0-9]{3}"
)
_MONTH = (
    r"(?:janv?(?:ier|uary)?|fevr?(?:ier)?|feb(?:ruary)?|mars|mar(?:ch)?|avr(?:il)?|apr(?:il)?|mai|may"
    r"|juin|june?|juil(?:let)?|july?|aout|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?"
    r"|nov(?:embre|ember)?|dec(?:embre|ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"{_DAY}([/.-]){_MONTH_NUMBER}\1(?:[12][0-9]{{3}}|[0-9]{{2}})"
    r"(?: [0-9]{1,2}[:h][0-9:]{2,5})?"
    rf"|{_MONTH_NUMBER}([/.-]){_DAY}\2[12][0-9]{{3}}"
    rf"|[12][0-9]{{3}}([/.-]){_MONTH_NUMBER}\3{_DAY}(?:[t ][0-9:.z]{{4,}})?"
    r"|[12][0-9]{3}-(?:0[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[/-](?:19|20)[0-9]{2}"
    r"|0[1-9]/[01][0-9]|[0-3][0-9]/0[1-9]"
    rf"|(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:{_DAY}|1er)[ -]?{_MONTH}"
    r"(?:[ -]?(?:[12][0-9]{3}|[0-9]{2}))?"
    rf"|{_MONTH}[ -]?(?:[12][0-9]{{3}}|[0-9]{{2}})"
)
_JOINING = re.compile(r"[ .'()-]")
_REMARK = re.compile(r" \(.*\)?$")
"""After it, in brackets: « à compléter (service) »."""
_KINDS: dict[str, BlankKind] = {
    **dict.fromkeys(_UNKNOWN, "unknown"),
    **dict.fromkeys(_NOT_APPLICABLE, "not_applicable"),
    **dict.fromkeys(_NONE, "none"),
    **dict.fromkeys(_DITTO, "ditto"),
}


@lru_cache(maxsize=20_000)
def blank_kind(text: str) -> BlankKind:
    """What a text says instead of a number or a word; empty where it is not one of these.

    Examples
    --------
    >>> blank_kind("N.D."), blank_kind("s.o."), blank_kind("Néant"), blank_kind("02-janv")
    ('unknown', 'not_applicable', 'none', 'date')
    """
    folded = folded_text(text)
    if not folded or set(folded) <= set(".?"):
        return "unknown"
    if _DATE.fullmatch(folded):
        return "date"
    if _ERROR.fullmatch(folded):
        return "error_value"
    folded = folded.removesuffix(" a ce jour")
    keys = (folded, *(_JOINING.sub("", one) for one in (folded, _REMARK.sub("", folded))))
    return next((_KINDS[key] for key in keys if key in _KINDS), "")


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
