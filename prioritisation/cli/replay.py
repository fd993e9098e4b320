"""The command ``replay``: a decision record computed again, or its case written as a folder."""

import re
from argparse import Namespace
from pathlib import Path

from criteria.errors import FolderNotEmpty, InvalidCase
from criteria.load import case_from_files
from criteria.writing import write_folder
from prioritisation.cli import FAILED, WRONG, CommandOutput
from prioritisation.record.model import InvalidRecord, Record, read_record
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import replay
from prioritisation.sentences.replay import record_problem_text, replay_texts, unsealed_text
from prioritisation.wording import problem_sentence, t
from prioritisation.wording.nouns import speak_of


def replay_command(given: Namespace) -> CommandOutput:
    """Compute the record of a file again; with ``--case``, write its case as a new folder."""
    try:
        record = read_record(Path(given.subject))
        speak_of(record.case.option)
        outcome = replay(record)
        lines = tuple(map(_printable, replay_texts(outcome)))
        if not outcome.genuine:
            return CommandOutput(lines, (unsealed_text(),), WRONG)
        if not outcome.identical:
            return CommandOutput(lines, code=FAILED)
        return _written(record, Path(given.case)) if given.case else CommandOutput(lines)
    except InvalidRecord as error:
        return CommandOutput((), tuple(map(record_problem_text, error.problems)), WRONG)


def _printable(text: str) -> str:
    """A line without the control characters that a terminal would obey."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)


def _written(record: Record, folder: Path) -> CommandOutput:
    """Write the case of a record that was found again, once it is sure that it can be read."""
    files = case_files(record)
    try:
        case_from_files(files)
        write_folder(files, folder)
    except InvalidCase as error:
        return CommandOutput((), tuple(map(problem_sentence, error.problems)), WRONG)
    except FolderNotEmpty:
        text = t("« {folder} » is there and is not empty: nothing was written", folder=folder)
        return CommandOutput((), (text,), WRONG)
    except (OSError, ValueError):
        text = t("« {folder} » cannot be written", folder=folder)
        return CommandOutput((), (text,), WRONG)
    return CommandOutput(
        (t("The case is in « {folder} »: {n} files.", folder=folder, n=len(files)),)
    )
