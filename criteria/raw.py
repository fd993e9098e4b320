"""Every file of a case, row by row, before the files are held against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from criteria.schema import (
    CaseModel,
    CriterionModel,
    EvidenceRow,
    LeverRow,
    OfficialRowModel,
    ScoreRow,
    SheetRow,
    SourceRow,
    UnknownRow,
)
from criteria.tables import Placed

CASE, CRITERIA, SCORES = "case.toml", "criteria.toml", "scores.csv"
LEVERS, SOURCES, EVIDENCE = "levers.csv", "sources.csv", "evidence.csv"
ROWS, SHEETS, UNKNOWNS = "official_rows.csv", "action_sheets.csv", "unknowns.csv"


@dataclass(frozen=True, slots=True)
class RawCase:
    """Every file of a case, row by row, before the files are held against each other."""

    case: CaseModel
    criteria: Mapping[str, CriterionModel]
    levers: Sequence[Placed[LeverRow]]
    sources: Sequence[Placed[SourceRow]]
    scores: Sequence[Placed[ScoreRow]] = ()
    rows: Sequence[Placed[OfficialRowModel]] = ()
    sheets: Sequence[Placed[SheetRow]] = ()
    evidence: Sequence[Placed[EvidenceRow]] = ()
    unknowns: Sequence[Placed[UnknownRow]] = ()
    lever_ids: frozenset[str] = field(init=False)
    source_ids: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the ids that the other files refer to."""
        object.__setattr__(self, "lever_ids", frozenset(p.data.lever_id for p in self.levers))
        object.__setattr__(self, "source_ids", frozenset(p.data.source_id for p in self.sources))
