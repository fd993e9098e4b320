"""The cells of a criterion of words: each a level, or what is asked of it, or wrong."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from prioritisation.imports.cells.amounts import NUMERIC_KINDS, CellAmount
from prioritisation.imports.cells.cell_readings import (
    ALWAYS_WRONG,
    UNKNOWN_ANSWER,
    AmountAt,
    CellReading,
    problem_at,
    question_at,
)
from prioritisation.imports.cells.ladders import known_ranks, same_rung
from prioritisation.imports.cells.signs import folded_text

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


def words_of_scale(column: WordColumn, scale: Sequence[str]) -> WordColumn:
    """The same, of a scale that is there already: nothing else is a word of it."""
    own = set(map(word_key, scale))
    column = replace(column, words={k: word for k, word in column.words.items() if k in own})
    ranges = {
        key: ends
        for key, ends in column.ranges.items()
        if all(column.level(end) is not None for end in ends)
    }
    return replace(column, ranges=ranges)


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
        reading = question_at(at, "struck", reading.word, UNKNOWN_ANSWER)
    question = reading.question
    answer = at.answer(question.kind) if question else ""
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
        return question_at(at, "approximate", doubted, UNKNOWN_ANSWER)
    return _other(column, at, word)


def _other(column: WordColumn, at: AmountAt, word: str) -> CellReading:
    """What is no word of the scale."""
    kind = at.amount.kind
    if column.of_signs and (word == "0" or _MINUS.fullmatch(word)):
        sure = column.level(word) or (word if "--" in column.words else None)
        return CellReading(word=sure) if sure else question_at(at, "none", word, UNKNOWN_ANSWER)
    if kind == "none":
        return question_at(at, kind, word, UNKNOWN_ANSWER)
    if kind == "not_applicable":
        return question_at(at, kind, UNKNOWN_ANSWER, word)
    if kind == "unknown":
        return CellReading()
    return problem_at(at, "not_a_word", name=column.name, allowed=_allowed(column))


def _allowed(column: WordColumn) -> str:
    return ", ".join(column.words.values())
