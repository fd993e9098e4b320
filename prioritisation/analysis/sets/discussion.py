"""Everything said of sets of levers: the question, and the arguments as cards that people edit.

They start from the case's own evidence on the question, in the words of its source. A card whose
text is changed keeps its source and says that it was changed: nobody is quoted for what they did
not write.

The bounds hold wherever it comes from: a form, an address, a kept text.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from criteria.case import Case
from criteria.evidence import ARGUED, Stance, Target
from prioritisation.analysis.sets.question import Question, without_absent_levers
from prioritisation.analysis.sets.text import (
    Rows,
    StrictPart,
    TextFault,
    WrittenText,
    parse,
    text_fault,
)


@dataclass(frozen=True, slots=True)
class Card:
    """One argument.

    Attributes
    ----------
    side
        For a second lever, against it, or to decide.
    source, place
        Id of a source of the case and where it stands there; empty when people wrote the card.
    edited
        Whether the text is no longer that of the source.
    """

    id: str
    text: str
    side: Stance
    source: str = ""
    place: str = ""
    edited: bool = False


Cards = tuple[Card, ...]


def starting_cards(case: Case) -> Cards:
    """What the case says of the one-or-two question, those for first."""
    cards = [
        Card(e.id, e.quote or e.statement, e.stance, e.source, e.place)
        for e in case.evidence
        if e.target is Target.PORTFOLIO
    ]
    return tuple(sorted(cards, key=lambda card: ARGUED.index(card.side)))


def short_text(case: Case, card: Card) -> str:
    """A card in a few words, where the case has some for it; else, or once edited, its own."""
    written = {} if card.edited else {e.id: e.short for e in case.evidence}
    return written.get(card.id, "") or card.text


def on_side(cards: Sequence[Card], side: Stance) -> Cards:
    """The cards of a side."""
    return tuple(card for card in cards if card.side is side)


def added(cards: Sequence[Card], text: str, side: Stance, others: Sequence[Card] = ()) -> Cards:
    """One more card, under an id that none has, nor any of ``others`` (those of the case)."""
    taken = {card.id for card in (*cards, *others)}
    # One id more than there are cards: one is free.
    ident = next(f"A{k}" for k in range(1, len(taken) + 2) if f"A{k}" not in taken)
    return (*cards, Card(ident, text.strip(), side))


def edited_cards(cards: Sequence[Card], ident: str, text: str, side: Stance) -> Cards:
    """The cards with one changed; moving it to the other side is a change too.

    Raises
    ------
    KeyError
        If there is no such card.
    """
    if ident not in {card.id for card in cards}:
        raise KeyError(ident)
    return tuple(_changed(c, text.strip(), side) if c.id == ident else c for c in cards)


def _changed(card: Card, text: str, side: Stance) -> Card:
    same = (text, side) == (card.text, card.side)
    return card if same else replace(card, text=text, side=side, edited=bool(card.source))


def withdrawn(cards: Sequence[Card], ident: str) -> Cards:
    """The cards without one."""
    return tuple(card for card in cards if card.id != ident)


def to_json(cards: Sequence[Card]) -> str:
    """The cards as text, in their order."""
    return json.dumps([asdict(card) for card in cards], ensure_ascii=False)


def from_json(text: str) -> Cards:
    """The cards that ``to_json`` wrote.

    Raises
    ------
    InvalidText
        For any other text, with every problem and its place.
    """
    return tuple(Card(**vars(card)) for card in parse(text, _CARDS))


def _argued(side: Stance) -> Stance:
    """A side that an argument on sets of levers may have; a direction is of a criterion."""
    if side not in ARGUED:
        raise text_fault(TextFault.WORD)
    return side


CardSide = Annotated[Stance, AfterValidator(_argued)]
"""The side of an argument, in a text that comes from elsewhere."""


class _Card(StrictPart):
    id: WrittenText
    text: WrittenText
    side: CardSide
    source: WrittenText
    place: WrittenText
    edited: bool


_CARDS = TypeAdapter(Rows[_Card])


MOST_LEVERS_IN_SET, MOST_ARGUMENTS = 3, 60
LONGEST_ARGUMENT = 600


@dataclass(frozen=True, slots=True)
class Discussion:
    """Everything said: of sets of levers, and for or against a second one."""

    question: Question
    cards: Cards

    def of(self, case: Case) -> "Discussion":
        """The same without what is said of levers that the case has not."""
        there = tuple(lever.id for lever in case.levers)
        return replace(self, question=without_absent_levers(self.question, there))


def starting_discussion(case: Case) -> Discussion:
    """Where everybody starts: nothing said, and the arguments of the case."""
    return Discussion(Question(), starting_cards(case))


def tidy(words: str) -> str:
    r"""A text in one line, without characters that nothing shows.

    Examples
    --------
    >>> tidy(" deux\n lignes\0 ")
    'deux lignes'
    """
    return " ".join("".join(c if is_writable(c) else " " for c in words).split())


def is_writable(character: str) -> bool:
    """Whether a character can be written: no control, no half of a pair."""
    return unicodedata.category(character) not in ("Cc", "Cs")
