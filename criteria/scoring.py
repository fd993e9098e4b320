"""Scoring: scales and scores built from the files, sums and counts made by the program."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic_core import PydanticCustomError

from criteria.cells import KINDS, parse_number
from criteria.errors import Problem, ScoreOutOfScale, UnknownLevel
from criteria.evidence import ActionSheet, OfficialRow
from criteria.model import Criterion, Direction, Plain, Score, Sense, Status, Unit
from criteria.readings import LinkRule, Reading
from criteria.rows import ScoreRow
from criteria.scales import Amount, LinearScale, PiecewiseScale, Scale, WordLevel, WordScale
from criteria.schema import CriterionModel, LinearModel, PlainModel, ScoredFromRows, WordsModel


def build_scale(model: CriterionModel) -> Scale:
    """The scale of a criterion."""
    scale = model.scale
    if isinstance(scale, LinearModel):
        return LinearScale(scale.anchors.worst, scale.anchors.best, scale.whole)
    if isinstance(scale, WordsModel):
        levels = (WordLevel(v.id, v.label, v.value, v.sentence) for v in scale.levels)
        return WordScale(tuple(levels), tuple(scale.other_order))
    points = scale.points
    return PiecewiseScale(tuple(p.at for p in points), tuple(p.value for p in points))


def build_criterion(ident: str, model: CriterionModel) -> Criterion:
    """A criterion with its scale."""
    scale = build_scale(model)
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
            Sense.MAX if scale.more_is_better else Sense.MIN,
            model.direction.status,
            model.direction.reason,
            model.direction.question,
        ),
        Unit(model.scale.unit, model.scale.units, model.scale.zero, model.scale.many),
        scale,
        model.scale.status,
        model.scale.note,
        model.active,
        model.caveat,
        model.essential,
        build_plain(model.plain) if model.plain else Plain(),
    )


def build_plain(model: PlainModel) -> Plain:
    """What a room reads of a criterion, as far as the case says it."""
    ways = {Sense.MAX: model.max, Sense.MIN: model.min}
    words = {sense: way for sense, way in ways.items() if way}
    return Plain(
        {sense: way.name for sense, way in words.items()},
        {sense: way.question for sense, way in words.items() if way.question},
        Unit(one=model.one or "", zero=model.zero, many=model.many) if model.many else None,
        model.per,
        model.levels,
        model.status,
        model.in_sentence or "",
        model.of_sentence or "",
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
    lever: str, criterion: str, spec: ScoredFromRows, rows: Sequence[OfficialRow], reading: str
) -> Score:
    """The sum of the official rows attached to a lever; unknown when there are none."""
    amounts = [row.amount for row in rows if row.lever(reading) == lever]
    if not amounts:
        return _not_computed(lever, criterion, spec)
    # Rounded: decimals do not add up exactly in binary.
    total = round(sum(amounts), 6)
    provenance = (spec.source_id, spec.date, spec.confidence, spec.reason)
    return Score(lever, criterion, total, total, spec.status, *provenance)


def _not_computed(lever: str, criterion: str, spec: ScoredFromRows) -> Score:
    """An unknown score: there is nothing that would give it."""
    provenance = (spec.source_id, spec.date, "", spec.missing)
    return Score(lever, criterion, None, None, Status.UNKNOWN, *provenance)


def score_counted(
    lever: str,
    criterion: str,
    spec: ScoredFromRows,
    sheets: Sequence[ActionSheet],
    reading: Reading | None = None,
    *,
    unread: bool = False,
) -> Score:
    """The number of action sheets that serve a lever; unknown when nobody has listed any.

    Parameters
    ----------
    reading
        The one that says which links count, the same for all levers. Without one, the score goes
        from the sure links (the lever comes first, with high confidence) to all links.
    unread
        Whether they were read before the lever was there: unknown, too, while none names it.
    """
    if not sheets or (unread and not any(lever in sheet.levers for sheet in sheets)):
        return _not_computed(lever, criterion, spec)
    least = most = None if reading is None else reading.links
    if least is None or most is None:
        least, most = LinkRule.SURE_PRIMARY, LinkRule.ALL
    low, high = (float(sum(rule.counts(s, lever) for s in sheets)) for rule in (least, most))
    reason = spec.reason if reading is None else reading.description
    provenance = (spec.source_id, spec.date, spec.confidence, reason)
    return Score(lever, criterion, low, high, spec.status, *provenance)


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
    if is_reversed(parse_amount(data.score, scale), parse_amount(data.high, scale), scale):
        values = {"found": data.score, "allowed": data.high}
        yield Problem("interval_reversed", place, row, "high", values)


def is_reversed(low: Amount, high: Amount, scale: Scale) -> bool:
    """Whether the low end of an interval is beyond its high end, both being on the scale.

    Amounts are compared, not their values: whether more is better does not matter. Levels come in
    the order in which the scale tells them.
    """
    if isinstance(scale, WordScale):
        ids = [level.id for level in scale.levels]
        return ids.index(str(low)) > ids.index(str(high))
    return float(low) > float(high)


def words_in_order(low: Amount, high: Amount, scale: Scale) -> tuple[Amount, Amount]:
    """Two words of a range as the scale has them; two numbers as they were typed.

    Which of two words is the least depends on how one reads the criterion.
    """
    if isinstance(scale, WordScale):
        order = [level.id for level in scale.levels]
        if {low, high} <= {*order} and is_reversed(low, high, scale):
            return high, low
    return low, high


def check_typed(
    low: Amount | None, high: Amount | None, scale: Scale, place: str, label: str
) -> list[Problem]:
    """What is wrong with the ends of a score that somebody typed, None for one that is not known.

    Parameters
    ----------
    label
        What people call the criterion.
    """
    ends = [end for end in (low, high) if end is not None]
    problems = [p for end in ends for p in check_amount(end, scale, place, None, label)]
    if problems or low is None or high is None or not is_reversed(low, high, scale):
        return problems
    values = {"found": _typed(low, scale), "allowed": _typed(high, scale)}
    return [Problem("low_above_high", place, None, label, values)]


def _typed(amount: Amount, scale: Scale) -> str | float:
    return scale.level(str(amount)).label if isinstance(scale, WordScale) else float(amount)


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
