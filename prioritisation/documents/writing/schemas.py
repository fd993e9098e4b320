"""What each column of a table for programs is, as the Table Schema standard has it."""

import json
from collections.abc import Mapping, Sequence
from typing import Literal

from prioritisation.wording import t
from prioritisation.wording.isolating import without_isolates

_Kind = Literal["string", "integer", "number", "date", "any"]
_STAMP: tuple[_Kind, ...] = ("string", "date", "string", "string")
"""Of what ends each line: ``tabular.note_tables``."""
_RANKING: tuple[_Kind, ...] = ("string", "string", "integer", "integer", "number", "number")
_WEIGHTS: tuple[_Kind, ...] = ("string", "string", "number", "string")
_SCORES: tuple[_Kind, ...] = (
    *("string", "string", "string", "string", "string"),
    # Raw scores: numbers, or words.
    *("any", "any", "string", "number", "number"),
    *("string", "string", "string", "string", "string"),
)
# Dates of scores are as precise as they are known: texts.


def table_schemas(
    tables: Mapping[str, Sequence[Sequence[object]]], stamp: str
) -> dict[str, bytes]:
    """Name of each table of a note -> its schema, as JSON.

    Parameters
    ----------
    tables
        Those of ``tabular.note_tables``: lines, the header first.
    stamp
        What each file that leaves says of itself: ``stamp.stamp_text``.
    """
    return {name: _written(name, lines[0], stamp) for name, lines in tables.items()}


def _written(name: str, header: Sequence[object], stamp: str) -> bytes:
    names = [without_isolates(str(head)) for head in header]
    kinds = _kinds(name, len(names) - len(_STAMP))
    keys = _keys(name)
    fields = [
        {"name": head, "type": kind, **({"constraints": {"required": True}} if k in keys else {})}
        for k, (head, kind) in enumerate(zip(names, (*kinds, *_STAMP), strict=True))
    ]
    schema = {
        "description": without_isolates(stamp),
        "fields": fields,
        "missingValues": [""],
        "primaryKey": [names[k] for k in keys],
    }
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _kinds(name: str, count: int) -> tuple[_Kind, ...]:
    known = {
        t("ranking-table"): _RANKING,
        t("scores-table"): _SCORES,
        t("weights-table"): _WEIGHTS,
    }
    points: list[_Kind] = ["number"] * (count - 1)
    # A ballot and its points.
    return known.get(name, ("string", *points))


def _keys(name: str) -> tuple[int, ...]:
    """The columns that together tell a line from the others."""
    return (0, 2) if name == t("scores-table") else (0,)
