"""What each row of a CSV file of a case holds, column by column (pydantic models)."""

from typing import Literal

from criteria import cells
from criteria.evidence import CensusSection, Stance, Target
from criteria.model import Status


class LeverRow(cells.Strict):
    """``levers.csv``; ``sheets`` is a column that the file may do without.

    It says that the action sheets are still to be read for a lever: it came after them.
    """

    lever_id: cells.Ident
    label: cells.Label
    short_label: cells.Label
    colour: cells.Colour
    scope: cells.OptionalText
    scope_source_id: cells.OptionalIdent
    sheets: Literal["", "non lues"] = ""


class SourceRow(cells.Strict):
    """``sources.csv``."""

    source_id: cells.Ident
    kind: cells.Label
    title: cells.CellText
    publisher: cells.Label
    short_name: cells.Label
    date: cells.Date
    url: cells.Url
    licence: cells.OptionalText
    caveat: cells.OptionalText


class ScoreRow(cells.Strict):
    """``scores.csv``: ``score`` (and ``high`` for an interval) is a number or a level id.

    ``reading`` is a column that the file may do without: the reading that a score is of.
    """

    lever_id: cells.Ident
    criterion_id: cells.Ident
    score: cells.OptionalText
    high: cells.OptionalText
    status: Status
    source_id: cells.OptionalIdent
    date: cells.Date
    confidence: cells.Confidence
    reason: cells.OptionalText
    reading: cells.OptionalIdent = ""


class OfficialRowModel(cells.Strict):
    """``official_rows.csv``; ``levers`` gathers the columns ``lever_<reading>``."""

    fine_lever: cells.Label
    sector: cells.Label
    sgpe_group: cells.Label
    objective_ktco2e: cells.Number
    national_share_pct: cells.OptionalShare
    levers: dict[str, cells.OptionalIdent]
    allocation_key: cells.OptionalText
    note: cells.OptionalText


class SheetRow(cells.Strict):
    """``action_sheets.csv``: the levers that a sheet serves, as far as somebody said them."""

    sheet_id: cells.Label
    title: cells.CellText
    contributor: cells.CellText
    contributor_lead: cells.CellText
    place: cells.CellText
    primary_lever: cells.OptionalIdent
    secondary_levers: cells.Idents
    lever_confidence: cells.Confidence
    lever_reason: cells.OptionalText
    category: cells.OptionalText
    secondary_category: cells.OptionalText
    category_confidence: cells.Confidence
    category_reason: cells.OptionalText
    note: cells.OptionalText


class EvidenceRow(cells.Strict):
    """``evidence.csv``; ``short`` is a column that the file may do without."""

    evidence_id: cells.Label
    target: Target
    lever_id: cells.OptionalIdent
    criterion_id: cells.OptionalIdent
    perimeter: cells.OptionalIdent
    topic: cells.Label
    stance: Stance
    summary: cells.OptionalText
    quote: cells.OptionalText
    statement: cells.OptionalText
    place: cells.CellText
    source_id: cells.Ident
    confidence: cells.Confidence
    note: cells.OptionalText
    short: cells.ShortText = ""


class UnknownRow(cells.Strict):
    """``unknowns.csv``."""

    unknown_id: cells.Label
    subject: cells.Label
    statement: cells.CellText


class ClaimRow(cells.Strict):
    """``claims.csv``: the first levers are said to score higher than the second."""

    claim_id: cells.Label
    criterion_id: cells.Ident
    higher_levers: cells.SomeIdents
    lower_levers: cells.SomeIdents
    higher_evidence: cells.EvidenceIds
    lower_evidence: cells.OptionalEvidenceIds
    reading: cells.CellText
    note: cells.OptionalText


class CensusRow(cells.Strict):
    """``census.csv``: what was collected besides the sheets, in the source's words or in ours."""

    note_id: cells.Label
    section: CensusSection
    lever_id: cells.OptionalIdent
    code: cells.OptionalText
    quote: cells.OptionalText
    statement: cells.OptionalText
    detail: cells.OptionalText
    lead: cells.OptionalText
    standing: cells.OptionalText
    place: cells.CellText
    source_id: cells.Ident
    confidence: cells.Confidence
    note: cells.OptionalText
