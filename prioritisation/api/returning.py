"""A matrix of scikit-criteria as a case again: what it does not say stands to be confirmed."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from skcriteria import DecisionMatrix

from criteria.case import Case
from criteria.load import case_from_files
from prioritisation.api.spoken import spoken_problems
from prioritisation.imports.grids import FileKind
from prioritisation.imports.making.case import imported_case_files
from prioritisation.imports.making.heads import ImportHead
from prioritisation.imports.model import FileReading, ReadCriterion, ReadLever, ReadScore

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
