"""The case: everything a group brings, checked, with its scores under each perimeter."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from criteria.evidence import ActionSheet, Evidence, KnownUnknown, OfficialRow, Source, Target
from criteria.model import Criterion, Lever, PerformanceTable, Perimeter


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A checked case; made by ``criteria.load.load_case`` only.

    Attributes
    ----------
    perimeter_name, perimeter_question
        What the choice of a perimeter is called, and the question it answers.
    perimeters
        The default one first.
    axes
        Id -> label of what action sheets serve without being a candidate.
    tables
        Perimeter id -> performance table.
    """

    id: str
    title: str
    group: str
    updated: dt.date
    perimeter_name: str
    perimeter_question: str
    perimeters: tuple[Perimeter, ...]
    axes: Mapping[str, str]
    levers: tuple[Lever, ...]
    criteria: tuple[Criterion, ...]
    tables: Mapping[str, PerformanceTable]
    evidence: tuple[Evidence, ...]
    sheets: tuple[ActionSheet, ...]
    official_rows: tuple[OfficialRow, ...]
    sources: Mapping[str, Source]
    unknowns: tuple[KnownUnknown, ...]

    @property
    def default_perimeter(self) -> str:
        """The perimeter people see first."""
        return self.perimeters[0].id

    def perimeter(self, perimeter: str) -> Perimeter:
        """The perimeter of that id."""
        return next(p for p in self.perimeters if p.id == perimeter)

    def criterion(self, criterion: str) -> Criterion:
        """The criterion of that id."""
        return next(c for c in self.criteria if c.id == criterion)

    def lever(self, lever: str) -> Lever:
        """The lever of that id."""
        return next(v for v in self.levers if v.id == lever)

    def caveats(self, perimeter: str) -> tuple[tuple[Criterion, Source], ...]:
        """Each criterion whose scores rest on a source with a caveat, and that source."""
        found: dict[tuple[str, str], tuple[Criterion, Source]] = {}
        for score in self.tables[perimeter].scores.values():
            source = self.sources.get(score.source)
            if source and source.caveat:
                found[score.criterion, source.id] = (self.criterion(score.criterion), source)
        return tuple(found.values())

    def evidence_on(self, lever: str, criterion: str, perimeter: str) -> tuple[Evidence, ...]:
        """What was said of a lever on a criterion, under that perimeter or under all."""
        return tuple(
            e
            for e in self.evidence
            if e.target is Target.CELL
            and (e.lever, e.criterion) == (lever, criterion)
            and e.perimeter in ("", perimeter)
        )

    def evidence_for(self, target: Target, lever: str = "") -> tuple[Evidence, ...]:
        """What was said of a lever as a whole, of the one-or-two question, or of the case."""
        return tuple(e for e in self.evidence if e.target is target and e.lever == lever)
