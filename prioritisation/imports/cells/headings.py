"""What the heading of a criterion says besides its name: a unit, a direction, two ends."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from prioritisation.imports.cells.amounts import CellAmount, text_amount
from prioritisation.imports.cells.measures import is_known_unit
from prioritisation.imports.cells.signs import folded_text, tidied_text
from prioritisation.imports.cells.ways import direction_in, is_bare_direction

_BRACKET = re.compile(r"(.+?) ?[(\[]([^()\[\]]{1,40}(?:\([^()]{1,3}\))?)[)\]] ?[:*]?")
_IN = re.compile(r"(.+) en ([^,:]{1,30})")
_AFTER = re.compile(r"(.+?)(?:(?:,| -| \u2013| \u2014| :|:) )([^,:]{1,30})")
_LONGEST = 200
"""Signs of a heading in which a direction is looked for."""
_STATED = re.compile(
    r"(.+?)(?:(?:,| -| \u2013| \u2014| :|:) ([^,]{1,40})| ?[(\[]([^()\[\]]{1,40})[)\]] ?[:*]?"
    r"| ([\u00e0a] (?:max|min)imiser)| ?([\u2190-\u21ff\u25b2\u25bc\u2b06\u2b07]))",
    re.IGNORECASE,
)
"""A name, then words or an arrow that perhaps state its direction."""
_JOINED = re.compile(
    r"(.+?) ((?:/|sur|out of) ?[0-9]{1,3}|(?<![0-9] )[^\s()]*[%\u20ac$\u00a3][^\s()]*)"
)
_OUT_OF = re.compile(r"(?:note )?(?:/|sur|out of) ?([0-9]{1,3})")
_PREFIX = re.compile(
    r"^(?:en|unit[e\u00e9]s? ?:?|in|note|[e\u00e9]chelle|nb|nombre) (?:de |d')?(?=\S)",
    re.IGNORECASE,
)
_NO_UNIT = {"nb", "nombre", "unite", "unites", "note", "notes", "score", "valeur", "number"}
_COUNTED = (
    r"emplois?|logements?|lgts?|voyageurs?|vehicules?|places?|personnes?|communes?|fiches?"
    r"|points?|unites?|nombre|nb|habitants?|people|jobs?"
)
_NOUNS = re.compile(_COUNTED)
"""They are counted: « Mise en place » has no unit."""
_THINGS = re.compile(rf"{_COUNTED}|[a-z]|jour|semaine|mois|an|annee|heure|minute|seconde|metre")
"""After a comma they may be another thing: « Bruit, jour »."""
_LASTING = re.compile(
    r"\b(?:durees?|temps|delais?|trajets?|attentes?|acces|accessibilite|parcours|marche|retards?"
    r"|distances?|proximite|eloignement|rapidite|desserte|isochrone|time|duration|delay|walk)\b"
)
"""It may be counted in minutes: « (min) » after anything else is perhaps its least."""


class CriterionHeading(NamedTuple):
    """A name and what stands with it.

    Attributes
    ----------
    bounds
        The least and the greatest score, as « (1 à 5) » says; which is the better it does not say.
    hint
        A word that may be a direction or part of what is measured: « Débit (max) ».
    """

    name: str
    unit: str = ""
    direction: Literal["", "min", "max"] = ""
    bounds: tuple[float, float] | None = None
    hint: str = ""


@lru_cache(maxsize=2_000)
def heading_of(text: str) -> CriterionHeading:
    """What a heading says.

    Examples
    --------
    >>> heading_of("Coût (k€)")[:2], heading_of("Surface, ha")[:2], heading_of("Note /20")[:2]
    (('Coût', 'k€'), ('Surface', 'ha'), ('Note', 'sur 20'))
    >>> heading_of("Accès (min. à pied)").name, heading_of("Coût (à minimiser)").direction
    ('Accès (min. à pied)', 'min')
    >>> heading_of("Coût (k€, max)")[:2], heading_of("Débit (max)").hint
    (('Coût (max)', 'k€'), 'max')
    """
    name = " ".join(text.split())
    match = _STATED.fullmatch(name) if len(name) <= _LONGEST else None
    part = "".join(filter(None, match.groups()[1:])) if match else ""
    way = direction_in(part)
    if match and way and not is_bare_direction(part):
        rest = heading_of(match[1])
        same = rest.direction in ("", way)
        return rest._replace(direction=way) if same else CriterionHeading(name)
    heading = _with_bracket(name)
    if heading is not None:
        return heading
    for pattern, no_unit in ((_IN, _NOUNS), (_AFTER, _THINGS), (_JOINED, _THINGS)):
        match = pattern.fullmatch(name)
        unit = unit_in_heading(match[2]) if match else ""
        if match and unit and not _is_thing(match[1], match[2], no_unit):
            return CriterionHeading(match[1].rstrip(" ,:-"), unit)
    return CriterionHeading(name)


def _with_bracket(name: str) -> CriterionHeading | None:
    match = _BRACKET.fullmatch(name)
    if match is None:
        return None
    heading = CriterionHeading(match[1])
    is_unit = unit_in_heading(match[2]) and not _is_hint(match[1], match[2])
    for part in [match[2]] if is_unit else re.split(r"[,;] ?", match[2]):
        unit, way = unit_in_heading(part), direction_in(part)
        bounds = text_amount(_PREFIX.sub("", tidied_text(part)))
        if _is_hint(match[1], part):
            heading = heading._replace(name=f"{match[1]} ({part})", hint=part)
        elif unit or folded_text(part) in _NO_UNIT:
            heading = heading._replace(unit=unit)
        elif way:
            heading = heading._replace(direction=way)
        elif bounds.low is not None and bounds.high is not None and _is_scale(bounds):
            heading = heading._replace(
                name=name, unit=heading.unit, bounds=(bounds.low, bounds.high)
            )
        else:
            return None
    return heading


def _is_scale(bounds: CellAmount) -> bool:
    """Whether they are the ends of a scale, « (1 à 5) », « (0 à 100 %) », unlike « (0-3 ans) »."""
    return bounds.kind == "interval" and bounds.unit in ("", "%")


def _is_thing(name: str, part: str, things: re.Pattern[str]) -> bool:
    """Whether what is a unit elsewhere goes on with a name: « Bruit, jour », « Chaleur, min »."""
    return _is_hint(name, part) or things.fullmatch(folded_text(part)) is not None


def _is_hint(name: str, part: str) -> bool:
    """Whether a word in brackets may be a direction, or the least or the most of what it names."""
    lasts = unit_in_heading(part) and _LASTING.search(folded_text(name))
    return is_bare_direction(part) and not lasts


@lru_cache(maxsize=2_000)
def unit_in_heading(text: str) -> str:
    """The unit that stands in brackets, or in a row of units; empty where it is none.

    Examples
    --------
    >>> unit_in_heading("en k€"), unit_in_heading("/5"), unit_in_heading("hors taxes")
    ('k€', 'sur 5', '')
    """
    bare = _PREFIX.sub("", tidied_text(text).strip("()[] "))
    if out_of := _OUT_OF.fullmatch(folded_text(bare)):
        return f"sur {out_of[1]}"
    if folded_text(bare) in _NO_UNIT or not is_known_unit(bare):
        return ""
    return bare


def unit_row(text: str) -> CriterionHeading:
    """What a cell of a row of units says: a unit, or the bounds of a scale, or a direction.

    Examples
    --------
    >>> unit_row("(k€)").unit, unit_row("1 à 5").bounds, unit_row("note").unit
    ('k€', (1.0, 5.0), '')
    >>> unit_row("ETP/an").unit, unit_row("max").hint
    ('ETP/an', 'max')
    """
    bare = " ".join(text.split()).strip("()[] ")
    if not bare:
        return CriterionHeading("")
    heading = _with_bracket(f"- ({bare})") if "(" not in bare else None
    return CriterionHeading("", bare) if heading is None else heading._replace(name="")
