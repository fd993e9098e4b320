"""Everything that a record is made from, gathered by whoever knows it: a meeting or a lead.

Plain values only: nothing here reads a store, and no token, receipt, time of day or name of a
person comes in. ``record_of`` decides what of the ballots may be written.
"""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from criteria.case import Case
from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.comparability import Unlike
from prioritisation.ballots.movement import Movement
from prioritisation.cautions import WarningNote
from prioritisation.meeting import Form, Role
from prioritisation.portfolio.arguments import Cards
from prioritisation.portfolio.words import Question
from prioritisation.record.decision import Decision
from prioritisation.scenario import Scenario

IDENT_BYTES = 8


class Mode(StrEnum):
    """How voters came in: by an open code, or each with a one-time invitation."""

    OPEN = "open"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class CastBallot:
    """One ballot, with the college its voter named; never who or when.

    Attributes
    ----------
    college
        Empty when none was named, or the question was not asked.
    """

    ballot: Ballot
    college: str = ""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """One round that was revealed or declared void.

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
    ballots
        All those of a revealed round, in any order: the order is not kept.
    identifiers
        One per ballot, from ``drawn_identifiers``, drawn once and kept by the caller: two exports
        of a meeting are then the same. They are given to the ballots by content, so that keeping
        them tells nothing of anybody. None are needed where no ballot may be written.
    reasons
        The anonymous reasons written on the ballots, in any order.
    paper
        How many ballots were typed in.
    groups
        Colleges whose ballots may be told apart, alone or together: the partition of the round.
    """

    number: int
    matrix: str
    opened: dt.date | None = None
    closed: dt.date | None = None
    void: str = ""
    count: int = 0
    ballots: tuple[CastBallot, ...] = ()
    identifiers: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    paper: int = 0
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Discarded:
    """A lever that was considered and left out, and why."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A scenario kept by a lead: its name, and its text as the lab writes it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class MeetingFacts:
    """A meeting as far as it went, or a scenario of one person (no round).

    Attributes
    ----------
    case
        As voted on: its criteria only, the scores written in the room, confirmed directions said
        so.
    scenario
        Perimeter and directions. Its points count only when no round gives weights.
    title, question, date
        Of the meeting: its name, what it was asked, its day.
    files
        Name -> text of the files of the case as kept with the meeting (all its criteria and
        perimeters, before anything was written in the room); empty when there are none.
    matrix_content
        The text that was frozen (``StoredMatrix.content``) for the last round; empty for none.
    confirmed_by
        Criterion -> role that confirmed its direction in the meeting.
    chosen_by
        Role of who chose the weights, when no vote gives them.
    present
        How many people had joined; None when not known.
    rounds
        In order of number; the last one that is not void decides.
    wording
        The weighting question as voters read it.
    movement
        What moved between the last two revealed rounds, in aggregate; None when not shown.
    unlike
        Why these two rounds do not compare; none when they do.
    warnings
        With the answers of the group.
    portfolio, cards
        What was said of sets of levers, and the arguments; None when it was not looked at.
    opinions
        Whether the second opinions (TOPSIS and others) were looked at.
    simulated
        A rehearsal, with simulated ballots: never a decision.
    fictitious
        An example: nothing in it happened.
    """

    case: Case
    scenario: Scenario
    title: str
    question: str
    date: dt.date
    files: Mapping[str, str] = field(default_factory=dict)
    matrix_content: str = ""
    confirmed_by: Mapping[str, Role] = field(default_factory=dict)
    chosen_by: Role | None = None
    discarded: tuple[Discarded, ...] = ()
    present: int | None = None
    rounds: tuple[RoundFacts, ...] = ()
    wording: str = ""
    mode: Mode = Mode.OPEN
    form: Form = Form.FULL
    movement: Movement | None = None
    unlike: tuple[Unlike, ...] = ()
    warnings: tuple[WarningNote, ...] = ()
    portfolio: Question | None = None
    cards: Cards = ()
    opinions: bool = False
    scenarios: tuple[KeptScenario, ...] = ()
    decision: Decision = field(default_factory=Decision)
    simulated: bool = False
    fictitious: bool = False


def drawn_identifiers(n: int) -> tuple[str, ...]:
    """Identifiers, n of them, that say nothing, to be kept with a round when it is revealed.

    Examples
    --------
    >>> len(set(drawn_identifiers(60)))
    60
    """
    found: dict[str, None] = {}
    while len(found) < n:
        found[secrets.token_hex(IDENT_BYTES)] = None
    return tuple(found)
