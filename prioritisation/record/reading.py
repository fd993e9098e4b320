"""File -> record: whatever is wrong with it is told, and nothing of it is trusted before."""

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from prioritisation.meeting.rules.decision import where
from prioritisation.record.errors import InvalidRecord, RecordFault, RecordProblem
from prioritisation.record.model import SCHEMA, VERSION, Record

MOST_BYTES = 5_000_000
"""Size of the largest file read: forty times a record of six levers."""

SHOWN, MOST_PROBLEMS = 60, 20


def read_record(path: Path) -> Record:
    """The record of a file; raises InvalidRecord."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # a name that no system takes
        raise _wrong(RecordFault.UNREADABLE, found=str(path)) from error
    return record_from(content)


def record_from(content: bytes) -> Record:
    """The record that bytes hold, its hash unchecked: ``replay`` tells what was changed.

    Raises
    ------
    InvalidRecord
        With every problem.
    """
    if len(content) > MOST_BYTES:
        raise _wrong(RecordFault.TOO_BIG, found=str(MOST_BYTES // 1_000_000))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(RecordFault.NOT_UTF8) from error
    tree = _parsed(text)
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise _wrong(RecordFault.FOREIGN)
    version = tree.get("version")
    if isinstance(version, int) and version > VERSION:
        raise _wrong(RecordFault.FUTURE, found=str(version)[:SHOWN])
    loader = LOADERS.get(version) if isinstance(version, int) else None
    if loader is None:
        raise _wrong(RecordFault.FIELD, "version", str(version)[:SHOWN])
    return loader(tree)


def _parsed(text: str) -> object:
    try:
        return json.loads(
            text, parse_constant=_no_number, parse_float=_finite, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        fault = RecordFault.TRUNCATED if cut else RecordFault.NOT_JSON
        raise _wrong(fault, found=str(error.lineno)) from error
    except (ValueError, RecursionError) as error:  # a number without end, brackets without end
        raise _wrong(RecordFault.NOT_JSON, found="1") from error


def _no_number(name: str) -> NoReturn:
    raise _wrong(RecordFault.NOT_A_NUMBER, found=name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _wrong(RecordFault.NOT_A_NUMBER, found=text[:SHOWN])
    return number


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are there once: with twice, two readers could read two records."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _wrong(RecordFault.REPEATED, found=twice[:SHOWN])
    return found


def _read(tree: Mapping[str, object]) -> Record:
    try:
        return Record.model_validate_json(json.dumps(tree), strict=True)
    except ValidationError as error:
        problems = [
            RecordProblem(RecordFault.FIELD, where(e["loc"]), _found(e["type"], e["input"]))
            for e in error.errors(include_url=False, include_context=False)
        ]
        raise InvalidRecord(problems[:MOST_PROBLEMS]) from error


def _found(kind: str, value: object) -> str:
    """What is at fault: nothing where something is missing."""
    return "" if kind == "missing" else json.dumps(value, ensure_ascii=False, default=str)[:SHOWN]


LOADERS: Mapping[int, Callable[[Mapping[str, object]], Record]] = {1: _read, 2: _read}
"""Version of a record -> what reads it. Today's still has a place for what version 1 told."""


def _wrong(fault: RecordFault, place: str = "", found: str = "") -> InvalidRecord:
    return InvalidRecord([RecordProblem(fault, place, found)])
