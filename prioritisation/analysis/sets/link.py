"""What is said of sets of levers, as text for an address or a link: short, and read strictly.

The arguments of the case are named, not copied: whoever alters a link cannot put words into the
mouth of a source. What each word is worth is not there either: pages never change it.
"""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, Tag, TypeAdapter, ValidationInfo

from criteria.case import Case
from prioritisation.analysis.sets.discussion import (
    LONGEST_ARGUMENT,
    MOST_ARGUMENTS,
    MOST_LEVERS_IN_SET,
    Card,
    Cards,
    CardSide,
    Discussion,
    is_writable,
    starting_cards,
)
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
from prioritisation.analysis.sets.text import (
    LISTED_ROW,
    InvalidText,
    OtherCase,
    Percent,
    Rows,
    StrictPart,
    TextFault,
    TextProblem,
    WrittenDay,
    parse,
    text_fault,
)

_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class LinkedDiscussion:
    """What a text says.

    Attributes
    ----------
    left_out
        Ids of levers and of arguments of the case that it speaks of and that are there no more.
    """

    discussion: Discussion
    left_out: tuple[str, ...] = ()


def _of_case(ident: str, info: ValidationInfo) -> str:
    if ident != info.context:
        raise OtherCase(ident[:_LONGEST_ID])
    return ident


def _one_line(words: str) -> str:
    if not all(map(is_writable, words)):
        raise text_fault(TextFault.CHARACTERS)
    return words


def _full(words: str) -> str:
    if not words.strip():
        raise text_fault(TextFault.MISSING)
    return words


def _is_repeated(keys: Iterable[Hashable]) -> bool:
    return any(n > 1 for n in Counter(keys).values())


def _once(key: Callable[[Any], Hashable]) -> AfterValidator:
    """Refuses rows of which two have the same key."""

    def check(rows: Sequence[Any]) -> Sequence[Any]:
        if _is_repeated(map(key, rows)):
            raise text_fault(TextFault.REPEATED)
        return rows

    return AfterValidator(check)


def _pair(row: tuple[str, ...]) -> tuple[str, ...]:
    """Both levers of a synergy, in any order; nothing is said of a lever with itself."""
    if row[0] == row[1]:
        raise text_fault(TextFault.REPEATED)
    return tuple(sorted(row[:2]))


def _lever(row: tuple[str, ...]) -> str:
    return row[0]


def _id(card: "str | _CardRow") -> str:
    return card if isinstance(card, str) else card[0]


def _shape(card: object) -> str:
    return "id" if isinstance(card, str) else "row"


_Id = Annotated[str, Field(max_length=_LONGEST_ID), AfterValidator(_one_line)]
_Reason = Annotated[str, Field(max_length=LONGEST_STATEMENT_REASON), AfterValidator(_one_line)]
_Argument = Annotated[
    str, Field(max_length=LONGEST_ARGUMENT), AfterValidator(_full), AfterValidator(_one_line)
]
_SynergyRow = Annotated[tuple[_Id, _Id, Synergy, _Reason], LISTED_ROW]
_LoadRow = Annotated[tuple[_Id, Load, _Reason], LISTED_ROW]
_WaitRow = Annotated[tuple[_Id, _Reason, WrittenDay], LISTED_ROW]
_CardRow = Annotated[tuple[_Id, _Argument, CardSide], LISTED_ROW]
_LinkedCard = Annotated[
    Annotated[_Id, Tag("id")] | Annotated[_CardRow, Tag("row")], Discriminator(_shape)
]


class _Link(StrictPart):
    """Fields of the text, in their order; those that are as at the start are not written."""

    # First: of another case, nothing else is told to be wrong.
    case: Annotated[str, AfterValidator(_of_case)]
    most: Annotated[int, Field(ge=1, le=MOST_LEVERS_IN_SET)] = Question().most
    synergies: Annotated[Rows[_SynergyRow], _once(_pair)] = ()
    loads: Annotated[Rows[_LoadRow], _once(_lever)] = ()
    capacity: Capacity | None = None
    hard: bool = False
    waits: Annotated[Rows[_WaitRow], _once(_lever)] = ()
    day: WrittenDay = None
    cards: Rows[_LinkedCard] | None = None
    dilution: Percent | None = None


_LINK = TypeAdapter(_Link)


def to_text(case: Case, discussion: Discussion) -> str:
    """What is told of a case, as text: only what differs from the start."""
    question = discussion.question
    link = _Link.model_construct(
        case=case.id,
        most=question.most,
        synergies=tuple(map(astuple, question.synergies)),
        loads=tuple(map(astuple, question.loads)),
        capacity=question.capacity,
        hard=question.hard,
        waits=tuple(map(astuple, question.waits)),
        day=question.day,
        cards=_written(discussion.cards, starting_cards(case)),
        dilution=question.dilution,
    )
    written = link.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def _written(cards: Cards, start: Cards) -> tuple[str | _CardRow, ...] | None:
    """The cards, each as it stands in the case by its id alone; None for those of the case."""
    if cards == start:
        return None
    same = set(start)
    return tuple(c.id if c in same else (c.id, c.text, c.side) for c in cards)


def from_text(case: Case, text: str) -> LinkedDiscussion:
    """What ``to_text`` wrote, as far as it still speaks of this case.

    Raises
    ------
    OtherCase
        When it was said of another case.
    InvalidText
        For any other text, with every problem and its place.
    """
    link = parse(text, _LINK, depth=2, context=case.id)
    cards, gone = _cards(case, link.cards)
    question = Question(
        link.most,
        tuple(PairSynergy(*row) for row in link.synergies),
        tuple(LeverLoad(*row) for row in link.loads),
        link.capacity,
        link.hard,
        tuple(Wait(*row) for row in link.waits),
        link.day,
        dilution=link.dilution,
    )
    kept = Discussion(question, cards).of(case)
    left = [x for x in _levers(question) if x not in _levers(kept.question)]
    there = {lever.id for lever in case.levers}
    return LinkedDiscussion(
        kept, tuple(dict.fromkeys([*(x for x in left if x not in there), *gone]))
    )


def _cards(case: Case, rows: Sequence[str | _CardRow] | None) -> tuple[Cards, list[str]]:
    """The cards, and the ids of those that the case has no more."""
    start = {card.id: card for card in starting_cards(case)}
    if rows is None:
        return tuple(start.values()), []
    if len(rows) > MOST_ARGUMENTS + len(start):  # those of the case can always be put back
        raise InvalidText([TextProblem(TextFault.TOO_LONG, "cards")])
    cards, gone = [], []
    for row in rows:
        known = start.get(_id(row))
        if not isinstance(row, str):
            origin = (known.source, known.place) if known else ("", "")
            cards.append(Card(*row, *origin, edited=bool(origin[0])))
        elif known:
            cards.append(known)
        else:
            gone.append(row)
    # Of those that stay only: of a card that is there no more, nothing is made.
    if _is_repeated(card.id for card in cards):
        raise InvalidText([TextProblem(TextFault.REPEATED, "cards")])
    return tuple(cards), gone


def _levers(question: Question) -> list[str]:
    """Every lever that is spoken of."""
    pairs = [x for s in question.synergies for x in (s.first, s.second)]
    return [*pairs, *(s.lever for s in question.loads), *(w.lever for w in question.waits)]
