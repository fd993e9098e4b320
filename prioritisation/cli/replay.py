"""The command ``replay``: a decision record computed again, or its case written as a folder."""

import re
from argparse import Namespace
from pathlib import Path

from criteria.errors import FolderNotEmpty, InvalidCase
from criteria.load import case_from_files
from criteria.writing import write_folder
from prioritisation.cli import FAILED, WRONG, CommandOutput
from prioritisation.record.blind_spots import BlindSpot, blind_spots
from prioritisation.record.model import InvalidRecord, Record, read_record
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import replay
from prioritisation.sentences.replay import record_problem_text, replay_texts, unsealed_text
from prioritisation.wording import NBSP, problem_sentence, t
from prioritisation.wording.nouns import speak_of


def replay_command(given: Namespace) -> CommandOutput:
    """Compute the record of a file again; with ``--case``, write its case as a new folder."""
    try:
        record = read_record(Path(given.subject))
        speak_of(record.case.option)
        outcome = replay(record)
        texts = [*replay_texts(outcome), *_blind_spot_texts(record)]
        lines = tuple(map(_printable, texts))
        if not outcome.genuine:
            return CommandOutput(lines, (unsealed_text(),), WRONG)
        if not outcome.identical:
            return CommandOutput(lines, code=FAILED)
        return _written(record, Path(given.case)) if given.case else CommandOutput(lines)
    except InvalidRecord as error:
        return CommandOutput((), tuple(map(record_problem_text, error.problems)), WRONG)


def _blind_spot_texts(record: Record) -> list[str]:
    """What is given, and that nothing in the record can check; nothing when there is none."""
    words = {
        BlindSpot.CASE: t(
            "the scores, the scales and the ways of counting (the proof file keeps no file of "
            "its case)"
        ),
        BlindSpot.WEIGHTS: t(
            "the weights of the group, in whole percents: the votes that they are the mean of are "
            "not listed"
        ),
        BlindSpot.COUNTS: t("how many voted in a vote whose detail is not given"),
        BlindSpot.PAPER: t("how many votes were typed in from paper"),
        BlindSpot.SHARES: t("what is said of the weights of a vote before, and of what moved"),
        BlindSpot.PRESENT: t("how many people were present"),
        BlindSpot.WRITTEN: t("what people wrote, and the hands raised"),
        BlindSpot.DAYS: t("the days"),
        BlindSpot.HELD: t("that the meeting was held, and was no rehearsal"),
        BlindSpot.LOG: t(
            "that the scores were not fixed again after the vote, nor a ranking opened before "
            "it, where no warning says so"
        ),
        BlindSpot.THRESHOLDS: t(
            "the thresholds of words and warnings, which are not those this program starts with"
        ),
    }
    given = [words[one] for one in blind_spots(record)]
    return [t("Cannot be checked: {what}.", what=f"{NBSP}; ".join(given))] if given else []


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
