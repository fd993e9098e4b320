"""Checks of the rows of the other files: what they refer to exists, and nothing is there twice."""

from collections.abc import Iterator

from criteria.crosscheck.findings import repeated, unknown
from criteria.evidence import Target
from criteria.problems import Problem
from criteria.raw import (
    CENSUS,
    CLAIMS,
    EVIDENCE,
    LEVERS,
    ROWS,
    SCORES,
    SHEETS,
    SOURCES,
    UNKNOWNS,
    RawCase,
)


def check_levers(raw: RawCase) -> Iterator[Problem]:
    """Two levers at least, each scope with its source."""
    found = len(raw.levers.records)
    if found < 2:  # noqa: PLR2004 (a choice needs two)
        yield Problem("too_few_levers", LEVERS, values={"found": found})
    for placed in raw.levers:
        source = placed.data.scope_source_id
        if source and source not in raw.source_ids:
            yield unknown("unknown_source", LEVERS, "scope_source_id", source, row=placed.row)


def check_duplicates(raw: RawCase) -> Iterator[Problem]:
    """What is there twice, in rows right or wrong."""
    for place, table, *columns in (
        (LEVERS, raw.levers, "lever_id"),
        (LEVERS, raw.levers, "label"),
        (LEVERS, raw.levers, "short_label"),
        (SOURCES, raw.sources, "source_id"),
        (SCORES, raw.scores, "lever_id", "criterion_id"),
        (ROWS, raw.rows, "fine_lever", "sector"),
        (SHEETS, raw.sheets, "sheet_id"),
        (EVIDENCE, raw.evidence, "evidence_id"),
        (UNKNOWNS, raw.unknowns, "unknown_id"),
        (CLAIMS, raw.claims, "claim_id"),
        (CENSUS, raw.census, "note_id"),
    ):
        named = columns[0] if place == ROWS else columns[-1]
        yield from repeated(place, named, table.written(*columns))


def check_rows(raw: RawCase) -> Iterator[Problem]:
    """Official rows of known levers."""
    for row, data in ((p.row, p.data) for p in raw.rows):
        for column, lever in data.levers.items():
            if lever and lever not in raw.lever_ids:
                yield unknown("unknown_lever", ROWS, column, lever, row=row)


def check_sheets(raw: RawCase) -> Iterator[Problem]:
    """Action sheets of known levers or axes."""
    if raw.axis_ids is None:
        return
    known = {*raw.lever_ids, *raw.axis_ids}
    for row, data in ((p.row, p.data) for p in raw.sheets):
        columns = [("primary_lever", data.primary_lever)]
        columns += [("secondary_levers", v) for v in data.secondary_levers.split("|") if v]
        for column, lever in columns:
            if lever not in known:
                yield unknown("unknown_lever", SHEETS, column, lever, row=row)


def check_evidence(raw: RawCase) -> Iterator[Problem]:
    """Statements about something known, that go with their target."""
    perimeters = raw.perimeter_ids or ()
    for row, data in ((p.row, p.data) for p in raw.evidence):
        if data.lever_id and data.lever_id not in raw.lever_ids:
            yield unknown("unknown_lever", EVIDENCE, "lever_id", data.lever_id, row=row)
        if data.criterion_id and data.criterion_id not in raw.criterion_ids:
            ids, found = raw.criterion_ids, data.criterion_id
            yield unknown("unknown_criterion", EVIDENCE, "criterion_id", found, ids, row)
        if data.perimeter and data.perimeter not in perimeters:
            yield unknown(
                "unknown_perimeter", EVIDENCE, "perimeter", data.perimeter, perimeters, row
            )
        if data.source_id not in raw.source_ids:
            yield unknown("unknown_source", EVIDENCE, "source_id", data.source_id, row=row)
        if not data.quote and not data.statement:
            yield Problem("empty", EVIDENCE, row, "quote")
        needs_lever = data.target in (Target.CELL, Target.LEVER)
        needs_criterion = data.target is Target.CELL
        if needs_lever != bool(data.lever_id) or needs_criterion != bool(data.criterion_id):
            yield Problem("target_mismatch", EVIDENCE, row, "target", {"found": data.target})


def check_census(raw: RawCase) -> Iterator[Problem]:
    """Notes that say something, of a known lever, axis and source."""
    known = None if raw.axis_ids is None else {"", *raw.lever_ids, *raw.axis_ids}
    for row, data in ((p.row, p.data) for p in raw.census):
        if known is not None and data.lever_id not in known:
            yield unknown("unknown_lever", CENSUS, "lever_id", data.lever_id, row=row)
        if data.source_id not in raw.source_ids:
            yield unknown("unknown_source", CENSUS, "source_id", data.source_id, row=row)
        if not data.quote and not data.statement:
            yield Problem("empty", CENSUS, row, "quote")
