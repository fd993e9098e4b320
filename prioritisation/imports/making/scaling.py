"""A criterion that was read, with its scale: stated by the file or an answer, else proposed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from criteria.errors import Problem
from prioritisation.cases.blank import BlankCriterion, criterion_problems, criterion_table
from prioritisation.cases.typed import number_as_typed
from prioritisation.imports.cells.ends import round_ends
from prioritisation.imports.model import FileReading, ReadCriterion, ReadScore
from prioritisation.wording import t

_TWO = 2
_SENSES = "min", "max"


@dataclass(frozen=True, slots=True)
class ScaledCriterion:
    """A criterion, and the two ends of its numbers, the lower first; None for words.

    Attributes
    ----------
    stated
        Whether somebody says its ends, or the order of its words: else they are ours.
    """

    read: ReadCriterion
    ends: tuple[float, float] | None
    stated: bool

    @property
    def blank(self) -> BlankCriterion:
        """The same, as it would have been typed."""
        read = self.read
        if self.ends is None:
            # One word alone is refused before a scale is made of it.
            worst, *between, best = read.words if len(read.words) >= _TWO else (*read.words, "")
            known = self.stated and read.direction != "open"
            return BlankCriterion(
                read.name, worst, best, in_words=True, between=tuple(between), decided=known
            )
        low, high = map(number_as_typed, self.ends)
        worst, best = (high, low) if read.direction == "min" else (low, high)
        return BlankCriterion(
            read.name, worst, best, unit=read.unit, decided=read.direction in _SENSES
        )

    def table(self) -> dict[str, Any]:
        """Its table of ``criteria.toml``; nothing may be wrong with it."""
        table = criterion_table(self.blank)
        if not self.stated:
            table["scale"]["note"] = _ours(in_words=self.ends is None)
        return table


def _ours(*, in_words: bool) -> str:
    if in_words:
        return t(
            "Words as the table has them; their order and the equal gaps between them are ours. "
            "For the group to confirm."
        )
    return t("Ends rounded around what the table says: they are ours. For the group to confirm.")


def scaled_criteria(reading: FileReading) -> tuple[ScaledCriterion, ...]:
    """The criteria of a file, each with its scale."""
    proposed = {q.about: q.choices for q in reading.questions if q.kind == "ends"}
    return tuple(_scaled(one, proposed.get(one.name, ())) for one in reading.criteria)


def _scaled(read: ReadCriterion, proposed: tuple[str, ...]) -> ScaledCriterion:
    if read.words:
        return ScaledCriterion(read, None, stated=read.ordered)
    if read.ends:
        low, high = sorted(read.ends)
        return ScaledCriterion(read, (low, high), stated=True)
    if read.low is None or read.high is None:
        return ScaledCriterion(read, (0.0, 0.0), stated=False)
    ends = _numbers(proposed) or round_ends(read.low, read.high, read.unit)
    return ScaledCriterion(read, ends, stated=False)


def _numbers(proposed: tuple[str, ...]) -> tuple[float, float] | None:
    """Two ends that a question proposes, the lower first."""
    try:
        low, high = sorted(map(float, proposed))
    except ValueError:
        return None
    return low, high


def scale_problems(one: ScaledCriterion) -> Iterator[Problem]:
    """Everything wrong with a criterion, at the cell of its name."""
    read = one.read
    if not read.words and not read.ends and read.low is None:
        yield Problem("nothing_known", read.cell, values={"found": read.name[:80]})
        return
    if len(read.words) == 1:
        values = {"found": read.name[:80], "allowed": read.words[0][:80]}
        yield Problem("one_word", read.cell, values=values)
        return
    for problem in criterion_problems("", one.blank):
        yield replace(problem, place=read.cell, column="")


def score_problems(one: ScaledCriterion, score: ReadScore) -> Iterator[Problem]:
    """A score that is not on the scale of its criterion, at its cell."""
    if one.ends is None:
        for word in (score.word, score.high_word):
            if word is not None and word not in one.read.words:
                values = {"found": word[:80], "allowed": ", ".join(one.read.words)}
                yield Problem("unknown_level", score.cell, values=values)
        return
    low, high = one.ends
    for amount in (score.value, score.high):
        if amount is not None and not low <= amount <= high:
            bounds = {"found": amount, "low": low, "high": high}
            yield Problem("score_outside_anchors", score.cell, values=bounds)
