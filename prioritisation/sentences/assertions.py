"""What a sentence asserts, as data: who is first, figures, the word of solidity.

The words of a sentence can then be checked against the analysis by whoever does not make them
(``tests/referee.py``): a figure as it is written against the one that was computed, who is named
against who is first.
"""

from dataclasses import dataclass
from enum import StrEnum

from prioritisation.analysis.thresholds import RobustnessWord

Under = tuple[object, ...]
"""What is otherwise than in the analysis: nothing, or a kind of change and its values."""


@dataclass(frozen=True, slots=True)
class First:
    """Who is first; rows of the matrix, in the order they are named.

    Attributes
    ----------
    sure
        First whatever the uncertain scores are: one alone, or several tied.
    possible
        All those that may be first; those that are sure among them.
    """

    sure: tuple[int, ...]
    possible: tuple[int, ...]
    under: Under = ()

    @property
    def others(self) -> tuple[int, ...]:
        """Those that may be first and are not surely."""
        return tuple(i for i in self.possible if i not in self.sure)


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows that are each first, alone or tied: surely, or for some values of uncertain scores."""

    rows: tuple[int, ...]
    sure: bool
    under: Under = ()


@dataclass(frozen=True, slots=True)
class Never:
    """Rows that no weights put first, alone or tied, for any values of the scores."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """Rows that are first for no values of the uncertain scores, once something is otherwise."""

    rows: tuple[int, ...]
    under: Under = ()


class Quantity(StrEnum):
    """What a figure measures.

    ``LEAD``: points of one row over another; ``MOST_LEAD``: at most; ``LEAST_LEAD``: at least,
    over each of the others. ``WEIGHTS``: share of
    the weights, all or those allowed, for which a row is surely first (low) and may be (high).
    ``WAYS``: number of ways to
    settle open choices in which it surely is, or one of several is; ``OTHER_WAYS``: in which none
    of these is; ``OUT_WAYS``: in which a row cannot be; ``MAYBE_WAYS``: in which it may be and is
    not surely; ``TIED_WAYS``: in which rows are tied; ``ALL_WAYS``: of all of them. ``LEVERS``:
    number of rows that may be first. ``MISSING``, ``UNCERTAIN``: number of such scores;
    ``DOUBTED``: of those given that, anywhere on their scale, put another row first.
    ``RANGE``: where the weight of a column may stand, in share, for a row to be surely first.
    ``MOVED``: share of all the weight that goes from some criteria to others. ``WEIGHT``: share
    of one criterion. ``PART``: points of the lead of one row over another that a column brings.
    ``AMOUNTS``: scores of a row on a column, on its scale. ``SETTLING``: share of the scores of a
    row on a column that settle the first place alone; ``CHANCE``: that two of these change it;
    ``SECOND_CHANCE``: or the second one.
    ``BALLOTS``: number of ballots for which rows are first whatever the scores, alone or tied;
    ``TIED_BALLOTS``: for which several are; ``JOINED_BALLOTS``: first, perhaps with others;
    ``OPEN_BALLOTS``: for which nobody is surely first;
    ``ALL_BALLOTS``: of all of them.
    """

    LEAD = "lead"
    MOST_LEAD = "most_lead"
    LEAST_LEAD = "least_lead"
    WEIGHTS = "weights"
    WAYS = "ways"
    OTHER_WAYS = "other_ways"
    OUT_WAYS = "out_ways"
    MAYBE_WAYS = "maybe_ways"
    TIED_WAYS = "tied_ways"
    ALL_WAYS = "all_ways"
    LEVERS = "levers"
    MISSING = "missing"
    UNCERTAIN = "uncertain"
    DOUBTED = "doubted"
    RANGE = "range"
    MOVED = "moved"
    WEIGHT = "weight"
    PART = "part"
    AMOUNTS = "amounts"
    SETTLING = "settling"
    CHANCE = "chance"
    SECOND_CHANCE = "second_chance"
    BALLOTS = "ballots"
    TIED_BALLOTS = "tied_ballots"
    JOINED_BALLOTS = "joined_ballots"
    OPEN_BALLOTS = "open_ballots"
    ALL_BALLOTS = "all_ballots"


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure: what it is of, its exact bounds, and as it is written.

    Attributes
    ----------
    under
        What is supposed: ways to settle are then those of the rest.
    """

    quantity: Quantity
    low: float
    high: float
    written: str
    rows: tuple[int, ...] = ()
    column: int | None = None
    under: Under = ()


@dataclass(frozen=True, slots=True)
class Solidity:
    """The word said of the first place of a row."""

    row: int
    word: RobustnessWord
