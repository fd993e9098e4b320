"""What a record tells of a case -> the case that is analysed again."""

from criteria.case import Case
from criteria.evidence import Source
from criteria.model import (
    Criterion,
    Direction,
    Lever,
    PerformanceTable,
    Perimeter,
    Score,
    Sense,
    Unit,
)
from criteria.scales import LinearScale, PiecewiseScale, Scale, WordLevel, WordScale
from prioritisation.record.subject import (
    CasePart,
    CriterionPart,
    LinearPart,
    PiecewisePart,
    WordsPart,
)


def case_of(part: CasePart) -> Case:
    """The case, under the perimeter taken and with the criteria taken into account.

    Raises
    ------
    CriteriaError, KeyError
        When the scores or the scales do not hold together.
    """
    if part.perimeter not in {p.id for p in part.perimeters}:
        raise KeyError(part.perimeter)
    levers = tuple(Lever(**v.model_dump()) for v in part.levers)
    criteria = tuple(_criterion(c, part.perimeter) for c in part.criteria)
    scores = {(s.lever, s.criterion): Score(**s.model_dump()) for s in part.scores}
    cells = {(v.id, c.id): scores[v.id, c.id] for v in levers for c in criteria}
    return Case(
        id=part.id,
        title=part.title,
        group=part.group,
        updated=part.updated,
        perimeter_name=part.perimeter_name,
        perimeter_question=part.perimeter_question,
        perimeters=tuple(Perimeter(**p.model_dump()) for p in part.perimeters),
        axes={},
        levers=levers,
        criteria=criteria,
        tables={part.perimeter: PerformanceTable(part.perimeter, levers, criteria, cells)},
        evidence=(),
        sheets=(),
        official_rows=(),
        sources={s.id: Source(**s.model_dump()) for s in part.sources},
        unknowns=(),
    )


def senses_of(part: CasePart) -> dict[str, Sense]:
    """Criterion -> the way taken, where it is not that of the data."""
    ways = {c.id: c.direction for c in part.criteria}
    return {c: way.sense for c, way in ways.items() if way.sense is not way.default}


def _criterion(part: CriterionPart, perimeter: str) -> Criterion:
    way = part.direction
    return Criterion(
        part.id,
        part.label,
        part.in_sentence,
        part.of_sentence,
        part.question,
        part.short_source,
        Direction(dict(way.labels), way.default, way.status, way.reason, way.question),
        Unit(**part.unit.model_dump()),
        {perimeter: scale_of(part.scale)},
        part.scale_status,
        part.scale_note,
        part.active,
        part.caveat,
        part.essential,
    )


def scale_of(part: LinearPart | WordsPart | PiecewisePart) -> Scale:
    """The scale of a criterion, in the way of the data."""
    if isinstance(part, LinearPart):
        return LinearScale(part.worst, part.best, part.whole)
    if isinstance(part, WordsPart):
        return WordScale(tuple(WordLevel(**level.model_dump()) for level in part.levels))
    return PiecewiseScale(part.cutoffs, part.values)
