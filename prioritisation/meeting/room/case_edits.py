"""The case of a meeting: the files kept at its creation, and the scores written since."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Criterion, PerformanceTable, Score, Status
from criteria.readings import reading_on, under
from criteria.scales import Amount, LinearScale, Scale
from criteria.scoring import check_typed
from prioritisation.meeting.room.errors import (
    InvalidFrame,
    InvalidScore,
    Rewritten,
    Unsourced,
    check_turned,
)
from prioritisation.meeting.rules.setup import Setup, voted_on
from prioritisation.meeting.store import StoredEdit
from prioritisation.settings import FILES
from prioritisation.wording.moments import local_moment

_MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class ScoreEdit:
    """A score written in the room; ``low`` and ``high`` are None when it is unknown.

    Attributes
    ----------
    reading
        The reading it is about, where the criterion's scores depend on one; empty for all.
    """

    lever: str
    criterion: str
    low: Amount | None
    high: Amount | None
    status: Status
    source: str = ""
    reason: str = ""
    reading: str = ""


def case_files_of(folder: Path) -> Mapping[str, str]:
    """Name -> text of the files of a case, to be kept with a meeting."""
    return {
        # Spreadsheets put a mark before UTF-8.
        name: (folder / name).read_text("utf-8-sig")
        for name in FILES
        if (folder / name).exists()
    }


def to_json(edit: ScoreEdit) -> str:
    """A written score as text."""
    return json.dumps(
        {
            "lever": edit.lever,
            "criterion": edit.criterion,
            "low": edit.low,
            "high": edit.high,
            "status": edit.status.value,
            "source": edit.source,
            "reason": edit.reason,
            "reading": edit.reading,
        },
        ensure_ascii=False,
    )


@dataclass(frozen=True, slots=True)
class Correction:
    """What the log of a meeting tells of a score written.

    Bounds before and after are None when unknown.
    """

    lever: str
    criterion: str
    before: tuple[Amount | None, Amount | None]
    after: tuple[Amount | None, Amount | None]
    source: str
    reason: str


def correction_json(before: Score, edit: ScoreEdit) -> str:
    """A correction as the log keeps it."""
    bounds = {"before": (before.low, before.high), "after": (edit.low, edit.high)}
    words = {"source": edit.source, "reason": edit.reason}
    return json.dumps(
        {"lever": edit.lever, "criterion": edit.criterion, **bounds, **words}, ensure_ascii=False
    )


def correction_from(detail: str) -> Correction:
    """A correction from a line of the log."""
    tree = json.loads(detail)
    bounds = tuple(tree["before"]), tuple(tree["after"])
    return Correction(tree["lever"], tree["criterion"], *bounds, tree["source"], tree["reason"])


def edit_from(text: str) -> ScoreEdit:
    """A written score that ``to_json`` wrote."""
    tree = json.loads(text)
    return ScoreEdit(**{**tree, "status": Status(tree["status"])})


def edited_case(case: Case, edits: Sequence[StoredEdit]) -> Case:
    """The case with the scores written since; the last written on a cell counts."""
    tables = dict(case.tables)
    for stored in edits:
        edit = edit_from(stored.content)
        # One that is not kept yet has no moment.
        day = local_moment(stored.at, case.timezone).date().isoformat() if stored.at else ""
        for combination in under(tables, edit.reading):
            tables[combination] = _with_score(tables[combination], edit, day)
    return replace(case, tables=tables) if edits else case


def _with_score(table: PerformanceTable, edit: ScoreEdit, date: str) -> PerformanceTable:
    score = Score(
        edit.lever,
        edit.criterion,
        edit.low,
        edit.high,
        edit.status,
        edit.source,
        date,
        "",
        edit.reason,
    )
    return replace(table, scores={**table.scores, (edit.lever, edit.criterion): score})


def check_edit(case: Case, combination: str, edit: ScoreEdit) -> ScoreEdit:
    """The edit, its status and its reading set.

    Raises
    ------
    InvalidFrame
        For a lever or a criterion the case does not have, or words without end.
    InvalidScore
        For a score outside its scale, one that is not whole where scores are, a level that does
        not exist, a low end beyond the high end: which of the two is wrong is not known.
    Unsourced
        For a score without a source; for an unknown with neither a source nor a reason.
    """
    if edit.lever not in {v.id for v in case.levers}:
        raise InvalidFrame("lever", edit.lever)
    criterion = next((c for c in case.criteria if c.id == edit.criterion), None)
    if criterion is None:
        raise InvalidFrame("criterion", edit.criterion)
    for field, words in (("source", edit.source), ("reason", edit.reason)):
        if len(words) > _MOST_WORDS:
            raise InvalidFrame(field, words[:80])
        check_turned(field, words)
    _check_sourced(edit)
    about = reading_on(case.questions, criterion.id, combination)
    if edit.low is None or edit.high is None:
        return replace(edit, low=None, high=None, status=Status.UNKNOWN, reading=about)
    scale = criterion.scale
    problems = [
        *check_typed(edit.low, edit.high, scale, "room", criterion.label),
        *(
            problem
            for bound in dict.fromkeys((edit.low, edit.high))
            for problem in _not_whole(bound, scale, criterion.label)
        ),
    ]
    if problems:
        raise InvalidScore(problems)
    status = Status.OPINION if edit.status is Status.UNKNOWN else edit.status
    return replace(edit, status=status, reading=about)


def _not_whole(amount: Amount, scale: Scale, label: str) -> Iterator[Problem]:
    """That a score lies between two of a scale that has whole ones only."""
    if isinstance(scale, LinearScale) and scale.whole and not float(amount).is_integer():
        yield Problem("not_whole", "room", None, label, {"found": amount})


def check_replaced(case: Case, combination: str, expected: Score) -> None:
    """Raise Rewritten when a cell no longer holds the score that was seen there."""
    now = case.tables[combination].scores[expected.lever, expected.criterion]
    if now != expected:
        raise Rewritten(now)


def _check_sourced(edit: ScoreEdit) -> None:
    """A figure says where it comes from; that nobody knows it says at least why."""
    unknown = edit.low is None or edit.high is None
    words = (edit.source, edit.reason) if unknown else (edit.source,)
    if not any(c.isalnum() for sentence in words for c in sentence):
        raise Unsourced("reason" if unknown else "source")


def matrix_content(case: Case, setup: Setup, last_edit: int) -> str:
    """Everything that a vote is about, as canonical text: same content, same hash."""
    table = case.tables[setup.combination]
    content = {
        "case": case.id,
        "setup": json.loads(voted_on(setup)),
        "last_edit": last_edit,
        "levers": [[v.id, v.label] for v in case.levers],
        "criteria": [_criterion(c, setup) for c in case.criteria],
        "scores": [_score(s) for _, s in sorted(table.scores.items())],
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _criterion(criterion: Criterion, setup: Setup) -> list[object]:
    sense = setup.senses.get(criterion.id, criterion.direction.default)
    worst, best = criterion.anchors(sense)
    return [criterion.id, criterion.label, sense.value, worst, best]


def _score(score: Score) -> list[object]:
    return [
        score.lever,
        score.criterion,
        score.low,
        score.high,
        score.status.value,
        score.source,
        score.date,
        score.confidence,
        score.reason,
    ]


def fingerprint(content: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def with_edit(case: Case, edit: ScoreEdit) -> Case:
    """The case with one score written today."""
    return edited_case(case, [StoredEdit(0, to_json(edit), "", "")])
