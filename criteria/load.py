"""Loading a case folder: all its problems at once, or a case that can be trusted."""

import re
from collections.abc import Mapping
from pathlib import Path

from criteria import raw as names
from criteria import schema
from criteria.case import Case
from criteria.cells import IDENT
from criteria.crosscheck import crosscheck, outside_anchors
from criteria.errors import InvalidCase
from criteria.evidence import ActionSheet, Evidence, KnownUnknown, OfficialRow, Source
from criteria.model import Criterion, Lever, PerformanceTable, Perimeter, Score
from criteria.problems import Problem
from criteria.raw import RawCase
from criteria.schema import CaseModel, CriterionModel, ScoredByHand
from criteria.scoring import build_criterion, score_by_hand, score_counted, score_summed
from criteria.tables import check, read_csv, read_toml

ECHOES = {
    "missing_score": names.SCORES,
    "too_few_levers": names.LEVERS,
    "unknown_criterion": names.CRITERIA,
    "unknown_lever": names.LEVERS,
    "unknown_perimeter": names.CASE,
    "unknown_source": names.SOURCES,
}
"""Kinds that may only follow from a problem in that file, and are then not reported."""


def load_case(folder: Path) -> Case:
    """The case of a folder.

    Raises
    ------
    InvalidCase
        With every problem found, by file, row and column; nothing is half-loaded.
    """
    if not folder.is_dir():
        raise InvalidCase([Problem("missing_folder", str(folder))])
    problems: list[Problem] = []
    raw = _read(folder, problems)
    if raw is not None:
        broken = {p.place for p in problems}
        problems += [p for p in crosscheck(raw) if ECHOES.get(p.kind) not in broken]
    if problems or raw is None:
        raise InvalidCase(problems)
    return _build(raw)


def _read(folder: Path, problems: list[Problem]) -> RawCase | None:
    content = read_toml(folder, names.CASE, problems)
    case = None if content is None else check(CaseModel, content, names.CASE, "", problems)
    criteria = _read_criteria(folder, problems)
    levers = read_csv(folder, names.LEVERS, schema.LeverRow, problems)
    sources = read_csv(folder, names.SOURCES, schema.SourceRow, problems)
    wanted = {m.scoring.kind for m in criteria.values()}
    columns = list(dict.fromkeys(f"lever_{p.id}" for p in case.perimeters)) if case else []
    raw = {
        "evidence": read_csv(folder, names.EVIDENCE, schema.EvidenceRow, problems),
        "unknowns": read_csv(folder, names.UNKNOWNS, schema.UnknownRow, problems),
        "scores": read_csv(folder, names.SCORES, schema.ScoreRow, problems)
        if "scores" in wanted
        else [],
        "rows": read_csv(folder, names.ROWS, schema.OfficialRowModel, problems, columns)
        if "sum" in wanted and case
        else [],
        "sheets": read_csv(folder, names.SHEETS, schema.SheetRow, problems)
        if "count" in wanted
        else [],
    }
    return RawCase(case, criteria, levers, sources, **raw) if case else None  # type: ignore[arg-type]


def _read_criteria(folder: Path, problems: list[Problem]) -> Mapping[str, CriterionModel]:
    content = read_toml(folder, names.CRITERIA, problems)
    if content == {}:
        problems.append(Problem("no_criterion", names.CRITERIA))
    criteria = {}
    for ident, table in (content or {}).items():
        model = check(CriterionModel, table, names.CRITERIA, ident, problems)
        if not re.fullmatch(IDENT, ident):
            values = {"found": ident[:80]}
            problems.append(Problem("bad_form", names.CRITERIA, None, ident[:80], values))
        elif model is not None:
            criteria[ident] = model
    return criteria


def _build(raw: RawCase) -> Case:
    perimeters = sorted(raw.case.perimeters, key=lambda p: not p.default)
    ids = [p.id for p in perimeters]
    levers = tuple(
        Lever(d.lever_id, d.label, d.short_label, d.colour, d.scope, d.scope_source_id)
        for d in (p.data for p in raw.levers)
    )
    criteria = tuple(build_criterion(i, m, ids) for i, m in raw.criteria.items())
    rows, sheets = _official_rows(raw), _sheets(raw)
    tables = {i: _table(raw, i, levers, criteria, (rows, sheets)) for i in ids}
    _refuse_outside(tables, criteria)
    return Case(
        raw.case.id,
        raw.case.title,
        raw.case.group,
        raw.case.updated,
        raw.case.perimeter_name,
        raw.case.perimeter_question,
        tuple(Perimeter(p.id, p.label, p.description, p.status) for p in perimeters),
        {axis.id: axis.label for axis in raw.case.axes},
        levers,
        criteria,
        tables,
        _evidence(raw),
        sheets,
        rows,
        {p.data.source_id: Source(*p.data.model_dump().values()) for p in raw.sources},
        tuple(KnownUnknown(*p.data.model_dump().values()) for p in raw.unknowns),
    )


def _table(
    raw: RawCase,
    perimeter: str,
    levers: tuple[Lever, ...],
    criteria: tuple[Criterion, ...],
    files: tuple[tuple[OfficialRow, ...], tuple[ActionSheet, ...]],
) -> PerformanceTable:
    """Every score under a perimeter, in the order of levers then criteria."""
    by_hand = {(p.data.lever_id, p.data.criterion_id): p.data for p in raw.scores}
    rows, sheets = files
    scores: dict[tuple[str, str], Score] = {}
    for lever in levers:
        for criterion in criteria:
            spec = raw.criteria[criterion.id].scoring
            if isinstance(spec, ScoredByHand):
                score = score_by_hand(by_hand[lever.id, criterion.id], criterion.scale(perimeter))
            elif spec.kind == "sum":
                score = score_summed(lever, criterion.id, spec, rows, perimeter)
            else:
                score = score_counted(lever, criterion.id, spec, sheets)
            scores[lever.id, criterion.id] = score
    return PerformanceTable(perimeter, levers, criteria, scores)


def _refuse_outside(
    tables: Mapping[str, PerformanceTable], criteria: tuple[Criterion, ...]
) -> None:
    """Raise InvalidCase when a computed score passes its anchors: the anchors must be widened."""
    problems: list[Problem] = []
    for perimeter, table in tables.items():
        for criterion in criteria:
            amounts = [
                b
                for s in table.scores.values()
                if s.criterion == criterion.id
                for b in (s.low, s.high)
            ]
            found = outside_anchors(
                criterion.id, criterion.scale(perimeter), dict.fromkeys(amounts)
            )
            problems += [p for p in found if p not in problems]
    if problems:
        raise InvalidCase(problems)


def _official_rows(raw: RawCase) -> tuple[OfficialRow, ...]:
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


def _sheets(raw: RawCase) -> tuple[ActionSheet, ...]:
    return tuple(
        ActionSheet(
            d.sheet_id,
            d.title,
            d.contributor,
            d.contributor_lead,
            d.place,
            (d.primary_lever, *(v for v in d.secondary_levers.split("|") if v)),
            d.lever_confidence,
            d.lever_reason,
            d.category,
            d.category_confidence,
            d.note,
        )
        for d in (p.data for p in raw.sheets)
    )


def _evidence(raw: RawCase) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(*(getattr(p.data, f) for f in schema.EvidenceRow.model_fields))
        for p in raw.evidence
    )
