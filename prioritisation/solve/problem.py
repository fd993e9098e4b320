"""A problem in JSON read and checked: its numbers, names and table; and the answer of a method."""

import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.weights import shares
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


LONGEST_EXCERPT = 40

_Label = Callable[..., str]
"""Indices, from 0 -> what is there, said after a place; none: nothing is said."""


def unlabelled(*_: int) -> str:
    """Nothing is said of a place."""
    return ""


def excerpt(value: object) -> str:
    """What was found, as JSON writes it, on a few characters."""
    return json.dumps(value, ensure_ascii=False)[:LONGEST_EXCERPT]


def real(raw: object, place: str, low: float = -math.inf, high: float = math.inf) -> float:
    """A finite number between two others.

    Raises
    ------
    InvalidProblem
        If it is anything else: text, true, null, NaN, an infinity.
    """
    if raw is None:
        raise InvalidProblem(t("a number is missing (null): gaps are not filled"), place)
    value = math.nan
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        with suppress(OverflowError):
            value = float(raw)
    if not math.isfinite(value):
        fault = t("« {found} » is not a finite number", found=excerpt(raw))
        raise InvalidProblem(fault, place)
    if not low <= value <= high:
        if high == math.inf:
            raise InvalidProblem(t("a number of {least} or more is expected", least=low), place)
        bounds = {"found": excerpt(raw), "low": low, "high": high}
        raise InvalidProblem(t("« {found} » is outside {low} to {high}", **bounds), place)
    return value


def whole(raw: object, place: str, low: int, high: int) -> int:
    """A whole number between two others.

    Raises
    ------
    InvalidProblem
        If it is not one.
    """
    value = real(raw, place)
    if value != int(value) or not low <= value <= high:
        values = {"found": excerpt(raw), "low": low, "high": high}
        fault = t("« {found} » is not a whole number from {low} to {high}", **values)
        raise InvalidProblem(fault, place)
    return int(value)


def word_of(raw: object, allowed: Sequence[str], place: str) -> str:
    """One of a few words.

    Raises
    ------
    InvalidProblem
        If it is another, naming those that are taken.
    """
    if isinstance(raw, str) and raw in allowed:
        return raw
    values = {"found": excerpt(raw), "allowed": ", ".join(allowed)}
    raise InvalidProblem(
        t("« {found} » is not accepted here; expected: {allowed}", **values), place
    )


def list_items(value: object, place: str, length: int | None = None) -> list[object]:
    """A list that is not empty, of a given length if there is one.

    Raises
    ------
    InvalidProblem
        If it is not one.
    """
    if not isinstance(value, list):
        fault = t("« {found} » where a list is expected", found=excerpt(value))
        raise InvalidProblem(fault, place)
    if not value:
        raise InvalidProblem(t("this must not be empty"), place)
    if length is not None and len(value) != length:
        counts = {"found": len(value), "expected": length}
        raise InvalidProblem(t("{found} values where {expected} are expected", **counts), place)
    return value


def finite_numbers(
    raw: object, place: str, shape: Sequence[int | None], label: _Label = unlabelled
) -> Floats:
    """Array of finite numbers from a list, or from lists of equal lengths.

    Parameters
    ----------
    shape
        Lengths, one or two; None when any will do.

    Raises
    ------
    InvalidProblem
        If it is not so.
    """
    listed = list_items(raw, place + label(), shape[0])
    if len(shape) > 1:
        rows, columns = [], shape[1]
        for k, row in enumerate(listed):
            rows.append(finite_numbers(row, f"{place}[{k}]", (columns,), partial(label, k)))
            columns = len(rows[0])
        return np.array(rows)
    if {type(x) for x in listed} <= {int, float}:
        with suppress(OverflowError):
            quick = np.array(listed, dtype=float)
            if np.isfinite(quick).all():
                return quick
    return np.array([real(x, f"{place}[{k}]{label(k)}") for k, x in enumerate(listed)])


def refuse_first(
    wrong: NDArray[np.bool_], fault: str, place: str, label: _Label = unlabelled
) -> None:
    """Refuse the first of the numbers that are wrong, if there is one.

    Raises
    ------
    InvalidProblem
        Saying where it is.
    """
    for index in np.argwhere(wrong).tolist():
        at = "".join(f"[{k}]" for k in index)
        raise InvalidProblem(fault, place + at + label(*index))


@dataclass(frozen=True, slots=True)
class ProblemNames:
    """Names in the order of the rows and of the columns; none: they are numbered from 1."""

    levers: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()

    def lever(self, row: int) -> str:
        """« Name », or its number."""
        return _name(self.levers, row)

    def criterion(self, column: int) -> str:
        """« Name », or its number."""
        return _name(self.criteria, column)

    def of_criterion(self, column: int | None = None, _: int | None = None) -> str:
        """A criterion, after a place: of its number, or of its row of numbers."""
        if column is None:
            return ""
        return t(" (criterion {criterion})", criterion=self.criterion(column))

    def of_cell(self, row: int | None = None, column: int | None = None) -> str:
        """A lever and a criterion, or a lever alone, after a place."""
        if row is None:
            return ""
        if column is None:
            return t(" (lever {lever})", lever=self.lever(row))
        values = {"lever": self.lever(row), "criterion": self.criterion(column)}
        return t(" (lever {lever}, criterion {criterion})", **values)


def _name(names: tuple[str, ...], index: int) -> str:
    if names:
        return t("« {word} »", word=names[index][:LONGEST_EXCERPT])
    return t("no. {n}", n=index + 1)


LARGEST_PROBLEM = 100_000_000
"""Bytes of a file, at most."""


@dataclass(frozen=True, slots=True)
class SolveProblem:
    """What a problem holds, unchecked but for the two keys that all have.

    Attributes
    ----------
    given
        Key -> what JSON says; those of ``params`` as ``params.v``.
    """

    method: str
    given: Mapping[str, object]

    def need(self, key: str) -> object:
        """What a key holds.

        Raises
        ------
        InvalidProblem
            If it is absent or null.
        """
        if self.given.get(key) is None:
            raise InvalidProblem(t("this is missing"), key)
        return self.given[key]

    def size(self, key: str) -> int:
        """How many items a list holds."""
        return len(list_items(self.need(key), key))

    def numbers(self, key: str, shape: Sequence[int | None], label: _Label = unlabelled) -> Floats:
        """Array of finite numbers that a key holds, as ``finite_numbers`` reads them."""
        return finite_numbers(self.need(key), key, shape, label)

    def wholes(self, key: str, length: int | None, low: int, high: int) -> list[int]:
        """Whole numbers that a key holds, between two others."""
        listed = list_items(self.need(key), key, length)
        return [whole(value, f"{key}[{k}]", low, high) for k, value in enumerate(listed)]

    def words(self, key: str, allowed: Sequence[str], length: int, label: _Label) -> list[str]:
        """Words that a key holds, each one of a few."""
        listed = list_items(self.need(key), key, length)
        return [word_of(x, allowed, f"{key}[{k}]{label(k)}") for k, x in enumerate(listed)]

    def names(self, levers: int | None, criteria: int | None) -> ProblemNames:
        """The names that a problem gives, if it gives any; None: they are not used.

        Raises
        ------
        InvalidProblem
            If they are not texts, or not as many as there are levers or criteria.
        """
        found = []
        for key, length in (("alternatives", levers), ("criteria", criteria)):
            names: list[object] = []
            if length is not None and self.given.get(key) is not None:
                names = list_items(self.given[key], key, length)
            found.append(tuple(name for name in names if isinstance(name, str)))
            if len(found[-1]) < len(names):
                raise InvalidProblem(t("a list of names is expected"), key)
        return ProblemNames(*found)


def read_problem(path: str) -> SolveProblem:
    """The problem of a file.

    Raises
    ------
    InvalidProblem
        If the file cannot be read, is not JSON, gives a key twice or does not name a method.
    """
    try:
        with Path(path).open("rb") as file:
            # One byte more than allowed tells what is too large.
            raw = file.read(LARGEST_PROBLEM + 1)
    except (OSError, ValueError):  # ValueError: a name that no system takes
        raise InvalidProblem(t("the file is missing, or cannot be read"), path) from None
    if len(raw) > LARGEST_PROBLEM:
        raise InvalidProblem(t("the file is too large (at most 100 MB)"), path)
    try:
        return parse_problem(raw.decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        fault = t("the file is not UTF-8: save it again as « UTF-8 »")
        raise InvalidProblem(fault, path) from None


def parse_problem(text: str, place: str) -> SolveProblem:
    """The problem of a text; ``place`` is what it is called when it cannot be read.

    Raises
    ------
    InvalidProblem
        As ``read_problem`` does.
    """
    try:
        content = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        fault = t("this is not JSON: error in line {line}, column {column}", **where)
        raise InvalidProblem(fault, place) from None
    except (RecursionError, ValueError):  # levels, or digits, that Python refuses to count
        raise InvalidProblem(t("too many levels, or a number of too many digits"), place) from None
    params = content.get("params") if isinstance(content, dict) else None
    for tree, key in ((content, place), ({} if params is None else params, "params")):
        if not isinstance(tree, dict):
            raise InvalidProblem(t("one JSON object is expected, between braces"), key)
    given = content | {f"params.{key}": value for key, value in (params or {}).items()}
    method = SolveProblem("", given).need("method")
    if not isinstance(method, str):
        raise InvalidProblem(t("the name of a method is expected"), "method")
    return SolveProblem(method, given)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object none of whose keys comes twice: nobody knows which one was meant."""
    entries: dict[str, object] = {}
    for key, value in pairs:
        if key in entries:
            raise InvalidProblem(t("this key is there twice"), key[:LONGEST_EXCERPT])
        entries[key] = value
    return entries


NOISE = 8 * sys.float_info.epsilon
"""Differences below this part of the numbers themselves are rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class ProblemTable:
    """Performances of m levers on n criteria, and the problem that they are of.

    Attributes
    ----------
    scores
        Array (m, n), in any unit.
    larger
        Array (n,): whether more is better on a criterion.
    """

    problem: SolveProblem
    scores: Floats
    larger: NDArray[np.bool_]
    names: ProblemNames

    @property
    def constant(self) -> NDArray[np.bool_]:
        """Array (n,): criteria on which all levers are equal, but for rounding."""
        spread = self.scores.max(axis=0) - self.scores.min(axis=0)
        return np.asarray(spread <= self.noise)

    @property
    def noise(self) -> Floats:
        """Array (n,): what rounding may add to a difference on a criterion."""
        return np.asarray(NOISE * np.abs(self.scores).max(axis=0))

    @property
    def signs(self) -> Floats:
        """Array (n,): 1 where more is better, -1 where less is."""
        return np.where(self.larger, 1.0, -1.0)

    def refuse(self, wrong: NDArray[np.bool_], fault: str) -> None:
        """Refuse the first of the cells (m, n) that are wrong, if there is one.

        Raises
        ------
        InvalidProblem
            Naming its lever and its criterion.
        """
        refuse_first(wrong, fault, "matrix", self.names.of_cell)

    def points(self) -> Floats:
        """Array (n,) of the weights as they are given.

        Raises
        ------
        InvalidProblem
            If one is negative, all are 0, or there are not as many as criteria.
        """
        return checked_points(self.problem, "weights", len(self.larger), self.names)

    def weights(self) -> Floats:
        """Array (n,) of the weights divided by their sum.

        Raises
        ------
        InvalidProblem
            As ``points`` does.
        """
        return as_shares(self.points())


def read_table(problem: SolveProblem) -> ProblemTable:
    """Matrix and objectives of a problem that compares two levers or more.

    Raises
    ------
    InvalidProblem
        If a key is missing, a number wrong, or lengths do not match.
    """
    rows = list_items(problem.need("matrix"), "matrix")
    columns = len(list_items(rows[0], "matrix[0]"))
    names = problem.names(len(rows), columns)
    scores = finite_numbers(rows, "matrix", (None, columns), names.of_cell)
    check_compared(len(scores), "matrix")
    ways = problem.words("objectives", ("max", "min"), columns, names.of_criterion)
    return ProblemTable(problem, scores, np.array(ways) == "max", names)


def check_compared(levers: int, place: str, most: float = math.inf) -> None:
    """Refuse a lever that is compared to nothing, and more than a method can treat.

    Raises
    ------
    InvalidProblem
        If there is only one, or more than ``most``.
    """
    if levers < 2:  # noqa: PLR2004 (two are compared)
        raise InvalidProblem(t("at least two levers are needed, there is one"), place)
    if levers > most:
        values = {"found": levers, "most": most}
        fault = t("{found} levers are too many for this method (at most {most})", **values)
        raise InvalidProblem(fault, place)


def as_shares(points: Floats) -> Floats:
    """Points divided by their sum."""
    return shares({str(column): value for column, value in enumerate(points.tolist())})


def checked_points(
    problem: SolveProblem, key: str, length: int | None, names: ProblemNames
) -> Floats:
    """Array of numbers that can be divided by their sum.

    Raises
    ------
    InvalidProblem
        If one is negative, or all are 0.
    """
    values = problem.numbers(key, (length,), names.of_criterion)
    refuse_first(
        values < 0, t("a number of {least} or more is expected", least=0), key, names.of_criterion
    )
    if not values.any():
        fault = t("all the weights are zero: give points to one criterion at least")
        raise InvalidProblem(fault, key)
    return values


def tie(scores: Floats) -> float:
    """How close two of these scores must be to be equal: ``TIE``; more for large ones."""
    return max(TIE, NOISE * float(np.abs(scores).max()))


def shared_ranks(scores: Floats) -> NDArray[np.int64]:
    """Ranks (m,) of scores, higher is better: 1 + the number of levers strictly above.

    Examples
    --------
    >>> shared_ranks(np.array([0.1 + 0.2, 0.9, 0.3, 0.2])).tolist()
    [2, 1, 2, 4]
    """
    above = np.searchsorted(np.sort(scores), scores + tie(scores), side="right")
    return np.asarray(1 + len(scores) - above, dtype=np.int64)


AnswerFigure = (
    Floats | NDArray[np.int64] | float | int | bool | list[int] | list[list[float | None]]
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method finds.

    Attributes
    ----------
    warnings
        Sentences for the reader.
    """

    figures: Mapping[str, AnswerFigure]
    warnings: tuple[str, ...] = ()

    def text(self) -> str:
        """The figures on one line of JSON.

        Raises
        ------
        ValueError
            If one is not a finite number.
        """
        plain = {
            key: (figure + 0).tolist() if isinstance(figure, np.ndarray) else figure  # no -0.0
            for key, figure in self.figures.items()
        }
        return json.dumps(plain, allow_nan=False)


def ranked(scores: Floats, *, lower: bool = False) -> Answer:
    """Scores and their ranking, the highest first; the lowest first with ``lower``."""
    return Answer({"score": scores, "ranking": shared_ranks(-scores if lower else scores)})
