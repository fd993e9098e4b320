"""Checks between the files of a case: definitions, scores, references, completeness."""

from collections.abc import Iterator

from criteria import plain, questions, references, schema, scoring
from criteria.errors import Problem
from criteria.model import Sense, Status
from criteria.raw import (
    CASE_FILE,
    CRITERIA_FILE,
    SCORES_FILE,
    RawCase,
    official_rows_of,
    sheets_of,
)
from criteria.rows import ScoreRow


def check_case(raw: RawCase) -> Iterator[Problem]:
    """Questions of reading that hold together, no axis twice, a method whose sources are known."""
    if raw.case is None:
        return
    yield from questions.check_questions(raw)
    keys = ((None, axis.id) for axis in raw.case.axes)
    yield from references.repeated(CASE_FILE, "axes.id", keys)
    yield from _method(raw, raw.case.method)


def _method(raw: RawCase, steps: list[schema.MethodModel]) -> Iterator[Problem]:
    """Steps with names of their own, each from a known source."""
    yield from references.repeated(CASE_FILE, "method.label", ((None, s.label) for s in steps))
    for k, step in enumerate(steps):
        if step.source_id not in raw.source_ids:
            column = f"method.{k}.source_id"
            yield references.unknown("unknown_source", CASE_FILE, column, step.source_id)


def check_criteria(raw: RawCase) -> Iterator[Problem]:
    """Criteria that say which way they count, between which anchors, from which source."""
    right = raw.criteria.values()
    # Once all are right only: a wrong one may be the one that is active.
    if right and len(right) == len(raw.criterion_ids) and not any(m.active for m in right):
        yield Problem("no_active_criterion", CRITERIA_FILE)
    labels: list[str] = []
    for ident, model in raw.criteria.items():
        labels.append(model.label)
        if model.label in labels[:-1]:
            yield from references.repeated(
                CRITERIA_FILE, f"{ident}.label", [(None, model.label)] * 2
            )
        yield from _labels(ident, model)
        levels, column = _levels(model), f"{ident}.scale.levels"
        yield from references.repeated(CRITERIA_FILE, column, ((None, v.id) for v in levels))
        yield from references.repeated(
            CRITERIA_FILE, f"{column}.label", ((None, v.label) for v in levels)
        )
        spec = model.scoring
        if isinstance(spec, schema.ScoredFromRows) and spec.source_id not in raw.source_ids:
            yield references.unknown(
                "unknown_source", CRITERIA_FILE, f"{ident}.scoring.source_id", spec.source_id
            )


def _levels(model: schema.CriterionModel) -> list[schema.LevelModel]:
    return model.scale.levels if isinstance(model.scale, schema.WordsModel) else []


def check_computed(raw: RawCase) -> Iterator[Problem]:
    """Sums and counts outside the anchors; with a row missing, only those already too high."""
    # Of rows that are there twice, the first: the repetition is a problem of its own.
    rows = list({(r.label, r.sector): r for r in official_rows_of(raw)[::-1]}.values())
    sheets = list({sheet.id: sheet for sheet in sheets_of(raw)[::-1]}.values())
    for ident, model in raw.criteria.items():
        spec, problems = model.scoring, list[Problem]()
        if isinstance(spec, schema.ScoredByHand):
            continue
        every = (raw.rows if spec.kind == "sum" else raw.sheets).all_right
        scale, question = scoring.build_scale(model), raw.question_on(ident)
        for reading in question.readings if question else (None,):
            scores = [
                scoring.score_summed(lever, ident, spec, rows, reading.id if reading else "")
                if spec.kind == "sum"
                else scoring.score_counted(
                    lever, ident, spec, sheets, reading, unread=lever in raw.unread_levers
                )
                for lever in raw.lever_ids
            ]
            amounts = dict.fromkeys(b for score in scores for b in (score.low, score.high))
            problems += [
                p
                for p in scoring.outside_anchors(ident, scale, amounts, CRITERIA_FILE)
                if p not in problems
            ]
        yield from (p for p in problems if every or _too_high(p))


def _too_high(problem: Problem) -> bool:
    amount, high = problem.values["found"], problem.values.get("high")
    return not isinstance(amount, float) or not isinstance(high, float) or amount > high


def _labels(ident: str, model: schema.CriterionModel) -> Iterator[Problem]:
    """The way of the data needs its sentence; an open direction needs both."""
    default = Sense.MAX if scoring.build_scale(model).more_is_better else Sense.MIN
    needed = [default] if model.direction.status == "confirmé" else [default, default.opposite]
    for sense in needed:
        if not getattr(model.direction, sense):
            yield Problem(
                "direction_label_missing", CRITERIA_FILE, None, f"{ident}.direction.{sense}"
            )


def check_scores(raw: RawCase) -> Iterator[Problem]:
    """Scores of a known lever on a criterion scored by hand, inside its scale."""
    by_hand = [i for i, m in raw.criteria.items() if isinstance(m.scoring, schema.ScoredByHand)]
    wrong = set(raw.criterion_ids) - set(raw.criteria)
    for row, data in ((p.row, p.data) for p in raw.scores):
        if data.lever_id not in raw.lever_ids:
            yield references.unknown(
                "unknown_lever", SCORES_FILE, "lever_id", data.lever_id, row=row
            )
        if data.source_id and data.source_id not in raw.source_ids:
            yield references.unknown(
                "unknown_source", SCORES_FILE, "source_id", data.source_id, row=row
            )
        # A criterion that is wrong is told already, and its scores cannot be judged.
        if data.criterion_id in wrong:
            continue
        if data.criterion_id not in by_hand:
            yield references.unknown(
                "unknown_criterion", SCORES_FILE, "criterion_id", data.criterion_id, by_hand, row
            )
        elif data.status is Status.UNKNOWN:
            yield from _unknown_score(row, data)
        else:
            yield from _known_score(raw, row, data)


def _unknown_score(row: int, data: ScoreRow) -> Iterator[Problem]:
    for column in ("score", "high"):
        if cell := getattr(data, column):
            yield Problem("score_with_unknown", SCORES_FILE, row, column, {"found": cell})
    if not data.reason:
        yield Problem("unknown_without_reason", SCORES_FILE, row, "reason")


def _known_score(raw: RawCase, row: int, data: ScoreRow) -> Iterator[Problem]:
    if not data.score:
        yield Problem("empty", SCORES_FILE, row, "score")
    if not data.source_id and data.status is not Status.OPINION:
        yield Problem("empty", SCORES_FILE, row, "source_id")
    cells = {c: t for c in ("score", "high") if (t := getattr(data, c))}
    scale = scoring.build_scale(raw.criteria[data.criterion_id])
    wrong = [
        p for c, t in cells.items() for p in scoring.check_amount(t, scale, SCORES_FILE, row, c)
    ]
    if not wrong and len(cells) == 2:  # noqa: PLR2004 (both bounds)
        wrong += scoring.check_bounds(data, scale, SCORES_FILE, row)
    yield from wrong


def check_complete(raw: RawCase) -> Iterator[Problem]:
    """Every lever has a row per criterion scored by hand: unknown is written, not left out."""
    given = {cell for _, cell in raw.scores.written("lever_id", "criterion_id")}
    for ident, model in raw.criteria.items():
        if isinstance(model.scoring, schema.ScoredByHand):
            for lever in raw.lever_ids:
                if f"{lever}, {ident}" not in given:
                    values = {"lever": lever, "criterion": ident}
                    yield Problem("missing_score", model.scoring.file, values=values)


_CHECKS = (
    check_case,
    check_criteria,
    plain.check_plain,
    check_computed,
    references.check_levers,
    references.check_duplicates,
    check_scores,
    check_complete,
    questions.check_score_readings,
    references.check_rows,
    references.check_sheets,
    references.check_evidence,
    references.check_claims,
    references.check_census,
)


def crosscheck(raw: RawCase) -> list[Problem]:
    """Every problem between the files, in the order of the files."""
    return [problem for check in _CHECKS for problem in check(raw)]
