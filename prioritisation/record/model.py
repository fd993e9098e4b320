"""The decision record: everything that a decision rests on, in one object that never changes.

``docs/record.md`` tells its fields and the rules of its hash; ``docs/record.schema.json`` is made
from these classes.
"""

import datetime as dt
import json
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from prioritisation.analysis.parts import Figure, Line, Part, Text
from prioritisation.meeting.rules.decision import Decision, Missing, State
from prioritisation.record.chosen import CardPart, QuestionPart
from prioritisation.record.computing import Results
from prioritisation.record.subject import CasePart
from prioritisation.record.voted import VotesPart

SCHEMA: Literal["prioritisation/decision-record"] = "prioritisation/decision-record"
VERSION: Literal[2] = 2
Mark = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class Kind(StrEnum):
    """A meeting with its votes, or a scenario of one person."""

    MEETING = "meeting"
    SCENARIO = "scenario"


class MeetingPart(Part):
    """Which meeting, about what, on which day."""

    title: Text
    question: Text
    date: dt.date


class StatusPart(Part):
    """Project or decision, and what a project lacks."""

    state: State
    missing: tuple[Missing, ...]
    unanswered: tuple[int, ...]


class WarningPart(Part):
    """What the group was warned of, with its figures, and what it answered."""

    id: Line
    kind: Line
    what: tuple[Line, ...]
    answer: Text
    n: int
    of: int
    share: Figure | None


class ScenarioPart(Part):
    """A scenario kept by a lead: its name, and its text as the lab writes it."""

    name: Line
    text: Annotated[str, Field(max_length=200_000)]


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
    fingerprints
        Path of a part -> beginning of the SHA-256 of its canonical text: they tell which part
        was changed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True)

    schema_: Annotated[Literal["prioritisation/decision-record"], Field(alias="schema")] = SCHEMA
    version: Literal[1, 2] = VERSION
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
    portfolio: QuestionPart | None
    cards: tuple[CardPart, ...]
    scenarios: tuple[ScenarioPart, ...]
    opinions: bool
    settings: dict[Line, tuple[Figure, ...]]
    results: Results | None
    versions: VersionsPart
    fingerprints: dict[Line, Mark]

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
