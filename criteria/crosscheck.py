"""Checks between the files of a case: references, duplicates, completeness, anchors."""

from collections.abc import Iterable, Iterator

from pydantic_core import PydanticCustomError

from criteria.errors import ScoreOutOfScale, UnknownLevel
from criteria.evidence import Target
from criteria.model import Sense, Status
from criteria.problems import Kind, Problem
from criteria.raw import (
    CASE,
    CRITERIA,
    EVIDENCE,
    LEVERS,
    ROWS,
    SCORES,
    SHEETS,
    SOURCES,
    UNKNOWNS,
    RawCase,
)
from criteria.scales import Amount, LinearScale, Scale, WordScale
from criteria.schema import (
    CriterionModel,
    LinearModel,
    ScoredByHand,
    ScoredFromRows,
    ScoreRow,
    WordsModel,
)
from criteria.scoring import build_scale, parse_amount
from criteria.tables import KINDS


def crosscheck(raw: RawCase) -> list[Problem]:
    """Every problem between the files, in the order of the files."""
    checks = (
        _case,
        _criteria,
        _levers,
        _duplicates,
        _scores,
        _complete,
        _rows,
        _sheets,
        _evidence,
    )
    return [problem for check in checks for problem in check(raw)]


def _case(raw: RawCase) -> Iterator[Problem]:
    defaults = sum(p.default for p in raw.case.perimeters)
    if defaults != 1:
        yield Problem("default_perimeter", CASE, column="perimeters", values={"found": defaults})
    ids = [p.id for p in raw.case.perimeters]
    yield from _repeated(CASE, "perimeters.id", ((None, i) for i in ids))


def _criteria(raw: RawCase) -> Iterator[Problem]:
    for ident, model in raw.criteria.items():
        yield from _anchors(raw, ident, model)
        yield from _labels(raw, ident, model)
        levels = model.scale.levels if isinstance(model.scale, WordsModel) else []
        yield from _repeated(CRITERIA, f"{ident}.scale.levels", ((None, v.id) for v in levels))
        spec = model.scoring
        if isinstance(spec, ScoredFromRows) and spec.source_id not in raw.source_ids:
            yield _unknown(
                "unknown_source", CRITERIA, f"{ident}.scoring.source_id", spec.source_id
            )


def _anchors(raw: RawCase, ident: str, model: CriterionModel) -> Iterator[Problem]:
    if not isinstance(model.scale, LinearModel) or "" in model.scale.anchors:
        return
    known = [p.id for p in raw.case.perimeters]
    for perimeter in known:
        if perimeter not in model.scale.anchors:
            yield Problem("anchors_missing", CRITERIA, None, f"{ident}.scale.anchors.{perimeter}")
    for perimeter in model.scale.anchors:
        if perimeter not in known:
            column = f"{ident}.scale.anchors.{perimeter}"
            yield _unknown("unknown_perimeter", CRITERIA, column, perimeter, known)


def _labels(raw: RawCase, ident: str, model: CriterionModel) -> Iterator[Problem]:
    """The way of the data needs its sentence; an open direction needs both."""
    scale = next((s for p in raw.case.perimeters if (s := _scale(raw, ident, p.id))), None)
    if scale is None:
        return
    default = Sense.MAX if scale.more_is_better else Sense.MIN
    needed = [default] if model.direction.status == "confirmé" else [default, default.opposite]
    for sense in needed:
        if not getattr(model.direction, sense):
            yield Problem("direction_label_missing", CRITERIA, None, f"{ident}.direction.{sense}")


def _levers(raw: RawCase) -> Iterator[Problem]:
    if len(raw.levers) < 2:  # noqa: PLR2004 (a choice needs two)
        yield Problem("too_few_levers", LEVERS, values={"found": len(raw.levers)})
    for placed in raw.levers:
        source = placed.data.scope_source_id
        if source and source not in raw.source_ids:
            yield _unknown("unknown_source", LEVERS, "scope_source_id", source, row=placed.row)


def _duplicates(raw: RawCase) -> Iterator[Problem]:
    levers = [(p.row, p.data) for p in raw.levers]
    yield from _repeated(LEVERS, "lever_id", ((row, d.lever_id) for row, d in levers))
    yield from _repeated(LEVERS, "label", ((row, d.label) for row, d in levers))
    yield from _repeated(SOURCES, "source_id", ((p.row, p.data.source_id) for p in raw.sources))
    cells = ((p.row, f"{p.data.lever_id}, {p.data.criterion_id}") for p in raw.scores)
    yield from _repeated(SCORES, "criterion_id", cells)
    fine = ((p.row, f"{p.data.fine_lever}, {p.data.sector}") for p in raw.rows)
    yield from _repeated(ROWS, "fine_lever", fine)
    yield from _repeated(SHEETS, "sheet_id", ((p.row, p.data.sheet_id) for p in raw.sheets))
    yield from _repeated(
        EVIDENCE, "evidence_id", ((p.row, p.data.evidence_id) for p in raw.evidence)
    )
    yield from _repeated(
        UNKNOWNS, "unknown_id", ((p.row, p.data.unknown_id) for p in raw.unknowns)
    )


def _scores(raw: RawCase) -> Iterator[Problem]:
    by_hand = [i for i, m in raw.criteria.items() if isinstance(m.scoring, ScoredByHand)]
    for row, data in ((p.row, p.data) for p in raw.scores):
        if data.lever_id not in raw.lever_ids:
            yield _unknown("unknown_lever", SCORES, "lever_id", data.lever_id, row=row)
        if data.source_id and data.source_id not in raw.source_ids:
            yield _unknown("unknown_source", SCORES, "source_id", data.source_id, row=row)
        if data.criterion_id not in by_hand:
            yield _unknown(
                "unknown_criterion", SCORES, "criterion_id", data.criterion_id, by_hand, row
            )
        elif data.status is Status.UNKNOWN:
            yield from _unknown_score(row, data)
        else:
            yield from _known_score(raw, row, data)


def _unknown_score(row: int, data: ScoreRow) -> Iterator[Problem]:
    for column in ("score", "high"):
        if found := getattr(data, column):
            yield Problem("score_with_unknown", SCORES, row, column, {"found": found})
    if not data.reason:
        yield Problem("unknown_without_reason", SCORES, row, "reason")


def _known_score(raw: RawCase, row: int, data: ScoreRow) -> Iterator[Problem]:
    if not data.score:
        yield Problem("empty", SCORES, row, "score")
    if not data.source_id:
        yield Problem("empty", SCORES, row, "source_id")
    for perimeter in [p.id for p in raw.case.perimeters][:1]:
        scale = _scale(raw, data.criterion_id, perimeter)
        cells = {c: t for c in ("score", "high") if (t := getattr(data, c))}
        if scale is None or not cells:
            continue
        wrong = [p for c, t in cells.items() for p in check_amount(t, scale, SCORES, row, c)]
        yield from wrong
        if not wrong and len(cells) == 2:  # noqa: PLR2004 (both bounds)
            yield from _bounds(data, scale, row)


def _bounds(data: ScoreRow, scale: Scale, row: int) -> Iterator[Problem]:
    low, high = parse_amount(data.score, scale), parse_amount(data.high, scale)
    if isinstance(scale, WordScale):
        ids = [level.id for level in scale.levels]
        wrong = ids.index(str(low)) > ids.index(str(high))
    else:
        wrong = float(low) > float(high)
    if wrong:
        values = {"found": data.score, "allowed": data.high}
        yield Problem("interval_reversed", SCORES, row, "high", values)


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


def _complete(raw: RawCase) -> Iterator[Problem]:
    """Every lever has a row per criterion scored by hand: unknown is written, not left out."""
    given = {(p.data.lever_id, p.data.criterion_id) for p in raw.scores}
    for ident, model in raw.criteria.items():
        if isinstance(model.scoring, ScoredByHand):
            for lever in raw.levers:
                if (lever.data.lever_id, ident) not in given:
                    values = {"lever": lever.data.lever_id, "criterion": ident}
                    yield Problem("missing_score", model.scoring.file, values=values)


def _rows(raw: RawCase) -> Iterator[Problem]:
    for row, data in ((p.row, p.data) for p in raw.rows):
        for column, lever in data.levers.items():
            if lever and lever not in raw.lever_ids:
                yield _unknown("unknown_lever", ROWS, column, lever, row=row)


def _sheets(raw: RawCase) -> Iterator[Problem]:
    known = raw.lever_ids | {axis.id for axis in raw.case.axes}
    for row, data in ((p.row, p.data) for p in raw.sheets):
        columns = [("primary_lever", data.primary_lever)]
        columns += [("secondary_levers", v) for v in data.secondary_levers.split("|") if v]
        for column, lever in columns:
            if lever not in known:
                yield _unknown("unknown_lever", SHEETS, column, lever, row=row)


def _evidence(raw: RawCase) -> Iterator[Problem]:
    perimeters = [p.id for p in raw.case.perimeters]
    for row, data in ((p.row, p.data) for p in raw.evidence):
        if data.lever_id and data.lever_id not in raw.lever_ids:
            yield _unknown("unknown_lever", EVIDENCE, "lever_id", data.lever_id, row=row)
        if data.criterion_id and data.criterion_id not in raw.criteria:
            ids = list(raw.criteria)
            yield _unknown(
                "unknown_criterion", EVIDENCE, "criterion_id", data.criterion_id, ids, row
            )
        if data.perimeter and data.perimeter not in perimeters:
            yield _unknown(
                "unknown_perimeter", EVIDENCE, "perimeter", data.perimeter, perimeters, row
            )
        if data.source_id not in raw.source_ids:
            yield _unknown("unknown_source", EVIDENCE, "source_id", data.source_id, row=row)
        if not data.quote and not data.statement:
            yield Problem("empty", EVIDENCE, row, "quote")
        needs_lever = data.target in (Target.CELL, Target.LEVER)
        needs_criterion = data.target is Target.CELL
        if needs_lever != bool(data.lever_id) or needs_criterion != bool(data.criterion_id):
            yield Problem("target_mismatch", EVIDENCE, row, "target", {"found": data.target})


def _scale(raw: RawCase, ident: str, perimeter: str) -> Scale | None:
    try:
        return build_scale(raw.criteria[ident], perimeter)
    except KeyError:  # its missing anchors are a problem of their own
        return None


def _unknown(
    kind: Kind,
    place: str,
    column: str,
    found: str,
    allowed: Iterable[str] = (),
    row: int | None = None,
) -> Problem:
    return Problem(kind, place, row, column, {"found": found, "allowed": ", ".join(allowed)})


def _repeated(
    place: str, column: str, keys: Iterable[tuple[int | None, str]]
) -> Iterator[Problem]:
    seen: dict[str, int | None] = {}
    for row, key in keys:
        if key in seen:
            yield Problem("duplicate", place, row, column, {"found": key, "first": seen[key] or 0})
        seen.setdefault(key, row)


def outside_anchors(ident: str, scale: Scale, amounts: Iterable[Amount | None]) -> list[Problem]:
    """Computed scores (sums, counts) that the anchors of ``criteria.toml`` do not hold."""
    column = f"{ident}.scale.anchors" if isinstance(scale, LinearScale) else f"{ident}.scale"
    return [
        problem
        for amount in amounts
        if amount is not None
        for problem in check_amount(amount, scale, CRITERIA, None, column)
    ]
