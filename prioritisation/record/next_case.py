"""Record -> the files of its whole case, for the meeting of next year.

They are the files kept with the meeting, with what was written since: scores, as the last frozen
ones; directions that the group confirmed; the day. A criterion computed from rows or from action
sheets, once somebody has written over one of its scores, is scored by hand from then on.
"""

import csv
import datetime as dt
import io
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from criteria import raw
from criteria.case import Case
from criteria.model import Score, Standing, Status
from prioritisation.record.case_part import CasePart, CriterionPart
from prioritisation.record.making import canonical
from prioritisation.record.model import InvalidRecord, Record, RecordFault, RecordProblem
from prioritisation.record.same_case import whole_case
from prioritisation.wording import date_text, t


def toml_text(tree: Mapping[str, object]) -> str:
    """The text of a TOML file.

    Examples
    --------
    >>> print(toml_text({"a": 1, "b": {"c": [True, "é"], "d": [{"e": 0.5}]}}))
    a = 1
    <BLANKLINE>
    [b]
    c = [true, "é"]
    <BLANKLINE>
    [[b.d]]
    e = 0.5
    <BLANKLINE>
    """
    return "\n".join(_lines(tree, ())) + "\n"


def _lines(tree: Mapping[str, object], path: tuple[str, ...]) -> Iterator[str]:
    """Plain keys first, then the tables and the arrays of tables."""
    for key, value in tree.items():
        if not _is_table(value) and not _is_array_of_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in tree.items():
        name = ".".join(map(_key, (*path, key)))
        if isinstance(value, Mapping):
            yield from ("", f"[{name}]")
            yield from _lines(value, (*path, key))
        elif isinstance(value, list) and _is_array_of_tables(value):
            for table in value:
                yield from ("", f"[[{name}]]")
                yield from _lines(table, (*path, key))


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_array_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _key(key: str) -> str:
    # Both signs may stand in a bare key, though they are no letters.
    bare = key.isascii() and key.replace("_", "a").replace("-", "a").isalnum()
    return key if bare else _string(key)


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value)


def _string(text: str) -> str:
    """A basic string: that of JSON, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_COLUMN = "lever_"


def only(files: Mapping[str, str], perimeter: str) -> dict[str, str]:
    """The same files, as if there were no other perimeter."""
    written = dict(files)
    case, criteria = (tomllib.loads(files[name]) for name in (raw.CASE_FILE, raw.CRITERIA_FILE))
    others = {p["id"] for p in case["perimeters"]} - {perimeter}
    case["perimeters"] = [
        p | {"default": True} for p in case["perimeters"] if p["id"] == perimeter
    ]
    for criterion in criteria.values():
        anchors = criterion["scale"].get("anchors", {})
        for other in others & anchors.keys():
            del anchors[other]
    written[raw.CASE_FILE], written[raw.CRITERIA_FILE] = toml_text(case), toml_text(criteria)
    for name in {raw.ROWS_FILE, raw.EVIDENCE_FILE} & written.keys():
        written[name] = _without(written[name], others)
    return written


def _without(text: str, others: set[str]) -> str:
    """A CSV file without the columns of the other perimeters, nor the rows about them."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    gone = {_COLUMN + other for other in others}
    columns = [name for name in reader.fieldnames or () if name not in gone]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for row in reader if row.get("perimeter", "") not in others)
    return buffer.getvalue()


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
    summed = {c for c in by_hand if criteria[c]["scoring"]["kind"] == "sum"}
    # Summed scores differ by perimeter, those of a file do not: one perimeter is left.
    if summed and len(case.tables) > 1:
        files = only(files, part.perimeter)
        criteria = tomllib.loads(files[raw.CRITERIA_FILE])
    for criterion in part.criteria:
        _confirm(record, criteria[criterion.id], criterion)
    for ident in by_hand:
        criteria[ident]["scoring"] = {"kind": "scores", "file": raw.SCORES_FILE}
    files[raw.CRITERIA_FILE] = toml_text(criteria)
    files[raw.CASE_FILE] = _dated(record, files[raw.CASE_FILE])
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


def _dated(record: Record, text: str) -> str:
    tree = tomllib.loads(text)
    # The case may have been updated after the meeting.
    tree["updated"] = max(tree["updated"], record.meeting.date)
    return toml_text(tree)


def _scored(record: Record, case: Case, files: Mapping[str, str], by_hand: set[str]) -> _Files:
    """The scores written since, and the meeting as their source."""
    ident = _source_id(case)
    written = {(w.lever, w.criterion) for w in record.case.written}
    table = case.tables[record.case.perimeter]
    kept = {
        (row["lever_id"], row["criterion_id"]) for row in _rows(files.get(raw.SCORES_FILE, ""))
    }
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
        for row in _rows(files.get(raw.SCORES_FILE, ""))
        if (row["lever_id"], row["criterion_id"]) not in cells
    ]
    rows += [_row(table.score(*cell), case, ident) for cell in cells]
    sources = [*_rows(files[raw.SOURCES_FILE]), _source(record, ident)]
    return {raw.SCORES_FILE: csv_text(rows), raw.SOURCES_FILE: csv_text(sources)}


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


def csv_text(rows: Sequence[Mapping[str, str]], columns: Iterable[str] = ()) -> str:
    """Rows as the text of a CSV file."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(columns) or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
