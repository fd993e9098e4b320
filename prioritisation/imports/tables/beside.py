"""What columns say of each score beside it: its other end, what it rests on, why it is that."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.cells.vocabulary import aside_reason
from prioritisation.imports.model import Confident

GroundKind = Literal["source", "status", "date", "confidence", "reason"]
"""What a file may say of a score beside it: what it rests on, and why it is that."""
Statused = Literal["officiel", "avis", "inféré", "inconnu"]

_OF = (
    r"(?:(?:raw )?(?:notes?|valeurs?|scores?|bornes?|limites?|estimations?|hypotheses?"
    r"|fourchettes?|values?|bounds?)(?: brutes?)?,? ?)?"
)
_LOW = (
    r"(?:au plus bas|(?:la )?plus basse|bas(?:se)?|inferieure?|minimum|minimale?|mini?|lowest"
    r"|lower|low)"
)
_HIGH = (
    r"(?:au plus haut|(?:la )?plus haute|haute?|superieure?|maximum|maximale?|maxi?"
    r"|highest|higher|high)"
)
_ENDS: dict[Literal["low", "high"], re.Pattern[str]] = {
    "low": re.compile(_OF + _LOW),
    "high": re.compile(_OF + _HIGH),
}
_RAW = re.compile(r"note brute,.*|raw score,.*")
_IDENTIFYING = re.compile(r".+ \((?:id|identifiant|code|ref)\)")
_STAMPS = frozenset({"numero de controle (sha-256)", "control number (sha-256)"})
_OF_SCORE = (
    r"(?: (?:d[eu]s? )?(?:la |l')?"
    r"(?:notes?|valeurs?|scores?|donnees?|chiffres?|releve|evaluation))?"
)
_GROUNDS: Mapping[GroundKind, re.Pattern[str]] = {
    "status": re.compile(rf"(?:statuts?|status){_OF_SCORE}"),
    "date": re.compile(rf"dates?{_OF_SCORE}|date de la source|millesime"),
    "confidence": re.compile(
        rf"(?:(?:niveau|degre|indice) de )?confiance{_OF_SCORE}|confidence(?: level)?"
    ),
    "reason": re.compile(
        r"(?:commentaires?|remarques?|observations?|justifications?|justificatifs?|explications?"
        r"|precisions?|motifs?|motivations?|raisons?|argumentaires?|arguments?|comments?|remarks?"
        rf"|rationale|reasons?){_OF_SCORE}"
    ),
}
_CONFIDENCES: Mapping[str, Confident] = {
    **dict.fromkeys(("elevee", "eleve", "high"), "élevée"),
    **dict.fromkeys(("moyenne", "moyen", "medium"), "moyenne"),
    **dict.fromkeys(("faible", "low"), "faible"),
}
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_FIGURES = re.compile(r"(?:(?:([0-9]{1,2})[/. -])?([0-9]{1,2})[/. -])?([0-9]{4})", re.ASCII)
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:[t ][0-9:.]+z?)?", re.ASCII)
_IN_LETTERS = re.compile(rf"(?:([0-9]{{1,2}})(?:er)? )?({'|'.join(_MONTHS)}) ([0-9]{{4}})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_STATUSES: Mapping[str, Statused] = {
    **dict.fromkeys(("officiel", "officielle", "official"), "officiel"),
    **dict.fromkeys(("avis", "opinion"), "avis"),
    **dict.fromkeys(
        ("infere", "inferee", "deduit, a verifier", "deduite, a verifier", "deduced, to check"),
        "inféré",
    ),
    **dict.fromkeys(("deduit", "deduite", "inferred"), "inféré"),
    **dict.fromkeys(("inconnu", "inconnue", "manquant", "manquante", "missing"), "inconnu"),
    "unknown": "inconnu",
}


@lru_cache(maxsize=2_000)
def end_named(head: str) -> Literal["low", "high", ""]:
    """Which end of a range a column has.

    Examples
    --------
    >>> end_named("Valeur haute"), end_named("note brute, au plus bas"), end_named("Hauteur")
    ('high', 'low', '')
    """
    folded = folded_text(head)
    return next((end for end, pattern in _ENDS.items() if pattern.fullmatch(folded)), "")


def is_raw(head: str) -> bool:
    """Whether a column has an end of what was measured, as tables that are given back say."""
    return _RAW.fullmatch(folded_text(head)) is not None


def is_identifying(head: str) -> bool:
    """Whether a column identifies what another one names: « Levier (identifiant) »."""
    return aside_reason(head) == "number" or bool(_IDENTIFYING.fullmatch(folded_text(head)))


def is_stamp(head: str) -> bool:
    """Whether a column has the control number of a proof file, as tables given back have."""
    return folded_text(head) in _STAMPS


@lru_cache(maxsize=2_000)
def ground_named(head: str) -> GroundKind | Literal[""]:
    """What a column says of each score beside it.

    Examples
    --------
    >>> ground_named("Commentaires"), ground_named("Date du relevé"), ground_named("Date de fin")
    ('reason', 'date', '')
    """
    if aside_reason(head) == "source":
        return "source"
    folded = folded_text(head)
    return next((kind for kind, one in _GROUNDS.items() if one.fullmatch(folded)), "")


def confidence_said(text: str) -> Confident:
    """How sure a score is; empty for other words than those of the data files.

    Examples
    --------
    >>> confidence_said("Élevée"), confidence_said("faible"), confidence_said("plutôt bonne")
    ('élevée', 'faible', '')
    """
    return _CONFIDENCES.get(folded_text(text), "")


def date_said(text: str) -> str:
    """A day, a month or a year as files have it, the day before the month; empty for no date.

    Examples
    --------
    >>> [date_said(one) for one in ("12/03/2026", "03/2026", "1er mars 2026", "2026-03-12")]
    ['2026-03-12', '2026-03', '2026-03-01', '2026-03-12']
    >>> [date_said(one) for one in ("2025", "31/02/2026", "12/03/26", "début 2026")]
    ['2025', '', '', '']
    """
    folded = folded_text(text)
    day: str | None
    if iso := _ISO.fullmatch(folded):
        year, month, day = iso.groups()
    elif letters := _IN_LETTERS.fullmatch(folded):
        day, name, year = letters.groups()
        month = str(_MONTHS.index(name) + 1)
    elif figures := _FIGURES.fullmatch(folded):
        day, month, year = figures.groups()
    else:
        return ""
    try:
        real = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    if not _FIRST_YEAR <= real.year <= _LAST_YEAR:
        return ""
    return real.isoformat()[: 10 if day else 7 if month else 4]


def status_said(text: str) -> Statused | None:
    """What a score rests on, in the words of the data files or of the screens.

    Examples
    --------
    >>> status_said("Officiel"), status_said("déduite, à vérifier"), status_said("validé")
    ('officiel', 'inféré', None)
    """
    return _STATUSES.get(folded_text(text))
