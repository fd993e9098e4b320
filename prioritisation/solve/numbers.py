"""Numbers of a problem: from what JSON says to arrays, naming the first cell that is wrong.

What the levers and the criteria of a problem are called, in messages only.
What ``solve`` refuses.

* PrioritisationError
  x InvalidProblem
"""

import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.errors import PrioritisationError
from prioritisation.wording import t


class InvalidProblem(PrioritisationError):
    """A problem that cannot be solved.

    Attributes
    ----------
    fault
        What is wrong, as its reader will read it.
    place
        Key of the problem, with its lever or its criterion: ``matrix[0][2] (...)``.
    """

    def __init__(self, fault: str, place: str) -> None:
        super().__init__(f"{place}: {fault}")
        self.place = place
        self.fault = fault


SHOWN = 40

About = Callable[[int], str]
"""Index, from 0 -> what it is the index of, said after a place."""

Said = Callable[[int, int | None], str]
"""Row and column, from 0 -> what they are; the row alone without a column."""


def unnamed(_: int) -> str:
    """Nothing is said of a place."""
    return ""


def shown(found: object) -> str:
    """What was found, on a few characters."""
    if isinstance(found, list):
        return t("a list")
    if isinstance(found, dict):
        return t("an object")
    if found is None or isinstance(found, bool):
        return {None: "null", True: "true", False: "false"}[found]
    text = str(found)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def real(found: object, place: str) -> float:
    """A finite number.

    Raises
    ------
    InvalidProblem
        If it is anything else: text, true, null, NaN, an infinity.
    """
    if found is None:
        raise InvalidProblem(t("a number is missing (null): gaps are not filled"), place)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise InvalidProblem(t("« {found} » is not a number", found=shown(found)), place)
    try:
        value = float(found)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        fault = t("« {found} » is not a finite number", found=shown(found))
        raise InvalidProblem(fault, place)
    return value


def whole(found: object, place: str, least: int, most: int) -> int:
    """A whole number between two others.

    Raises
    ------
    InvalidProblem
        If it is not one.
    """
    value = real(found, place)
    if value != int(value):
        raise InvalidProblem(t("« {found} » is not a whole number", found=shown(found)), place)
    if not least <= value <= most:
        bounds = {"found": shown(found), "low": least, "high": most}
        raise InvalidProblem(t("« {found} » is outside {low} to {high}", **bounds), place)
    return int(value)


def items(found: object, place: str, length: int | None = None) -> list[object]:
    """A list that is not empty, of a given length if there is one.

    Raises
    ------
    InvalidProblem
        If it is not one.
    """
    if not isinstance(found, list):
        fault = t("« {found} » where a list is expected", found=shown(found))
        raise InvalidProblem(fault, place)
    if not found:
        raise InvalidProblem(t("this must not be empty"), place)
    if length is not None and len(found) != length:
        counts = {"found": len(found), "expected": length}
        raise InvalidProblem(t("{found} values where {expected} are expected", **counts), place)
    return found


def reals(found: object, place: str, length: int | None, about: About) -> Floats:
    """Array of finite numbers, of a given length if there is one.

    Raises
    ------
    InvalidProblem
        If it is not a list of them.
    """
    listed = items(found, place, length)
    if all(type(x) is float or type(x) is int for x in listed):
        with suppress(OverflowError):
            quick = np.array(listed, dtype=float)
            if np.isfinite(quick).all():
                return quick
    path = place.partition(" ")[0]
    return np.array([real(x, f"{path}[{k}]{about(k)}") for k, x in enumerate(listed)])


def grid(found: object, place: str, shape: tuple[int | None, int | None], about: Said) -> Floats:
    """Array of finite numbers from a list of lists of equal lengths.

    Parameters
    ----------
    shape
        Numbers of lists and of numbers in each; None when any will do.

    Raises
    ------
    InvalidProblem
        If it is not so.
    """
    lines, columns = items(found, place, shape[0]), shape[1]
    rows = []
    for i, line in enumerate(lines):
        rows.append(reals(line, f"{place}[{i}]{about(i, None)}", columns, partial(about, i)))
        columns = len(rows[0])
    return np.array(rows)


LEVERS, CRITERIA = "alternatives", "criteria"


@dataclass(frozen=True, slots=True)
class Names:
    """Names in the order of the rows and of the columns; none: they are numbered from 1."""

    levers: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()

    def lever(self, row: int) -> str:
        """« Name », or its number."""
        return _name(self.levers, row)

    def criterion(self, column: int) -> str:
        """« Name », or its number."""
        return _name(self.criteria, column)

    def of_lever(self, row: int) -> str:
        """A lever, after a place."""
        return t(" (lever {lever})", lever=self.lever(row))

    def of_criterion(self, column: int) -> str:
        """A criterion, after a place."""
        return t(" (criterion {criterion})", criterion=self.criterion(column))

    def of_cell(self, row: int, column: int | None) -> str:
        """A lever and a criterion, or a lever alone, after a place."""
        if column is None:
            return self.of_lever(row)
        values = {"lever": self.lever(row), "criterion": self.criterion(column)}
        return t(" (lever {lever}, criterion {criterion})", **values)


def names(given: Mapping[str, object], levers: int | None, criteria: int | None) -> Names:
    """The names that a problem gives, if it gives any; None: they are not used.

    Raises
    ------
    InvalidProblem
        If they are not texts, or not as many as there are levers or criteria.
    """
    return Names(_listed(given, LEVERS, levers), _listed(given, CRITERIA, criteria))


def _listed(given: Mapping[str, object], key: str, length: int | None) -> tuple[str, ...]:
    if length is None or given.get(key) is None:
        return ()
    found = items(given[key], key, length)
    texts = [name for name in found if isinstance(name, str)]
    if len(texts) < len(found):
        raise InvalidProblem(t("a list of names is expected"), key)
    return tuple(texts)


def _name(known: tuple[str, ...], index: int) -> str:
    if known:
        return t("« {word} »", word=known[index][:SHOWN])
    return t("no. {n}", n=index + 1)
