"""Case and scenario -> what a record tells of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from criteria.case import Case
from criteria.folder import loaded
from criteria.model import Criterion, PerformanceTable, Sense
from criteria.scales import LinearScale, Scale, WordScale
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.hashing import sha256
from prioritisation.record.subject import (
    CasePart,
    CriterionPart,
    DirectionPart,
    DiscardedPart,
    FrozenPart,
    LevelPart,
    LeverPart,
    LinearPart,
    PerimeterPart,
    PiecewisePart,
    ScorePart,
    SourcePart,
    UnitPart,
    WordsPart,
    WrittenPart,
)


def case_part(facts: MeetingFacts) -> CasePart:
    """Everything that a record tells of what was ranked."""
    case, table = facts.case, facts.case.tables[facts.scenario.perimeter]
    frozen = facts.matrix_content
    return CasePart(
        id=case.id,
        title=case.title,
        group=case.group,
        updated=case.updated,
        perimeter_name=case.perimeter_name,
        perimeter_question=case.perimeter_question,
        perimeters=tuple(PerimeterPart.model_validate(_told(p)) for p in case.perimeters),
        perimeter=facts.scenario.perimeter,
        levers=tuple(LeverPart.model_validate(_told(v)) for v in case.levers),
        discarded=tuple(DiscardedPart(label=d.label, why=d.why) for d in facts.discarded),
        criteria=tuple(_criterion(facts, c) for c in case.criteria),
        scores=tuple(_scores(table)),
        sources=tuple(_sources(case, table)),
        frozen=FrozenPart(content=frozen, sha256=sha256(frozen)) if frozen else None,
        files=dict(sorted(facts.files.items())),
        written=tuple(_written(case, facts.files)),
    )


def _told(found: object) -> dict[str, object]:
    """The fields of a value, by name."""
    return {f.name: getattr(found, f.name) for f in fields(found)}  # type: ignore[arg-type]


def _criterion(facts: MeetingFacts, found: Criterion) -> CriterionPart:
    direction, unit = found.direction, found.unit
    sense = facts.scenario.senses.get(found.id, direction.default)
    same = ("id", "label", "in_sentence", "of_sentence", "question", "short_source")
    more = ("active", "caveat", "scale_status", "scale_note", "depends_on_perimeter", "essential")
    return CriterionPart(
        **{name: getattr(found, name) for name in (*same, *more)},
        unit=UnitPart.model_validate(_told(unit)),
        scale=_scale(found.scale(facts.scenario.perimeter)),
        direction=DirectionPart(
            labels={s: direction.labels[s] for s in Sense if s in direction.labels},
            default=direction.default,
            sense=sense,
            status=direction.status,
            reason=direction.reason,
            question=direction.question,
            confirmed_by=facts.confirmed_by.get(found.id),
        ),
    )


def _scale(scale: Scale) -> LinearPart | WordsPart | PiecewisePart:
    if isinstance(scale, LinearScale):
        return LinearPart(worst=scale.worst, best=scale.best, whole=scale.whole)
    if isinstance(scale, WordScale):
        return WordsPart(levels=tuple(LevelPart.model_validate(_told(v)) for v in scale.levels))
    return PiecewisePart(cutoffs=scale.cutoffs, values=scale.values)


def _scores(table: PerformanceTable) -> Iterator[ScorePart]:
    for lever in table.levers:
        for criterion in table.criteria:
            yield ScorePart.model_validate(_told(table.score(lever.id, criterion.id)))


def _sources(case: Case, table: PerformanceTable) -> Iterator[SourcePart]:
    """The sources that the scores and the levers name, in the order of the case."""
    named = {s.source for s in table.scores.values()} | {v.scope_source for v in case.levers}
    for ident, source in case.sources.items():
        if ident in named:
            yield SourcePart.model_validate(_told(source))


def _written(case: Case, files: Mapping[str, str]) -> Iterator[WrittenPart]:
    """What the case says of its cells that its files do not."""
    if not files:
        return
    before = loaded(files)
    for perimeter, table in case.tables.items():
        was = before.tables[perimeter].scores if perimeter in before.tables else {}
        for lever in table.levers:
            for criterion in table.criteria:
                score = table.score(lever.id, criterion.id)
                if was.get((lever.id, criterion.id)) != score:
                    yield WrittenPart.model_validate({"perimeter": perimeter} | _told(score))
