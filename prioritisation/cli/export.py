"""The command ``export``: documents of a meeting or a record, written whole or not at all."""

import contextlib
import os
import re
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from criteria.errors import Problem
from prioritisation.cli import DONE, LONGEST_TYPED, WRONG, CommandOutput
from prioritisation.documents import kinds
from prioritisation.documents.making import _File, document_file
from prioritisation.documents.subjects import why_refused
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.errors import ExportError, NotWritten
from prioritisation.documents.writing.note import new_note, note_of
from prioritisation.errors import InvalidRequest
from prioritisation.meeting.room import current_room
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.store import StoreError
from prioritisation.record.gathering import facts_of
from prioritisation.record.making import computed_record
from prioritisation.record.model import InvalidRecord, read_record
from prioritisation.record.replaying import BROKEN, replay
from prioritisation.sentences.replay import (
    difference_text,
    record_problem_text,
    store_text,
    unsealed_text,
)
from prioritisation.settings import threshold_numbers, wrong_settings
from prioritisation.wording import t, tn
from prioritisation.wording.nouns import speak_of


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, then put it there: a full disk destroys nothing.

    Raises
    ------
    NotWritten
        If it cannot be; the file that was there before is untouched.
    """
    try:
        _replace(path, content)
    except OSError as cause:
        raise NotWritten(path.name, cause) from cause


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is for its owner alone.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


_USUAL = "pdf,docx"
_MOST_DIFFERENCES = 20
_CODE = re.compile("[A-Za-z0-9]{1,12}")
"""What may be the code of a meeting; anything else is a file."""


class Unwritten(Exception):
    """Nothing is written, or not all; the sentences that say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def export_command(given: Namespace) -> CommandOutput:
    """Write documents; nothing is replaced without ``--force``, nothing is half written.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed; what is wrong with the rest is told.
    """
    problems = list(wrong_settings())
    documents = _documents(given.format or _USUAL, problems)
    if problems:
        raise InvalidRequest(problems)
    folder = Path(given.output or ".")
    # Filled under way: what was written is told even when the next file fails.
    written: list[str] = []
    wrong: tuple[str, ...] = ()
    try:
        meeting = bool(_CODE.fullmatch(given.subject)) and not Path(given.subject).is_file()
        note = _of_meeting(given.subject) if meeting else _of_record(given.subject)
        # Every file is made before any is written.
        files = [document_file(note, one) for one in documents]
        _write(folder, files, written, force=given.force)
    except Unwritten as error:
        wrong = error.sentences
    except ExportError as error:
        wrong = (error.sentence,)
    n = len(written)
    told = tn("{n} file in « {folder} »:", "{n} files in « {folder} »:", n, folder=folder)
    lines = (told, *(f"  {name}" for name in written)) if written else ()
    return CommandOutput(lines, wrong, WRONG if wrong else DONE)


def _documents(text: str, problems: list[Problem]) -> tuple[kinds.Document, ...]:
    """The documents of ``pdf,docx``, each once."""
    documents = []
    for word in (part.strip().lower() for part in text.split(",")):
        document = kinds.document_of(word)
        if document is None:
            values = {"found": word[:LONGEST_TYPED], "allowed": ", ".join(kinds.Document)}
            problems.append(Problem("not_allowed", "--format", values=values))
        elif document not in documents:
            documents.append(document)
    return tuple(documents)


def _of_record(subject: str) -> Note:
    """The note of a file that is as it was sealed, all of which is found again."""
    try:
        record = read_record(Path(subject))
        speak_of(record.case.option)
        outcome = replay(record)
        if outcome.identical:
            return note_of(record)
    except InvalidRecord as error:
        raise Unwritten(*map(record_problem_text, error.problems)) from error
    except BROKEN as error:  # one that was changed and sealed again may say anything
        raise Unwritten(ExportError().sentence) from error
    if not outcome.genuine:
        raise Unwritten(unsealed_text())
    raise Unwritten(*map(difference_text, outcome.differences[:_MOST_DIFFERENCES]))


def _of_meeting(code: str) -> Note:
    try:
        facts = facts_of(current_room().own_rationale(code.upper()), threshold_numbers())
        speak_of(facts.case.option)
        record, computed = computed_record(facts)
    except Refused as error:
        raise Unwritten(why_refused(error.refusal)) from error
    except StoreError as error:
        raise Unwritten(store_text(error)) from error
    return new_note(record, computed)


def _write(folder: Path, files: Sequence[_File], names: list[str], *, force: bool) -> None:
    """Write every file, or none when one of them is there already."""
    there = [name for name, _ in files if (folder / name).exists()]
    if there and not force:
        sentence = t(
            "{names}: there already, nothing was written. To replace: --force.",
            names=", ".join(there),
        )
        raise Unwritten(sentence)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        cause = error if isinstance(error, OSError) else OSError(str(error))
        raise NotWritten(str(folder), cause) from error
    for name, content in files:
        write_whole(folder / name, content)
        names.append(name)
