"""Checks between the files of a case: definitions, scores, references, completeness."""

import math
from collections.abc import Iterator
from math import prod

from criteria import references, schema, scoring
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
from criteria.readings import MOST_COMBINATIONS, ReadingQuestion
from criteria.references import repeated
from criteria.rows import ScoreRow
from criteria.schema import CaseModel, QuestionModel, ScoredByHand


def check_questions(raw: RawCase) -> Iterator[Problem]:
    """Readings that are told apart, one of them the default, and criteria that depend on them."""
    if raw.case is not None:
        yield from _named_once(raw.case)
        for k, model in enumerate(raw.case.questions):
            yield from _default(f"questions.{k}.readings", sum(r.default for r in model.readings))
            yield from _governed(raw, k, model)
        yield from _in_a_question(raw)
    count = prod(len(q.readings) for q in raw.questions)
    if count > MOST_COMBINATIONS:
        values: dict[str, str | float | int] = {"found": count, "allowed": MOST_COMBINATIONS}
        yield Problem("too_many_readings", CASE_FILE, column="questions", values=values)


def _default(column: str, defaults: int) -> Iterator[Problem]:
    if defaults != 1:
        yield Problem("default_reading", CASE_FILE, column=column, values={"found": defaults})


def _named_once(case: CaseModel) -> Iterator[Problem]:
    """A reading is known by its id alone, and a criterion depends on one question at most."""
    keys = ((None, q.id) for q in case.questions)
    yield from references.repeated(CASE_FILE, "questions.id", keys)
    every = [r for q in case.questions for r in q.readings]
    yield from references.repeated(
        CASE_FILE, "questions.readings.id", ((None, r.id) for r in every)
    )
    about = ((None, c) for q in case.questions for c in q.criteria)
    yield from references.repeated(CASE_FILE, "questions.criteria", about)
    for k, question in enumerate(case.questions):
        labels = ((None, r.label) for r in question.readings)
        yield from references.repeated(CASE_FILE, f"questions.{k}.readings.label", labels)
        yield from _called_apart(k, question)
        # Two readings that count the same links would be one counted twice.
        rules = ((None, r.links.value) for r in question.readings if r.links)
        yield from references.repeated(CASE_FILE, f"questions.{k}.readings.links", rules)


def _called_apart(place: int, question: QuestionModel) -> Iterator[Problem]:
    """Plain names of readings that there are, never one for two of them."""
    if question.plain is None:
        return
    column, ids = f"questions.{place}.plain.readings", {r.id for r in question.readings}
    for ident in question.plain.readings:
        if ident not in ids:
            yield references.unknown("unknown_reading", CASE_FILE, column, ident, ids)
    called = [(None, question.plain.readings.get(r.id, r.label)) for r in question.readings]
    yield from references.repeated(CASE_FILE, column, called)


def _governed(raw: RawCase, place: int, model: QuestionModel) -> Iterator[Problem]:
    """Criteria that exist and depend on the question; links where sheets are counted only."""
    column = f"questions.{place}"
    for ident in model.criteria:
        if ident not in raw.criterion_ids:
            ids = raw.criterion_ids
            yield references.unknown(
                "unknown_criterion", CASE_FILE, f"{column}.criteria", ident, ids
            )
        elif ident in raw.criteria and not _depends(raw, ident):
            values: dict[str, str | float | int] = {"found": ident}
            yield Problem("reading_without_effect", CASE_FILE, None, f"{column}.criteria", values)
    # A criterion that is wrong may be the one that counts.
    if not set(model.criteria) <= set(raw.criteria):
        return
    counts = any(raw.criteria[c].scoring.kind == "count" for c in model.criteria)
    for k, reading in enumerate(model.readings):
        at = f"{column}.readings.{k}.links"
        if counts and reading.links is None:
            yield Problem("missing_key", CASE_FILE, None, at)
        elif reading.links and not counts:
            yield Problem("links_without_count", CASE_FILE, None, at)


def _depends(raw: RawCase, ident: str) -> bool:
    model = raw.criteria[ident]
    named = any(p.data.reading for p in raw.scores if p.data.criterion_id == ident)
    computed = not isinstance(model.scoring, ScoredByHand)
    return computed or named


def _in_a_question(raw: RawCase) -> Iterator[Problem]:
    """What is summed depends on a reading: the columns of official rows are named after them."""
    for ident, model in raw.criteria.items():
        if model.scoring.kind == "sum" and raw.question_on(ident) is None:
            yield Problem("sum_without_question", CRITERIA_FILE, None, f"{ident}.scoring.kind")


def check_score_readings(raw: RawCase) -> Iterator[Problem]:
    """Scores under a reading: of its own question, and then of every lever under each reading."""
    for ident, model in raw.criteria.items():
        if not isinstance(model.scoring, ScoredByHand) or raw.case is None:
            continue
        rows = [p for p in raw.scores if p.data.criterion_id == ident]
        question = raw.question_on(ident)
        known = [r.id for r in question.readings] if question else []
        named = any(p.data.reading for p in rows)
        for placed in rows:
            reading = placed.data.reading
            if reading and reading not in known:
                yield references.unknown(
                    "unknown_reading", SCORES_FILE, "reading", reading, known, placed.row
                )
            elif named and not reading and known:
                yield Problem("empty", SCORES_FILE, placed.row, "reading")
        if named and question:
            yield from _every_lever(raw, ident, question)


def _every_lever(raw: RawCase, ident: str, question: ReadingQuestion) -> Iterator[Problem]:
    """Within one reading all levers are counted alike: none is left out of it."""
    given = {cell for _, cell in raw.scores.written("lever_id", "criterion_id", "reading")}
    for reading in question.readings:
        for lever in raw.lever_ids:
            if f"{lever}, {ident}, {reading.id}" not in given:
                values: dict[str, str | float | int] = {
                    "lever": lever,
                    "criterion": ident,
                    "reading": reading.id,
                }
                yield Problem("missing_reading_score", SCORES_FILE, values=values)


_DECIMALS = 3
"""How many decimals a number in plain words has at most."""
_HUGE = 1e15
"""From which a number is written with a power of ten, which no room reads."""


def check_plain(raw: RawCase) -> Iterator[Problem]:
    """Plain names that tell criteria apart, in senses there are, with ends written exactly."""
    earlier: set[str] = set()
    for ident, model in raw.criteria.items():
        names = _names(model)
        for place, name in names.items():
            if name in earlier:
                yield from repeated(CRITERIA_FILE, f"{ident}.{place}", [(None, name)] * 2)
        earlier |= set(names.values())
        if model.plain is not None:
            yield from _unused(ident, model, model.plain)
            yield from _numbers(ident, model, model.plain)
            yield from _named_levels(ident, model, model.plain.levels)


def _names(model: schema.CriterionModel) -> dict[str, str]:
    """Where each name that a room may read is written: its label, where a sense has none."""
    plain = model.plain
    senses = [sense for sense in Sense if getattr(model.direction, sense)]
    named = {sense: getattr(plain, sense) for sense in senses if getattr(plain, sense, None)}
    names = {f"plain.{sense}.name": way.name for sense, way in named.items()}
    # Two labels that are the same are told of already.
    return names if plain is None or len(named) == len(senses) else names | {"label": model.label}


def _unused(
    ident: str, model: schema.CriterionModel, plain: schema.PlainModel
) -> Iterator[Problem]:
    """Names of a sense in which the criterion is never counted."""
    for sense in Sense:
        if getattr(plain, sense) and not getattr(model.direction, sense):
            yield Problem("sense_unused", CRITERIA_FILE, None, f"{ident}.plain.{sense}")


def _numbers(
    ident: str, model: schema.CriterionModel, plain: schema.PlainModel
) -> Iterator[Problem]:
    """Numbers that need their phrases, and anchors that three decimals do not write."""
    for other, needed in (("many", plain.zero or plain.one), ("zero", plain.many)):
        if needed and not getattr(plain, other):
            yield Problem("missing_key", CRITERIA_FILE, None, f"{ident}.plain.{other}")
    inexact = [a for a in _anchors(model) if not _exact(a / plain.per)]
    if plain.many and inexact:
        values = {"found": plain.per, "anchor": inexact[0]}
        yield Problem("anchor_inexact", CRITERIA_FILE, None, f"{ident}.plain.per", values)


def _anchors(model: schema.CriterionModel) -> list[float]:
    """The ends of a scale of numbers."""
    match model.scale:
        case schema.LinearModel(anchors=ends):
            return [ends.worst, ends.best]
        case schema.PiecewiseModel(points=points):
            return [points[0].at, points[-1].at]
    return []


def _exact(value: float) -> bool:
    short = round(value, _DECIMALS)
    return abs(value) < _HUGE and math.isclose(short, value, rel_tol=1e-12)


def _named_levels(
    ident: str, model: schema.CriterionModel, words: dict[str, str]
) -> Iterator[Problem]:
    """Plain words of levels that there are, each level with words of its own."""
    column = f"{ident}.plain.levels"
    if not isinstance(model.scale, schema.WordsModel):
        if words:
            yield Problem("no_levels", CRITERIA_FILE, None, column)
        return
    known = {level.id: level.label for level in model.scale.levels}
    for level in words.keys() - known.keys():
        values = {"found": level, "allowed": ", ".join(known)}
        yield Problem("unknown_level", CRITERIA_FILE, None, f"{column}.{level}", values)
    if words.keys() & known.keys():
        read = [(None, words.get(level, label)) for level, label in known.items()]
        yield from repeated(CRITERIA_FILE, column, read)


def check_case(raw: RawCase) -> Iterator[Problem]:
    """Questions of reading that hold together, no axis twice, a method whose sources are known."""
    if raw.case is None:
        return
    yield from check_questions(raw)
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
    check_plain,
    check_computed,
    references.check_levers,
    references.check_duplicates,
    check_scores,
    check_complete,
    check_score_readings,
    references.check_rows,
    references.check_sheets,
    references.check_evidence,
    references.check_claims,
    references.check_census,
)


def crosscheck(raw: RawCase) -> list[Problem]:
    """Every problem between the files, in the order of the files."""
    return [problem for check in _CHECKS for problem in check(raw)]
