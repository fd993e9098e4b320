"""What stands where a number would: nothing known, nothing at all, a date, an error."""

import re
from functools import lru_cache
from typing import Literal

from prioritisation.imports.cells.signs import folded_text

BlankKind = Literal["", "unknown", "none", "not_applicable", "ditto", "date", "error_value"]
"""``ditto``: « idem »."""

_UNKNOWN = frozenset(
    {
        *(
            "?",
            "-",
            "--",
            "---",
            "\u2013",
            "\u2014",
            "\u2013\u2013",
            "\u2014\u2014",
            ".",
            "..",
            "...",
        ),
        *("nd", "nc", "np", "nr", "nsp", "na", "n/a", "#n/a", "n/d", "n/c", "nk", ":"),
        *("inconnu", "inconnue", "inconnus", "inconnues", "nonconnu", "nonconnue", "pasconnu"),
        *("nondisponible", "nondisponibles", "nondispo", "indisponible", "noncommunique"),
        *("noncommuniquee", "nonrenseigne", "nonrenseignee", "nonevalue", "nonevaluee"),
        *("nonnote", "nonnotee", "nonchiffre", "nonchiffree", "nonestime", "nonestimee"),
        *("nonmesure", "nonmesuree", "nondefini", "nondefinie", "nonprecise", "nonprecisee"),
        *("nondetermine", "nondeterminee", "nonfourni", "nonfournie", "nontransmis"),
        *("nontransmise", "nonetudie", "nonetudiee", "nonsu", "indetermine", "indeterminee"),
        *("acompleter", "apreciser", "adeterminer", "aetablir", "achiffrer", "adefinir"),
        *("aestimer", "aevaluer", "arenseigner", "aremplir", "amesurer", "acalculer"),
        *("inconnuacejour", "nonconnuacejour", "pasencoreconnu", "pasencorechiffre"),
        *("pasencoredefini", "pasencoreestime", "pasencoreevalue", "chiffrageencours"),
        *("nesaitpas", "nesaispas", "jenesaispas", "neseprononcepas", "sansreponse"),
        *("pasdereponse", "pasdedonnee", "pasdedonnees", "pasdinformation", "pasdinfo"),
        *("aucunedonnee", "aucunedonneedisponible", "aucuneinformation", "aucuneinfo"),
        *("donneemanquante", "donneesmanquantes", "donneesindisponibles", "manquant"),
        *("donneeindisponible", "manquante", "unknown", "tbd", "tbc", "tba", "notavailable"),
        *("notknown", "nodata", "noanswer", "missing", "null", "nan", "dontknow", "dk"),
        *("tobedetermined", "tobeconfirmed", "notassessed", "notevaluated"),
    }
)
_NOT_APPLICABLE = frozenset(
    {
        *("so", "s/o", "sansobjet", "nonconcerne", "nonconcernee", "nonapplicable"),
        *("notapplicable", "pasconcerne", "pasconcernee", "nonpertinent", "irrelevant"),
    }
)
_NONE = frozenset(
    {
        *("neant", "aucun", "aucune", "rien", "none", "nothing", "nil", "/", "\u00f8", "\u2205"),
        *("sans", "sansavis"),
    }
)
_DITTO = frozenset({"idem", "ibid", "ibidem", "dito", "ditto", '"', "''", "\u3003"})
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
