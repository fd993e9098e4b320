"""The decision record: everything that a decision rests on; and how a file of it is read.

* PrioritisationError
  x InvalidRecord

``docs/record.md`` tells its fields and the rules of its hash; ``docs/record.schema.json`` is made
from these classes.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationError

from prioritisation.analysis.parts import Figure, Line, Part, Text
from prioritisation.analysis.warnings import WarningKind
from prioritisation.errors import PrioritisationError
from prioritisation.meeting.rules.decision import Decision, Missing, State, where
from prioritisation.record.case_part import CasePart
from prioritisation.record.computing import Results
from prioritisation.record.meeting_part import MeetingPart
from prioritisation.record.votes_part import VotesPart

SCHEMA: Literal["prioritisation/decision-record"] = "prioritisation/decision-record"
VERSION: Literal[5] = 5


class Kind(StrEnum):
    """A meeting with its votes, or a scenario of one person."""

    MEETING = "meeting"
    SCENARIO = "scenario"


class StatusPart(Part):
    """Project or decision, and what a project lacks."""

    state: State
    missing: tuple[Missing, ...]
    unanswered: tuple[int, ...]


class WarningPart(Part):
    """What the group was warned of, with its figures, and what it answered."""

    id: Line
    kind: WarningKind
    what: tuple[Line, ...]
    answer: Text
    n: int
    of: int
    share: Figure | None


class VersionsPart(Part):
    """What computed the record."""

    program: Line
    python: Line
    libraries: dict[Line, Line]


class Record(Part):
    """A decision, or a project, with everything it rests on.

    Attributes
    ----------
    sha256
        Of the canonical text of all the rest.
    fictitious, rehearsal
        An example, in which nothing happened; a rehearsal, which decides nothing.
    opinions
        Whether second opinions were looked at.
    settings
        Thresholds of the words: name of the setting -> its numbers.
    results
        Everything computed; null when there are too few ballots for any figure.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True)

    schema_: Annotated[Literal["prioritisation/decision-record"], Field(alias="schema")] = SCHEMA
    version: Literal[5] = VERSION
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    kind: Kind
    fictitious: bool
    rehearsal: bool
    status: StatusPart
    meeting: MeetingPart
    decision: Decision
    case: CasePart
    votes: VotesPart
    warnings: tuple[WarningPart, ...]
    opinions: bool
    settings: dict[Line, tuple[Figure, ...]]
    results: Results | None
    versions: VersionsPart

    @property
    def lever_labels(self) -> dict[str, str]:
        """Lever id -> label."""
        return {lever.id: lever.label for lever in self.case.levers}


def as_tree(record: Part) -> dict[str, object]:
    """A record, or a part of it, as plain JSON values."""
    return record.model_dump(mode="json", by_alias=True)


def text_of(record: Record) -> str:
    """A record as the text of a file."""
    return json.dumps(as_tree(record), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def schema() -> dict[str, object]:
    """The JSON Schema of a record, as it is written in a file."""
    return {"$id": f"{SCHEMA}/{VERSION}", **Record.model_json_schema(mode="serialization")}


class RecordFault(StrEnum):
    """One way a file can fail to be a record."""

    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    NOT_UTF8 = "not_utf8"
    TRUNCATED = "truncated"
    NOT_JSON = "not_json"
    NOT_A_NUMBER = "not_a_number"
    REPEATED = "repeated"
    FOREIGN = "foreign"
    VERSION = "version"
    FIELD = "field"
    INCOHERENT = "incoherent"
    NO_FILES = "no_files"


@dataclass(frozen=True, slots=True)
class RecordProblem:
    """One thing wrong; ``place`` is the path of a field, ``found`` what was read there."""

    fault: RecordFault
    place: str = ""
    found: str = ""


class InvalidRecord(PrioritisationError):
    """A file is not a record that this version reads; carries every problem."""

    def __init__(self, problems: Sequence[RecordProblem]) -> None:
        super().__init__("; ".join(f"{p.fault} {p.place} {p.found}".strip() for p in problems[:3]))
        self.problems = tuple(problems)


MOST_BYTES = 5_000_000
"""Size of the largest file read: forty times a record of six levers."""
_SHOWN, _MOST_PROBLEMS = 60, 20


def read_record(path: Path) -> Record:
    """The record of a file; raises InvalidRecord."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # a name that no system takes
        raise _wrong(RecordFault.UNREADABLE, value=str(path)) from error
    return record_from(content)


def record_from(content: bytes) -> Record:
    """The record that bytes hold, its hash unchecked: ``replay`` tells what was changed.

    Raises
    ------
    InvalidRecord
        With every problem.
    """
    if len(content) > MOST_BYTES:
        raise _wrong(RecordFault.TOO_BIG, value=str(MOST_BYTES // 1_000_000))
    tree = _parsed(content)
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise _wrong(RecordFault.FOREIGN)
    version = tree.get("version")
    if type(version) is not int:  # to Python, True is one too
        raise _wrong(RecordFault.FIELD, "version", json.dumps(version)[:_SHOWN])
    if version != VERSION:
        raise _wrong(RecordFault.VERSION, value=str(version)[:_SHOWN])
    return _read(tree)


def _parsed(content: bytes) -> object:
    text = ""
    try:
        text = content.decode("utf-8-sig")
        tree: object = json.loads(
            text, parse_constant=_finite, parse_float=_finite, object_pairs_hook=_once
        )
        # JSON can write half of a letter, which is no text.
        json.dumps(tree, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        # At fault where the text ends: the rest of the file is missing.
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        fault = RecordFault.TRUNCATED if cut else RecordFault.NOT_JSON
        raise _wrong(fault, value=str(error.lineno)) from error
    except UnicodeError as error:
        raise _wrong(RecordFault.NOT_UTF8) from error
    except (ValueError, RecursionError) as error:  # a number without end, brackets without end
        raise _wrong(RecordFault.NOT_JSON, value="1") from error
    return tree


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _wrong(RecordFault.NOT_A_NUMBER, value=text[:_SHOWN])
    return number


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are there once: with twice, two readers could read two records."""
    tree = dict(pairs)
    if len(tree) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _wrong(RecordFault.REPEATED, value=twice[:_SHOWN])
    return tree


def _read(tree: Mapping[str, object]) -> Record:
    try:
        # From JSON, strict reading knows a day by its text; from Python values it would not.
        return Record.model_validate_json(json.dumps(tree), strict=True)
    except ValidationError as error:
        problems = [
            RecordProblem(RecordFault.FIELD, where(e["loc"]), _quoted(e["type"], e["input"]))
            for e in error.errors(include_url=False, include_context=False)
        ]
        # From None: it quotes what people wrote, for the log.
        raise InvalidRecord(problems[:_MOST_PROBLEMS]) from None


def _quoted(kind: str, value: object) -> str:
    """What is at fault: nothing where something is missing."""
    return "" if kind == "missing" else json.dumps(value, ensure_ascii=False, default=str)[:_SHOWN]


def _wrong(fault: RecordFault, place: str = "", value: str = "") -> InvalidRecord:
    return InvalidRecord([RecordProblem(fault, place, value)])
