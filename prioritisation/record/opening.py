"""Last time: a record -> the case of next time.

Votes, weights and texts of the decision stay in the record: a case has no place for them.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass

from criteria.load import case_from_files
from prioritisation.record.making import hash_of
from prioritisation.record.model import (
    InvalidRecord,
    Record,
    RecordFault,
    RecordProblem,
    as_tree,
    record_from,
)
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import BROKEN, detail_of


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """The case of a record that was brought.

    Attributes
    ----------
    genuine
        Whether its SHA-256 is that of its content. What was changed, ``replay`` tells.
    files
        Those of the case, which load.
    """

    record: Record
    genuine: bool
    files: Mapping[str, str]


def opened_case(content: bytes) -> OpenedCase:
    """The files of the case of a record, as it stood at the end of the meeting.

    Raises
    ------
    InvalidRecord
        When there is no record, or none that holds the files of a case.
    """
    record = record_from(content)
    try:
        files = case_files(record)
        case_from_files(files)
    except InvalidRecord:
        raise
    except (*BROKEN, csv.Error) as error:  # whatever somebody wrote in them
        detail = detail_of(error)[:200]
        problem = RecordProblem(RecordFault.INCOHERENT, "case.files", detail)
        raise InvalidRecord([problem]) from error
    return OpenedCase(record, record.sha256 == hash_of(as_tree(record)), files)
