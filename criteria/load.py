"""Loading a case, from a folder or from texts: all its problems at once, or a case to trust."""

import stat
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from criteria import raw as names
from criteria import rows as models
from criteria.case import Case
from criteria.crosscheck import crosscheck
from criteria.errors import InvalidCase, Problem, ProblemKind
from criteria.evidence import ActionSheet, KnownUnknown, MethodStep, OfficialRow, Source
from criteria.model import Criterion, Lever, PerformanceTable, Score
from criteria.raw import (
    RawCase,
    census_of,
    claims_of,
    evidence_of,
    ids_of,
    is_id,
    levers_of,
    official_rows_of,
    sheets_of,
)
from criteria.readings import combinations, reading_on
from criteria.schema import CaseModel, CriterionModel, ScoredByHand
from criteria.scoring import build_criterion, score_by_hand, score_counted, score_summed
from criteria.tables import (
    CaseFolder,
    CsvTable,
    DiskFolder,
    MemoryFolder,
    check_model,
    no_row,
    read_csv,
    read_optional_csv,
    read_toml,
)

_ECHOES = {
    "missing_score": names.SCORES_FILE,
    "too_few_levers": names.LEVERS_FILE,
    "unknown_criterion": names.CRITERIA_FILE,
    "unknown_evidence": names.EVIDENCE_FILE,
    "unknown_lever": names.LEVERS_FILE,
    "unknown_reading": names.CASE_FILE,
    "unknown_source": names.SOURCES_FILE,
}
"""Kinds that may only follow from ids lost in that file, and are then not reported."""
_FILES = {"scores": names.SCORES_FILE, "sum": names.ROWS_FILE, "count": names.SHEETS_FILE}
_COLUMN = "lever_"


def load_case(folder: Path) -> Case:
    """The case of a folder.

    Raises
    ------
    InvalidCase
        With every problem found, by file, row and column; nothing is half-loaded.
    """
    _check_folder(folder)
    return _case_in(DiskFolder(folder))


def _case_in(folder: CaseFolder) -> Case:
    """The case of these files; raises InvalidCase."""
    problems: list[Problem] = []
    raw = _read(folder, problems)
    crossed, partial = crosscheck(raw), raw.partial
    if raw.sources.empty and any(p.kind == "unknown_source" for p in crossed):
        problems.append(no_row(folder, names.SOURCES_FILE))
        partial |= {names.SOURCES_FILE}
    problems += [p for p in crossed if _ECHOES.get(p.kind) not in partial]
    if problems or raw.case is None:
        raise InvalidCase(problems)
    return _build(raw, raw.case)


def _check_folder(folder: Path) -> None:
    """Raise InvalidCase when there is no such folder, or when nobody may look."""
    kind: ProblemKind = "missing_folder"
    try:
        if stat.S_ISDIR(folder.stat().st_mode):
            return
    except PermissionError:
        kind = "unreadable"
    except (OSError, ValueError):  # nothing there, endless links, a name no folder can have
        pass
    raise InvalidCase([Problem(kind, str(folder))])


def _read(folder: CaseFolder, problems: list[Problem]) -> RawCase:
    content = read_toml(folder, names.CASE_FILE, problems)
    case = None
    if content is not None:
        case = check_model(CaseModel, content, names.CASE_FILE, "", problems)
    readings = None if case is None else tuple(r.id for q in case.questions for r in q.readings)
    axes = ids_of(content.get("axes", [])) if content else None
    tables = read_toml(folder, names.CRITERIA_FILE, problems)
    criteria = _check_criteria(tables, problems)
    levers = read_csv(folder, names.LEVERS_FILE, models.LeverRow, problems)
    sources = read_optional_csv(folder, names.SOURCES_FILE, models.SourceRow, problems)
    evidence = read_optional_csv(folder, names.EVIDENCE_FILE, models.EvidenceRow, problems)
    unknowns = read_optional_csv(folder, names.UNKNOWNS_FILE, models.UnknownRow, problems)
    needed = _needed(folder, tables, criteria)
    columns = _columns(case, criteria) or _COLUMN
    scores: CsvTable[models.ScoreRow] = CsvTable()
    rows: CsvTable[models.OfficialRowModel] = CsvTable()
    sheets: CsvTable[models.SheetRow] = CsvTable()
    if names.SCORES_FILE in needed:
        scores = read_csv(folder, names.SCORES_FILE, models.ScoreRow, problems)
    if names.ROWS_FILE in needed:
        rows = read_csv(folder, names.ROWS_FILE, models.OfficialRowModel, problems, columns)
    if names.SHEETS_FILE in needed:
        sheets = read_optional_csv(folder, names.SHEETS_FILE, models.SheetRow, problems)
    notes = read_optional_csv(folder, names.CENSUS_FILE, models.CensusRow, problems)
    ids = (readings, axes, criteria, list(tables or ()))
    claims = read_optional_csv(folder, names.CLAIMS_FILE, models.ClaimRow, problems)
    statements = (evidence, unknowns, claims, notes)
    return RawCase(case, *ids, levers, sources, scores, rows, sheets, *statements)


def _columns(case: CaseModel | None, criteria: Mapping[str, CriterionModel]) -> list[str]:
    """The columns of official rows: one per reading of what is summed; none while not known."""
    if case is None:
        # Then any column that begins so is taken for one.
        return []
    summed = {ident for ident, model in criteria.items() if model.scoring.kind == "sum"}
    every = {c: q for q in reversed(case.questions) for c in q.criteria if c in summed}
    governing = [q for q in case.questions if q in every.values()]
    return [f"{_COLUMN}{r.id}" for q in governing for r in q.readings]


def _check_criteria(
    tables: Mapping[str, object] | None, problems: list[Problem]
) -> dict[str, CriterionModel]:
    """The criteria that are right."""
    if tables == {}:
        problems.append(Problem("no_criterion", names.CRITERIA_FILE))
    criteria = {}
    for ident, table in (tables or {}).items():
        model = check_model(CriterionModel, table, names.CRITERIA_FILE, ident[:80], problems)
        if not is_id(ident):
            values = {"found": ident[:80]}
            problems.append(Problem("bad_form", names.CRITERIA_FILE, None, ident[:80], values))
        elif model is not None:
            criteria[ident] = model
    return criteria


def _needed(
    folder: CaseFolder, tables: Mapping[str, object] | None, criteria: Mapping[str, CriterionModel]
) -> set[str]:
    """The files that hold scores: those the criteria name; any there is, when one is not clear."""
    kinds: set[str] = {model.scoring.kind for model in criteria.values()}
    clear = tables is not None
    for ident in set(tables or ()) - set(criteria):
        kind = _scoring_kind((tables or {})[ident])
        clear = clear and kind in _FILES
        kinds |= {kind} & _FILES.keys()
    present = set() if clear else {f for f in _FILES.values() if folder.has(f)}
    return present | {_FILES[kind] for kind in kinds}


def _scoring_kind(table: object) -> str:
    """How a criterion that is not right says it is scored; empty when that is not clear."""
    scoring = table.get("scoring") if isinstance(table, dict) else None
    kind = scoring.get("kind") if isinstance(scoring, dict) else None
    return kind if isinstance(kind, str) else ""


def _build(raw: RawCase, case: CaseModel) -> Case:
    criteria = tuple(build_criterion(ident, model) for ident, model in raw.criteria.items())
    levers, rows, sheets = levers_of(raw), official_rows_of(raw), sheets_of(raw)
    columns = {
        (criterion.id, reading): column
        for criterion in criteria
        for reading, column in _score_columns(raw, criterion, levers, (rows, sheets))
    }
    return Case(
        *(case.id, case.title, case.group, case.updated),
        raw.questions,
        {axis.id: axis.label for axis in case.axes},
        levers,
        criteria,
        {c: _table(raw, c, (levers, criteria), columns) for c in combinations(raw.questions)},
        evidence_of(raw),
        sheets,
        rows,
        {p.data.source_id: Source(*p.data.model_dump().values()) for p in raw.sources},
        tuple(KnownUnknown(*p.data.model_dump().values()) for p in raw.unknowns),
        claims_of(raw),
        census_of(raw),
        tuple(MethodStep(s.label, s.quote, s.place, s.source_id) for s in case.method),
        case.timezone,
        option=case.words.option,
        choice=case.choice,
    )


def _score_columns(
    raw: RawCase,
    criterion: Criterion,
    levers: tuple[Lever, ...],
    files: tuple[tuple[OfficialRow, ...], tuple[ActionSheet, ...]],
) -> Iterator[tuple[str, dict[str, Score]]]:
    """Each reading of a criterion (the empty id when it has none), and its score of each lever."""
    spec, question = raw.criteria[criterion.id].scoring, raw.question_on(criterion.id)
    by_hand = {
        (p.data.lever_id, p.data.reading): p.data
        for p in raw.scores
        if p.data.criterion_id == criterion.id
    }
    rows, sheets = files
    for reading in question.readings if question else (None,):
        ident, column = reading.id if reading else "", dict[str, Score]()
        for lever in levers:
            if isinstance(spec, ScoredByHand):
                row = by_hand.get((lever.id, ident)) or by_hand[lever.id, ""]
                column[lever.id] = score_by_hand(row, criterion.scale)
            elif spec.kind == "sum":
                column[lever.id] = score_summed(lever.id, criterion.id, spec, rows, ident)
            else:
                unread = lever.id in raw.unread_levers
                head = (lever.id, criterion.id, spec, sheets, reading)
                column[lever.id] = score_counted(*head, unread=unread)
        yield ident, column


def _table(
    raw: RawCase,
    combination: str,
    frame: tuple[tuple[Lever, ...], tuple[Criterion, ...]],
    columns: Mapping[tuple[str, str], Mapping[str, Score]],
) -> PerformanceTable:
    """Every score under a combination of readings, in the order of levers then criteria."""
    levers, criteria = frame
    named = [(c.id, reading_on(raw.questions, c.id, combination)) for c in criteria]
    scores = {(v.id, c): columns[c, reading][v.id] for v in levers for c, reading in named}
    return PerformanceTable(combination, levers, criteria, scores)


def case_from_files(files: Mapping[str, str]) -> Case:
    """The case that texts make; raises InvalidCase."""
    # A tuple: a mapping is no key of a cache.
    return _loaded(tuple(sorted(files.items())))


def forget_files() -> None:
    """Keep in memory no case made of texts, nor these: some were erased."""
    _loaded.cache_clear()


@lru_cache(maxsize=32)
def _loaded(files: tuple[tuple[str, str], ...]) -> Case:
    return _case_in(MemoryFolder(dict(files)))
