"""Every file of a case, row by row, before the files are held against each other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from criteria.cells import ANYTHING, IDENT
from criteria.evidence import ActionSheet, CensusNote, Claim, Evidence, OfficialRow
from criteria.model import Lever
from criteria.readings import PlainQuestion, Reading, ReadingQuestion
from criteria.rows import (
    CensusRow,
    ClaimRow,
    EvidenceRow,
    LeverRow,
    OfficialRowModel,
    ScoreRow,
    SheetRow,
    SourceRow,
    UnknownRow,
)
from criteria.schema import CaseModel, CriterionModel, PlainQuestionModel, ReadingModel
from criteria.tables import CsvTable

CASE_FILE, CRITERIA_FILE, SCORES_FILE = "case.toml", "criteria.toml", "scores.csv"
LEVERS_FILE, SOURCES_FILE, EVIDENCE_FILE = "levers.csv", "sources.csv", "evidence.csv"
ROWS_FILE, SHEETS_FILE, UNKNOWNS_FILE = "official_rows.csv", "action_sheets.csv", "unknowns.csv"
CLAIMS_FILE, CENSUS_FILE = "claims.csv", "census.csv"


@dataclass(frozen=True, slots=True)
class RawCase:
    """Every file of a case, row by row, before the files are held against each other.

    Attributes
    ----------
    case
        None when ``case.toml`` is wrong; its ids may be known all the same.
    reading_ids, axis_ids
        None when they are not known.
    criteria
        Those that are right.
    criterion_ids
        Those that are right and the others.
    questions
        Questions of reading; none when ``case.toml`` is wrong.
    partial
        Files that do not give all their ids: what refers to one of them may be right.
    """

    case: CaseModel | None
    reading_ids: tuple[str, ...] | None
    axis_ids: tuple[str, ...] | None
    criteria: Mapping[str, CriterionModel]
    criterion_ids: Sequence[str]
    levers: CsvTable[LeverRow] = field(default_factory=CsvTable)
    sources: CsvTable[SourceRow] = field(default_factory=CsvTable)
    scores: CsvTable[ScoreRow] = field(default_factory=CsvTable)
    rows: CsvTable[OfficialRowModel] = field(default_factory=CsvTable)
    sheets: CsvTable[SheetRow] = field(default_factory=CsvTable)
    evidence: CsvTable[EvidenceRow] = field(default_factory=CsvTable)
    unknowns: CsvTable[UnknownRow] = field(default_factory=CsvTable)
    claims: CsvTable[ClaimRow] = field(default_factory=CsvTable)
    census: CsvTable[CensusRow] = field(default_factory=CsvTable)
    lever_ids: tuple[str, ...] = field(init=False)
    source_ids: frozenset[str] = field(init=False)
    evidence_ids: frozenset[str] = field(init=False)
    questions: tuple[ReadingQuestion, ...] = field(init=False)
    partial: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the ids that the other files refer to, those of wrong rows among them."""
        ids = dict.fromkeys(cell for _, cell in self.levers.written("lever_id"))
        sources = frozenset(cell for _, cell in self.sources.written("source_id"))
        known = {
            CASE_FILE: self.reading_ids is not None,
            CRITERIA_FILE: bool(self.criterion_ids) and all(map(is_id, self.criterion_ids)),
            LEVERS_FILE: self.levers.names_all("lever_id"),
            SOURCES_FILE: self.sources.names_all("source_id"),
            SCORES_FILE: self.scores.names_all("lever_id", "criterion_id"),
            EVIDENCE_FILE: self.evidence.names_all("evidence_id", form=ANYTHING),
        }
        evidence = frozenset(cell for _, cell in self.evidence.written("evidence_id"))
        # Frozen: these follow from the rows, and nobody sets them afterwards.
        object.__setattr__(self, "lever_ids", tuple(filter(is_id, ids)))
        object.__setattr__(self, "source_ids", sources)
        object.__setattr__(self, "evidence_ids", evidence)
        object.__setattr__(self, "questions", _questions(self.case))
        object.__setattr__(
            self, "partial", frozenset(f for f, every in known.items() if not every)
        )

    @property
    def unread_levers(self) -> frozenset[str]:
        """The levers that came after the action sheets, which nobody has read for them."""
        return frozenset(p.data.lever_id for p in self.levers if p.data.sheets)

    def question_on(self, criterion: str) -> ReadingQuestion | None:
        """The question of reading that a criterion's scores depend on, if any is known."""
        return next((q for q in self.questions if criterion in q.criteria), None)


def _questions(case: CaseModel | None) -> tuple[ReadingQuestion, ...]:
    return tuple(
        ReadingQuestion(
            q.id, q.name, q.question, _readings(q.readings), tuple(q.criteria), _plain(q.plain)
        )
        for q in (case.questions if case else ())
    )


def _plain(model: PlainQuestionModel | None) -> PlainQuestion:
    if model is None:
        return PlainQuestion()
    named = tuple(model.readings.items())
    return PlainQuestion(model.status, model.name or "", model.question or "", named)


def _readings(models: Sequence[ReadingModel]) -> tuple[Reading, ...]:
    """The default one first, the others as they are written: the sort is stable."""
    return tuple(
        Reading(m.id, m.label, m.description, m.status)
        if not isinstance(m, ReadingModel)
        else Reading(m.id, m.label, m.description, m.status, m.reason, m.links)
        for m in sorted(models, key=lambda m: not m.default)
    )


def is_id(value: object) -> bool:
    """Whether this is a well-formed id."""
    return isinstance(value, str) and bool(re.fullmatch(IDENT, value))


def ids_of(tables: object) -> tuple[str, ...] | None:
    """The ids of a list of TOML tables that may be wrong otherwise; None when one has none."""
    if not isinstance(tables, list):
        return None
    ids = [table.get("id") if isinstance(table, dict) else None for table in tables]
    valid = tuple(ident for ident in ids if isinstance(ident, str) and is_id(ident))
    return valid if len(valid) == len(ids) else None


def levers_of(raw: RawCase) -> tuple[Lever, ...]:
    """The levers whose rows are right."""
    return tuple(
        Lever(d.lever_id, d.label, d.short_label, d.colour, d.scope, d.scope_source_id)
        for d in (p.data for p in raw.levers)
    )


def official_rows_of(raw: RawCase) -> tuple[OfficialRow, ...]:
    """The official rows that are right."""
    return tuple(
        OfficialRow(
            d.fine_lever,
            d.sector,
            d.sgpe_group,
            d.objective_ktco2e,
            d.national_share_pct,
            tuple((column.removeprefix("lever_"), lever) for column, lever in d.levers.items()),
            d.allocation_key,
            d.note,
        )
        for d in (p.data for p in raw.rows)
    )


def sheets_of(raw: RawCase) -> tuple[ActionSheet, ...]:
    """The action sheets whose rows are right."""
    return tuple(
        ActionSheet(
            d.sheet_id,
            d.title,
            d.contributor,
            d.contributor_lead,
            d.place,
            (d.primary_lever, *ids_in(d.secondary_levers)),
            d.lever_confidence,
            d.lever_reason,
            d.category,
            d.category_confidence,
            d.note,
            d.secondary_category,
            d.category_reason,
        )
        for d in (p.data for p in raw.sheets)
    )


def evidence_of(raw: RawCase) -> tuple[Evidence, ...]:
    """The statements whose rows are right."""
    return tuple(
        Evidence(*(getattr(p.data, f) for f in EvidenceRow.model_fields)) for p in raw.evidence
    )


def claims_of(raw: RawCase) -> tuple[Claim, ...]:
    """The claims whose rows are right."""
    return tuple(
        Claim(
            d.claim_id,
            d.criterion_id,
            ids_in(d.higher_levers),
            ids_in(d.lower_levers),
            ids_in(d.higher_evidence),
            ids_in(d.lower_evidence),
            d.reading,
            d.note,
        )
        for d in (p.data for p in raw.claims)
    )


def census_of(raw: RawCase) -> tuple[CensusNote, ...]:
    """The notes of the census whose rows are right."""
    return tuple(
        CensusNote(*(getattr(p.data, f) for f in CensusRow.model_fields)) for p in raw.census
    )


def ids_in(cell: str) -> tuple[str, ...]:
    """The ids of a cell that holds several."""
    return tuple(part for part in cell.split("|") if part)
