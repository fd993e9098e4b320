"""Checks of what rows refer to: it exists, nothing is there twice, claims have two sides."""

from collections.abc import Iterable, Iterator, Mapping

from criteria.errors import Problem, ProblemKind
from criteria.evidence import ARGUED, ARGUED_OF_CRITERIA, Target
from criteria.raw import (
    CENSUS_FILE,
    CLAIMS_FILE,
    EVIDENCE_FILE,
    LEVERS_FILE,
    ROWS_FILE,
    SCORES_FILE,
    SHEETS_FILE,
    SOURCES_FILE,
    UNKNOWNS_FILE,
    RawCase,
    ids_in,
)
from criteria.rows import ClaimRow, EvidenceRow


def unknown(
    kind: ProblemKind,
    place: str,
    column: str,
    value: str,
    allowed: Iterable[str] = (),
    row: int | None = None,
) -> Problem:
    """Something that is not among what is known."""
    return Problem(kind, place, row, column, _among(value, allowed))


def _among(value: str, allowed: Iterable[str]) -> dict[str, str | float | int]:
    """What was found, and what is accepted there."""
    return {"found": value, "allowed": ", ".join(allowed)}


def repeated(place: str, column: str, keys: Iterable[tuple[int | None, str]]) -> Iterator[Problem]:
    """What is there again, and the row where it was first."""
    seen: dict[str, int | None] = {}
    for row, key in keys:
        if key in seen:
            yield Problem("duplicate", place, row, column, {"found": key, "first": seen[key] or 0})
        seen.setdefault(key, row)


def check_levers(raw: RawCase) -> Iterator[Problem]:
    """Two levers at least, each scope with its source."""
    count = len(raw.levers.records)
    if count < 2:  # noqa: PLR2004 (a choice needs two)
        yield Problem("too_few_levers", LEVERS_FILE, values={"found": count})
    for placed in raw.levers:
        source = placed.data.scope_source_id
        if source and source not in raw.source_ids:
            yield unknown("unknown_source", LEVERS_FILE, "scope_source_id", source, row=placed.row)


def check_duplicates(raw: RawCase) -> Iterator[Problem]:
    """What is there twice, in rows right or wrong."""
    for place, table, *columns in (
        (LEVERS_FILE, raw.levers, "lever_id"),
        (LEVERS_FILE, raw.levers, "label"),
        (LEVERS_FILE, raw.levers, "short_label"),
        (SOURCES_FILE, raw.sources, "source_id"),
        (ROWS_FILE, raw.rows, "fine_lever", "sector"),
        (SHEETS_FILE, raw.sheets, "sheet_id"),
        (EVIDENCE_FILE, raw.evidence, "evidence_id"),
        (UNKNOWNS_FILE, raw.unknowns, "unknown_id"),
        (CLAIMS_FILE, raw.claims, "claim_id"),
        (CENSUS_FILE, raw.census, "note_id"),
    ):
        named = columns[0] if place == ROWS_FILE else columns[-1]
        yield from repeated(place, named, table.written(*columns))
    yield from repeated(SCORES_FILE, "criterion_id", _cells(raw))


def _cells(raw: RawCase) -> Iterator[tuple[int, str]]:
    """Each cell that ``scores.csv`` writes, with the reading that it is of."""
    for row, record in raw.scores.records:
        names = [record.get(c, "") for c in ("lever_id", "criterion_id", "reading")]
        if all(names[:2]):
            yield row, ", ".join(filter(None, names))


def check_rows(raw: RawCase) -> Iterator[Problem]:
    """Official rows of known levers."""
    for row, data in ((p.row, p.data) for p in raw.rows):
        for column, lever in data.levers.items():
            if lever and lever not in raw.lever_ids:
                yield unknown("unknown_lever", ROWS_FILE, column, lever, row=row)


def check_sheets(raw: RawCase) -> Iterator[Problem]:
    """Action sheets of known levers or axes, each link as sure as somebody says."""
    if raw.axis_ids is None:
        return
    known = {*raw.lever_ids, *raw.axis_ids}
    for row, data in ((p.row, p.data) for p in raw.sheets):
        columns = [("primary_lever", data.primary_lever)] if data.primary_lever else []
        columns += [("secondary_levers", v) for v in ids_in(data.secondary_levers)]
        if columns and not data.lever_confidence:
            yield Problem("empty", SHEETS_FILE, row, "lever_confidence")
        for column, lever in columns:
            if lever not in known:
                yield unknown("unknown_lever", SHEETS_FILE, column, lever, row=row)


def check_evidence(raw: RawCase) -> Iterator[Problem]:
    """Statements about something known, that go with their target."""
    readings = raw.reading_ids or ()
    for row, data in ((p.row, p.data) for p in raw.evidence):
        if data.lever_id and data.lever_id not in raw.lever_ids:
            yield unknown("unknown_lever", EVIDENCE_FILE, "lever_id", data.lever_id, row=row)
        if data.criterion_id and data.criterion_id not in raw.criterion_ids:
            ids, criterion = raw.criterion_ids, data.criterion_id
            yield unknown("unknown_criterion", EVIDENCE_FILE, "criterion_id", criterion, ids, row)
        if data.perimeter and data.perimeter not in readings:
            yield unknown(
                "unknown_reading", EVIDENCE_FILE, "perimeter", data.perimeter, readings, row
            )
        if data.source_id not in raw.source_ids:
            yield unknown("unknown_source", EVIDENCE_FILE, "source_id", data.source_id, row=row)
        if not data.quote and not data.statement:
            yield Problem("empty", EVIDENCE_FILE, row, "quote")
        yield from _targets(raw, row, data)


def _targets(raw: RawCase, row: int, data: EvidenceRow) -> Iterator[Problem]:
    """What a statement is about, and what may be argued of that."""
    needs_lever = data.target in (Target.CELL, Target.LEVER)
    needs_criterion = data.target in (Target.CELL, Target.CRITERION)
    if needs_lever != bool(data.lever_id) or needs_criterion != bool(data.criterion_id):
        yield Problem("target_mismatch", EVIDENCE_FILE, row, "target", {"found": data.target})
    of_criterion = data.target is Target.CRITERION
    allowed = ARGUED_OF_CRITERIA if of_criterion else ARGUED
    if data.stance not in allowed:
        yield Problem("not_allowed", EVIDENCE_FILE, row, "stance", _among(data.stance, allowed))
    if of_criterion and data.perimeter:
        yield Problem(
            "reading_of_criterion", EVIDENCE_FILE, row, "perimeter", {"found": data.perimeter}
        )
    model, sense = raw.criteria.get(data.criterion_id), data.stance.sense
    if of_criterion and model and sense and not getattr(model.direction, sense):
        yield Problem("direction_closed", EVIDENCE_FILE, row, "stance", {"found": data.stance})


def check_census(raw: RawCase) -> Iterator[Problem]:
    """Notes that say something, of a known lever, axis and source."""
    known = None if raw.axis_ids is None else {"", *raw.lever_ids, *raw.axis_ids}
    for row, data in ((p.row, p.data) for p in raw.census):
        if known is not None and data.lever_id not in known:
            yield unknown("unknown_lever", CENSUS_FILE, "lever_id", data.lever_id, row=row)
        if data.source_id not in raw.source_ids:
            yield unknown("unknown_source", CENSUS_FILE, "source_id", data.source_id, row=row)
        if not data.quote and not data.statement:
            yield Problem("empty", CENSUS_FILE, row, "quote")


_Side = tuple[str, tuple[str, ...], tuple[str, ...]]
"""How the columns of a side start, its levers and its evidence."""


def check_claims(raw: RawCase) -> Iterator[Problem]:
    """Claims on a known criterion, between known levers, on evidence that speaks of them.

    Evidence that is wrong is a problem of its own file, and no second one here.
    """
    wrong = {problem.row for problem in check_evidence(raw)}
    # Of two of one id, the first; what is wrong itself accuses no claim.
    evidence = {p.data.evidence_id: p.data for p in raw.evidence.rows[::-1] if p.row not in wrong}
    for row, data in ((p.row, p.data) for p in raw.claims):
        if data.criterion_id not in raw.criterion_ids:
            ids, criterion = raw.criterion_ids, data.criterion_id
            yield unknown("unknown_criterion", CLAIMS_FILE, "criterion_id", criterion, ids, row)
        for side in _sides(data):
            yield from _levers(raw, row, side)
            yield from _evidence(raw, row, side)
            yield from _mismatches(raw, (row, data), side, evidence)
        for lever in dict.fromkeys(ids_in(data.higher_levers)):
            if lever in ids_in(data.lower_levers):
                yield Problem("both_sides", CLAIMS_FILE, row, "lower_levers", {"found": lever})


def _sides(data: ClaimRow) -> tuple[_Side, _Side]:
    return (
        ("higher", ids_in(data.higher_levers), ids_in(data.higher_evidence)),
        ("lower", ids_in(data.lower_levers), ids_in(data.lower_evidence)),
    )


def _levers(raw: RawCase, row: int, side: _Side) -> Iterator[Problem]:
    name, levers, _ = side
    for n, lever in enumerate(levers):
        if lever in levers[:n]:
            yield Problem("duplicate", CLAIMS_FILE, row, f"{name}_levers", {"found": lever})
        elif lever not in raw.lever_ids:
            yield unknown("unknown_lever", CLAIMS_FILE, f"{name}_levers", lever, row=row)


def _evidence(raw: RawCase, row: int, side: _Side) -> Iterator[Problem]:
    name, _, evidence = side
    for n, ident in enumerate(evidence):
        if ident in evidence[:n]:
            yield Problem("duplicate", CLAIMS_FILE, row, f"{name}_evidence", {"found": ident})
        elif ident not in raw.evidence_ids:
            yield Problem(
                "unknown_evidence", CLAIMS_FILE, row, f"{name}_evidence", {"found": ident}
            )


def _mismatches(
    raw: RawCase, claim: tuple[int, ClaimRow], side: _Side, evidence: Mapping[str, EvidenceRow]
) -> Iterator[Problem]:
    """Evidence about another criterion, or about none of the levers, when these are known."""
    (row, data), (name, levers, idents) = claim, side
    if data.criterion_id not in raw.criterion_ids or not set(levers) <= set(raw.lever_ids):
        return
    for ident in dict.fromkeys(idents):
        cited = evidence.get(ident)
        if cited and (cited.criterion_id != data.criterion_id or cited.lever_id not in levers):
            yield Problem(
                "evidence_mismatch", CLAIMS_FILE, row, f"{name}_evidence", {"found": ident}
            )
