"""The readings of a case as a record tells them, and every score under each; what was written."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from criteria.case import Case
from criteria.load import case_from_files
from criteria.readings import ReadingQuestion
from criteria.scales import LinearScale, Scale, WordScale
from prioritisation.record.case_part import (
    LevelPart,
    LinearPart,
    OtherwisePart,
    PiecewisePart,
    ReadingPart,
    ReadingQuestionPart,
    ScorePart,
    WordsPart,
    WrittenPart,
)


def values_by_name(thing: object) -> dict[str, object]:
    """The fields of a value, by name."""
    return {f.name: getattr(thing, f.name) for f in fields(thing)}  # type: ignore[arg-type]


def scale_part(scale: Scale) -> LinearPart | WordsPart | PiecewisePart:
    """A scale, in the way of the data."""
    if isinstance(scale, LinearScale):
        return LinearPart(worst=scale.worst, best=scale.best, whole=scale.whole)
    if isinstance(scale, WordScale):
        return WordsPart(
            levels=tuple(LevelPart.model_validate(values_by_name(v)) for v in scale.levels),
            other_order=scale.other_order,
        )
    return PiecewisePart(cutoffs=scale.cutoffs, values=scale.values)


def asked_part(question: ReadingQuestion, combination: str) -> ReadingQuestionPart:
    """A question of reading, and the answer taken."""
    return ReadingQuestionPart(
        id=question.id,
        name=question.name,
        question=question.question,
        criteria=question.criteria,
        readings=tuple(ReadingPart.model_validate(values_by_name(r)) for r in question.readings),
        answer=question.answer(combination).id,
    )


def otherwise_parts(case: Case, combination: str) -> Iterator[OtherwisePart]:
    """Each criterion under each reading of its question that was not taken."""
    for criterion in case.criteria:
        question = case.question_on(criterion.id)
        for reading in question.readings if question else ():
            other = case.reread(combination, reading.id)
            if other == combination or other not in case.tables:
                continue
            scores = (case.tables[other].score(v.id, criterion.id) for v in case.levers)
            yield OtherwisePart(
                reading=reading.id,
                criterion=criterion.id,
                scores=tuple(ScorePart.model_validate(values_by_name(s)) for s in scores),
            )


def written_parts(case: Case, files: Mapping[str, str]) -> Iterator[WrittenPart]:
    """What the case says of its cells that its files do not."""
    if not files:
        return
    before, here = case_from_files(files), case.default_combination
    for criterion in case.criteria:
        # In the order of the files: the meeting may have put the reading that it took first.
        question = before.question_on(criterion.id)
        for reading in [r.id for r in question.readings] if question else [None]:
            other = case.reread(here, reading) if reading else here
            if other not in case.tables:
                continue
            was = before.tables[other].scores if other in before.tables else {}
            for lever in case.levers:
                score = case.tables[other].score(lever.id, criterion.id)
                if was.get((lever.id, criterion.id)) != score:
                    yield WrittenPart.model_validate({"reading": reading} | values_by_name(score))
