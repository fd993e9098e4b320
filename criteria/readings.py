"""Questions of reading: how to count is one choice for all levers, and each choice has a name.

A combination is one reading per question, in the order of the questions; its id is that of its
readings joined: ``gt-primary``. A case without questions has one, the empty id.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from criteria.evidence import ActionSheet
from criteria.model import READING_JOINT, Standing

MOST_COMBINATIONS = 64
"""Combinations of readings that a case may have: each is a table of all its scores."""


class LinkRule(StrEnum):
    """Which links between a sheet and a lever count.

    ``PRIMARY``: that of the lever it serves first, ``ALL``: all; ``SURE_PRIMARY`` and ``SURE``:
    the same, of the sheets whose levers are sure only.
    """

    SURE_PRIMARY = "sure_primary"
    PRIMARY = "primary"
    SURE = "sure"
    ALL = "all"

    def counts(self, sheet: ActionSheet, lever: str) -> bool:
        """Whether a sheet counts for a lever."""
        first = self in (LinkRule.SURE_PRIMARY, LinkRule.PRIMARY)
        sure = self in (LinkRule.SURE_PRIMARY, LinkRule.SURE)
        serves = sheet.primary == lever if first else lever in sheet.levers
        return serves and (sheet.sure or not sure)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count, the same for all levers.

    Attributes
    ----------
    reason
        Why it may be the right one, in the words of the case; may be empty.
    links
        For a count of action sheets, which links count; None for anything else.
    """

    id: str
    label: str
    description: str
    status: Standing
    reason: str = ""
    links: LinkRule | None = None


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """What a room that never read the case calls a question of reading; empty: as it is.

    Attributes
    ----------
    readings
        Id of a reading, and what it is called.
    """

    status: Standing = Standing.TO_CONFIRM
    name: str = ""
    question: str = ""
    readings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingQuestion:
    """How to count some criteria: a question, and the readings that answer it.

    Attributes
    ----------
    name
        What the choice is called.
    readings
        The default one first.
    criteria
        Ids of the criteria whose scores depend on the answer.
    """

    id: str
    name: str
    question: str
    readings: tuple[Reading, ...]
    criteria: tuple[str, ...]
    plain: PlainQuestion = PlainQuestion()

    def in_plain_words(self) -> "ReadingQuestion":
        """The question and its readings called as a room calls them."""
        names = dict(self.plain.readings)
        return replace(
            self,
            name=self.plain.name or self.name,
            question=self.plain.question or self.question,
            readings=tuple(replace(r, label=names.get(r.id, r.label)) for r in self.readings),
        )

    @property
    def open(self) -> bool:
        """Whether the group has still to answer: its default reading is to be confirmed."""
        several = len(self.readings) > 1
        return several and self.readings[0].status is Standing.TO_CONFIRM

    def settled(self, reading: str) -> "ReadingQuestion":
        """The question once the group has taken a reading: the default one, and confirmed."""
        taken = [replace(r, status=Standing.CONFIRMED) for r in self.readings if r.id == reading]
        return replace(self, readings=(*taken, *(r for r in self.readings if r.id != reading)))

    def answer(self, combination: str) -> Reading:
        """The reading of a combination that answers it; KeyError when none does."""
        chosen = combination.split(READING_JOINT)
        for reading in self.readings:
            if reading.id in chosen:
                return reading
        raise KeyError(combination)


def combination_of(readings: Iterable[str]) -> str:
    """The combination of one reading per question, given in the order of the questions."""
    return READING_JOINT.join(readings)


def combinations(questions: Sequence[ReadingQuestion]) -> Iterator[str]:
    """Every combination, the default one first."""
    for chosen in product(*([r.id for r in q.readings] for q in questions)):
        yield combination_of(chosen)


def reading_on(questions: Sequence[ReadingQuestion], criterion: str, combination: str) -> str:
    """Id of the reading that the scores of a criterion depend on; empty when on none."""
    question = next((q for q in questions if criterion in q.criteria), None)
    return question.answer(combination).id if question else ""


def under(combinations: Iterable[str], reading: str | None) -> list[str]:
    """Those of these combinations that a reading is part of; all of them without one.

    Raises
    ------
    KeyError
        For a reading that is part of none.
    """
    every = list(combinations)
    kept = [c for c in every if reading in c.split(READING_JOINT)] if reading else every
    if not kept:
        raise KeyError(reading)
    return kept
