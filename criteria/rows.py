"""What each row of a CSV file of a case holds, column by column (pydantic models)."""

from typing import Literal

from criteria.cells import (
    CellText,
    Colour,
    Confidence,
    Date,
    EvidenceIds,
    Ident,
    Idents,
    Label,
    Number,
    OptionalEvidenceIds,
    OptionalIdent,
    OptionalShare,
    OptionalText,
    SomeIdents,
    Strict,
    Url,
)
from criteria.evidence import CensusSection, Stance, Target
from criteria.model import Status


class LeverRow(Strict):
    """``levers.csv``."""

    lever_id: Ident
    label: Label
    short_label: Label
    colour: Colour
    scope: OptionalText
    scope_source_id: OptionalIdent


class SourceRow(Strict):
    """``sources.csv``."""

    source_id: Ident
    kind: Label
    title: CellText
    publisher: Label
    short_name: Label
    date: Date
    url: Url
    licence: OptionalText
    caveat: OptionalText


class ScoreRow(Strict):
    """``scores.csv``: ``score`` (and ``high`` for an interval) is a number or a level id."""

    lever_id: Ident
    criterion_id: Ident
    score: OptionalText
    high: OptionalText
    status: Status
    source_id: OptionalIdent
    date: Date
    confidence: Confidence
    reason: OptionalText


class OfficialRowModel(Strict):
    """``official_rows.csv``; ``levers`` gathers the columns ``lever_<perimeter>``."""

    fine_lever: Label
    sector: Label
    sgpe_group: Label
    objective_ktco2e: Number
    national_share_pct: OptionalShare
    levers: dict[str, OptionalIdent]
    allocation_key: OptionalText
    note: OptionalText


class SheetRow(Strict):
    """``action_sheets.csv``."""

    sheet_id: Label
    title: CellText
    contributor: CellText
    contributor_lead: CellText
    place: CellText
    primary_lever: Ident
    secondary_levers: Idents
    lever_confidence: Literal["élevée", "moyenne", "faible"]
    lever_reason: OptionalText
    category: OptionalText
    secondary_category: OptionalText
    category_confidence: Confidence
    category_reason: OptionalText
    note: OptionalText


class EvidenceRow(Strict):
    """``evidence.csv``."""

    evidence_id: Label
    target: Target
    lever_id: OptionalIdent
    criterion_id: OptionalIdent
    perimeter: OptionalIdent
    topic: Label
    stance: Stance
    summary: OptionalText
    quote: OptionalText
    statement: OptionalText
    place: CellText
    source_id: Ident
    confidence: Confidence
    note: OptionalText


class UnknownRow(Strict):
    """``unknowns.csv``."""

    unknown_id: Label
    subject: Label
    statement: CellText


class ClaimRow(Strict):
    """``claims.csv``: the first levers are said to score higher than the second."""

    claim_id: Label
    criterion_id: Ident
    higher_levers: SomeIdents
    lower_levers: SomeIdents
    higher_evidence: EvidenceIds
    lower_evidence: OptionalEvidenceIds
    reading: CellText
    note: OptionalText


class CensusRow(Strict):
    """``census.csv``: what was collected besides the sheets, in the source's words or in ours."""

    note_id: Label
    section: CensusSection
    lever_id: OptionalIdent
    code: OptionalText
    quote: OptionalText
    statement: OptionalText
    detail: OptionalText
    lead: OptionalText
    standing: OptionalText
    place: CellText
    source_id: Ident
    confidence: Confidence
    note: OptionalText
