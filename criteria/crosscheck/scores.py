"""Checks of ``scores.csv``: known ids, scores inside their scale, none left out."""

from collections.abc import Iterator

from criteria.crosscheck.findings import scales_of, unknown
from criteria.model import Status
from criteria.problems import Problem
from criteria.raw import SCORES, RawCase
from criteria.rows import ScoreRow
from criteria.schema import ScoredByHand
from criteria.scoring import check_amount, check_bounds


def check_scores(raw: RawCase) -> Iterator[Problem]:
    """Scores of a known lever on a criterion scored by hand, inside its scale."""
    by_hand = [i for i, m in raw.criteria.items() if isinstance(m.scoring, ScoredByHand)]
    wrong = set(raw.criterion_ids) - set(raw.criteria)
    for row, data in ((p.row, p.data) for p in raw.scores):
        if data.lever_id not in raw.lever_ids:
            yield unknown("unknown_lever", SCORES, "lever_id", data.lever_id, row=row)
        if data.source_id and data.source_id not in raw.source_ids:
            yield unknown("unknown_source", SCORES, "source_id", data.source_id, row=row)
        if data.criterion_id in wrong:
            continue
        if data.criterion_id not in by_hand:
            yield unknown(
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
    for _, scale in scales_of(raw, data.criterion_id):
        wrong = [p for c, t in cells.items() for p in check_amount(t, scale, SCORES, row, c)]
        if not wrong and len(cells) == 2:  # noqa: PLR2004 (both bounds)
            wrong += check_bounds(data, scale, SCORES, row)
        found += [p for p in wrong if p not in found]
    yield from found


def check_complete(raw: RawCase) -> Iterator[Problem]:
    """Every lever has a row per criterion scored by hand: unknown is written, not left out."""
    given = {cell for _, cell in raw.scores.written("lever_id", "criterion_id")}
    for ident, model in raw.criteria.items():
        if isinstance(model.scoring, ScoredByHand):
            for lever in raw.lever_ids:
                if f"{lever}, {ident}" not in given:
                    values = {"lever": lever, "criterion": ident}
                    yield Problem("missing_score", model.scoring.file, values=values)
