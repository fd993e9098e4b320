"""What can be wrong with a record that is read.

* PrioritisationError
  x InvalidRecord

The French sentences are written in ``prioritisation.sentences`` from the fields carried here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from prioritisation.errors import PrioritisationError


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
    FUTURE = "future"
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
