"""A problem in JSON read and checked, its numbers, names and table, and the answer of a method.

Performances, objectives and weights; figures under their names, shared ranks, what must be said
beside.
"""

import json
import math
import sys
from collections.abc import Callable, Mapping
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

_About = Callable[[int], str]
"""Index, from 0 -> what it is the index of, said after a place."""

_AboutCell = Callable[[int, int | None], str]
"""Row and column, from 0 -> what they are; the row alone without a column."""


def unnamed(_: int) -> str:
    """Nothing is said of a place."""
    return ""


def excerpt(value: object) -> str:
    """What was found, on a few characters."""
    if isinstance(value, list):
        return t("a list")
    if isinstance(value, dict):
        return t("an object")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = str(value)
    return text if len(text) <= LONGEST_EXCERPT else text[:LONGEST_EXCERPT] + "…"


def real(raw: object, place: str) -> float:
    """A finite number.

    Raises
    ------
    InvalidProblem
        If it is anything else: text, true, null, NaN, an infinity.
    """
    if raw is None:
        raise InvalidProblem(t("a number is missing (null): gaps are not filled"), place)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise InvalidProblem(t("« {found} » is not a number", found=excerpt(raw)), place)
    try:
        value = float(raw)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        fault = t("« {found} » is not a finite number", found=excerpt(raw))
        raise InvalidProblem(fault, place)
    return value


def whole(raw: object, place: str, least: int, most: int) -> int:
    """A whole number between two others.

    Raises
    ------
    InvalidProblem
        If it is not one.
    """
    value = real(raw, place)
    if value != int(value):
        raise InvalidProblem(t("« {found} » is not a whole number", found=excerpt(raw)), place)
    if not least <= value <= most:
        bounds = {"found": excerpt(raw), "low": least, "high": most}
        raise InvalidProblem(t("« {found} » is outside {low} to {high}", **bounds), place)
    return int(value)


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


def reals(value: object, place: str, length: int | None, label: _About) -> Floats:
    """Array of finite numbers, of a given length if there is one.

    Raises
    ------
    InvalidProblem
        If it is not a list of them.
    """
    listed = list_items(value, place, length)
    if all(type(x) is float or type(x) is int for x in listed):
        with suppress(OverflowError):
            quick = np.array(listed, dtype=float)
            if np.isfinite(quick).all():
                return quick
    path = place.partition(" ")[0]
    return np.array([real(x, f"{path}[{k}]{label(k)}") for k, x in enumerate(listed)])


def grid(
    value: object, place: str, shape: tuple[int | None, int | None], label: _AboutCell
) -> Floats:
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
    lines, columns = list_items(value, place, shape[0]), shape[1]
    rows = []
    for i, line in enumerate(lines):
        rows.append(reals(line, f"{place}[{i}]{label(i, None)}", columns, partial(label, i)))
        columns = len(rows[0])
    return np.array(rows)


_LEVERS, _CRITERIA = "alternatives", "criteria"


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


def problem_names(
    entries: Mapping[str, object], levers: int | None, criteria: int | None
) -> ProblemNames:
    """The names that a problem gives, if it gives any; None: they are not used.

    Raises
    ------
    InvalidProblem
        If they are not texts, or not as many as there are levers or criteria.
    """
    return ProblemNames(_listed(entries, _LEVERS, levers), _listed(entries, _CRITERIA, criteria))


def _listed(entries: Mapping[str, object], key: str, length: int | None) -> tuple[str, ...]:
    if length is None or entries.get(key) is None:
        return ()
    items = list_items(entries[key], key, length)
    texts = [name for name in items if isinstance(name, str)]
    if len(texts) < len(items):
        raise InvalidProblem(t("a list of names is expected"), key)
    return tuple(texts)


def _name(names: tuple[str, ...], index: int) -> str:
    if names:
        return t("« {word} »", word=names[index][:LONGEST_EXCERPT])
    return t("no. {n}", n=index + 1)


LARGEST_PROBLEM = 100_000_000
"""Bytes of a file, at most."""

METHOD, PARAMS = "method", "params"


@dataclass(frozen=True, slots=True)
class SolveProblem:
    """What a problem holds, unchecked but for the two keys that all have.

    Attributes
    ----------
    given
        Top-level key -> what JSON says.
    params
        The same for ``params``; empty when there is none.
    """

    method: str
    given: Mapping[str, object]
    params: Mapping[str, object]

    def need(self, key: str) -> object:
        """What a top-level key holds.

        Raises
        ------
        InvalidProblem
            If it is absent or null.
        """
        return _needed(self.given, key, key)

    def param(self, key: str) -> object:
        """What a key of ``params`` holds.

        Raises
        ------
        InvalidProblem
            If it is absent or null.
        """
        return _needed(self.params, key, f"{PARAMS}.{key}")


def read_problem(path: str) -> SolveProblem:
    """The problem of a file.

    Raises
    ------
    InvalidProblem
        If the file cannot be read, is not JSON, gives a key twice or does not name a method.
    """
    return parse_problem(_text(path), path)


def parse_problem(text: str, place: str) -> SolveProblem:
    """The problem of a text; ``place`` is what it is called when it cannot be read.

    Raises
    ------
    InvalidProblem
        As ``read_problem`` does.
    """
    content = _parsed(text, place)
    if not isinstance(content, dict):
        raise InvalidProblem(t("one JSON object is expected, between braces"), place)
    params = content.get(PARAMS)
    if params is None:
        params = {}
    if not isinstance(params, dict):
        raise InvalidProblem(t("one JSON object is expected, between braces"), PARAMS)
    method = _needed(content, METHOD, METHOD)
    if not isinstance(method, str):
        raise InvalidProblem(t("the name of a method is expected"), METHOD)
    return SolveProblem(method, content, params)


def _text(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            # One byte more than allowed tells what is too large.
            raw = file.read(LARGEST_PROBLEM + 1)
    except FileNotFoundError:
        raise InvalidProblem(t("the file is missing"), path) from None
    except (OSError, ValueError):  # ValueError: a name that no system takes
        raise InvalidProblem(t("the file cannot be read"), path) from None
    if len(raw) > LARGEST_PROBLEM:
        raise InvalidProblem(t("the file is too large (at most 100 MB)"), path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        fault = t("the file is not UTF-8: save it again as « UTF-8 »")
        raise InvalidProblem(fault, path) from None


def _parsed(text: str, place: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        fault = t("this is not JSON: error in line {line}, column {column}", **where)
    except RecursionError:
        fault = t("too many levels of lists or objects inside each other")
    except ValueError:  # digits that Python refuses to count
        fault = t("a number has too many digits")
    raise InvalidProblem(fault, place)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object none of whose keys comes twice: nobody knows which one was meant."""
    entries: dict[str, object] = {}
    for key, value in pairs:
        if key in entries:
            raise InvalidProblem(t("this key is there twice"), excerpt(key))
        entries[key] = value
    return entries


def _needed(tree: Mapping[str, object], key: str, place: str) -> object:
    value = tree.get(key)
    if value is None:
        raise InvalidProblem(t("this is missing"), place)
    return value


NOISE = 8 * sys.float_info.epsilon
"""Differences below this part of the numbers themselves are rounding."""

MATRIX_ENTRY, WEIGHTS_ENTRY, OBJECTIVES_ENTRY = "matrix", "weights", "objectives"


@dataclass(frozen=True, slots=True, eq=False)
class ProblemTable:
    """Performances of m levers on n criteria.

    Attributes
    ----------
    scores
        Array (m, n), in any unit.
    larger
        Array (n,): whether more is better on a criterion.
    """

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

    def wrong(self, cells: NDArray[np.bool_], fault: str) -> None:
        """Refuse the first of the cells (m, n) that are wrong, if there is one.

        Raises
        ------
        InvalidProblem
            Naming its lever and its criterion.
        """
        if cells.any():
            row, column = np.argwhere(cells)[0].tolist()
            place = f"{MATRIX_ENTRY}[{row}][{column}]{self.names.of_cell(row, column)}"
            raise InvalidProblem(fault, place)


def read_table(problem: SolveProblem) -> ProblemTable:
    """Matrix and objectives of a problem that compares two levers or more.

    Raises
    ------
    InvalidProblem
        If a key is missing, a number wrong, or lengths do not match.
    """
    matrix = problem.need(MATRIX_ENTRY)
    rows = list_items(matrix, MATRIX_ENTRY)
    columns = len(list_items(rows[0], f"{MATRIX_ENTRY}[0]"))
    named = problem_names(problem.given, len(rows), columns)
    scores = grid(matrix, MATRIX_ENTRY, (None, columns), named.of_cell)
    if len(scores) < 2:  # noqa: PLR2004 (one lever is compared to nothing)
        raise InvalidProblem(t("at least two levers are needed, there is one"), MATRIX_ENTRY)
    return ProblemTable(scores, _larger(problem, columns, named), named)


def _larger(problem: SolveProblem, columns: int, named: ProblemNames) -> NDArray[np.bool_]:
    objectives = list_items(problem.need(OBJECTIVES_ENTRY), OBJECTIVES_ENTRY, columns)
    for column, objective in enumerate(objectives):
        if not isinstance(objective, str) or objective not in ("max", "min"):
            values = {"found": excerpt(objective), "allowed": "max, min"}
            fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
            raise InvalidProblem(
                fault, f"{OBJECTIVES_ENTRY}[{column}]{named.of_criterion(column)}"
            )
    return np.array([objective == "max" for objective in objectives])


def read_points(problem: SolveProblem, table: ProblemTable) -> Floats:
    """Array (n,) of the weights as they are given.

    Raises
    ------
    InvalidProblem
        If one is negative, all are 0, or there are not as many as criteria.
    """
    return checked_points(
        problem.need(WEIGHTS_ENTRY), WEIGHTS_ENTRY, len(table.larger), table.names
    )


def read_weights(problem: SolveProblem, table: ProblemTable) -> Floats:
    """Array (n,) of the weights divided by their sum.

    Raises
    ------
    InvalidProblem
        As ``read_points`` does.
    """
    return as_shares(read_points(problem, table))


def as_shares(points: Floats) -> Floats:
    """Points divided by their sum."""
    return shares({str(column): value for column, value in enumerate(points.tolist())})


def checked_points(raw: object, place: str, length: int | None, named: ProblemNames) -> Floats:
    """Array of numbers that can be divided by their sum.

    Raises
    ------
    InvalidProblem
        If one is negative, or all are 0.
    """
    values = reals(raw, place, length, named.of_criterion)
    for column, value in enumerate(values.tolist()):
        if value < 0:
            fault = t("« {found} » is negative; a weight is 0 or more", found=excerpt(value))
            raise InvalidProblem(fault, f"{place}[{column}]{named.of_criterion(column)}")
    if not values.any():
        fault = t("all the weights are zero: give points to one criterion at least")
        raise InvalidProblem(fault, place)
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


def ranked_answer(scores: Floats, *, lower: bool = False) -> Answer:
    """Scores and their ranking, the highest first; the lowest first with ``lower``."""
    return Answer({"score": scores, "ranking": shared_ranks(-scores if lower else scores)})


def nullable(rows: Floats) -> list[list[float | None]]:
    """Rows of numbers, a row of NaN being null in each place."""
    return [[None if np.isnan(x) else x for x in row] for row in rows.tolist()]


def figures_json(figures: Mapping[str, AnswerFigure]) -> str:
    """Figures on one line.

    Raises
    ------
    ValueError
        If one is not a finite number.
    """
    return json.dumps({key: _plain(figure) for key, figure in figures.items()}, allow_nan=False)


def _plain(figure: AnswerFigure) -> object:
    if isinstance(figure, np.ndarray):
        return (figure + 0).tolist()  # no -0.0
    return figure


PAIRS_AT_ONCE = 200_000
"""Pairs compared at once: they stay in the fast memory."""

MOST_PAIRED, MOST_SHOWN = 10_000, 1_000
"""Levers compared two by two, at most; and at most where each pair is in the answer."""


def check_few(levers: int, most: int, place: str = MATRIX_ENTRY) -> None:
    """Refuse more levers than a method can treat.

    Raises
    ------
    InvalidProblem
        If there are.
    """
    if levers > most:
        values = {"found": levers, "most": most}
        fault = t("{found} levers are too many for this method (at most {most})", **values)
        raise InvalidProblem(fault, place)


def chunks(levers: int) -> list[NDArray[np.int64]]:
    """Rows to compare with all levers at once."""
    return np.array_split(np.arange(levers), levers * levers // PAIRS_AT_ONCE + 1)
