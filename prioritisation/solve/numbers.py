"""Numbers of a problem: from what JSON says to arrays, naming the first cell that is wrong."""

import math
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.solve.errors import InvalidProblem
from prioritisation.wording import t

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
