"""The cells of a criterion of words: each a level, or what is asked of it, or wrong."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from prioritisation.imports.cells.amounts import NUMERIC_KINDS, CellAmount
from prioritisation.imports.cells.number_cells import (
    ALWAYS_WRONG,
    UNKNOWN_ANSWER,
    AmountAt,
    CellReading,
    problem_at,
    question_at,
)
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
_PLUS_AND_MINUS = re.compile(r"[+=0\u2212\u2013-]+|\+ ?/ ?-")
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
    if not all(_PLUS_AND_MINUS.fullmatch(word) for word in words):
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


MOST_SCALE_WORDS = 7
_UNKNOWN = "inconnu"
"""What tables to fill in say of a score that nobody knows: never a word of theirs."""
_LONG, _LONGEST = 45, 100
_FEW, _TWO = 2, 2
_MOST_COMPARED = 40
"""Words that are compared with one another; where there are more, they are no scale."""
_JOINT = re.compile(r" [a\u00e0\u00c0A] | to | ou | or | ?[/\u2013\u2014] ?|-| - ")
_JOINT_ANYWHERE = re.compile(f"(?=({_JOINT.pattern}))")
_PLUS = re.compile(r"\+{1,4}|\+ ?/ ?-")
_MINUS = re.compile(r"[-\u2013\u2014\u2212]{1,4}")
_DOUBTED = re.compile(r"(.*[^\s?(]) ?\(?\?+\)?")
"""« fort (?) »."""
_LIKE_A_NUMBER = re.compile(r"['\"=(\u00ab ]*[+-]?[0-9].*")
_LEVEL = re.compile(r"[0-9]{1,2} ?[-\u2013\u2014:.)=(] ?[^\W\d].*")
_SIGNS = re.compile(r"[+=-]{1,4}|\+ ?/ ?-|0")


@dataclass(frozen=True, slots=True)
class WordColumn:
    """The words of a criterion, by how they are compared.

    Attributes
    ----------
    words
        Folded -> as it is written first.
    same
        Folded -> what it is in another gender or number: « élevée », « élevé ».
    ranges
        What stands for two of them, folded (« faible à moyen ») -> both, folded.
    of_signs
        Whether they are « + » and « - »: « 0 » is then a word, and « - » is asked.
    stated
        Those that are said to be words, folded: « 2 » and « à préciser » may be.
    """

    name: str
    words: dict[str, str]
    same: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, tuple[str, str]] = field(default_factory=dict)
    of_signs: bool = False
    stated: frozenset[str] = frozenset()

    def level(self, word: str) -> str | None:
        """The word of the scale that it is."""
        key = word_key(word)
        return self.words.get(self.same.get(key, key))

    @property
    def aside(self) -> Literal["", "text"]:
        """Whether they are no scale: too many, or sentences."""
        lengths = [len(word) for word in self.words.values()]
        long = bool(lengths) and sum(lengths) / len(lengths) > _LONG
        many = len(lengths) > MOST_SCALE_WORDS
        return "text" if many or long or max(lengths, default=0) > _LONGEST else ""

    def is_unsure(self, known: int) -> bool:
        """Whether they may be anything: one alone, or none twice in an order that is known."""
        if len(self.words) == 1:
            return True
        apart = len(self.words) == known >= _FEW
        return apart and known_ranks([*self.words.values()]) is None


def are_words(amounts: Sequence[CellAmount], listed: Sequence[str]) -> bool:
    """Whether they are those listed, or more words than numbers; « 12* » is meant as a number."""
    words = [one for one in amounts if one.kind == "word"]
    if _is_of_signs(amounts) or _are_stated(amounts, listed):
        return True
    like_numbers = sum(_is_like_a_number(one.text) for one in words)
    numbers = sum(one.kind in NUMERIC_KINDS for one in amounts)
    return len(words) - like_numbers > numbers + like_numbers


def _is_like_a_number(text: str) -> bool:
    bare = " ".join(text.split())
    return bool(_LIKE_A_NUMBER.fullmatch(bare)) and not _LEVEL.fullmatch(bare)


def _is_of_signs(amounts: Sequence[CellAmount]) -> bool:
    """Whether the words of some cells are « + », « ++ », perhaps with « - » and « 0 »."""
    words = [one.text.strip() for one in amounts if one.kind == "word"]
    return any(_PLUS.fullmatch(one) for one in words) and all(map(_SIGNS.fullmatch, words))


def is_order_of(order: Sequence[str], words: Sequence[str]) -> bool:
    """Whether it names each of some words, and perhaps others, once."""
    keys = [word_key(one) for one in order]
    placed = [any(_is_same(one, key) for key in keys) for one in map(word_key, words)]
    return len(set(keys)) == len(keys) > 1 and all(placed)


def _is_same(one: str, other: str) -> bool:
    return one == other or same_rung(one, other)


def word_column(
    name: str, amounts: Sequence[CellAmount], stated: Sequence[str] = ()
) -> WordColumn:
    """The words of some cells, and those that the file or an answer states besides."""
    of_signs = _is_of_signs(amounts)
    spelled = {word_key(one): one for one in stated}
    words: dict[str, str] = {}
    for amount in amounts:
        if amount.kind == "word" or (of_signs and _is_sign(amount)) or _is_stated(amount, spelled):
            word = _without_doubt(" ".join(amount.text.split()))
            words.setdefault(word_key(word), word)
    both = {} if of_signs or len(words) > _MOST_COMPARED else _ranges(words, spelled)
    for key, ends in both.items():
        del words[key]
        for end in ends:
            words.setdefault(word_key(end), end)
    ranges = {key: (word_key(low), word_key(high)) for key, (low, high) in both.items()}
    same = _same_words([*spelled, *words]) if len(words) <= _MOST_COMPARED else {}
    ordered = {key: words.get(key, one) for key, one in spelled.items()}
    levels = {key: word for key, word in {**ordered, **words}.items() if key not in same}
    return WordColumn(name, levels, same, ranges, of_signs, frozenset(spelled))


def _are_stated(amounts: Sequence[CellAmount], stated: Sequence[str]) -> bool:
    """Whether all that is known of some cells are words that are said to be, or two of them."""
    spelled = {word_key(one): one for one in stated}
    known = [one for one in amounts if one.kind != "unknown"]
    return bool(spelled) and all(_is_stated(one, spelled) for one in known)


def _is_stated(amount: CellAmount, stated: Mapping[str, str]) -> bool:
    word = " ".join(amount.text.split())
    return word_key(word) in stated or _cut(word, stated) is not None


def _cut(word: str, known: Container[str]) -> tuple[str, str] | None:
    """The two words of a range, wherever it is cut; None where none is, or several may be."""
    cuts: dict[tuple[str, str], tuple[str, str]] = {}
    for joint in _JOINT_ANYWHERE.finditer(word):
        low, high = word[: joint.start(1)].strip(), word[joint.end(1) :].strip()
        keys = word_key(low), word_key(high)
        if keys[0] != keys[1] and keys[0] in known and keys[1] in known:
            cuts.setdefault(keys, (low, high))
    return next(iter(cuts.values())) if len(cuts) == 1 else None


def _without_doubt(word: str) -> str:
    match = _DOUBTED.fullmatch(word)
    return match[1] if match else word


def _same_words(keys: Sequence[str]) -> dict[str, str]:
    """Each word that is an earlier one in another gender or number -> that one."""
    same: dict[str, str] = {}
    for k, key in enumerate(keys):
        first = next((one for one in keys[:k] if one not in same and same_rung(one, key)), key)
        if first != key:
            same[key] = first
    return same


def _ranges(words: Mapping[str, str], stated: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Of the words those that are two of the others, or two that are known beside them."""
    ranges = {}
    for key, word in words.items():
        if key in stated:
            continue
        others = {one for one in words if one != key and not _JOINT.search(one)}
        if ends := _cut(word, stated) or _cut(word, others | {*stated}):
            ranges[key] = ends
            continue
        parts = _JOINT.split(word)
        keys = [*map(word_key, parts)]
        apart = len(parts) == _TWO and all(keys) and keys[0] != keys[1]
        if apart and known_ranks(sorted({*others, *keys})) is not None:
            ranges[key] = (parts[0], parts[1])
    return ranges


def _is_sign(amount: CellAmount) -> bool:
    text = amount.text.strip()
    return text == "0" or (len(text) > 1 and _MINUS.fullmatch(text) is not None)


def word_key(word: str) -> str:
    """A word as words of a criterion are compared; minus signs and dashes are one sign."""
    folded = folded_text(word)
    return "-" * len(folded) if _MINUS.fullmatch(folded) else folded


def read_word(column: WordColumn, at: AmountAt) -> CellReading:
    """What one of its cells is read as; what was answered about it counts."""
    reading = _read(column, at)
    if at.struck and reading.word is not None:
        reading = question_at(at, reading.word, UNKNOWN_ANSWER)
    question, answer = reading.question, at.answer
    if not answer:
        return reading
    if answer == UNKNOWN_ANSWER:
        return CellReading()
    word = column.level(answer)
    if word is None and question and answer in question.choices:
        word = answer
    return reading if word is None else CellReading(word=word)


def _read(column: WordColumn, at: AmountAt) -> CellReading:
    amount = at.amount
    word = " ".join(amount.text.split())
    if amount.kind in ALWAYS_WRONG and amount.kind != "reversed":
        return problem_at(
            at, ALWAYS_WRONG[amount.kind], name=column.name, allowed=_allowed(column)
        )
    if ends := column.ranges.get(word_key(word)):
        return CellReading(word=column.level(ends[0]), high_word=column.level(ends[1]))
    level = column.level(word)
    plain = amount.kind in ("number", "unknown")
    if level is not None and (not plain or word_key(word) in column.stated - {_UNKNOWN}):
        return CellReading(word=level)
    doubted = column.level(_without_doubt(word))
    if doubted is not None and amount.kind == "word":
        return question_at(at, doubted, UNKNOWN_ANSWER)
    return _other(column, at, word)


def _other(column: WordColumn, at: AmountAt, word: str) -> CellReading:
    """What is no word of the scale."""
    kind = at.amount.kind
    if column.of_signs and (word == "0" or _MINUS.fullmatch(word)):
        sure = column.level(word) or (word if "--" in column.words else None)
        return CellReading(word=sure) if sure else question_at(at, word, UNKNOWN_ANSWER)
    if kind == "none":
        return question_at(at, word, UNKNOWN_ANSWER)
    if kind == "not_applicable":
        return question_at(at, UNKNOWN_ANSWER, word)
    if kind == "unknown":
        return CellReading()
    return problem_at(at, "not_a_word", name=column.name, allowed=_allowed(column))


def _allowed(column: WordColumn) -> str:
    return ", ".join(column.words.values())
