"""Reading the files of a case: rows with their place, and every problem met on the way."""

import csv
import io
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from criteria.problems import Kind, Problem

Row = TypeVar("Row", bound=BaseModel)

MAX_BYTES = 5_000_000
TAGS = {"", "linear", "words", "piecewise", "scores", "sum", "count"}
"""Names pydantic puts in the path of an error that are not keys of the file."""
KINDS: dict[str, Kind] = {
    "decimal_comma": "decimal_comma",
    "dict_type": "bad_structure",
    "enum": "not_allowed",
    "extra_forbidden": "unknown_key",
    "finite_number": "not_finite",
    "flat_scale": "flat_scale",
    "float_parsing": "not_a_number",
    "float_type": "not_a_number",
    "levels_not_increasing": "levels_not_increasing",
    "list_type": "bad_structure",
    "literal_error": "not_allowed",
    "missing": "missing_key",
    "model_type": "bad_structure",
    "not_a_number": "not_a_number",
    "not_finite": "not_finite",
    "points_not_monotone": "points_not_monotone",
    "string_pattern_mismatch": "bad_form",
    "string_too_long": "too_long",
    "string_too_short": "empty",
    "too_short": "empty",
    "union_tag_invalid": "not_allowed",
    "union_tag_not_found": "missing_key",
}


@dataclass(frozen=True, slots=True)
class Placed(Generic[Row]):
    """A checked row and its number in the file, as a spreadsheet counts (header = 1)."""

    row: int
    data: Row


def read_csv(
    folder: Path, name: str, model: type[Row], problems: list[Problem], extra: Iterable[str] = ()
) -> list[Placed[Row]]:
    """Rows of a CSV file that are right; what is wrong with the others is added to ``problems``.

    Parameters
    ----------
    extra
        Columns needed besides those of the model; they arrive in its ``levers`` field.
    """
    table = _read_table(folder, name, problems)
    if not table:
        return []
    header, extras = [cell.strip() for cell in table[0]], list(extra)
    expected = [f for f in model.model_fields if not (extras and f == "levers")] + extras
    if not _check_header(name, header, expected, problems):
        return []
    rows = [
        (n, cells) for n, cells in enumerate(table[1:], start=2) if any(c.strip() for c in cells)
    ]
    found = (_checked(model, name, (n, cells), (header, extras), problems) for n, cells in rows)
    return [placed for placed in found if placed is not None]


def _read_table(folder: Path, name: str, problems: list[Problem]) -> list[list[str]]:
    """The header and the rows of a CSV file; nothing, and a problem, when there is no row."""
    text = _read_text(folder, name, problems)
    if text is None:
        return []
    try:
        table = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:  # one cell beyond what the reader takes, e.g. a quote never closed
        problems.append(Problem("too_long", name, values={"allowed": csv.field_size_limit()}))
        return []
    if len(table) < 2:  # noqa: PLR2004 (a header and a row)
        problems.append(Problem("empty_file", name))
        return []
    return table


def _checked(
    model: type[Row],
    name: str,
    line: tuple[int, list[str]],
    columns: tuple[list[str], list[str]],
    problems: list[Problem],
) -> Placed[Row] | None:
    """One row of a CSV file as a model; None, and its problems, when it is wrong."""
    (row, cells), (header, extras) = line, columns
    if len(cells) != len(header):
        values = {"found": len(cells), "expected": len(header)}
        problems.append(Problem("too_many_cells", name, row, "", values))
        return None
    record: dict[str, object] = dict(zip(header, (c.strip() for c in cells), strict=True))
    if extras:
        record["levers"] = {column: record.pop(column) for column in extras}
    try:
        return Placed(row, model.model_validate(record))
    except ValidationError as error:
        problems += [problem_of(d, name, row) for d in error.errors()]
        return None


def read_toml(folder: Path, name: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The content of a TOML file; None, and a problem, when it cannot be read."""
    text = _read_text(folder, name, problems)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also endless integers and brackets
        problems.append(Problem("bad_toml", name, values={"detail": str(error)}))
        return None


def check(
    model: type[Row], content: object, name: str, key: str, problems: list[Problem]
) -> Row | None:
    """The content of a TOML table as a model; None, and the problems, when it is wrong."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problems += [problem_of(d, name, None, key) for d in error.errors()]
        return None


def problem_of(error: ErrorDetails, name: str, row: int | None, key: str = "") -> Problem:
    """One pydantic error as a problem of ours, with its place."""
    where = [str(part) for part in error["loc"] if part not in TAGS]
    if row is not None:
        where = where[-1:]
    column = ".".join([key, *where] if key else where)
    found = error["input"]
    values: dict[str, str | float | int] = {
        "found": str(found)[:80] if isinstance(found, str | int | float) else ""
    }
    context = error.get("ctx", {})
    for word in ("expected", "max_length", "expected_tags"):
        if word in context:
            values["allowed"] = str(context[word]).replace(" or ", ", ").replace("'", "")
    return Problem(KINDS.get(error["type"], "bad_form"), name, row, column, values)


def _read_text(folder: Path, name: str, problems: list[Problem]) -> str | None:
    path = folder / name
    kind: Kind
    try:
        if path.stat().st_size > MAX_BYTES:
            problems.append(Problem("too_long", name, values={"allowed": MAX_BYTES}))
            return None
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        kind = "missing_file"
    except UnicodeDecodeError:
        kind = "bad_encoding"
    except OSError:
        kind = "unreadable"
    problems.append(Problem(kind, name))
    return None


def _check_header(
    name: str, header: Sequence[str], expected: Sequence[str], problems: list[Problem]
) -> bool:
    before = len(problems)
    problems += [
        Problem("duplicate_column", name, 1, column)
        for column in dict.fromkeys(header)
        if header.count(column) > 1
    ]
    problems += [Problem("missing_column", name, 1, c) for c in expected if c not in header]
    problems += [
        Problem("unknown_column", name, 1, c, {"allowed": ", ".join(expected)})
        for c in header
        if c not in expected
    ]
    return len(problems) == before
