"""Last time: a record of any version, alone or in the PDF of its minutes -> the case of next time.

Votes, weights and texts of the decision stay in the record: a case has no place for them.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from criteria.load import case_from_files
from prioritisation.record.attached import attached_files, is_pdf, is_protected
from prioritisation.record.making import hash_of
from prioritisation.record.model import (
    MOST_BYTES,
    InvalidRecord,
    Record,
    RecordFault,
    RecordProblem,
    as_tree,
    record_from,
)
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import BROKEN, detail_of

MOST_PDF_BYTES = 10_000_000
"""Size of the largest PDF read."""
MOST_READ = 2 * MOST_BYTES
"""Bytes that are read as records of one PDF: twenty that are packed small take a minute."""
_START, _BLANK = 100, b"\xef\xbb\xbf \t\r\n"
_NO_RECORD = {
    RecordFault.NOT_UTF8,
    RecordFault.TRUNCATED,
    RecordFault.NOT_JSON,
    RecordFault.FOREIGN,
}
"""Faults of an attached file that is something else."""
_PRINTED = re.compile(rb"Keywords[\s(>]{1,4}([0-9a-f]{64})(?![0-9a-f])")
"""The fingerprint that a PDF of ours says it is of."""


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record that was brought.

    Attributes
    ----------
    genuine
        Whether its SHA-256 is that of its content, and the one of the PDF that it came in. What
        was changed, ``replay`` tells.
    from_pdf
        Whether it was attached to a PDF.
    """

    record: Record
    genuine: bool
    from_pdf: bool


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """The case of a record that was brought: its files, which load."""

    opened: OpenedRecord
    files: Mapping[str, str]


def opened_case(content: bytes) -> OpenedCase:
    """The files of the case of a record, as it stood at the end of the meeting.

    Raises
    ------
    InvalidRecord
        When there is no record, or none that holds the files of a case.
    """
    opened = opened_record(content)
    try:
        files = case_files(opened.record)
        case_from_files(files)
    except InvalidRecord:
        raise
    except (*BROKEN, csv.Error) as error:  # whatever somebody wrote in them
        detail = detail_of(error)[:200]
        problem = RecordProblem(RecordFault.INCOHERENT, "case.files", detail)
        raise InvalidRecord([problem]) from error
    return OpenedCase(opened, files)


def opened_record(content: bytes) -> OpenedRecord:
    """The record that bytes hold: those of its file, or of the PDF that it is attached to.

    Raises
    ------
    InvalidRecord
        When there is none, or more than one.
    """
    if not is_pdf(content):
        record = record_from(content)
        return OpenedRecord(record, _is_sealed(record), from_pdf=False)
    if len(content) > MOST_PDF_BYTES:
        raise _refused(RecordFault.TOO_BIG, str(MOST_PDF_BYTES // 1_000_000))
    record = _attached_record(content)
    printed = {match[1].decode() for match in _PRINTED.finditer(content)}
    genuine = _is_sealed(record) and printed <= {record.sha256}
    return OpenedRecord(record, genuine, from_pdf=True)


def _attached_record(content: bytes) -> Record:
    records: list[Record] = []
    errors: list[InvalidRecord] = []
    for file in _worth_reading(content):
        try:
            record = record_from(file)
        except InvalidRecord as error:
            errors += [] if error.problems[0].fault in _NO_RECORD else [error]
        else:
            records += [] if record in records else [record]
    if len(records) > 1:
        raise _refused(RecordFault.SEVERAL)
    if records:
        return records[0]
    if errors:
        raise errors[0]
    protected = is_protected(content)
    raise _refused(RecordFault.PROTECTED if protected else RecordFault.NOT_ATTACHED)


def _worth_reading(content: bytes) -> Iterator[bytes]:
    """The attached files that may be records, each once, and no more than may be read."""
    seen: set[bytes] = set()
    read = 0
    for file in attached_files(content, MOST_BYTES):
        mark = sha256(file).digest()
        # No picture nor table is a record; one that is too long says so, whatever it is.
        begins_as_one = file[:_START].lstrip(_BLANK).startswith(b"{")
        if mark in seen or not (begins_as_one or len(file) > MOST_BYTES):
            continue
        seen.add(mark)
        read += len(file)
        if read > MOST_READ:
            raise _refused(RecordFault.TOO_BIG, str(MOST_READ // 1_000_000))
        yield file


def _is_sealed(record: Record) -> bool:
    return record.sha256 == hash_of(as_tree(record))


def _refused(fault: RecordFault, found_value: str = "") -> InvalidRecord:
    return InvalidRecord([RecordProblem(fault, "", found_value)])
