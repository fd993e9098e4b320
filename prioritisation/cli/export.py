"""The command ``export``: documents of a meeting or a record, written whole or not at all."""

import contextlib
import os
import re
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from criteria.errors import Problem
from prioritisation.cli import LONGEST_TYPED, WRONG, CommandOutput
from prioritisation.documents import kinds
from prioritisation.documents.making import _File, document_files
from prioritisation.documents.subjects import why_refused
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.errors import ExportError, NotWritten
from prioritisation.documents.writing.note import new_note, note_of
from prioritisation.documents.writing.subject import part_of_record
from prioritisation.errors import InvalidRequest
from prioritisation.meeting.room import current_room
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.store import StoreError
from prioritisation.record.gathering import facts_of
from prioritisation.record.making import computed_record
from prioritisation.record.model import InvalidRecord, Record, read_record
from prioritisation.record.replaying import replay
from prioritisation.sentences.replay import difference_text, record_problem_text, unsealed_text
from prioritisation.sentences.storing import store_text
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


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What was typed.

    Attributes
    ----------
    subject
        The code of a meeting, or the file of a record.
    """

    subject: str
    documents: tuple[kinds.Document, ...]
    folder: Path
    template: bytes | None
    force: bool


def export_command(given: Namespace) -> CommandOutput:
    """Write documents; nothing is replaced without ``--force``, nothing is half written.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed; what is wrong with the rest is told.
    """
    order = _order(given, wrong_settings())
    # Filled under way: what was written is told even when the next file fails.
    written: list[str] = []
    try:
        _write(order, _made(order), written)
    except Unwritten as error:
        return CommandOutput(_listing(written, order.folder), error.sentences, WRONG)
    except ExportError as error:
        return CommandOutput(_listing(written, order.folder), (error.sentence,), WRONG)
    return CommandOutput(_listing(written, order.folder))


def _order(given: Namespace, problems: Sequence[Problem]) -> ExportOrder:
    wrong = list(problems)
    documents = _documents(given.format or _USUAL, wrong)
    template = _template(given.template, documents, wrong)
    if wrong:
        raise InvalidRequest(wrong)
    folder = Path(given.output or ".")
    return ExportOrder(given.subject, documents, folder, template, given.force)


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


def _template(
    name: str | None, documents: Sequence[kinds.Document], problems: list[Problem]
) -> bytes | None:
    """The content of the template; ``writing.word_parts`` looks into it."""
    if not name:
        return None
    if kinds.Document.DOCX not in documents:
        values = {"found": name[:LONGEST_TYPED], "allowed": t("with --format docx")}
        problems.append(Problem("not_allowed", "--template", values=values))
        return None
    try:
        with Path(name).open("rb") as file:
            # One byte more tells that it is too large.
            return file.read(kinds.LARGEST_TEMPLATE + 1)
    except (OSError, ValueError):
        problems.append(Problem("unreadable", name[:LONGEST_TYPED]))
        return None


def _made(order: ExportOrder) -> Sequence[_File]:
    """The files. What a record that was changed and sealed again says is told, whatever it is."""
    if _is_meeting(order.subject):
        return _files(order, _of_meeting(order.subject.upper()))
    record = _record(order.subject)
    with part_of_record(""):
        return _files(order, note_of(record))


def _is_meeting(subject: str) -> bool:
    return bool(_CODE.fullmatch(subject)) and not Path(subject).is_file()


def _record(subject: str) -> Record:
    """The record of a file that is as it was sealed, all of which is found again."""
    try:
        record = read_record(Path(subject))
        speak_of(record.case.option)
        outcome = replay(record)
    except InvalidRecord as error:
        raise Unwritten(*map(record_problem_text, error.problems)) from error
    if not outcome.genuine:
        raise Unwritten(unsealed_text())
    if outcome.differences:
        raise Unwritten(*map(difference_text, outcome.differences[:_MOST_DIFFERENCES]))
    return outcome.record


def _of_meeting(code: str) -> Note:
    try:
        facts = facts_of(current_room().own_rationale(code), threshold_numbers())
        speak_of(facts.case.option)
        record, computed = computed_record(facts)
    except Refused as error:
        raise Unwritten(why_refused(error.refusal)) from error
    except StoreError as error:
        raise Unwritten(store_text(error)) from error
    return new_note(record, computed)


def _files(order: ExportOrder, note: Note) -> list[_File]:
    """Every file, made before any is written."""
    return [
        file
        for document in order.documents
        for file in document_files(note, document, order.template)
    ]


def _write(order: ExportOrder, files: Sequence[_File], names: list[str]) -> None:
    """Write every file, or none when one of them is there already."""
    folder = order.folder
    if not order.force:
        there = [name for name, _ in files if (folder / name).exists()]
        if there:
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


def _listing(names: Sequence[str], folder: Path) -> tuple[str, ...]:
    if not names:
        return ()
    n = len(names)
    first = tn("{n} file in « {folder} »:", "{n} files in « {folder} »:", n, folder=folder)
    return (first, *(f"  {name}" for name in names))
