"""Checks between the files of a case: references, duplicates, completeness, anchors."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

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
    official_rows_of,
    sheets_of,
)
from criteria.scales import Scale
from criteria.schema import (
    CriterionModel,
    LevelModel,
    LinearModel,
    ScoredByHand,
    ScoredFromRows,
    ScoreRow,
    WordsModel,
)
from criteria.scoring import (
    build_scale,
    check_amount,
    check_bounds,
    outside_anchors,
    score_counted,
    score_summed,
)


def crosscheck(raw: RawCase) -> list[Problem]:
    """Every problem between the files, in the order of the files."""
    checks = (
        _case,
        _criteria,
        _computed,
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
    if raw.case is None:
        return
    perimeters, axes = raw.case.perimeters, raw.case.axes
    defaults = sum(p.default for p in perimeters)
    if defaults != 1:
        yield Problem("default_perimeter", CASE, column="perimeters", values={"found": defaults})
    yield from _repeated(CASE, "perimeters.id", ((None, p.id) for p in perimeters))
    yield from _repeated(CASE, "perimeters.label", ((None, p.label) for p in perimeters))
    yield from _repeated(CASE, "axes.id", ((None, axis.id) for axis in axes))


def _criteria(raw: RawCase) -> Iterator[Problem]:
    labels: list[str] = []
    for ident, model in raw.criteria.items():
        labels.append(model.label)
        if model.label in labels[:-1]:
            yield from _repeated(CRITERIA, f"{ident}.label", [(None, model.label)] * 2)
        yield from _anchors(raw, ident, model)
        yield from _labels(raw, ident, model)
        levels, column = _levels(model), f"{ident}.scale.levels"
        yield from _repeated(CRITERIA, column, ((None, v.id) for v in levels))
        yield from _repeated(CRITERIA, f"{column}.label", ((None, v.label) for v in levels))
        spec = model.scoring
        if isinstance(spec, ScoredFromRows) and spec.source_id not in raw.source_ids:
            yield _unknown(
                "unknown_source", CRITERIA, f"{ident}.scoring.source_id", spec.source_id
            )


def _levels(model: CriterionModel) -> list[LevelModel]:
    return model.scale.levels if isinstance(model.scale, WordsModel) else []


def _computed(raw: RawCase) -> Iterator[Problem]:
    """Sums and counts outside the anchors; with a row missing, only those already too high."""
    rows = list({(r.label, r.sector): r for r in official_rows_of(raw)[::-1]}.values())
    sheets = list({sheet.id: sheet for sheet in sheets_of(raw)[::-1]}.values())
    for ident, model in raw.criteria.items():
        spec, found = model.scoring, list[Problem]()
        if isinstance(spec, ScoredByHand):
            continue
        every = (raw.rows if spec.kind == "sum" else raw.sheets).all_right
        for perimeter, scale in _scales(raw, ident):
            scores = [
                score_summed(lever, ident, spec, rows, perimeter)
                if spec.kind == "sum"
                else score_counted(lever, ident, spec, sheets)
                for lever in raw.lever_ids
            ]
            amounts = dict.fromkeys(b for score in scores for b in (score.low, score.high))
            found += [
                p for p in outside_anchors(ident, scale, amounts, CRITERIA) if p not in found
            ]
        yield from (p for p in found if every or _too_high(p))


def _too_high(problem: Problem) -> bool:
    found, high = problem.values["found"], problem.values.get("high")
    return not isinstance(found, float) or not isinstance(high, float) or found > high


def _anchors(raw: RawCase, ident: str, model: CriterionModel) -> Iterator[Problem]:
    if not isinstance(model.scale, LinearModel) or "" in model.scale.anchors:
        return
    if raw.perimeter_ids is None:
        return
    known = dict.fromkeys(raw.perimeter_ids)
    for perimeter in known:
        if perimeter not in model.scale.anchors:
            yield Problem("anchors_missing", CRITERIA, None, f"{ident}.scale.anchors.{perimeter}")
    for perimeter in model.scale.anchors:
        if perimeter not in known:
            column = f"{ident}.scale.anchors.{perimeter}"
            yield _unknown("unknown_perimeter", CRITERIA, column, perimeter, known)


def _labels(raw: RawCase, ident: str, model: CriterionModel) -> Iterator[Problem]:
    """The way of the data needs its sentence; an open direction needs both."""
    scale = next((s for _, s in _scales(raw, ident)), None)
    if scale is None:
        return
    default = Sense.MAX if scale.more_is_better else Sense.MIN
    needed = [default] if model.direction.status == "confirmé" else [default, default.opposite]
    for sense in needed:
        if not getattr(model.direction, sense):
            yield Problem("direction_label_missing", CRITERIA, None, f"{ident}.direction.{sense}")


def _levers(raw: RawCase) -> Iterator[Problem]:
    found = len(raw.levers.records)
    if found < 2:  # noqa: PLR2004 (a choice needs two)
        yield Problem("too_few_levers", LEVERS, values={"found": found})
    for placed in raw.levers:
        source = placed.data.scope_source_id
        if source and source not in raw.source_ids:
            yield _unknown("unknown_source", LEVERS, "scope_source_id", source, row=placed.row)


def _duplicates(raw: RawCase) -> Iterator[Problem]:
    """What is there twice, in rows right or wrong."""
    for place, table, *columns in (
        (LEVERS, raw.levers, "lever_id"),
        (LEVERS, raw.levers, "label"),
        (LEVERS, raw.levers, "short_label"),
        (SOURCES, raw.sources, "source_id"),
        (SCORES, raw.scores, "lever_id", "criterion_id"),
        (ROWS, raw.rows, "fine_lever", "sector"),
        (SHEETS, raw.sheets, "sheet_id"),
        (EVIDENCE, raw.evidence, "evidence_id"),
        (UNKNOWNS, raw.unknowns, "unknown_id"),
    ):
        named = columns[0] if place == ROWS else columns[-1]
        yield from _repeated(place, named, table.written(*columns))


def _scores(raw: RawCase) -> Iterator[Problem]:
    by_hand = [i for i, m in raw.criteria.items() if isinstance(m.scoring, ScoredByHand)]
    wrong = set(raw.criterion_ids) - set(raw.criteria)
    for row, data in ((p.row, p.data) for p in raw.scores):
        if data.lever_id not in raw.lever_ids:
            yield _unknown("unknown_lever", SCORES, "lever_id", data.lever_id, row=row)
        if data.source_id and data.source_id not in raw.source_ids:
            yield _unknown("unknown_source", SCORES, "source_id", data.source_id, row=row)
        if data.criterion_id in wrong:
            continue
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
    cells = {c: t for c in ("score", "high") if (t := getattr(data, c))}
    found: list[Problem] = []
    for _, scale in _scales(raw, data.criterion_id):
        wrong = [p for c, t in cells.items() for p in check_amount(t, scale, SCORES, row, c)]
        if not wrong and len(cells) == 2:  # noqa: PLR2004 (both bounds)
            wrong += check_bounds(data, scale, SCORES, row)
        found += [p for p in wrong if p not in found]
    yield from found


def _complete(raw: RawCase) -> Iterator[Problem]:
    """Every lever has a row per criterion scored by hand: unknown is written, not left out."""
    given = {cell for _, cell in raw.scores.written("lever_id", "criterion_id")}
    for ident, model in raw.criteria.items():
        if isinstance(model.scoring, ScoredByHand):
            for lever in raw.lever_ids:
                if f"{lever}, {ident}" not in given:
                    values = {"lever": lever, "criterion": ident}
                    yield Problem("missing_score", model.scoring.file, values=values)


def _rows(raw: RawCase) -> Iterator[Problem]:
    for row, data in ((p.row, p.data) for p in raw.rows):
        for column, lever in data.levers.items():
            if lever and lever not in raw.lever_ids:
                yield _unknown("unknown_lever", ROWS, column, lever, row=row)


def _sheets(raw: RawCase) -> Iterator[Problem]:
    if raw.axis_ids is None:
        return
    known = {*raw.lever_ids, *raw.axis_ids}
    for row, data in ((p.row, p.data) for p in raw.sheets):
        columns = [("primary_lever", data.primary_lever)]
        columns += [("secondary_levers", v) for v in data.secondary_levers.split("|") if v]
        for column, lever in columns:
            if lever not in known:
                yield _unknown("unknown_lever", SHEETS, column, lever, row=row)


def _evidence(raw: RawCase) -> Iterator[Problem]:
    perimeters = raw.perimeter_ids or ()
    for row, data in ((p.row, p.data) for p in raw.evidence):
        if data.lever_id and data.lever_id not in raw.lever_ids:
            yield _unknown("unknown_lever", EVIDENCE, "lever_id", data.lever_id, row=row)
        if data.criterion_id and data.criterion_id not in raw.criterion_ids:
            ids, found = raw.criterion_ids, data.criterion_id
            yield _unknown("unknown_criterion", EVIDENCE, "criterion_id", found, ids, row)
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


def _scales(raw: RawCase, ident: str) -> Iterator[tuple[str, Scale]]:
    """Each perimeter and the scale of a criterion there; as its anchors say, if not known."""
    model = raw.criteria[ident]
    anchored = model.scale.anchors if isinstance(model.scale, LinearModel) else ("",)
    for perimeter in dict.fromkeys(raw.perimeter_ids or anchored):
        with suppress(KeyError):  # missing anchors are a problem of their own
            yield perimeter, build_scale(model, perimeter)


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
