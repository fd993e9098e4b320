"""Words that people use in one order, from the least to the most: it is proposed, never taken."""

import re
from collections.abc import Sequence

from prioritisation.imports.cells.signs import folded_text

_LADDERS = """\
nul, nulle, aucun, aucune, neant, absent, none | tres faible, tres bas, tres basse, tres \
petit, tres petite, very low | faible, bas, basse, petit, petite, limite, limitee, low, \
leger, weak, small | assez faible, plutot faible | moyen, moyenne, modere, moderee, \
intermediaire, medium, moderate, mixed | assez fort, assez forte, plutot fort, plutot \
forte, assez eleve | fort, forte, haut, haute, eleve, elevee, important, importante, \
high, strong, grand, grande, large | tres fort, tres forte, tres eleve, tres elevee, \
tres haut, very high | extreme, majeur, majeure, maximal, maximale
tres mauvais, tres mauvaise, inacceptable, nul, very poor, very bad | mauvais, mauvaise, \
insuffisant, insuffisante, mediocre, bad, poor | passable, moyen, moyenne, correct, \
correcte, acceptable, fair, average | assez bon, assez bonne, satisfaisant, \
satisfaisante | bon, bonne, bien, good | tres bon, tres bonne, tres bien, very good | \
excellent, excellente
tres defavorable, fortement oppose, rejet, strongly disagree | defavorable, oppose, \
opposee, contre, negatif, negative, disagree, against | plutot defavorable, plutot \
contre, reserve, reservee, reticent | partage, partagee, neutre, mitige, mitigee, sans \
avis, neutral, mixed, abstention | plutot favorable, plutot pour | favorable, pour, \
positif, positive, agree | tres favorable, tres positif, enthousiaste, strongly agree
tres difficile, impossible | difficile, complexe, difficult, hard | moyennement facile, \
moyen, moyenne, moderee, modere, medium | facile, simple, easy | tres facile, tres \
simple
non, faux, no, false | partiel, partiellement, en partie | oui, vrai, yes
tres lent | lent, lente | moyen, moyenne | rapide | tres rapide
abandonne, annule | pas commence, non commence, non demarre, a lancer, a faire, not \
started | en projet, a l'etude, en etude | engage, engagee, en cours, in progress, \
ongoing | termine, terminee, realise, realisee, fait, acheve, done, completed
aucun, aucune, non | partiel, partielle | total, totale, complet
jamais | rarement | parfois | souvent | toujours
long terme | moyen terme | court terme | immediat
rouge, red | orange, jaune, yellow | vert, verte, green
insatisfait, pas satisfait | neutre | satisfait | tres satisfait
pas du tout | peu, un peu | moyennement | assez, plutot | tout a fait
pas urgent | peu urgent | urgent | tres urgent
non prioritaire | peu prioritaire | prioritaire | tres prioritaire
"""
"""One a line: rungs between strokes, each with its words."""
_RANKED = tuple(
    {word.strip(): k for k, rung in enumerate(one.split("|")) for word in rung.split(",")}
    for one in _LADDERS.splitlines()
)
_SIGNS = re.compile(r"[+=0\u2212\u2013-]+|\+ ?/ ?-")
_NUMBERED = re.compile(
    r"(?:niveau|note|classe|level)? ?([0-9]{1,2})(?!\d)(?: ?[-\u2013\u2014:.)=] ?.*| .*|)"
)


def known_ranks(words: Sequence[str]) -> list[float] | None:
    """The place of each word in an order that is known; None where it is in none.

    Examples
    --------
    >>> known_ranks(["Fort", "faible"]), known_ranks(["++", "-"]), known_ranks(["zinc", "or"])
    ([6.0, 2.0], [2, -1], None)
    """
    folded = [folded_text(word) for word in words]
    for ranks in _RANKED:
        known = [float(ranks[word]) for word in folded if word in ranks]
        if len(known) == len(folded) and _all_apart(known):
            return known
    for places_of in (_signs, _numbers):
        places = places_of(folded)
        if places is not None and _all_apart(places):
            return places
    return None


def same_rung(one: str, other: str) -> bool:
    """Whether two words are one, in another gender or number: « élevé », « élevée ».

    Examples
    --------
    >>> same_rung("élevé", "Élevées"), same_rung("bon", "bonne"), same_rung("bon", "bien")
    (True, True, False)
    """
    first, last = sorted((folded_text(one), folded_text(other)), key=len)
    ends = last.removeprefix(first)
    return first == last or (
        last.startswith(first)
        and ends in ("e", "s", "es", first[-1:] + "e", first[-1:] + "es")
        and any(first in ranks and ranks[first] == _rung(ranks, last) for ranks in _RANKED)
    )


def _rung(ranks: dict[str, int], word: str) -> int | None:
    return ranks.get(word, ranks.get(word.removesuffix("s")))


def _all_apart(places: Sequence[float]) -> bool:
    return len(set(places)) == len(places)


def _signs(words: Sequence[str]) -> list[float] | None:
    if not all(_SIGNS.fullmatch(word) for word in words):
        return None
    return [0 if "/" in w else w.count("+") - len(re.findall("[\u2212\u2013-]", w)) for w in words]


def _numbers(words: Sequence[str]) -> list[float] | None:
    matches = [_NUMBERED.fullmatch(word) for word in words]
    places = [float(match[1]) for match in matches if match]
    return places if len(places) == len(words) else None


def proposed_order(words: Sequence[str]) -> tuple[str, ...]:
    """The words from the least to the most, where their order is known; else as they are met.

    Examples
    --------
    >>> proposed_order(["Fort", "faible", "Moyen"]), proposed_order(["B", "A", "C"])
    (('faible', 'Moyen', 'Fort'), ('B', 'A', 'C'))
    """
    ranks = known_ranks(words)
    if ranks is None:
        return tuple(words)
    return tuple(
        word for _, word in sorted(zip(ranks, words, strict=True), key=lambda one: one[0])
    )
