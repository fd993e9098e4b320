"""Words of a criterion that nobody typed: the same for any, and true of any."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from criteria.model import Sense
from prioritisation.cases.typed import unique_ids
from prioritisation.wording import t

_ALIKE = {
    *("bois", "bras", "colis", "corps", "cours", "devis", "fois", "mois", "pays", "permis"),
    *("poids", "repas", "temps", "acces", "deces", "exces", "proces", "progres", "succes"),
}
"""French words that are the same of one and of several, without their accents."""
_PLURAL = re.compile(r"[^\W\d_]{3,}[^\W\d_s]s")


def singular_unit(unit: str) -> str:
    """A unit that was typed, as it is of one: « minutes » is of several, « minute » of one.

    A word alone that is plainly of several; what is not sure stays as it was typed.

    Examples
    --------
    >>> [singular_unit(unit) for unit in ("minutes", "places assises", "mois", "k€", "stress")]
    ['minute', 'places assises', 'mois', 'k€', 'stress']
    """
    plural = _PLURAL.fullmatch(unit) and unique_ids([unit], "unit")[0] not in _ALIKE
    return unit[:-1] if plural else unit


@dataclass(frozen=True, slots=True)
class NeutralWords:
    """What a file says of a criterion of which only the name and the ends are known."""

    in_sentence: str
    of_sentence: str
    question: str
    senses: Mapping[Sense, str]
    direction_question: str
    known_reason: str
    open_reason: str
    note: str


def neutral_words(label: str, words: Sequence[str] = ()) -> NeutralWords:
    """Words of a criterion, counted in numbers or between these words, the worst first."""
    if words:
        worst, best = words[0], words[-1]
        more, less = map(_nearer, (best, worst))
        ask = t(
            "On « {label} », which comes first: « {worst} » or « {best} »?",
            label=label,
            worst=worst,
            best=best,
        )
        note = t(
            "Words given with the criterion; equal gaps between them are ours. For the group "
            "to confirm."
        )
    else:
        more = t("the higher « {label} », the higher the priority", label=label)
        less = t("the lower « {label} », the higher the priority", label=label)
        ask = t("When « {label} » is high, is the priority higher, or lower?", label=label)
        note = t("Ends given with the criterion. For the group to confirm.")
    return NeutralWords(
        t("criterion {label}", label=label),
        t("of criterion {label}", label=label),
        t("What is each worth on « {label} »?", label=label),
        {Sense.MAX: more, Sense.MIN: less},
        ask,
        t("Given with the criterion."),
        t("That is for the group to say."),
        note,
    )


def _nearer(word: str) -> str:
    return t("the nearer « {word} », the higher the priority", word=word)
