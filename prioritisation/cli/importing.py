"""The command ``import``: a table as people make them, understood; then a case in a folder."""

import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from criteria.errors import Problem
from prioritisation.cli import WRONG, CommandOutput
from prioritisation.cli.file_answers import answers_of_file
from prioritisation.cli.import_report import (
    reading_report,
    reading_tree_json,
    refusal_report,
    refusal_tree_json,
)
from prioritisation.errors import InvalidRequest
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.grids import LARGEST_FILE
from prioritisation.imports.model import FileAnswers, FileReading, GivenAnswer
from prioritisation.imports.process.places import content_at
from prioritisation.imports.process.service import read_file
from prioritisation.sentences.imports import file_question_line
from prioritisation.wording import t

_FROM_INPUT = "-"


def import_command(given: Namespace) -> CommandOutput:
    """Read a file; with ``--output``, write the case that it makes as a new folder.

    Raises
    ------
    InvalidRequest
        If the file, or the answers, cannot be read; what is wrong with the table is told.
    """
    answers = answers_of_file(given.answers) if given.answers else ()
    if given.sheet:
        answers = (*answers, GivenAnswer("sheet", "", (given.sheet,)))
    name, content = _content(given.subject)
    try:
        reading = read_file(name, content, FileAnswers(answers))
    except FileRefused as refused:
        report = refusal_report(name, refused)
        lines = (refusal_tree_json(name, refused),) if given.json else _printable(report)
        return CommandOutput(lines, code=WRONG)
    report = reading_report(name, reading)
    lines = (reading_tree_json(name, reading),) if given.json else _printable(report)
    written = _written(reading, name, given.output)
    complaints = (*_unheard(reading, answers), *written.complaints)
    code = WRONG if reading.problems else written.code
    more = () if given.json else written.lines
    return CommandOutput((*lines, *more), complaints, code)


def _printable(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines without the control characters that a terminal would obey."""
    return tuple(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", line) for line in lines)


def _content(word: str) -> tuple[str, bytes]:
    """Name and bytes of what was named: a file, a folder, what comes in."""
    if word == _FROM_INPUT:
        return t("standard input"), sys.stdin.buffer.read(LARGEST_FILE + 1)
    try:
        return content_at(Path(word))
    except FileNotFoundError:
        raise InvalidRequest([Problem("missing_file", word)]) from None
    except (OSError, ValueError):
        raise InvalidRequest([Problem("unreadable", word)]) from None


def _unheard(reading: FileReading, answers: Sequence[GivenAnswer]) -> tuple[str, ...]:
    """FileAnswers after which the same is still asked."""
    open_still = {(one.kind, one.about) for one in reading.questions}
    return tuple(
        t(
            "This answer was not understood, « {about} » ({kind}): {answer}",
            about=one.about,
            kind=one.kind,
            answer=", ".join(one.choice),
        )
        for one in answers
        if (one.kind, one.about) in open_still
    )


def _written(reading: FileReading, name: str, output: str | None) -> CommandOutput:
    """Write the case, where one may be made."""
    if output is None:
        return CommandOutput()
    if reading.problems or reading.pending or reading.unstated:
        text = t("Nothing was written: there are cells to mend, or questions to answer first.")
        asked = _printable([*map(file_question_line, reading.unstated)])
        return CommandOutput((), (text, *asked), WRONG)
    from prioritisation.cli.import_output import case_output  # noqa: PLC0415 (slow, where asked for)

    return case_output(reading, name, output)
