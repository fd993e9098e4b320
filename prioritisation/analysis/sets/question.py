"""What the group says of sets of levers: synergies, workload, capacity, dates; more, or less.

Each word has a fixed value, in the unit of overall values (1 is 100 points): starting values of
ours, written into the record. A group may change them (``WordValues``); none is a measurement.

What is said again of the same pair or of the same lever replaces what was said before.

* PrioritisationError
  x InvalidQuestion
  x NothingLeft

The French sentences are written in ``prioritisation.sentences`` from the fields carried here.
"""

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from prioritisation.errors import PrioritisationError


class Synergy(StrEnum):
    """What two levers do to each other when worked on together."""

    HARM = "-"
    NONE = "0"
    HELP = "+"
    STRONG = "++"


class Load(StrEnum):
    """How much work a lever asks of the group."""

    LIGHT = "light"
    MODERATE = "moderate"
    HEAVY = "heavy"


class Capacity(StrEnum):
    """How much work the group can bear: one moderate lever, a heavy one, two heavy ones."""

    SMALL = "small"
    FAIR = "fair"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class WordValues:
    """What each word is worth, in value (0.05 is 5 points out of 100).

    Attributes
    ----------
    harm, help, strong
        Added to the value of a set for a pair it holds; no synergy adds 0. A strong synergy is
        worth two plain ones; 5 points are what a lever gains, on a criterion that weighs a third,
        by 15 hundredths of the whole scale.
    light, moderate, heavy
        Workload of a lever, each twice the one before.
    small, fair, large
        Capacity of the group. Each point of workload beyond it costs the set one point.
    """

    harm: float = -0.05
    help: float = 0.05
    strong: float = 0.10
    light: float = 0.05
    moderate: float = 0.10
    heavy: float = 0.20
    small: float = 0.10
    fair: float = 0.20
    large: float = 0.40

    def synergy(self, word: Synergy) -> float:
        """Value of a word of synergy."""
        values = {Synergy.HARM: self.harm, Synergy.HELP: self.help, Synergy.STRONG: self.strong}
        return values.get(word, 0.0)

    def load(self, word: Load) -> float:
        """Workload of a word."""
        return {Load.LIGHT: self.light, Load.MODERATE: self.moderate, Load.HEAVY: self.heavy}[word]

    def capacity(self, word: Capacity) -> float:
        """Capacity of a word."""
        values = {Capacity.SMALL: self.small, Capacity.FAIR: self.fair, Capacity.LARGE: self.large}
        return values[word]

    @property
    def ordered(self) -> bool:
        """Whether the values are finite and follow the order of the words."""
        synergies = (self.harm, 0.0, self.help, self.strong)
        loads = (0.0, self.light, self.moderate, self.heavy)
        capacities = (0.0, self.small, self.fair, self.large)
        return all(
            math.isfinite(low) and math.isfinite(high) and low <= high
            for words in (synergies, loads, capacities)
            for low, high in pairwise(words)
        )


STARTING = WordValues()


@dataclass(frozen=True, slots=True)
class PairSynergy:
    """The synergy of two levers (ids, in any order), and why."""

    first: str
    second: str
    word: Synergy
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeverLoad:
    """The workload of a lever, and why."""

    lever: str
    word: Load
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """A lever that must wait, and why.

    Attributes
    ----------
    until
        The first day it may be worked on; None when nobody knows yet: it is excluded until said.
    """

    lever: str
    reason: str
    until: dt.date | None = None

    def excludes(self, day: dt.date | None) -> bool:
        """Whether it excludes the lever on a day; on no day in particular, it always does."""
        return self.until is None or day is None or day < self.until


@dataclass(frozen=True, slots=True)
class Question:
    """All that the group says of sets of levers. Nothing said: only values count.

    Attributes
    ----------
    most
        The largest number of levers in a set.
    capacity
        None as long as it is not said: then workload does not count. Nor does it as long as the
        load of one lever that may be chosen is not said, since nothing is filled in.
    hard
        Whether a set beyond the capacity is excluded, instead of costing what exceeds it.
    day
        The day from which the group would start, compared with the dates of ``waits``.
    dilution
        Whole percents of the effect of each lever that leading several would lose, as the group
        judges it; None as long as it does not say. No set is compared with it: what it is told is
        for how many weights and ballots each answer is then better.
    """

    most: int = 2
    synergies: tuple[PairSynergy, ...] = ()
    loads: tuple[LeverLoad, ...] = ()
    capacity: Capacity | None = None
    hard: bool = False
    waits: tuple[Wait, ...] = ()
    day: dt.date | None = None
    values: WordValues = STARTING
    dilution: int | None = None


_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LONGEST_STATEMENT_REASON = 300
WHOLE_EFFECT = 100
"""Percents of the effect of a lever."""


def with_synergy(question: Question, synergy: PairSynergy) -> Question:
    """The question with the synergy of a pair said."""
    kept = without_synergy(question, synergy.first, synergy.second).synergies
    return replace(question, synergies=(*kept, synergy))


def without_synergy(question: Question, first: str, second: str) -> Question:
    """The question with nothing said of a pair, in any order."""
    kept = tuple(s for s in question.synergies if {s.first, s.second} != {first, second})
    return replace(question, synergies=kept)


def with_loads(question: Question, levers: Sequence[str], word: Load, reason: str) -> Question:
    """The question with the workload of some levers said."""
    kept = tuple(s for s in question.loads if s.lever not in levers)
    added = tuple(LeverLoad(lever, word, reason) for lever in levers)
    return replace(question, loads=(*kept, *added))


def without_load(question: Question, lever: str) -> Question:
    """The question with no workload said of a lever."""
    return replace(question, loads=tuple(s for s in question.loads if s.lever != lever))


def with_wait(question: Question, wait: Wait) -> Question:
    """The question with a lever that waits."""
    return replace(question, waits=(*without_wait(question, wait.lever).waits, wait))


def without_wait(question: Question, lever: str) -> Question:
    """The question with a lever that does not wait."""
    return replace(question, waits=tuple(w for w in question.waits if w.lever != lever))


def with_dilution(question: Question, percents: int | None) -> Question:
    """The question with the loss of effect that the group judges; None when it says none."""
    return replace(question, dilution=percents)


def without_absent_levers(question: Question, levers: Sequence[str]) -> Question:
    """The question with nothing said of levers that are not there any more.

    Examples
    --------
    >>> without_absent_levers(Question(waits=(Wait("old", "why"),)), ("new",)).waits
    ()
    """
    there = set(levers)
    return replace(
        question,
        synergies=tuple(s for s in question.synergies if {s.first, s.second} <= there),
        loads=tuple(s for s in question.loads if s.lever in there),
        waits=tuple(w for w in question.waits if w.lever in there),
    )


def day_of(text: str) -> dt.date | None:
    """A day as people write it; None for an empty text.

    Raises
    ------
    ValueError
        When it is no day.

    Examples
    --------
    >>> day_of(" 5/12/2026 ").isoformat(), day_of("2026-12-05").isoformat(), day_of("")
    ('2026-12-05', '2026-12-05', None)
    """
    words = text.strip()
    if not words:
        return None
    if _ISO_DAY.fullmatch(words):
        return dt.date.fromisoformat(words)
    match = _DAY.fullmatch(words)
    if match is None:
        raise ValueError(words)
    day, month, year = (int(part) for part in match.groups())
    return dt.date(year, month, day)


class QuestionFault(StrEnum):
    """One way the question can be wrong."""

    UNKNOWN_LEVER = "unknown_lever"
    SAME_LEVER = "same_lever"
    SAID_TWICE = "said_twice"
    SIZE = "size"
    VALUES = "values"
    WEIGHTS = "weights"
    COST = "cost"
    DILUTION = "dilution"


@dataclass(frozen=True, slots=True)
class QuestionProblem:
    """One thing to correct; ``levers`` are the ids it is about, if any."""

    fault: QuestionFault
    levers: tuple[str, ...] = ()


class InvalidQuestion(PrioritisationError):
    """What is said of sets cannot be computed with; carries every problem."""

    def __init__(self, problems: Sequence[QuestionProblem]) -> None:
        super().__init__("; ".join(f"{p.fault} {' '.join(p.levers)}".strip() for p in problems))
        self.problems = tuple(problems)


class NothingLeft(PrioritisationError):
    """Dates and capacity exclude every lever; ``dates`` and ``heavy`` are their ids."""

    def __init__(self, dates: Sequence[str], heavy: Sequence[str]) -> None:
        super().__init__(f"no set of levers left: dates {list(dates)}, capacity {list(heavy)}")
        self.dates, self.heavy = tuple(dates), tuple(heavy)
