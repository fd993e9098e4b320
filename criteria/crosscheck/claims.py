"""Checks of ``claims.csv``: two sides apart, on evidence of the same levers and criterion."""

from collections.abc import Iterator, Mapping

from criteria.crosscheck.findings import unknown
from criteria.crosscheck.references import check_evidence
from criteria.problems import Problem
from criteria.raw import CLAIMS, RawCase, parts
from criteria.rows import ClaimRow, EvidenceRow

Side = tuple[str, tuple[str, ...], tuple[str, ...]]
"""How the columns of a side start, its levers and its evidence."""


def check_claims(raw: RawCase) -> Iterator[Problem]:
    """Claims on a known criterion, between known levers, on evidence that speaks of them.

    Evidence that is wrong is a problem of its own file, and no second one here.
    """
    wrong = {problem.row for problem in check_evidence(raw)}
    evidence = {p.data.evidence_id: p.data for p in raw.evidence.rows[::-1] if p.row not in wrong}
    for row, data in ((p.row, p.data) for p in raw.claims):
        if data.criterion_id not in raw.criterion_ids:
            ids, found = raw.criterion_ids, data.criterion_id
            yield unknown("unknown_criterion", CLAIMS, "criterion_id", found, ids, row)
        for side in _sides(data):
            yield from _levers(raw, row, side)
            yield from _evidence(raw, row, side)
            yield from _mismatches(raw, (row, data), side, evidence)
        for lever in dict.fromkeys(parts(data.higher_levers)):
            if lever in parts(data.lower_levers):
                yield Problem("both_sides", CLAIMS, row, "lower_levers", {"found": lever})


def _sides(data: ClaimRow) -> tuple[Side, Side]:
    return (
        ("higher", parts(data.higher_levers), parts(data.higher_evidence)),
        ("lower", parts(data.lower_levers), parts(data.lower_evidence)),
    )


def _levers(raw: RawCase, row: int, side: Side) -> Iterator[Problem]:
    name, levers, _ = side
    for n, lever in enumerate(levers):
        if lever in levers[:n]:
            yield Problem("duplicate", CLAIMS, row, f"{name}_levers", {"found": lever})
        elif lever not in raw.lever_ids:
            yield unknown("unknown_lever", CLAIMS, f"{name}_levers", lever, row=row)


def _evidence(raw: RawCase, row: int, side: Side) -> Iterator[Problem]:
    name, _, evidence = side
    for n, ident in enumerate(evidence):
        if ident in evidence[:n]:
            yield Problem("duplicate", CLAIMS, row, f"{name}_evidence", {"found": ident})
        elif ident not in raw.evidence_ids:
            yield Problem("unknown_evidence", CLAIMS, row, f"{name}_evidence", {"found": ident})


def _mismatches(
    raw: RawCase, claim: tuple[int, ClaimRow], side: Side, evidence: Mapping[str, EvidenceRow]
) -> Iterator[Problem]:
    """Evidence about another criterion, or about none of the levers, when these are known."""
    (row, data), (name, levers, idents) = claim, side
    if data.criterion_id not in raw.criterion_ids or not set(levers) <= set(raw.lever_ids):
        return
    for ident in dict.fromkeys(idents):
        said = evidence.get(ident)
        if said and (said.criterion_id != data.criterion_id or said.lever_id not in levers):
            yield Problem("evidence_mismatch", CLAIMS, row, f"{name}_evidence", {"found": ident})
