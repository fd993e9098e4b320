"""The files of a case, read as rows with their place; every problem met on the way is told."""

import csv
import io
import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from criteria.cells import IDENT, problem_from_pydantic
from criteria.errors import Problem, ProblemKind
from criteria.writing import encoded_files

MAX_BYTES = 5_000_000


class CaseFolder(Protocol):
    """The files of a case, by name."""

    def content(self, name: str) -> bytes | ProblemKind:
        """One byte more than a file may have, at most; or why it cannot be read."""

    def has(self, name: str) -> bool:
        """Whether something has this name, whatever it is."""


class DiskFolder:
    """Those of a folder; what is no regular file is never opened."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def content(self, name: str) -> bytes | ProblemKind:
        """One byte more than a file may have, at most; or why it cannot be read."""
        path = self._path / name
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                return "unreadable"
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return "missing_file"
        except (OSError, ValueError):
            return "unreadable"

    def has(self, name: str) -> bool:
        """Whether something has this name, whatever it is."""
        return os.path.lexists(self._path / name)


class MemoryFolder:
    """Texts by name.

    Raises
    ------
    InvalidCase
        When one of them could be no file of a folder.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = encoded_files(files)

    def content(self, name: str) -> bytes | ProblemKind:
        """All of a file, or that there is none."""
        return self._files.get(name, "missing_file")

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._files


def read_text(folder: CaseFolder, name: str, problems: list[Problem]) -> str | None:
    """The text of a file in UTF-8; None, and a problem, when it cannot be read."""
    raw = folder.content(name)
    if isinstance(raw, str):
        problems.append(Problem(raw, name))
    elif len(raw) > MAX_BYTES:
        problems.append(Problem("too_long", name, values={"allowed": MAX_BYTES}))
    else:
        try:
            # Read as text: the line ends of any system become one.
            return io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig").read()
        except UnicodeDecodeError:
            problems.append(Problem("bad_encoding", name))
    return None


Row = TypeVar("Row", bound=BaseModel)

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class PlacedRow(Generic[Row]):
    """A checked row and its number in the file, as a spreadsheet counts (header = 1)."""

    row: int
    data: Row


@dataclass(frozen=True, slots=True)
class CsvTable(Generic[Row]):
    """A CSV file: its right rows, and the cells of all its rows.

    Attributes
    ----------
    rows
        Checked rows; iterating over the table gives these.
    records
        Row number and cells by column, of every row that could be cut into cells.
    whole
        Whether no row was lost: False for a file missing, unreadable or with a wrong header.
    """

    rows: tuple[PlacedRow[Row], ...] = ()
    records: tuple[tuple[int, Mapping[str, str]], ...] = ()
    whole: bool = True

    def __iter__(self) -> Iterator[PlacedRow[Row]]:
        """Only the rows that are right."""
        return iter(self.rows)

    @property
    def all_right(self) -> bool:
        """Whether every row is there and right."""
        return self.whole and len(self.rows) == len(self.records)

    @property
    def empty(self) -> bool:
        """Whether it says nothing, and could be read: absent, or without a row."""
        return self.whole and not self.records

    def written(self, *columns: str) -> Iterator[tuple[int, str]]:
        """What rows right or wrong say in these columns, where all of them are filled."""
        for row, cells in self.records:
            parts = [cells.get(column, "") for column in columns]
            if all(parts):
                yield row, ", ".join(parts)

    def names_all(self, *columns: str, form: str = IDENT) -> bool:
        """Whether each row, right or wrong, gives a well-formed id in each of these columns."""
        cells = (record.get(column, "") for _, record in self.records for column in columns)
        return self.whole and all(re.fullmatch(form, cell) for cell in cells)


def read_csv(
    folder: CaseFolder,
    name: str,
    model: type[Row],
    problems: list[Problem],
    extra: Sequence[str] | str = (),
) -> CsvTable[Row]:
    """The rows of a CSV file; what is wrong with some of them is added to ``problems``.

    Parameters
    ----------
    extra
        Columns needed besides those of the model, or how the names of these columns start
        when they are not known; they arrive in its ``levers`` field.
    """
    before = len(problems)
    lines = _read_lines(folder, name, problems)
    if not lines or lines[0] is None:
        return CsvTable(whole=False)
    header, whole = [cell.strip() for cell in lines[0]], len(problems) == before
    known = (c for c in header if c.startswith(extra)) if isinstance(extra, str) else extra
    extras = list(dict.fromkeys(known))
    fields = {f: v for f, v in model.model_fields.items() if not (extra and f == "levers")}
    needed = [f for f, v in fields.items() if v.is_required()] + extras
    if not _check_header(name, header, needed, [*fields, *extras], problems):
        return CsvTable(whole=False)
    rows, records = [], []
    for row, cells in enumerate(lines[1:], start=2):
        if cells is None or not any(c.strip() for c in cells):
            continue
        # Not strict: a row of another length is told below, and its ids still count.
        record = dict(zip(header, (c.strip() for c in cells), strict=False))
        records.append((row, record))
        if len(cells) != len(header):
            values = {"found": len(cells), "expected": len(header)}
            problems.append(Problem("too_many_cells", name, row, "", values))
        elif (data := _checked(model, name, (row, record), extras, problems)) is not None:
            rows.append(PlacedRow(row, data))
    return CsvTable(tuple(rows), tuple(records), whole)


def read_optional_csv(
    folder: CaseFolder, name: str, model: type[Row], problems: list[Problem]
) -> CsvTable[Row]:
    """The rows of a file that a case may do without: absent, empty or with its header alone."""
    own: list[Problem] = []
    there = folder.has(name)
    table = read_csv(folder, name, model, own) if there else CsvTable()
    if [problem.kind for problem in own] == ["empty_file"]:
        return CsvTable()
    problems += own
    return table


def no_row(folder: CaseFolder, name: str) -> Problem:
    """That a file which a case may do without is wanted after all."""
    return Problem("empty_file" if folder.has(name) else "missing_file", name)


def _read_lines(folder: CaseFolder, name: str, problems: list[Problem]) -> list[list[str] | None]:
    """The header and the rows of a CSV file; None for a row that cannot be cut into cells.

    Nothing, and a problem, when there is no row. After a quotation mark gone wrong, the
    reader starts afresh on the next line.
    """
    text = read_text(folder, name, problems)
    if text is None:
        return []
    lines: list[list[str] | None] = []
    reader = csv.reader(io.StringIO(text), strict=True)
    while True:
        values: dict[str, int] = {}
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            too_long = "field limit" in str(error)
            kind: ProblemKind = "too_long" if too_long else "bad_quotes"
            values = {"allowed": csv.field_size_limit()} if too_long else {}
        else:
            kind = "line_break"
            if not any("\n" in cell for cell in cells):
                lines.append(cells)
                continue
        lines.append(None)
        problems.append(Problem(kind, name, len(lines), values=values))
    if len(lines) < 2:  # noqa: PLR2004 (a header and a row)
        problems.append(Problem("empty_file", name))
        return []
    return lines


def _checked(
    model: type[Row],
    name: str,
    placed: tuple[int, Mapping[str, str]],
    extras: Sequence[str],
    problems: list[Problem],
) -> Row | None:
    """One row of a CSV file as a model; None, and its problems, when it is wrong."""
    row, cells = placed
    record: dict[str, object] = {c: v for c, v in cells.items() if c not in extras}
    if "levers" in model.model_fields:
        record["levers"] = {column: cells[column] for column in extras}
    try:
        return model.model_validate(record)
    except ValidationError as error:
        problems += [problem_from_pydantic(d, name, row) for d in error.errors()]
        return None


def read_toml(folder: CaseFolder, name: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The content of a TOML file; None, and a problem, when it cannot be read."""
    text = read_text(folder, name, problems)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also endless integers and brackets
        place = _TOML_PLACE.search(str(error))
        values = (
            dict(zip(("line", "column"), map(int, place.groups()), strict=True)) if place else {}
        )
        problems.append(Problem("bad_toml", name, values=values))
        return None


def check_model(
    model: type[Row], content: object, name: str, key: str, problems: list[Problem]
) -> Row | None:
    """The content of a TOML table as a model; None, and the problems, when it is wrong."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problems += [problem_from_pydantic(d, name, None, key) for d in error.errors()]
        return None


def _check_header(
    name: str,
    header: Sequence[str],
    needed: Sequence[str],
    allowed: Sequence[str],
    problems: list[Problem],
) -> bool:
    before = len(problems)
    problems += [
        Problem("duplicate_column", name, 1, column)
        for column in dict.fromkeys(header)
        if header.count(column) > 1
    ]
    problems += [Problem("missing_column", name, 1, c) for c in needed if c not in header]
    problems += [
        Problem("unknown_column", name, 1, c, {"allowed": ", ".join(allowed)})
        for c in header
        if c not in allowed
    ]
    return len(problems) == before
