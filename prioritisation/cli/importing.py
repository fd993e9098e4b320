"""The command ``import``: a table as people make them, understood; then a case in a folder."""

import json
import re
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path, PurePath
from textwrap import wrap
from typing import Any

from criteria.errors import FolderNotEmpty, InvalidCase, Problem
from criteria.load import case_from_files
from criteria.writing import write_folder
from prioritisation.cli import LONGEST_TYPED, TERMINAL_COLUMNS, WRONG, CommandOutput, terminal_line
from prioritisation.errors import InvalidRequest
from prioritisation.imports.grids import LARGEST_FILE, FileRefused
from prioritisation.imports.model import (
    ANSWERED_LATER,
    FileAnswers,
    FileReading,
    GivenAnswer,
    ReadCriterion,
    ReadScore,
    SetAside,
)
from prioritisation.imports.process.service import read_file
from prioritisation.imports.process.stated import STATED_LIST, content_at, stated_answers
from prioritisation.sentences.import_refusals import (
    cell_problem_line,
    expected_text,
    file_refusal_remedy,
    file_refusal_sentence,
    note_text,
    remedy_text,
)
from prioritisation.sentences.imports import (
    aside_text,
    file_question_line,
    file_question_text,
    reading_summary,
    scores_unknown,
)
from prioritisation.wording import problem_sentence, t, tn
from prioritisation.wording.numbers import plain

_EXAMPLE = '[{"kind": "cell", "about": "Notes!C4", "answer": "4"}]'
_MOST_LINES = 40
"""Of each part of a report; JSON has all of them."""
_WHOLE = 2**53
"""Up to here a whole number is one, whatever reads it."""

_Tree = dict[str, Any]


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
    if given.subject == "-":
        name, content = t("standard input"), sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        name, content = _content(Path(given.subject))
    try:
        reading = read_file(name, content, FileAnswers(answers))
    except FileRefused as refused:
        sentence, remedy = file_refusal_sentence(refused), file_refusal_remedy(refused)
        report = (t("{file}: {text}", file=name, text=sentence), remedy)
        tree = _refusal(name, refused.kind, sentence, remedy)
        lines = _dumped(tree) if given.json else map(terminal_line, report)
        return CommandOutput(tuple(lines), code=WRONG)
    told = _dumped(_reading(name, reading)) if given.json else _report(name, reading)
    written = _written(reading, name, given.output)
    complaints = (*_unheard(reading, answers), *written.complaints)
    code = WRONG if reading.problems else written.code
    return CommandOutput((*told, *(() if given.json else written.lines)), complaints, code)


def answers_of_file(name: str) -> tuple[GivenAnswer, ...]:
    """The answers that a file holds; a question that has none yet is no answer.

    Raises
    ------
    InvalidRequest
        With every problem, by its place in the list, counted from 1.
    """
    _, content = _content(Path(name))
    if len(content) > LARGEST_FILE:
        values = {"allowed": t("{n} bytes", n=LARGEST_FILE)}
        raise InvalidRequest([Problem("too_long", name, values=values)])
    try:
        tree = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InvalidRequest([Problem("bad_encoding", name)]) from None
    except (ValueError, RecursionError):
        tree = None
    if isinstance(tree, Mapping):
        # What ``import --json`` writes may come back as it is, its questions answered.
        tree = tree.get(STATED_LIST, tree.get("questions"))
    if not isinstance(tree, list):
        begun = " ".join(content[:LONGEST_TYPED].decode(errors="replace").split())
        values = {"found": begun, "allowed": _EXAMPLE}
        raise InvalidRequest([Problem("setting_malformed", name, values=values)])
    return stated_answers(name, tree)


def _content(path: Path) -> tuple[str, bytes]:
    """Name and bytes of a file, or of a folder packed."""
    try:
        return content_at(path)
    except FileNotFoundError:
        raise InvalidRequest([Problem("missing_file", str(path))]) from None
    except (OSError, ValueError):
        raise InvalidRequest([Problem("unreadable", str(path))]) from None


def _unheard(reading: FileReading, answers: Sequence[GivenAnswer]) -> tuple[str, ...]:
    """Answers after which the same is still asked."""
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
    """Write the case of a reading of which nothing is asked any more; its group is named later."""
    if output is None:
        return CommandOutput()
    if reading.problems or reading.pending or reading.unstated:
        text = t("Nothing was written: there are cells to mend, or questions to answer first.")
        asked = (terminal_line(file_question_line(one)) for one in reading.unstated)
        return CommandOutput((), (text, *asked), WRONG)
    from prioritisation.cases.typed import NAME_SIGNS  # noqa: PLC0415 (slow, where asked for)
    from prioritisation.imports.making.case import ImportHead, imported_case_files  # noqa: PLC0415
    from prioritisation.settings import current_day  # noqa: PLC0415

    title = (reading.title or PurePath(name).stem)[:NAME_SIGNS]
    head = ImportHead(title, t("group to be named"), file=name)
    try:
        files = imported_case_files(reading, head, current_day(None))
    except InvalidRequest as error:
        return CommandOutput((), tuple(map(problem_sentence, error.problems)), WRONG)
    written = in_new_folder(files, output)
    return replace(written, lines=("", *written.lines)) if written.lines else written


def in_new_folder(files: Mapping[str, str], folder: str) -> CommandOutput:
    """Write a case as a new folder, once it is sure that it can be read."""
    try:
        case_from_files(files)
        write_folder(files, Path(folder))
    except InvalidCase as error:
        return CommandOutput((), tuple(map(problem_sentence, error.problems)), WRONG)
    except FolderNotEmpty:
        text = t("« {folder} » is there and is not empty: nothing was written", folder=folder)
        return CommandOutput((), (text,), WRONG)
    except (OSError, ValueError):
        return CommandOutput((), (t("« {folder} » cannot be written", folder=folder),), WRONG)
    line = t("The case is in « {folder} »: {n} files.", folder=folder, n=len(files))
    return CommandOutput((line,))


def _reading(name: str, reading: FileReading) -> _Tree:
    """All of a reading, for a program: criteria under the names that the file writes."""
    layout = reading.layout
    named = {c.name: c.heading or c.name for c in reading.criteria}
    return {
        "file": name,
        "kind": reading.kind.value,
        "sheet": layout.sheet if layout else None,
        "title": reading.title,
        "levers": [lever.name for lever in reading.levers],
        "criteria": [*named.values()],
        "scales": [
            _fields(c) | {"criterion": named[c.name], "direction": c.direction or None}
            for c in reading.criteria
        ],
        "scores": [
            _fields(s) | {"criterion": named.get(s.criterion, s.criterion)} for s in reading.scores
        ],
        "questions": [
            _fields(q)
            | {
                "about": named.get(q.about, q.about) if q.kind in ANSWERED_LATER else q.about,
                "text": file_question_text(q),
            }
            for q in reading.questions
        ],
        "left_out": [_fields(aside) for aside in reading.left_out],
        "problems": [
            _fields(p) | {"expected": expected_text(p), "remedy": remedy_text(p)}
            for p in reading.problems
        ],
        "notes": [*reading.notes],
        "refused": None,
    }


def _fields(thing: Any) -> _Tree:  # noqa: ANN401 (a dataclass)
    """A dataclass as JSON has it: its fields, whole numbers without their « .0 »."""
    return {one.name: _plain(getattr(thing, one.name)) for one in fields(thing)}


def _plain(value: Any) -> Any:  # noqa: ANN401 (a field)
    if isinstance(value, tuple):
        return [*map(_plain, value)]
    whole = isinstance(value, float) and value.is_integer() and abs(value) <= _WHOLE
    return int(value) if whole else value


def _refusal(name: str, kind: str, sentence: str, remedy: str) -> _Tree:
    """The same of a file that is not read."""
    lists = ("levers", "criteria", "scales", "scores", "questions", "left_out", "notes")
    expected = t("a table of levers and criteria")
    whole = {"cell": "", "kind": kind, "expected": expected, "found": sentence, "remedy": remedy}
    why = {"kind": kind, "sentence": sentence, "remedy": remedy}
    return {"file": name, **{key: [] for key in lists}, "problems": [whole], "refused": why}


def _dumped(tree: _Tree) -> tuple[str]:
    text = json.dumps(tree, ensure_ascii=False, allow_nan=False, indent=1)
    # The others are escaped already.
    return (re.sub("[\x7f-\x9f]", lambda sign: f"\\u{ord(sign[0]):04x}", text),)


def _report(name: str, reading: FileReading) -> tuple[str, ...]:
    """What was understood, what is not known, left out, asked and wrong, in lines."""
    layout = reading.layout
    where = t("{file}, sheet « {sheet} »", file=name, sheet=layout.sheet) if layout else name
    lines = [t("{where}: {summary}", where=where, summary=reading_summary(reading))]
    lines += filter(None, map(note_text, reading.notes))
    parts = (
        (t("Levers"), [lever.name for lever in reading.levers]),
        (t("Criteria"), map(_criterion_line, reading.criteria)),
        (t("Not known"), _unknown_lines(scores_unknown(reading))),
        (t("Left out"), map(_aside_line, reading.left_out)),
        (t("To be mended in the file"), map(cell_problem_line, reading.problems)),
        (t("Asked"), map(file_question_line, reading.questions)),
    )
    for title, items in parts:
        lines += _part(title, [*items])
    if reading.questions:
        how = t(
            "To answer: run this with --json, keep its questions in a file, add « answer » to "
            "each of them, and run this again with --answers and the name of that file."
        )
        lines += ["", *wrap(how, TERMINAL_COLUMNS)]
    return tuple(map(terminal_line, lines))


def _part(title: str, items: Sequence[str]) -> Iterator[str]:
    """A title, then a line for each; many are cut short, and that is said."""
    if not items:
        return
    yield ""
    yield t("{title} ({n})", title=title, n=len(items))
    for item in items[:_MOST_LINES]:
        first, *others = wrap(item, TERMINAL_COLUMNS - 4) or [""]
        yield f"  {first}"
        yield from (f"    {line}" for line in others)
    left = len(items) - _MOST_LINES
    if left > 0:
        yield "  " + tn(
            "and {n} more: --json has them all", "and {n} more: --json has them all", left
        )


def _criterion_line(criterion: ReadCriterion) -> str:
    unit = f" ({criterion.unit})" if criterion.unit else ""
    return t("{name}{unit}: {facts}", name=criterion.name, unit=unit, facts=_facts(criterion))


def _facts(criterion: ReadCriterion) -> str:
    ways = {
        "min": t("less is better"),
        "max": t("more is better"),
        "open": t("the group will say which way"),
        "": t("which way is not said"),
    }
    if criterion.words:
        return " < ".join(criterion.words) if criterion.ordered else ", ".join(criterion.words)
    if criterion.low is None or criterion.high is None:
        return ways[criterion.direction]
    low, high = plain(criterion.low), plain(criterion.high)
    return t("{low} to {high}, {way}", low=low, high=high, way=ways[criterion.direction])


def _unknown_lines(scores: Iterable[ReadScore]) -> Iterator[str]:
    for score in scores:
        place = t("{lever}, {criterion}", lever=score.lever, criterion=score.criterion)
        line = place + (f" ({score.cell})" if score.cell else "")
        yield t("{line}: « {found} »", line=line, found=score.found) if score.found else line


def _aside_line(aside: SetAside) -> str:
    line = t("{cells}: {why}", cells=aside.cells, why=aside_text(aside.why))
    return t("{line} (« {text} »)", line=line, text=aside.text) if aside.text else line
