"""Checks of the questions of reading: their readings, and the criteria that depend on them."""

from collections.abc import Iterator
from math import prod

from criteria import references
from criteria.errors import Problem
from criteria.raw import CASE_FILE, CRITERIA_FILE, SCORES_FILE, RawCase
from criteria.readings import MOST_COMBINATIONS, ReadingQuestion
from criteria.schema import (
    CaseModel,
    QuestionModel,
    ScoredByHand,
)


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
