"""A file that is a case already, told as any other that was read; its files stay as they are."""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from criteria.case import Case
from criteria.errors import InvalidCase
from criteria.load import case_from_files
from criteria.model import Criterion, PerformanceTable, Score, Sense, Standing
from criteria.scales import WordScale
from prioritisation.imports.files.opening import HeldCase
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.model import (
    Confident,
    FileReading,
    ReadCriterion,
    ReadLever,
    ReadScore,
)

_CONFIDENCES: Mapping[str, Confident] = {one: one for one in get_args(Confident)}
_DIRECTIONS: Mapping[Sense, Literal["min", "max"]] = {Sense.MIN: "min", Sense.MAX: "max"}


def reading_of_case(opened: HeldCase) -> FileReading:
    """What a case says, in its first way of counting.

    Raises
    ------
    FileRefused
        When it does not load.
    """
    try:
        case = case_from_files(opened.files)
    except InvalidCase as error:
        raise FileRefused("not_a_case") from error
    table = case.tables[case.default_combination]
    return FileReading(
        opened.kind,
        None,
        tuple(ReadLever(lever.label, "", lever.scope) for lever in table.levers),
        tuple(_criterion(one, table) for one in table.criteria),
        tuple(_scores(case, table)),
        files=dict(opened.files),
        title=opened.title or case.title,
    )


def _criterion(criterion: Criterion, table: PerformanceTable) -> ReadCriterion:
    scale = criterion.scale
    stated = criterion.scale_status is Standing.CONFIRMED
    sided = criterion.direction.status is Standing.CONFIRMED
    direction = _DIRECTIONS[criterion.direction.default] if sided else ""
    if isinstance(scale, WordScale):
        levels = scale.levels if scale.more_is_better else scale.levels[::-1]
        words = tuple(level.label for level in levels)
        return ReadCriterion(
            criterion.label, "", words=words, ordered=stated and sided, direction=direction
        )
    worst, best = map(float, criterion.anchors())
    scores = (table.score(lever.id, criterion.id) for lever in table.levers)
    ends = [float(end) for one in scores for end in (one.low, one.high) if end is not None]
    return ReadCriterion(
        criterion.label,
        "",
        criterion.unit.several or criterion.unit.one,
        low=min(ends, default=None),
        high=max(ends, default=None),
        direction=direction,
        ends=(worst, best) if stated else None,
    )


def _scores(case: Case, table: PerformanceTable) -> Iterator[ReadScore]:
    for lever in table.levers:
        for criterion in table.criteria:
            score = table.score(lever.id, criterion.id)
            source = case.sources[score.source].title if score.source in case.sources else ""
            words = _words(criterion, score)
            word, high_word = words or (None, None)
            low, high = (None, None) if words else (score.low, score.high)
            yield ReadScore(
                lever.label,
                criterion.label,
                "",
                None if low is None else float(low),
                None if high in (None, low) else float(high),
                score.status.value,
                word,
                found=" – ".join(dict.fromkeys(words)),
                source=source,
                high_word=None if high_word == word else high_word,
                stated=not score.unknown,
                date=score.date,
                confidence=_CONFIDENCES[score.confidence],
                reason=score.reason,
            )


def _words(criterion: Criterion, score: Score) -> tuple[str, str] | tuple[()]:
    """The words of the two ends of a score; none where it is a number, or unknown."""
    scale = criterion.scale
    if not isinstance(scale, WordScale) or score.low is None or score.high is None:
        return ()
    return scale.level(score.low).label, scale.level(score.high).label
