"""What columns of a long table say of each score, beside its lever and its criterion."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.cells.vocabulary import aside_reason

Statused = Literal["officiel", "avis", "inféré", "inconnu"]

_OF = r"(?:(?:raw )?(?:notes?|valeurs?|scores?|bornes?|values?|bounds?)(?: brutes?)?,? ?)?"
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
_STATUS_HEADS = frozenset({"statut", "status", "statut de la note", "statuts"})
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


def is_status_head(head: str) -> bool:
    """Whether a column may say what each score rests on."""
    return folded_text(head) in _STATUS_HEADS


def status_said(text: str) -> Statused | None:
    """What a score rests on, in the words of the data files or of the screens.

    Examples
    --------
    >>> status_said("Officiel"), status_said("déduite, à vérifier"), status_said("validé")
    ('officiel', 'inféré', None)
    """
    return _STATUSES.get(folded_text(text))
