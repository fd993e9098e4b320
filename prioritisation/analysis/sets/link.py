"""What is said of sets of levers, as text for an address or a link: short, and read strictly.

The arguments of the case are named, not copied: whoever alters a link cannot put words into the
mouth of a source. What each word is worth is not there either: pages never change it.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from criteria.case import Case
from criteria.evidence import Stance
from prioritisation.analysis.sets.discussion import (
    LONGEST_ARGUMENT,
    MOST_ARGUMENTS,
    MOST_LEVERS_IN_SET,
    Card,
    Cards,
    Discussion,
    is_writable,
    starting_cards,
)
from prioritisation.analysis.sets.errors import OtherCase, TextFault
from prioritisation.analysis.sets.question import (
    LONGEST_STATEMENT_REASON,
    Capacity,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
)
from prioritisation.analysis.sets.text import Fields, parse

_LONGEST_ID = 80
_CASE, _CARDS = "case", "cards"
_NOTHING = Question()
_NOT_SAID: dict[str, Any] = {
    "most": _NOTHING.most,
    "synergies": [],
    "loads": [],
    "capacity": None,
    "hard": False,
    "waits": [],
    "day": None,
    _CARDS: None,
}


@dataclass(frozen=True, slots=True)
class LinkedDiscussion:
    """What a text says.

    Attributes
    ----------
    left_out
        Ids of levers and of arguments of the case that it speaks of and that are there no more.
    """

    told: Discussion
    left_out: tuple[str, ...] = ()


def to_text(case: Case, discussion: Discussion) -> str:
    """What is told of a case, as text: only what differs from the start."""
    question = discussion.question
    written = {
        _CASE: case.id,
        "most": question.most,
        "synergies": [[s.first, s.second, s.word.value, s.reason] for s in question.synergies],
        "loads": [[s.lever, s.word.value, s.reason] for s in question.loads],
        "capacity": question.capacity,
        "hard": question.hard,
        "waits": [[w.lever, w.reason, w.until and w.until.isoformat()] for w in question.waits],
        "day": question.day and question.day.isoformat(),
        _CARDS: _written(discussion.cards, starting_cards(case)),
    }
    kept = {k: v for k, v in written.items() if k == _CASE or v != _NOT_SAID[k]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _written(cards: Cards, start: Cards) -> list[object] | None:
    """The cards, each as it stands in the case by its id alone; None for those of the case."""
    if cards == start:
        return None
    same = set(start)
    return [c.id if c in same else [c.id, c.text, c.side.value] for c in cards]


def from_text(case: Case, text: str) -> LinkedDiscussion:
    """What ``to_text`` wrote, as far as it still speaks of this case.

    Raises
    ------
    OtherCase
        When it was said of another case.
    InvalidText
        For any other text, with every problem and its place.
    """
    return parse(text, lambda read, found: _linked(case, _Reader(read), found))


def _linked(case: Case, reader: "_Reader", value: object) -> LinkedDiscussion:
    given = value if isinstance(value, dict) else {}
    if isinstance(of := given.get(_CASE), str) and of != case.id:
        raise OtherCase(of[:_LONGEST_ID])
    whole = {**_NOT_SAID, **given} if isinstance(value, dict) else value
    said = reader.fields.record(whole, "", (_CASE, *_NOT_SAID))
    reader.fields.text(said[_CASE], _CASE)
    cards, gone = _cards(case, reader, said[_CARDS])
    told = Discussion(reader.question(said), cards)
    reader.once(told)
    kept = told.of(case)
    left = [x for x in _levers(told.question) if x not in _levers(kept.question)]
    there = {lever.id for lever in case.levers}
    return LinkedDiscussion(
        kept, tuple(dict.fromkeys([*(x for x in left if x not in there), *gone]))
    )


def _cards(case: Case, reader: "_Reader", value: object) -> tuple[Cards, list[str]]:
    """The cards, and the ids of those that the case has no more."""
    start = {card.id: card for card in starting_cards(case)}
    if value is None:
        return tuple(start.values()), []
    rows = reader.fields.rows(value, _CARDS, reader.card)
    if len(rows) > MOST_ARGUMENTS + len(start):  # those of the case can always be put back
        reader.fields.wrong(TextFault.TOO_LONG, _CARDS)
    made, gone = [], []
    for row in rows:
        known = start.get(row.id)
        if row.text:
            origin = (known.source, known.place) if known else ("", "")
            made.append(replace(row, source=origin[0], place=origin[1], edited=bool(origin[0])))
        elif known:
            made.append(known)
        else:
            gone.append(row.id)
    return tuple(made), gone


def _levers(question: Question) -> list[str]:
    """Every lever that is spoken of."""
    pairs = [x for s in question.synergies for x in (s.first, s.second)]
    return [*pairs, *(s.lever for s in question.loads), *(w.lever for w in question.waits)]


class _Reader:
    """Reads each part, and notes what is wrong in ``fields``."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields

    def question(self, value: Any) -> Question:  # noqa: ANN401 (the values of a JSON object)
        """The question, from the values of its fields."""
        read, capacity = self.fields, value["capacity"]
        most = read.whole(value["most"], "most")
        if not 1 <= most <= MOST_LEVERS_IN_SET:
            read.wrong(TextFault.WORD, "most")
        return Question(
            most,
            read.rows(value["synergies"], "synergies", self._synergy),
            read.rows(value["loads"], "loads", self._load),
            None if capacity is None else read.word(capacity, "capacity", Capacity),
            read.flag(value["hard"], "hard"),
            read.rows(value["waits"], "waits", self._wait),
            read.date(value["day"], "day"),
        )

    def once(self, discussion: Discussion) -> None:
        """Nothing may be said twice, nor of a lever with itself."""
        question = discussion.question
        pairs = [tuple(sorted((s.first, s.second))) for s in question.synergies]
        if any(first == second for first, second in pairs):
            self.fields.wrong(TextFault.REPEATED, "synergies")
        groups: dict[str, Sequence[object]] = {
            "synergies": pairs,
            "loads": [s.lever for s in question.loads],
            "waits": [w.lever for w in question.waits],
            _CARDS: [c.id for c in discussion.cards],
        }
        for place, group in groups.items():
            if any(n > 1 for n in Counter(group).values()):
                self.fields.wrong(TextFault.REPEATED, place)

    def card(self, value: object, place: str) -> Card:
        """A card of the case by its id alone, without a text; or one with its own text."""
        if isinstance(value, str):
            return Card(self._words(value, place, _LONGEST_ID), "", Stance.FOR)
        ident, text, side = self._row(value, place, 3)
        words = self._words(text, place, LONGEST_ARGUMENT)
        if not words.strip():
            self.fields.wrong(TextFault.MISSING, place)
        stance = self.fields.word(side, place, Stance)
        return Card(self._words(ident, place, _LONGEST_ID), words, stance)

    def _synergy(self, value: object, place: str) -> PairSynergy:
        first, second, word, reason = self._row(value, place, 4)
        return PairSynergy(
            self._words(first, place, _LONGEST_ID),
            self._words(second, place, _LONGEST_ID),
            self.fields.word(word, place, Synergy),
            self._words(reason, place, LONGEST_STATEMENT_REASON),
        )

    def _load(self, value: object, place: str) -> LeverLoad:
        lever, word, reason = self._row(value, place, 3)
        return LeverLoad(
            self._words(lever, place, _LONGEST_ID),
            self.fields.word(word, place, Load),
            self._words(reason, place, LONGEST_STATEMENT_REASON),
        )

    def _wait(self, value: object, place: str) -> Wait:
        lever, reason, until = self._row(value, place, 3)
        return Wait(
            self._words(lever, place, _LONGEST_ID),
            self._words(reason, place, LONGEST_STATEMENT_REASON),
            self.fields.date(until, place),
        )

    def _row(self, value: object, place: str, length: int) -> Sequence[Any]:
        if isinstance(value, list) and len(value) == length:
            return value
        self.fields.wrong(TextFault.KIND, place)
        return [None] * length

    def _words(self, value: object, place: str, longest: int) -> str:
        """Words of one line, not too long."""
        words = self.fields.text(value, place)
        if len(words) > longest:
            self.fields.wrong(TextFault.TOO_LONG, place)
        if not all(map(is_writable, words)):
            self.fields.wrong(TextFault.CHARACTERS, place)
        return words
