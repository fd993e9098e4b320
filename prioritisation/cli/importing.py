"""The command ``import``: a table as people make them, understood; then a case in a folder."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from criteria.errors import Problem
from prioritisation.cli import WRONG, CommandOutput, Options, once, unknown_words
from prioritisation.cli.file_answers import answers_of_file
from prioritisation.cli.import_report import (
    reading_report,
    reading_tree_json,
    refusal_report,
    refusal_tree_json,
)
from prioritisation.errors import InvalidRequest
from prioritisation.imports.answers import FileAnswers
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.grids import LARGEST_FILE
from prioritisation.imports.model import FileReading, GivenAnswer
from prioritisation.imports.process.places import content_at
from prioritisation.imports.process.service import read_file
from prioritisation.sentences.imports import file_question_line
from prioritisation.wording import t

_FROM_INPUT = "-"
_OUTPUT = "--output"


def import_command(
    words: Sequence[str], options: Options, before: Sequence[Problem]
) -> CommandOutput:
    """Read a file; with ``--output``, write the case that it makes as a new folder.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed; what is wrong with the file is told.
    """
    problems = [*before, *unknown_words(words[1:])]
    texts = {name: once(options, name, problems) for name in ("--sheet", "--answers", _OUTPUT)}
    problems += [Problem("empty", name) for name, text in texts.items() if text == ""]
    if not words or not words[0]:
        problems.append(Problem("missing_key", t("FILE")))
    if problems:
        raise InvalidRequest(problems)
    answers = answers_of_file(texts["--answers"]) if texts["--answers"] else ()
    if sheet := texts["--sheet"]:
        answers = (*answers, GivenAnswer("sheet", "", (sheet,)))
    name, content = _content(words[0])
    as_json = "--json" in options
    try:
        reading = read_file(name, content, FileAnswers(answers))
    except FileRefused as refused:
        report = refusal_report(name, refused)
        lines = (refusal_tree_json(name, refused),) if as_json else _printable(report)
        return CommandOutput(lines, code=WRONG)
    report = reading_report(name, reading)
    lines = (reading_tree_json(name, reading),) if as_json else _printable(report)
    written = _written(reading, name, texts[_OUTPUT])
    complaints = (*_unheard(reading, answers), *written.complaints)
    code = WRONG if reading.problems else written.code
    more = () if as_json else written.lines
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
