"""Scoring: scales and scores built from the files, sums and counts made by the program."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic_core import PydanticCustomError

from criteria.cells import KINDS, parse_number
from criteria.errors import Problem, ScoreOutOfScale, UnknownLevel
from criteria.evidence import ActionSheet, OfficialRow
from criteria.model import Criterion, Direction, Score, Sense, Status, Unit
from criteria.rows import ScoreRow
from criteria.scales import Amount, LinearScale, PiecewiseScale, Scale, WordLevel, WordScale
from criteria.schema import CriterionModel, LinearModel, ScoredFromRows, WordsModel

HIGH_CONFIDENCE = "élevée"


def build_scale(model: CriterionModel, perimeter: str) -> Scale:
    """The scale of a criterion under a perimeter; raises KeyError when it has no anchors there."""
    scale = model.scale
    if isinstance(scale, LinearModel):
        anchors = scale.anchors.get("") or scale.anchors[perimeter]
        return LinearScale(anchors.worst, anchors.best, scale.whole)
    if isinstance(scale, WordsModel):
        return WordScale(
            tuple(WordLevel(v.id, v.label, v.value, v.sentence) for v in scale.levels)
        )
    points = scale.points
    return PiecewiseScale(tuple(p.at for p in points), tuple(p.value for p in points))


def build_criterion(ident: str, model: CriterionModel, perimeters: Sequence[str]) -> Criterion:
    """A criterion with one scale per perimeter."""
    scales = {perimeter: build_scale(model, perimeter) for perimeter in perimeters}
    first = next(iter(scales.values()))
    labels = {Sense.MAX: model.direction.max, Sense.MIN: model.direction.min}
    return Criterion(
        ident,
        model.label,
        model.in_sentence,
        model.of_sentence,
        model.question,
        model.short_source,
        Direction(
            {sense: label for sense, label in labels.items() if label},
            Sense.MAX if first.more_is_better else Sense.MIN,
            model.direction.status,
            model.direction.reason,
            model.direction.question,
        ),
        Unit(model.scale.unit, model.scale.units, model.scale.zero, model.scale.many),
        scales,
        model.scale.status,
        model.scale.note,
        model.active,
        model.caveat,
        model.essential,
    )


def parse_amount(text: str, scale: Scale) -> Amount:
    """A written score as a number or a level id; raises what ``parse_number`` raises."""
    if isinstance(scale, WordScale):
        return scale.level(text).id
    number = parse_number(text)
    assert isinstance(number, float)  # noqa: S101 (parse_number turns text into a float or raises)
    return number


def score_by_hand(row: ScoreRow, scale: Scale) -> Score:
    """The score of a row of ``scores.csv``."""
    low = high = None
    if row.status is not Status.UNKNOWN:
        low = parse_amount(row.score, scale)
        high = parse_amount(row.high, scale) if row.high else low
    provenance = (row.source_id, row.date, row.confidence, row.reason)
    return Score(row.lever_id, row.criterion_id, low, high, row.status, *provenance)


def score_summed(
    lever: str, criterion: str, spec: ScoredFromRows, rows: Sequence[OfficialRow], perimeter: str
) -> Score:
    """The sum of the official rows attached to a lever; unknown when there are none."""
    amounts = [row.amount for row in rows if row.lever(perimeter) == lever]
    if not amounts:
        return Score(
            lever,
            criterion,
            None,
            None,
            Status.UNKNOWN,
            spec.source_id,
            spec.date,
            "",
            spec.missing,
        )
    # Rounded: decimals do not add up exactly in binary.
    total = round(sum(amounts), 6)
    provenance = (spec.source_id, spec.date, spec.confidence, spec.reason)
    return Score(lever, criterion, total, total, spec.status, *provenance)


def score_counted(
    lever: str, criterion: str, spec: ScoredFromRows, sheets: Sequence[ActionSheet]
) -> Score:
    """The number of action sheets that serve a lever: from the sure links to all links.

    A link is sure when the lever is the sheet's primary one with high confidence.
    """
    sure = sum(sheet.primary == lever and sheet.confidence == HIGH_CONFIDENCE for sheet in sheets)
    every = sum(lever in sheet.levers for sheet in sheets)
    provenance = (spec.source_id, spec.date, spec.confidence, spec.reason)
    return Score(lever, criterion, float(sure), float(every), spec.status, *provenance)


def check_amount(
    amount: Amount, scale: Scale, place: str, row: int | None, column: str
) -> Iterator[Problem]:
    """What is wrong with a score on a scale, if anything."""
    try:
        scale.value(parse_amount(amount, scale) if isinstance(amount, str) else amount)
    except PydanticCustomError as error:
        yield Problem(KINDS[error.type], place, row, column, {"found": str(amount)})
    except UnknownLevel as error:
        values: dict[str, str | float | int] = {
            "found": str(amount),
            "allowed": ", ".join(error.levels),
        }
        yield Problem("unknown_level", place, row, column, values)
    except ScoreOutOfScale as error:
        bounds = {"found": error.score, "low": error.low, "high": error.high}
        yield Problem("score_outside_anchors", place, row, column, bounds)


def check_bounds(data: ScoreRow, scale: Scale, place: str, row: int) -> Iterator[Problem]:
    """What is wrong with an interval whose bounds are both on the scale, if anything."""
    low, high = parse_amount(data.score, scale), parse_amount(data.high, scale)
    if isinstance(scale, WordScale):
        ids = [level.id for level in scale.levels]
        wrong = ids.index(str(low)) > ids.index(str(high))
    else:
        wrong = float(low) > float(high)
    if wrong:
        values = {"found": data.score, "allowed": data.high}
        yield Problem("interval_reversed", place, row, "high", values)


def outside_anchors(
    ident: str, scale: Scale, amounts: Iterable[Amount | None], place: str
) -> list[Problem]:
    """Computed scores (sums, counts) that the anchors of ``criteria.toml`` do not hold."""
    column = f"{ident}.scale.anchors" if isinstance(scale, LinearScale) else f"{ident}.scale"
    return [
        problem
        for amount in amounts
        if amount is not None
        for problem in check_amount(amount, scale, place, None, column)
    ]
