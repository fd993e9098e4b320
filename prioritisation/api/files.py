"""A file as people make it, from Python: what it says, what it asks, the case that it makes."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from skcriteria import DecisionMatrix

from criteria.case import Case
from criteria.load import case_from_files
from prioritisation.api.spoken import add_notes, spoken_problems
from prioritisation.imports.grids import FileKind, FileRefused, UnfinishedReading
from prioritisation.imports.making.case import ImportHead, imported_case_files
from prioritisation.imports.model import (
    FileAnswers,
    FileReading,
    GivenAnswer,
    ReadCriterion,
    ReadLever,
    ReadScore,
)
from prioritisation.imports.process.service import read_file
from prioritisation.imports.process.stated import content_at, stated_answers
from prioritisation.sentences.import_refusals import (
    cell_problem_line,
    expected_text,
    file_refusal_remedy,
    file_refusal_sentence,
    remedy_text,
)
from prioritisation.sentences.imports import file_question_line, file_question_text


@dataclass(frozen=True, slots=True, eq=False)
class ImportedFile:
    """What a file says.

    Attributes
    ----------
    reading
        All of it, as the rest of the product has it.
    """

    name: str
    reading: FileReading

    @property
    def scores(self) -> pd.DataFrame:
        """A row for each score: ``value``, or ``word``, or neither where it is unknown.

        ``high`` and ``high_word`` are the other end of a range; ``source`` is what the file names.
        """
        ends = ("value", "high", "word", "high_word")
        columns = ("lever", "criterion", "cell", *ends, "status", "source", "found")
        rows = [{name: getattr(one, name) for name in columns} for one in self.reading.scores]
        return pd.DataFrame(rows, columns=list(columns))

    @property
    def questions(self) -> pd.DataFrame:
        """What the file does not say, and what may be answered; ``question`` is in French."""
        columns = ["kind", "about", "cells", "choices", "found", "question"]
        rows = [
            {**asdict(one), "question": file_question_text(one)} for one in self.reading.questions
        ]
        return pd.DataFrame(rows, columns=columns)

    @property
    def problems(self) -> pd.DataFrame:
        """What is wrong, cell by cell: what is expected there, and what to do, in French."""
        columns = ["cell", "kind", "found", "expected", "remedy"]
        rows = [
            {
                "cell": one.cell,
                "kind": one.kind,
                "found": one.found,
                "expected": expected_text(one),
                "remedy": remedy_text(one),
            }
            for one in self.reading.problems
        ]
        return pd.DataFrame(rows, columns=columns)

    def to_case(self, head: ImportHead, *, today: dt.date) -> Case:
        """The case that it makes.

        Parameters
        ----------
        head
            Its title, its group, and what else is said of it and of its scores.
        today
            When it is made.

        Raises
        ------
        UnfinishedReading
            While something is wrong in the file, or asked without whose answer none is made; while
            nobody has said which way a criterion counts.
        InvalidRequest
            With everything that stands against it.
        """
        named = replace(head, file=head.file or self.name)
        if left := self._left():
            unfinished = UnfinishedReading()
            add_notes(unfinished, left)
            raise unfinished
        with spoken_problems():
            return case_from_files(imported_case_files(self.reading, named, today))

    def _left(self) -> list[str]:
        """What is to be mended or answered before a case is made, each with its place."""
        problems = [cell_problem_line(one) for one in self.reading.problems]
        asked = (*self.reading.pending, *self.reading.unstated)
        return problems + [file_question_line(one) for one in asked]


def import_file(
    path: str | Path, answers: Iterable[Mapping[str, Any]] = (), *, sheet: str = ""
) -> ImportedFile:
    """What a file says: a workbook, a text, a record, a case.

    Parameters
    ----------
    path
        A folder, or its archive, is that of a case.
    answers
        To questions: ``kind`` and ``about`` of each, and ``answer``, a text or several.
    sheet
        The sheet that has the table; empty where the file says.

    Raises
    ------
    FileRefused
        When it is not read; why, and what to do, in French, are its notes.
    InvalidRequest
        With every answer that is none, by its place in the list.
    OSError
        When there is no such file.
    """
    items = [GivenAnswer("sheet", "", (sheet,))] if sheet else []
    with spoken_problems():
        items += stated_answers("import_file", answers)
        name, content = content_at(Path(path))
    try:
        reading = read_file(name, content, FileAnswers(items))
    except FileRefused as refused:
        add_notes(refused, [f"{name}: {file_refusal_sentence(refused)}"])
        add_notes(refused, [file_refusal_remedy(refused)])
        raise
    return ImportedFile(name, reading)


_Ends = tuple[float, float]


def case_from_matrix(
    matrix: DecisionMatrix,
    head: ImportHead,
    *,
    today: dt.date,
    ends: Mapping[str, _Ends] | None = None,
    units: Mapping[str, str] | None = None,
) -> Case:
    """The case of a matrix; its weights are left out, since they are voted on.

    A number that is none (NaN) is a score that nobody knows.

    Parameters
    ----------
    head
        Its title, its group, and what else is said of it.
    today
        When it is made.
    ends
        Criterion -> two ends of its scale, in either order. Those left out are round numbers
        around what the matrix has, which stand to be confirmed.
    units
        Criterion -> unit of its numbers.

    Raises
    ------
    InvalidRequest
        With everything that stands against it: ends that do not hold the scores, names...
    """
    figures = matrix.matrix.astype(float)
    ways = matrix.iobjectives
    criteria = [
        _criterion(str(name), list(figures[name]), int(ways[name]), (ends or {}).get(name))
        for name in figures.columns
    ]
    scores = [
        _score(str(lever), str(name), float(figures.loc[lever, name]))
        for lever in figures.index
        for name in figures.columns
    ]
    levers = tuple(ReadLever(str(name), "") for name in figures.index)
    named = tuple(replace(one, unit=(units or {}).get(one.name, "")) for one in criteria)
    reading = FileReading(FileKind.TEXT, None, levers, named, tuple(scores))
    with spoken_problems():
        return case_from_files(imported_case_files(reading, head, today))


def _criterion(name: str, column: list[float], way: int, ends: _Ends | None) -> ReadCriterion:
    numbers = [number for number in column if not math.isnan(number)]
    low, high = min(numbers, default=None), max(numbers, default=None)
    direction: Literal["min", "max"] = "max" if way > 0 else "min"
    stated = None
    if ends is not None:
        least, most = sorted(map(float, ends))
        stated = (least, most) if direction == "max" else (most, least)
    return ReadCriterion(name, "", low=low, high=high, direction=direction, ends=stated)


def _score(lever: str, criterion: str, number: float) -> ReadScore:
    if math.isnan(number):
        return ReadScore(lever, criterion, "")
    return ReadScore(lever, criterion, "", number, status="avis")
