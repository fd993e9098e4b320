"""What goes to the process that reads files, and what comes back: JSON, which holds data alone.

A reading that comes back is checked field by field: whatever a file did to the process that read
it, nothing but a reading comes out of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from prioritisation.imports.grids import FileRefused, ImportFailure, RefusalKind
from prioritisation.imports.model import FileReading, GivenAnswer

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PASTED = ""
"""The name of what was pasted: a block of text."""

_LONGEST_VALUE = 300
"""Signs of a value that a refusal says."""
_REFUSALS = frozenset(get_args(RefusalKind))


class NotAReading(ImportFailure):
    """What came back is neither a reading nor a refusal."""


def reading_json(reading: FileReading) -> bytes:
    """A reading as it is sent; a sign that no text may hold is replaced."""
    return _sent(reading)


def refusal_json(refused: FileRefused) -> bytes:
    """A refusal as it is sent."""
    return _sent({"refused": refused.kind, "values": dict(refused.values)})


def reading_from_json(content: bytes) -> FileReading:
    """The reading that was sent; raises NotAReading for anything else."""
    try:
        return reading_adapter().validate_json(content)
    except (ValueError, RecursionError) as error:
        raise NotAReading from error


def refusal_from_json(content: bytes) -> FileRefused:
    """The refusal that was sent, its values cut short; raises NotAReading for anything else."""
    try:
        tree = json.loads(content)
        return _refusal(tree["refused"], tree["values"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotAReading from error


def answers_json(items: Sequence[GivenAnswer]) -> list[dict[str, Any]]:
    """FileAnswers as they are sent."""
    return [asdict(one) for one in items]


def answers_from_json(items: Sequence[Mapping[str, Any]]) -> tuple[GivenAnswer, ...]:
    """The answers that were sent; by the server, so that they are taken as they are."""
    return tuple(
        GivenAnswer(str(one["kind"]), str(one["about"]), tuple(map(str, one["choice"])))
        for one in items
    )


def _sent(tree: object) -> bytes:
    text = json.dumps(
        tree, ensure_ascii=False, allow_nan=False, check_circular=False, default=_plain
    )
    return text.encode(errors="replace")


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever JSON does not know)
    """The fields of one thing; what is inside comes by itself, and tuples are lists."""
    if is_dataclass(value):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    return dict(value)


def _refusal(kind: RefusalKind, values: Mapping[str, Any]) -> FileRefused:
    if kind not in _REFUSALS:
        raise ValueError(kind)
    plain: dict[str, str | float] = {
        name: value if isinstance(value, int | float) else str(value)[:_LONGEST_VALUE]
        for name, value in values.items()
    }
    return FileRefused(kind, **plain)


@lru_cache(maxsize=1)
def reading_adapter() -> "TypeAdapter[FileReading]":
    """What checks a reading field by field; the first time it takes a while."""
    from pydantic import TypeAdapter  # noqa: PLC0415 (the process that reads has no use for it)

    return TypeAdapter(FileReading)
