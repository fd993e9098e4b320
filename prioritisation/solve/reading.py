"""The file of a problem: from bytes to keys and values, refusing what JSON leaves open."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prioritisation.solve.numbers import InvalidProblem, excerpt
from prioritisation.wording import t

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
