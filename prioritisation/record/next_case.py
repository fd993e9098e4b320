"""Record -> the files of its whole case, for the meeting of next year.

They are the files kept with the meeting, with what was written since: scores, as the last frozen
ones; directions that the group confirmed; the day. A criterion computed from rows or from action
sheets, once somebody has written over one of its scores, is scored by hand from then on.
"""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from criteria import raw
from criteria.case import Case
from criteria.model import Score, Standing, Status
from criteria.readings import ReadingQuestion
from criteria.writing import csv_text, toml_text
from prioritisation.record.case_part import CasePart, CriterionPart
from prioritisation.record.making import canonical
from prioritisation.record.model import InvalidRecord, Record, RecordFault, RecordProblem
from prioritisation.record.same_case import questions_of, whole_case
from prioritisation.wording import date_text, t

_Files = dict[str, str]
_Tree = dict[str, Any]
_MEETING = "seance"


def case_files(record: Record) -> _Files:
    """Name -> text of the files of a folder that ``load_case`` reads.

    Raises
    ------
    InvalidRecord
        When the record keeps no file of its case.
    """
    part = record.case
    if not part.files:
        raise InvalidRecord([RecordProblem(RecordFault.NO_FILES)])
    files, case = dict(part.files), whole_case(part)
    criteria = tomllib.loads(files[raw.CRITERIA_FILE])
    by_hand = _by_hand(part, criteria)
    for criterion in part.criteria:
        _confirm(record, criteria[criterion.id], criterion)
    for ident in by_hand:
        criteria[ident]["scoring"] = {"kind": "scores", "file": raw.SCORES_FILE}
    files[raw.CRITERIA_FILE] = toml_text(criteria)
    files[raw.CASE_FILE] = _case_file(record, files[raw.CASE_FILE], case, criteria)
    files[raw.LEVERS_FILE] = csv_text(
        [*_rows(files[raw.LEVERS_FILE]), *_levers(part, files[raw.LEVERS_FILE])]
    )
    if part.written:
        files |= _scored(record, case, files, by_hand)
    return files


def _by_hand(part: CasePart, criteria: _Tree) -> set[str]:
    """Computed criteria of which a score was written over; any that counts, for a lever added.

    No sheet serves a lever that did not exist: its count would be 0, and nobody said so.
    """
    computed = {c: table["scoring"]["kind"] for c, table in criteria.items()}
    known = {row["lever_id"] for row in _rows(part.files[raw.LEVERS_FILE])}
    there = [w for w in part.written if w.lever in known or w.low is not None]
    written = {w.criterion for w in there if computed[w.criterion] != "scores"}
    added = any(v.id not in known for v in part.levers)
    return written | {c for c, kind in computed.items() if added and kind == "count"}


def _levers(part: CasePart, text: str) -> Iterator[dict[str, str]]:
    """Rows of the levers that were added."""
    known = {row["lever_id"] for row in _rows(text)}
    for lever in part.levers:
        if lever.id not in known:
            yield {
                "lever_id": lever.id,
                "label": lever.label,
                "short_label": lever.short_label,
                "colour": lever.colour,
                "scope": lever.scope,
                "scope_source_id": lever.scope_source,
            }


def _confirm(record: Record, table: _Tree, part: CriterionPart) -> None:
    """What the group said of a direction; the next group reads it, and may think otherwise."""
    way = part.direction
    if table["direction"]["status"] == way.status or way.status is not Standing.CONFIRMED:
        return
    if way.sense is way.default:
        table["direction"]["status"] = way.status.value
    values = {"date": date_text(record.meeting.date.isoformat()), "way": way.labels[way.sense]}
    note = t("Confirmed at the meeting of {date}: « {way} ».", **values)
    table["direction"]["reason"] = f"{table['direction']['reason']} {note}"


def _case_file(record: Record, text: str, case: Case, criteria: _Tree) -> str:
    """The case as it is written today, its questions of reading included."""
    tree = tomllib.loads(text)
    kept = {k: v for k, v in tree.items() if k != "questions"}
    counted = {c for c, table in criteria.items() if table["scoring"]["kind"] == "count"}
    # As the meeting settled them: the next group starts from there, and may think otherwise.
    settled = questions_of(record.case) or case.questions
    plain = {q["id"]: q["plain"] for q in tree.get("questions", ()) if "plain" in q}
    questions = [
        _question(q, links=bool(counted & {*q.criteria}))
        | ({"plain": plain[q.id]} if q.id in plain else {})
        for q in settled
    ]
    # The case may have been updated after the meeting.
    kept["updated"] = max(tree["updated"], record.meeting.date)
    return toml_text(kept | {"questions": [q for q in questions if q["criteria"]]})


def _question(question: ReadingQuestion, *, links: bool) -> _Tree:
    readings = [
        {
            "id": r.id,
            "label": r.label,
            "description": r.description,
            "status": r.status.value,
            **({"reason": r.reason} if r.reason else {}),
            **({"links": r.links.value} if r.links and links else {}),
            "default": k == 0,
        }
        for k, r in enumerate(question.readings)
    ]
    head = {"id": question.id, "name": question.name, "question": question.question}
    return {**head, "criteria": list(question.criteria), "readings": readings}


_Cell = tuple[str, str, str]
"""Lever, criterion, and the reading that the score is under; empty for all."""


def _scored(record: Record, case: Case, files: Mapping[str, str], by_hand: set[str]) -> _Files:
    """The scores written since, and the meeting as their source."""
    ident, before = _source_id(case), _rows(files.get(raw.SCORES_FILE, ""))
    kept = {_cell(row): row for row in before}
    written = {(w.lever, w.criterion, w.reading or "") for w in record.case.written}
    hand = {criterion for _, criterion, _ in kept} | by_hand
    apart = by_hand | {w.criterion for w in record.case.written if w.reading}
    cells = [
        cell
        for cell in _every_cell(case, hand, apart, set(kept))
        if cell[1] in by_hand or cell in written or cell not in kept
    ]
    replaced = {(lever, criterion) for lever, criterion, reading in cells if reading}
    rows = [
        row
        for cell, row in kept.items()
        if cell not in cells and (cell[2] or cell[:2] not in replaced)
    ]
    rows += [_row(_score(case, cell), case, ident) | _reading(cell) for cell in cells]
    if any(row.get("reading") for row in rows):
        rows = [{**row, "reading": row.get("reading", "")} for row in rows]
    sources = [*_rows(files.get(raw.SOURCES_FILE, "")), _source(record, ident)]
    return {raw.SCORES_FILE: csv_text(rows), raw.SOURCES_FILE: csv_text(sources)}


def _cell(row: Mapping[str, str]) -> _Cell:
    return row["lever_id"], row["criterion_id"], row.get("reading", "")


def _reading(cell: _Cell) -> dict[str, str]:
    return {"reading": cell[2]} if cell[2] else {}


def _every_cell(
    case: Case, hand: set[str], by_hand: set[str], before: set[_Cell]
) -> Iterator[_Cell]:
    """Each cell of the criteria scored by hand, under each reading that tells scores apart."""
    named = {criterion for _, criterion, reading in before if reading} | by_hand
    for lever in case.levers:
        for criterion in case.criteria:
            question = case.question_on(criterion.id) if criterion.id in named else None
            for reading in [r.id for r in question.readings] if question else [""]:
                if criterion.id in hand:
                    yield lever.id, criterion.id, reading


def _score(case: Case, cell: _Cell) -> Score:
    lever, criterion, reading = cell
    here = case.default_combination
    combination = case.reread(here, reading) if reading else here
    return case.tables[combination].score(lever, criterion)


def _source_id(case: Case) -> str:
    names = [_MEETING, *(f"{_MEETING}_{k}" for k in range(2, len(case.sources) + 3))]
    return next(name for name in names if name not in case.sources)


def _source(record: Record, ident: str) -> dict[str, str]:
    title = record.meeting.title or record.case.title
    return {
        "source_id": ident,
        "kind": t("meeting"),
        "title": title,
        "publisher": record.case.group,
        "short_name": t("meeting of {date}", date=date_text(record.meeting.date.isoformat())),
        "date": record.meeting.date.isoformat(),
        "url": "",
        "licence": "",
        "caveat": "",
    }


def _row(score: Score, case: Case, ident: str) -> dict[str, str]:
    known = score.source in case.sources
    reason = score.reason
    if score.source and not known:
        reason = f"{reason} ({score.source})".strip()
    if score.unknown:
        reason = reason or t("the meeting did not know")
    return {
        "lever_id": score.lever,
        "criterion_id": score.criterion,
        "score": "" if score.low is None else _amount(score.low),
        "high": "" if score.exact or score.high is None else _amount(score.high),
        "status": (Status.UNKNOWN if score.unknown else score.status).value,
        "source_id": score.source if known else ident,
        "date": score.date,
        "confidence": score.confidence,
        "reason": reason,
    }


def _amount(amount: float | str) -> str:
    return amount if isinstance(amount, str) else canonical(float(amount))


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))
