"""Bars of shares: what each criterion's part of a bar is, and says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from prioritisation.analysis.ballots.ballot import Ballot, shares, whole_percents
from prioritisation.wording import NBSP, t


@dataclass(frozen=True, slots=True)
class Slice:
    """One criterion of a bar: where it starts and how wide it is, in percents, as texts."""

    label: str
    start: str
    width: str
    text: str


class Named(Protocol):
    """A criterion, of a ballot or of the case."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """What it is called."""


Percents = Mapping[str, int | None]


def percents(ballot: Ballot, ids: Sequence[str]) -> Percents:
    """Whole percents of a ballot, criterion by criterion; None for an abstention."""
    found = whole_percents(shares(ballot))
    return {c: found.get(c) for c in ids}


def slices(criteria: Sequence[Named], found: Percents) -> tuple[Slice, ...]:
    """The parts of a bar, one after the other."""
    made = []
    start = 0
    for criterion in criteria:
        part = found[criterion.id]
        text = t("abstention") if part is None else f"{part}{NBSP}%"
        made.append(Slice(criterion.label, str(start), str(part or 0), text))
        start += part or 0
    return tuple(made)
