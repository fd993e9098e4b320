"""How weights were given, as a record tells it: rounds, ballots that may be shown, attendance."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.analysis.ballots.group import Unlike
from prioritisation.analysis.parts import Figure, Line, Part, Text
from prioritisation.meeting.rules import Form, Role
from prioritisation.meeting.rules.state import Shown
from prioritisation.record.facts import Admission

_Points = Annotated[int, Field(ge=0, le=1_000)]
_Many = Annotated[int, Field(ge=0, le=100_000)]


class Origin(StrEnum):
    """Where the weights of the ranking come from.

    ``BALLOTS``: the mean of those written here. ``FIGURES``: the mean of ballots that are not,
    in whole percents. ``PERSON``: chosen by one person, without a vote.
    ``NONE``: too few ballots for any figure.
    """

    BALLOTS = "ballots"
    FIGURES = "figures"
    PERSON = "person"
    NONE = "none"


_ORIGINS = {Shown.COUNT: Origin.NONE, Shown.FIGURES: Origin.FIGURES, Shown.ALL: Origin.BALLOTS}


class NamedPart(Part):
    """A criterion that was weighed, as voters read it."""

    id: Line
    label: Line


class SharesPart(Part):
    """How the shares of a criterion spread in a round whose ballots are not written, rounded.

    Attributes
    ----------
    given
        How many ballots weigh it.
    weight
        The weight of the group.
    """

    criterion: Line
    given: _Many
    weight: Figure
    median: Figure
    low_quartile: Figure
    high_quartile: Figure
    deviation: Figure


class BallotPart(Part):
    """One ballot; the identifier was drawn, and tells nothing.

    Attributes
    ----------
    first
        The criterion the others were compared with, in swing weighting.
    mode
        What was asked.
    points
        Criterion -> what was answered; null is an abstention.
    group
        Index in ``groups`` of the colleges of its voter; null where this may not be told.
    """

    id: Line
    first: Line
    mode: Mode
    points: dict[Line, _Points | None]
    group: _Many | None = None


class RoundPart(Part):
    """One round, as it was.

    Attributes
    ----------
    matrix
        SHA-256 of the frozen matrix that it was about.
    criteria
        Those that its ballots weigh, in order.
    back
        What was typed to go back to an earlier phase, between the round before and this one.
    void
        Why it was declared void; empty otherwise.
    paper
        Ballots typed in; 0 where nothing but their number was shown.
    shown
        What its reveal showed.
    ballots
        By identifier; of the last round that is not void, when they were shown one by one.
    reasons
        Those written with ballots that were shown one by one, in alphabetical order.
    shares
        By criterion, of ballots that are not written here and may be told.
    """

    number: Annotated[int, Field(ge=1)]
    matrix: Line
    criteria: tuple[NamedPart, ...]
    back: tuple[Text, ...]
    opened: dt.date | None
    closed: dt.date | None
    void: Text
    count: _Many
    paper: _Many
    shown: Shown
    ballots: tuple[BallotPart, ...]
    reasons: tuple[Text, ...]
    shares: Annotated[tuple[SharesPart, ...], Field(exclude_if=lambda shares: not shares)] = ()


class AttendancePart(Part):
    """How many were there; never by college.

    Attributes
    ----------
    present
        Who had joined, and never fewer than voted in a round or by show of hands.
    """

    present: _Many


class WeightPart(Part):
    """A weight, or points given to a criterion."""

    criterion: Line
    value: Annotated[Figure, Field(ge=0)]


class VotesPart(Part):
    """How the weights were given.

    Attributes
    ----------
    wording
        The question, as voters read it.
    groups
        Colleges whose ballots may be told apart, alone or together: the one partition.
    weights
        The points of one person; none when the ballots say them.
    chosen_by
        Role of who chose them, when nobody voted.
    moved
        How many of those who voted in the last two revealed rounds moved, when both were shown one
        by one and compare; null otherwise. Nobody's two ballots are linked.
    unlike
        Why the last two revealed rounds do not compare: then nothing is said of what moved. Not
        written when they do.
    """

    wording: Text
    mode: Admission
    form: Form
    rounds: tuple[RoundPart, ...]
    groups: tuple[tuple[Line, ...], ...]
    weights: tuple[WeightPart, ...]
    chosen_by: Role | None
    attendance: AttendancePart | None
    moved: _Many | None
    unlike: Annotated[tuple[Unlike, ...], Field(exclude_if=lambda why: not why)] = ()

    @property
    def deciding(self) -> RoundPart | None:
        """The round that gives the weights: the last that is not void."""
        return next((r for r in reversed(self.rounds) if not r.void), None)

    @property
    def origin(self) -> Origin:
        """Where the weights come from, by what was shown of that round."""
        return _ORIGINS[self.deciding.shown] if self.deciding else Origin.PERSON
