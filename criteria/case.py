"""The case: everything a group brings, checked, with its scores under each perimeter."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from criteria.evidence import (
    ActionSheet,
    CensusNote,
    CensusSection,
    Claim,
    Evidence,
    KnownUnknown,
    MethodStep,
    OfficialRow,
    Source,
    Target,
)
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
    claims
        Statements that can be held against the scores.
    census
        What was collected besides the action sheets.
    method
        Steps of the group's method of work; empty when the case tells none.
    whole
        Criteria of the case that this one keeps some of; empty when it keeps them all.
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
    claims: tuple[Claim, ...] = ()
    census: tuple[CensusNote, ...] = ()
    method: tuple[MethodStep, ...] = ()
    whole: tuple[str, ...] = ()

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

    def keeping(self, criteria: tuple[str, ...]) -> "Case":
        """The case with some of its criteria only; itself when they are all kept."""
        return self if criteria == tuple(c.id for c in self.criteria) else _kept(self, criteria)

    @property
    def places(self) -> tuple[int, ...]:
        """Where each criterion stands in the whole case, whichever are kept: its colour."""
        whole = self.whole or tuple(c.id for c in self.criteria)
        return tuple(whole.index(c.id) for c in self.criteria)

    def lever(self, lever: str) -> Lever:
        """The lever of that id."""
        return next(v for v in self.levers if v.id == lever)

    def caveats(self, perimeter: str) -> tuple[tuple[Criterion, Source], ...]:
        """Each criterion whose scores rest on a source with a caveat, and that source."""
        pairs: dict[tuple[str, str], tuple[Criterion, Source]] = {}
        for score in self.tables[perimeter].scores.values():
            source = self.sources.get(score.source)
            if source and source.caveat:
                pairs[score.criterion, source.id] = (self.criterion(score.criterion), source)
        return tuple(pairs.values())

    def evidence_on(self, lever: str, criterion: str, perimeter: str) -> tuple[Evidence, ...]:
        """What was said of a lever on a criterion, under that perimeter or under all."""
        return tuple(
            e
            for e in self.evidence
            if e.target is Target.CELL
            and (e.lever, e.criterion) == (lever, criterion)
            and e.perimeter in ("", perimeter)
        )

    def evidence_for(self, target: Target, ident: str = "") -> tuple[Evidence, ...]:
        """What was said of the one-or-two question, of the case, of a whole lever or criterion.

        Parameters
        ----------
        ident
            Id of the lever or of the criterion; empty for the two other targets.
        """
        about = "criterion" if target is Target.CRITERION else "lever"
        return tuple(e for e in self.evidence if e.target is target and getattr(e, about) == ident)

    def collected(self, section: CensusSection) -> tuple[CensusNote, ...]:
        """The notes of one section of the census."""
        return tuple(note for note in self.census if note.section is section)


# Kept: a case is compared by identity, and what is computed from one is found again with it.
@lru_cache(maxsize=64)
def _kept(case: Case, ids: tuple[str, ...]) -> Case:
    """The case with these criteria, in its own order."""
    criteria = tuple(c for c in case.criteria if c.id in ids)
    tables = {
        perimeter: replace(
            table,
            criteria=criteria,
            scores={cell: score for cell, score in table.scores.items() if cell[1] in ids},
        )
        for perimeter, table in case.tables.items()
    }
    claims = tuple(claim for claim in case.claims if claim.criterion in ids)
    whole = case.whole or tuple(c.id for c in case.criteria)
    return replace(case, criteria=criteria, tables=tables, claims=claims, whole=whole)
