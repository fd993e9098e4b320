"""Two JSON values compared, path by path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

NEAR = 1e-9
"""Figures closer than this are the same: another machine may round the last digit otherwise."""

ABSENT = "(absent)"


class Cause(StrEnum):
    """Why something is told to differ.

    ``COMPUTED``: computing it again gives something else. ``MARK``: it is not what was sealed.
    ``FROZEN``: it is not what was frozen before the vote. ``FILES``: it is not what the files of
    the case say, with what was written since.
    """

    COMPUTED = "computed"
    MARK = "mark"
    FROZEN = "frozen"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: where, what is written there, what was expected."""

    path: str
    recorded: object
    expected: object
    cause: Cause = Cause.COMPUTED


def differences(
    recorded: object, expected: object, path: str, cause: Cause = Cause.COMPUTED
) -> Iterator[Difference]:
    """Every field that differs, each with its path.

    Examples
    --------
    >>> [d.path for d in differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, "case")]
    ['case.a[1].b']
    """
    if isinstance(recorded, Mapping) and isinstance(expected, Mapping):
        for key in dict.fromkeys([*recorded, *expected]):
            values = recorded.get(key, ABSENT), expected.get(key, ABSENT)
            yield from differences(*values, f"{path}.{key}", cause)
    elif isinstance(recorded, list) and isinstance(expected, list):
        for k in range(max(len(recorded), len(expected))):
            values = _at(recorded, k), _at(expected, k)
            yield from differences(*values, f"{path}[{k}]", cause)
    elif not _same(recorded, expected):
        yield Difference(path, recorded, expected, cause)


def _at(values: list[object], place: int) -> object:
    return values[place] if place < len(values) else ABSENT


def _same(one: object, other: object) -> bool:
    numbers = (int, float)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, numbers) and isinstance(other, numbers):
        return abs(one - other) <= NEAR
    return one == other
