"""What a record tells of a case -> that case again, as an object and as files."""

from collections.abc import Iterator
from dataclasses import replace

from criteria.case import Case
from criteria.evidence import ARGUED, Evidence, MethodStep, Source, Target
from criteria.load import case_from_files
from criteria.model import (
    Criterion,
    Direction,
    Lever,
    PerformanceTable,
    Score,
    Sense,
    Status,
    Unit,
)
from criteria.readings import Reading, ReadingQuestion, combinations, reading_on, under
from criteria.scales import LinearScale, PiecewiseScale, Scale, WordLevel, WordScale
from prioritisation.record import case_part, evidence_parts
from prioritisation.wording import t


def case_of(part: case_part.CasePart) -> Case:
    """The case, under the readings told and with the criteria taken into account.

    Raises
    ------
    CriteriaError, KeyError
        When the scores or the scales do not hold together, or a statement names no source of the
        record or argues for a direction that its criterion does not have.
    """
    questions = questions_of(part)
    if part.combination not in set(combinations(questions)):
        raise KeyError(part.combination)
    levers = tuple(Lever(**v.model_dump()) for v in part.levers)
    criteria = tuple(_criterion(c) for c in part.criteria)
    return Case(
        id=part.id,
        title=part.title,
        group=part.group,
        updated=part.updated,
        questions=questions,
        axes={},
        levers=levers,
        criteria=criteria,
        tables=_tables(part, questions, levers, criteria),
        evidence=tuple(_evidence(part)),
        sheets=(),
        official_rows=(),
        sources={s.id: Source(**s.model_dump()) for s in part.sources},
        unknowns=(),
        method=tuple(_method(part)),
        option=part.option,
        choice=part.choice,
    )


def _evidence(part: case_part.CasePart) -> Iterator[Evidence]:
    """What was said of the criteria and of one lever or two: neither topic nor summary is told."""
    sources = {s.id for s in part.sources}
    for criterion in part.criteria:
        for plea in criterion.evidence:
            sense = plea.stance.sense
            if plea.source not in sources or (sense and sense not in criterion.direction.labels):
                raise KeyError(plea.id)
            yield _said(Target.CRITERION, criterion.id, plea)
    for plea in part.arguments:
        if plea.source not in sources or plea.stance not in ARGUED:
            raise KeyError(plea.id)
        yield _said(Target.PORTFOLIO, "", plea)


def _said(target: Target, criterion: str, plea: evidence_parts.PleaPart) -> Evidence:
    told = plea.model_dump()
    return Evidence(
        target=target, lever="", criterion=criterion, reading="", topic="", summary="", **told
    )


def _method(part: case_part.CasePart) -> Iterator[MethodStep]:
    """The steps of the method of work, each from a source of the record."""
    sources = {s.id for s in part.sources}
    for step in part.method:
        if step.source not in sources:
            raise KeyError(step.source)
        yield MethodStep(**step.model_dump())


def questions_of(part: case_part.CasePart) -> tuple[ReadingQuestion, ...]:
    """The questions of reading."""
    return tuple(
        ReadingQuestion(
            q.id,
            q.name,
            q.question,
            tuple(Reading(**r.model_dump()) for r in q.readings),
            q.criteria,
        )
        for q in part.questions
    )


def _tables(
    part: case_part.CasePart,
    questions: tuple[ReadingQuestion, ...],
    levers: tuple[Lever, ...],
    criteria: tuple[Criterion, ...],
) -> dict[str, PerformanceTable]:
    """A table for each combination of readings told."""
    taken = {(s.lever, s.criterion): Score(**s.model_dump()) for s in part.scores}
    columns = {
        (c.id, reading_on(questions, c.id, part.combination)): {
            v.id: taken[v.id, c.id] for v in levers
        }
        for c in criteria
    }
    for other in part.otherwise:
        scores = {s.lever: Score(**s.model_dump()) for s in other.scores}
        columns[other.criterion, other.reading] = scores
    tables = {}
    for combination in combinations(questions):
        named = [(c.id, reading_on(questions, c.id, combination)) for c in criteria]
        if columns.keys() >= set(named):
            cells = {(v.id, c): columns[c, r][v.id] for v in levers for c, r in named}
            tables[combination] = PerformanceTable(combination, levers, criteria, cells)
    return tables


def senses_of(part: case_part.CasePart) -> dict[str, Sense]:
    """Criterion -> the way taken, where it is not that of the data."""
    ways = {c.id: c.direction for c in part.criteria}
    return {c: way.sense for c, way in ways.items() if way.sense is not way.default}


def _criterion(column: case_part.CriterionPart) -> Criterion:
    way = column.direction
    return Criterion(
        column.id,
        column.label,
        column.in_sentence,
        column.of_sentence,
        column.question,
        column.short_source,
        Direction(dict(way.labels), way.default, way.status, way.reason, way.question),
        Unit(**column.unit.model_dump()),
        _scale_of(column.scale),
        column.scale_status,
        column.scale_note,
        column.active,
        column.caveat,
        column.essential,
    )


def _scale_of(part: case_part.LinearPart | case_part.WordsPart | case_part.PiecewisePart) -> Scale:
    """The scale of a criterion, in the way of the data."""
    if isinstance(part, case_part.LinearPart):
        return LinearScale(part.worst, part.best, part.whole)
    if isinstance(part, case_part.WordsPart):
        levels = tuple(WordLevel(**level.model_dump()) for level in part.levels)
        return WordScale(levels, part.other_order)
    return PiecewiseScale(part.cutoffs, part.values)


def whole_case(part: case_part.CasePart) -> Case:
    """The case of the files: every lever and criterion, and the levers that were added.

    Raises
    ------
    InvalidCase
        When the files are not those of a case.
    """
    case = case_from_files(part.files)
    known = {lever.id for lever in case.levers}
    added = tuple(Lever(**v.model_dump()) for v in part.levers if v.id not in known)
    tables = {p: _with_levers(table, added) for p, table in case.tables.items()}
    for written in part.written:
        score = Score(**written.model_dump(exclude={"reading"}))
        for combination in under(tables, written.reading):
            table = tables[combination]
            scores = {**table.scores, (score.lever, score.criterion): score}
            tables[combination] = replace(table, scores=scores)
    return replace(case, levers=(*case.levers, *added), tables=tables)


def _with_levers(table: PerformanceTable, added: tuple[Lever, ...]) -> PerformanceTable:
    """The table with more levers, unknown on every criterion until something is written."""
    reason = t("this lever was added in a variant")
    unknown = {
        (lever.id, criterion.id): Score(
            lever.id, criterion.id, None, None, Status.UNKNOWN, reason=reason
        )
        for lever in added
        for criterion in table.criteria
    }
    return replace(table, levers=(*table.levers, *added), scores={**table.scores, **unknown})


def recorded_case(part: case_part.CasePart) -> Case:
    """The same with the levers and the criteria that the record tells, in its order."""
    whole = whole_case(part)
    case = whole.keeping(tuple(c.id for c in part.criteria))
    levers = tuple(whole.lever(v.id) for v in part.levers)
    tables = {p: replace(table, levers=levers) for p, table in case.tables.items()}
    return replace(case, levers=levers, tables=tables)
