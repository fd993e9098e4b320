"""The cells of a criterion of words: each a level, or what is asked of it, or wrong."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from prioritisation.imports.cells.amounts import CellAmount
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
_LONG, _LONGEST = 45, 100
_FEW, _TWO = 2, 2
_MOST_COMPARED = 40
"""Words that are compared with one another; where there are more, they are no scale."""
_JOINT = re.compile(r" [a\u00e0\u00c0A] | to | ou | or | ?[/\u2013\u2014] ?|-| - ")
_PLUS = re.compile(r"\+{1,4}|\+ ?/ ?-")
_MINUS = re.compile(r"[-\u2013\u2014\u2212]{1,4}")
_DOUBTED = re.compile(r"(.*[^\s?(]) ?\(?\?+\)?")
"""« fort (?) »."""
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
    """

    name: str
    words: dict[str, str]
    same: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, tuple[str, str]] = field(default_factory=dict)
    of_signs: bool = False

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
        """Whether they may be anything: none is there twice, and no order of theirs is known."""
        apart = len(self.words) == known >= _FEW
        return apart and known_ranks([*self.words.values()]) is None


def is_of_signs(amounts: Sequence[CellAmount]) -> bool:
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
    of_signs = is_of_signs(amounts)
    words: dict[str, str] = {}
    for amount in amounts:
        if amount.kind == "word" or (of_signs and _is_sign(amount)):
            word = _without_doubt(" ".join(amount.text.split()))
            words.setdefault(word_key(word), word)
    spelled = {word_key(one): one for one in stated}
    ranges = {} if of_signs or len(words) > _MOST_COMPARED else _ranges(words, spelled)
    for key, ends in ranges.items():
        parts = _JOINT.split(words.pop(key), maxsplit=1)
        for end, part in zip(ends, parts, strict=True):
            words.setdefault(end, part)
    same = _same_words([*spelled, *words]) if len(words) <= _MOST_COMPARED else {}
    ordered = {key: words.get(key, one) for key, one in spelled.items()}
    levels = {key: word for key, word in {**ordered, **words}.items() if key not in same}
    return WordColumn(name, levels, same, ranges, of_signs)


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
        parts = [word_key(part) for part in _JOINT.split(word)]
        if len(parts) == _TWO and all(parts) and parts[0] != parts[1]:
            others = {one for one in words if one != key and not _JOINT.search(one)}
            if (
                others | set(stated) >= set(parts)
                or known_ranks(sorted({*others, *parts})) is not None
            ):
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
    if level is not None and amount.kind not in ("number", "unknown"):
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
