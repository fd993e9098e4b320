"""The command ``replay``: a decision record computed again, or its case written as a folder."""

from argparse import Namespace
from pathlib import Path

from prioritisation.cli import FAILED, WRONG, CommandOutput, terminal_line
from prioritisation.cli.importing import in_new_folder
from prioritisation.record.model import InvalidRecord, read_record
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import replay
from prioritisation.sentences.replay import record_problem_text, replay_texts, unsealed_text
from prioritisation.wording.nouns import speak_of


def replay_command(given: Namespace) -> CommandOutput:
    """Compute the record of a file again; with ``--case``, write its case as a new folder."""
    try:
        record = read_record(Path(given.subject))
        speak_of(record.case.option)
        outcome = replay(record)
        lines = tuple(map(terminal_line, replay_texts(outcome)))
        if not outcome.genuine:
            return CommandOutput(lines, (unsealed_text(),), WRONG)
        if not outcome.identical:
            return CommandOutput(lines, code=FAILED)
        return (
            in_new_folder(case_files(record), given.case) if given.case else CommandOutput(lines)
        )
    except InvalidRecord as error:
        return CommandOutput((), tuple(map(record_problem_text, error.problems)), WRONG)
