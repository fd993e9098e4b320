"""A case as units, each of what must stay true together: from its files, and back to them.

A unit is named by parts, such as ``("score", lever, criterion, reading)``; its content is JSON.
Rows keep their order by ``at``, a number of their own: two people who add a lever each write two
units. What a file says beyond that (comments, the order of keys) is layout, and is lost.
"""

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from criteria import cells, raw, rows, schema
from criteria.errors import InvalidCase, Problem

CaseUnits = Mapping[str, str]
"""Name of each unit -> its content: a whole case."""

_Tree = dict[str, Any]
AT, UPDATED = "at", "updated"
_MARK = "\ufeff"
"""What some programs write before a text; it is none of it."""


@dataclass(frozen=True, slots=True)
class RowKind:
    """The rows of a CSV file, one unit each.

    Attributes
    ----------
    keys
        Columns that name a row.
    parts
        Name of a unit of its own -> the columns that are in it.
    ordered
        Whether the order of rows is that of the file; else it follows from other rows.
    """

    file: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ordered: bool = True

    def part_of(self, column: str) -> str:
        """The unit of a row that a column is in; empty for that of the row itself."""
        return next((part for part, columns in self.parts.items() if column in columns), "")


SCORE, LEVER, OFFICIAL_ROW, CRITERION = "score", "lever", "row", "criterion"
QUESTION = "question"
CASE, DAY = "case", f"case/{UPDATED}"
WORDS = "words"
"""Key of the table of ``case.toml`` that says what people call what they compare."""
COLUMN = "lever_"
"""How the columns of official rows begin that name the lever of a row under a reading."""

_SHEET_PARTS = {
    "levers": ("primary_lever", "secondary_levers", "lever_confidence", "lever_reason"),
    "category": ("category", "secondary_category", "category_confidence", "category_reason"),
}


def _kind(file: str, model: type[cells.Strict], *keys: str, **rest: Any) -> RowKind:  # noqa: ANN401 (of RowKind)
    columns = tuple(name for name in model.model_fields if name != "levers")
    return RowKind(file, columns, keys, **rest)


ROW_KINDS: Mapping[str, RowKind] = {
    "source": _kind(raw.SOURCES_FILE, rows.SourceRow, "source_id"),
    LEVER: _kind(raw.LEVERS_FILE, rows.LeverRow, "lever_id"),
    SCORE: _kind(
        raw.SCORES_FILE, rows.ScoreRow, "lever_id", "criterion_id", "reading", ordered=False
    ),
    OFFICIAL_ROW: _kind(raw.ROWS_FILE, rows.OfficialRowModel, "fine_lever", "sector"),
    "sheet": _kind(raw.SHEETS_FILE, rows.SheetRow, "sheet_id", parts=_SHEET_PARTS),
    "evidence": _kind(raw.EVIDENCE_FILE, rows.EvidenceRow, "evidence_id"),
    "unknown": _kind(raw.UNKNOWNS_FILE, rows.UnknownRow, "unknown_id"),
    "claim": _kind(raw.CLAIMS_FILE, rows.ClaimRow, "claim_id"),
    "census": _kind(raw.CENSUS_FILE, rows.CensusRow, "note_id"),
}
TABLES = {QUESTION: ("questions", "id"), "axis": ("axes", "id"), "method": ("method", "label")}
"""Kind of unit -> the list of ``case.toml`` that it is of, and the key that names its tables."""
CRITERION_PARTS = ("direction", "plain", "scale", "scoring")
ANCHORS = "anchors"

_MODELS = (
    schema.CriterionModel,
    schema.CaseModel,
    schema.QuestionModel,
    schema.ReadingModel,
    schema.DirectionModel,
    schema.PlainModel,
    schema.PlainSenseModel,
    schema.LinearModel,
    schema.LevelModel,
    schema.PiecewiseModel,
    schema.PointModel,
    schema.ScoredFromRows,
)
_ORDER = {
    name: k
    for k, name in enumerate(
        dict.fromkeys(("id", "kind", *(f for m in _MODELS for f in m.model_fields)))
    )
}
"""Keys of TOML tables in the order in which people read them."""


def unit_name(*parts: str) -> str:
    """The name of a unit.

    Examples
    --------
    >>> unit_name("row", "Fret : bas/carbone", "Transport")
    'row/Fret%20%3A%20bas%2Fcarbone/Transport'
    """
    return "/".join(quote(part, safe="") for part in parts)


def unit_parts(name: str) -> tuple[str, ...]:
    """The parts of the name of a unit."""
    return tuple(map(unquote, name.split("/")))


def canonical_json(tree: object) -> str:
    """Any content as text: known keys in their order, so that it is written one way only."""
    return json.dumps(keys_in_order(tree), ensure_ascii=False, separators=(",", ":"))


def unit_content(state: CaseUnits, unit: str) -> Any:  # noqa: ANN401 (JSON)
    """The content of a unit, read."""
    return json.loads(state[unit])


def units_sha256(state: CaseUnits) -> str:
    """SHA-256 of a whole case, whatever the layout of its files."""
    return hashlib.sha256(canonical_json(sorted(state.items())).encode()).hexdigest()


def keys_in_order(tree: Any) -> Any:  # noqa: ANN401 (a tree of TOML)
    """Known keys as people read them, then those that are ids, as they were written."""
    if isinstance(tree, list):
        return [keys_in_order(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    keys = sorted(tree, key=lambda key: _ORDER.get(key, len(_ORDER)))
    return {key: keys_in_order(tree[key]) for key in keys}


def units_of(files: Mapping[str, str]) -> dict[str, str]:
    """The units of a case, by the texts of its files, which ``case_from_files`` accepts.

    Raises
    ------
    InvalidCase
        When a file that no criterion of the case needs, and that nothing has checked, has a row
        twice or a column that is not known.
    """
    units: dict[str, str] = {}
    for name, tree in (*_of_case(files), *_of_criteria(files), *_of_rows(files)):
        units[name] = canonical_json(tree)
    return units


def _toml(text: str) -> _Tree:
    return tomllib.loads(text.removeprefix(_MARK))


def _of_case(files: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    tree = _toml(files[raw.CASE_FILE])
    yield DAY, tree.pop(UPDATED).isoformat()
    for kind, (key, ident) in TABLES.items():
        for at, table in enumerate(tree.pop(key, ())):
            yield unit_name(kind, table[ident]), {AT: at, **table}
    yield CASE, tree


def _of_criteria(files: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    for at, (ident, table) in enumerate(_toml(files[raw.CRITERIA_FILE]).items()):
        yield from criterion_trees(ident, table, at)


def criterion_trees(ident: str, table: Mapping[str, Any], at: int) -> Iterator[tuple[str, object]]:
    """The units of a criterion, by its table and its place among the others."""
    rest = {key: dict(value) if isinstance(value, dict) else value for key, value in table.items()}
    anchors = rest["scale"].pop(ANCHORS, None)
    for part in CRITERION_PARTS:
        if part in rest:
            yield unit_name(CRITERION, ident, part), rest.pop(part)
    if anchors is not None:
        yield unit_name(CRITERION, ident, ANCHORS), anchors
    yield unit_name(CRITERION, ident), {AT: at, **rest}


def _of_rows(files: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    for kind, spec in ROW_KINDS.items():
        seen: dict[str, int] = {}
        for at, row in enumerate(_rows(files.get(spec.file, ""))):
            _check_columns(kind, spec, row)
            name = unit_name(kind, *(row.get(key, "") for key in spec.keys))
            if name in seen:
                twice = ", ".join(unit_parts(name)[1:])
                values: dict[str, str | int] = {"found": twice, "first": seen[name] + 2}
                raise InvalidCase([Problem("duplicate", spec.file, at + 2, spec.keys[0], values)])
            seen[name] = at
            yield from _of_row(name, spec, row, at)


def _of_row(
    name: str, spec: RowKind, row: Mapping[str, str], at: int
) -> Iterator[tuple[str, object]]:
    """The unit of a row, and those of its parts."""
    own: dict[str, _Tree] = {"": {AT: at} if spec.ordered else {}}
    own |= {part: {} for part in spec.parts}
    # In the order of the columns that are known, whatever that of the file.
    for column in dict.fromkeys((*spec.columns, *row)):
        cell = row.get(column, "")
        if column.startswith(COLUMN) and column not in spec.columns:
            yield f"{name}/{unit_name(column.removeprefix(COLUMN))}", cell
        elif cell and column not in spec.keys:
            own[spec.part_of(column)][column] = cell
    yield from ((f"{name}/{part}" if part else name, tree) for part, tree in own.items())


def _check_columns(kind: str, spec: RowKind, row: Mapping[str, str]) -> None:
    for column in row:
        under = kind == OFFICIAL_ROW and column.startswith(COLUMN)
        if column not in spec.columns and not under:
            values = {"allowed": ", ".join(spec.columns)}
            raise InvalidCase([Problem("unknown_column", spec.file, 1, column[:80], values)])


def _rows(text: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV text, their cells without the spaces around."""
    lines = list(csv.reader(io.StringIO(text.removeprefix(_MARK), newline="")))
    header = [cell.strip() for cell in lines[0]] if lines else []
    for line in lines[1:]:
        row = [cell.strip() for cell in line]
        if any(row):
            padded = row + [""] * (len(header) - len(row))
            yield dict(zip(header, padded, strict=False))
