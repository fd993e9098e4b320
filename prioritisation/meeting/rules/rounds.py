"""What is told of a round to whoever may export it: never who voted, nor when."""

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from prioritisation.analysis.ballots.ballot import Ballot

_IDENT_BYTES = 8


class Shown(StrEnum):
    """How much of the ballots of a round its reveal showed.

    ``COUNT``: their number. ``FIGURES``: means, medians and quartiles, in whole percents.
    ``ALL``: each of them.
    """

    COUNT = "count"
    FIGURES = "figures"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """One round that was revealed or declared void, as it was.

    Attributes
    ----------
    matrix
        SHA-256 of the frozen matrix that its ballots answer.
    opened, closed
        Days; None when not known.
    void
        Why it was declared void; empty otherwise. The ballots of a void round are not given.
    count
        How many ballots there were.
    by_college
        College -> its ballots, all those of a round shown and not void, in any order.
        The college is empty when none was named, or the question was not asked.
    identifiers
        One per ballot, from ``drawn_identifiers``, drawn once and kept by the caller: two exports
        of a meeting are then the same. They are given to the ballots by content, so that keeping
        them tells nothing of anybody. None are needed where no ballot may be written.
    reasons
        The anonymous reasons written on the ballots, in any order.
    typed
        How many ballots were typed in; 0 where nothing but their number was shown.
    groups
        Colleges whose ballots may be told apart, alone or together: the partition of the round.
    criteria
        Those that its ballots weigh: id -> label.
    shown
        What its reveal showed, whatever was decided since.
    back
        What was typed to go back to an earlier phase, between the round before and this one.
    """

    number: int
    matrix: str
    opened: dt.date | None = None
    closed: dt.date | None = None
    void: str = ""
    count: int = 0
    by_college: Mapping[str, Sequence[Ballot]] = field(default_factory=dict)
    identifiers: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    typed: int = 0
    groups: tuple[tuple[str, ...], ...] = ()
    criteria: Mapping[str, str] = field(default_factory=dict)
    shown: Shown = Shown.COUNT
    back: tuple[str, ...] = ()

    @property
    def ballots(self) -> tuple[Ballot, ...]:
        """The ballots of all colleges."""
        return tuple(ballot for ballots in self.by_college.values() for ballot in ballots)


def people_present(joined: int, ballots: Iterable[int], hands: int = 0) -> int:
    """How many were there: who has joined, and never fewer than voted at once.

    Whoever was taken out, or voted on paper in another round, is no more among those who joined;
    and somebody may raise a hand without a phone.

    Parameters
    ----------
    ballots
        How many there were in each round, void ones too.
    hands
        How many took part in the show of hands.

    Examples
    --------
    >>> people_present(12, [9, 14]), people_present(12, [9], 20)
    (14, 20)
    """
    return max(joined, hands, *ballots, 0)


def drawn_identifiers(n: int) -> tuple[str, ...]:
    """Identifiers, n of them, that say nothing, to be kept with a round when it is revealed.

    Examples
    --------
    >>> len(set(drawn_identifiers(60)))
    60
    """
    identifiers: dict[str, None] = {}
    while len(identifiers) < n:
        identifiers[secrets.token_hex(_IDENT_BYTES)] = None
    return tuple(identifiers)
