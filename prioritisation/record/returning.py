"""Record -> the files of its whole case, for the meeting of next year.

They are the files kept with the meeting, with what was written since: scores, as the last frozen
ones; directions that the group confirmed; the day. A criterion computed from rows or from action
sheets, once somebody has written over one of its scores, is scored by hand from then on.
"""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from criteria import raw
from criteria.case import Case
from criteria.model import Score, Standing, Status
from prioritisation.record.errors import InvalidRecord, RecordFault, RecordProblem
from prioritisation.record.hashing import canonical
from prioritisation.record.model import Record
from prioritisation.record.perimeters import only
from prioritisation.record.rewriting import whole_case
from prioritisation.record.subject import CasePart, CriterionPart
from prioritisation.record.toml import toml_text
from prioritisation.wording import date_text, t

Files = dict[str, str]
Tree = dict[str, Any]
MEETING = "seance"


def case_files(record: Record) -> Files:
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
    criteria = tomllib.loads(files[raw.CRITERIA])
    by_hand = _by_hand(part, criteria)
    summed = {c for c in by_hand if criteria[c]["scoring"]["kind"] == "sum"}
    if summed and len(case.tables) > 1:
        files = only(files, part.perimeter)
        criteria = tomllib.loads(files[raw.CRITERIA])
    for criterion in part.criteria:
        _confirm(record, criteria[criterion.id], criterion)
    for ident in by_hand:
        criteria[ident]["scoring"] = {"kind": "scores", "file": raw.SCORES}
    files[raw.CRITERIA] = toml_text(criteria)
    files[raw.CASE] = _dated(record, files[raw.CASE])
    files[raw.LEVERS] = csv_text([*_rows(files[raw.LEVERS]), *_levers(part, files[raw.LEVERS])])
    if part.written:
        files |= _scored(record, case, files, by_hand)
    return files


def _by_hand(part: CasePart, criteria: Tree) -> set[str]:
    """Computed criteria of which a score was written over; any that counts, for a lever added.

    No sheet serves a lever that did not exist: its count would be 0, and nobody said so.
    """
    computed = {c: table["scoring"]["kind"] for c, table in criteria.items()}
    known = {row["lever_id"] for row in _rows(part.files[raw.LEVERS])}
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


def _confirm(record: Record, table: Tree, part: CriterionPart) -> None:
    """What the group said of a direction; the next group reads it, and may think otherwise."""
    way = part.direction
    if table["direction"]["status"] == way.status or way.status is not Standing.CONFIRMED:
        return
    if way.sense is way.default:
        table["direction"]["status"] = way.status.value
    said = {"date": date_text(record.meeting.date.isoformat()), "way": way.labels[way.sense]}
    note = t("Confirmed at the meeting of {date}: « {way} ».", **said)
    table["direction"]["reason"] = f"{table['direction']['reason']} {note}"


def _dated(record: Record, text: str) -> str:
    tree = tomllib.loads(text)
    tree["updated"] = max(tree["updated"], record.meeting.date)
    return toml_text(tree)


def _scored(record: Record, case: Case, files: Mapping[str, str], by_hand: set[str]) -> Files:
    """The scores written since, and the meeting as their source."""
    ident = _source_id(case)
    written = {(w.lever, w.criterion) for w in record.case.written}
    table = case.tables[record.case.perimeter]
    kept = {(row["lever_id"], row["criterion_id"]) for row in _rows(files.get(raw.SCORES, ""))}
    hand = {criterion for _, criterion in kept} | by_hand
    cells = [
        (lever.id, criterion.id)
        for lever in table.levers
        for criterion in table.criteria
        if criterion.id in hand
        and (
            criterion.id in by_hand
            or (lever.id, criterion.id) in written
            or (lever.id, criterion.id) not in kept
        )
    ]
    rows = [
        row
        for row in _rows(files.get(raw.SCORES, ""))
        if (row["lever_id"], row["criterion_id"]) not in cells
    ]
    rows += [_row(table.score(*cell), case, ident) for cell in cells]
    sources = [*_rows(files[raw.SOURCES]), _source(record, ident)]
    return {raw.SCORES: csv_text(rows), raw.SOURCES: csv_text(sources)}


def _source_id(case: Case) -> str:
    names = [MEETING, *(f"{MEETING}_{k}" for k in range(2, len(case.sources) + 3))]
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


def csv_text(rows: Sequence[Mapping[str, str]], columns: Iterable[str] = ()) -> str:
    """Rows as the text of a CSV file."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(columns) or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
