"""A table of a sheet: what names its rows and its columns, and what each of them is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from prioritisation.imports.cells.amounts import is_known_unit
from prioritisation.imports.cells.columns import KnownScale
from prioritisation.imports.cells.headings import PLACE_WORDS, aside_reason, corner_side
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.headers import Header, line_reason
from prioritisation.imports.tables.planes import Plane, TableBlock

NAMES_AMONG = 7
"""Columns among which that of names is looked for."""
LEAST_NAMED = 0.25
LEAST_REPEATED = 2
"""Names among which one that stands twice in a row is that of a group; of fewer, a duplicate."""
"""Of how much a column has to look like names."""
_ENDS = frozenset({"min", "max", "mini", "maxi", "minimum", "maximum"})
LONGEST_NAME_LIKELY, LONGEST_CODE = 90, 3


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row or a column of a table.

    Attributes
    ----------
    name
        As the file writes it; with its group, where another has the same name.
    place
        The row and the column of its name.
    why
        Why it is left out; empty where it is a lever or a criterion.
    """

    number: int
    name: str
    place: tuple[int, int]
    why: str = ""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table.

    Attributes
    ----------
    names
        The column that names its rows.
    rows, columns
        All below its header, and all but that of names.
    scales
        Number of the line of a criterion -> its scale, where it is there already.
    """

    plane: Plane
    block: TableBlock
    header: Header
    names: int
    rows: tuple[TableLine, ...]
    columns: tuple[TableLine, ...]
    questions: tuple[FileQuestion, ...] = ()
    scales: Mapping[int, KnownScale] = field(default_factory=dict)

    @property
    def items(self) -> tuple[tuple[TableLine, ...], tuple[TableLine, ...]]:
        """Its rows and its columns that are levers or criteria."""
        return (
            tuple(one for one in self.rows if not one.why),
            tuple(one for one in self.columns if not one.why),
        )

    @property
    def names_last(self) -> bool:
        """Whether the names of rows stand right of all scores."""
        return all(one.number < self.names for one in self.columns)


def names_column(plane: Plane, block: TableBlock, header: Header) -> int | None:
    """The column of the names of rows."""
    answer = plane.answers.choice("names")
    for column in block.columns:
        letter = column_letters(column)
        if letter == answer or plane.answers.choice("role", letter) == "names":
            return column
    below = [r for r in block.rows if r >= header.first]
    rows = [r for r in below if not line_reason(plane, block, r)] or below
    scored = [
        (_likeness(plane, rows, header, column) - 0.12 * rank, -rank, column)
        for rank, column in enumerate(block.columns[:NAMES_AMONG])
    ]
    last = block.columns[-1]
    if len(block.columns) > NAMES_AMONG and heads_names(plane, header, last):
        scored.append((_likeness(plane, rows, header, last), -NAMES_AMONG, last))
    best, _, column = max(scored)
    coded = _coded(plane, rows, header, block.columns[0])
    if best <= LEAST_NAMED or (
        coded is not None
        and _after_values(plane, rows, header, block, column)
        and (heads_names(plane, header, coded) or not heads_names(plane, header, column))
    ):
        return coded
    return column


def heads_names(plane: Plane, header: Header, column: int) -> bool:
    """Whether the heading of a column is a word for levers."""
    return bool(header.rows) and corner_side(plane.name(header.rows[-1], column)) == "lever"


def _coded(plane: Plane, rows: list[int], header: Header, column: int) -> int | None:
    """The first column, where it numbers levers, each by a number or a code of its own."""
    head = plane.name(header.rows[-1], column) if header.rows else ""
    keys = {plane.key(r, column) for r in rows if plane.glance(r, column) in ("value", "word")}
    is_headed = aside_reason(head) == "number" or corner_side(head) == "lever"
    return column if is_headed and len(keys) == len(rows) else None


def _after_values(
    plane: Plane, rows: list[int], header: Header, block: TableBlock, column: int
) -> bool:
    """Whether a column stands after one of numbers, the first of a table apart."""
    heads = {c: plane.name(header.rows[-1], c) if header.rows else "" for c in block.columns}
    before = [c for c in block.columns[1:] if c < column]
    between = [c for c in before if aside_reason(heads[c]) != "number"]
    return any(sum(plane.glance(r, c) == "value" for r in rows) > len(rows) / 2 for c in between)


def is_coded(table: SheetTable) -> bool:
    """Whether its levers have but numbers, or codes below a heading that says so."""
    plane, header = table.plane, table.header
    head = plane.name(header.rows[-1], table.names) if header.rows else ""
    rows = [one.number for one in table.rows if not one.why]
    numbers = sum(plane.glance(r, table.names) == "value" for r in rows)
    return numbers > 0.5 * len(rows) or (
        aside_reason(head) == "number" and corner_side(head) != "lever"
    )


def _likeness(plane: Plane, rows: list[int], header: Header, column: int) -> float:
    """How much a column looks like names: words, each another, short, on every row."""
    head = plane.name(header.rows[-1], column) if header.rows else ""
    reason = aside_reason(head)
    if reason in ("source", "remark", "unit", "weight", "direction", "ends"):
        return -1.0
    if reason == "number" and corner_side(head) != "lever":
        return -1.0
    words = [plane.key(r, column) for r in rows if plane.glance(r, column) == "word"]
    if not words:
        return -1.0
    if any(plane.cell(r, column).rows > 1 for r in rows):
        words = words[: max(1, len(words) // 2)]
    short = sum(len(one) <= LONGEST_NAME_LIKELY for one in words) / len(words)
    apart = len(set(words)) / len(words)
    codes = sum(len(one) <= LONGEST_CODE for one in words) / len(words)
    goes_on = len(words) > LEAST_REPEATED and any(a == b for a, b in pairwise(words))
    named = corner_side(head) in ("lever", "criterion") and not goes_on
    return (
        len(words)
        / len(rows)
        * apart**2
        * short
        * (1 + named * (0.25 if folded_text(head) in PLACE_WORDS else 0.5))
        - 0.15 * codes
    )


def _goes_on(plane: Plane, header: Header, columns: list[int]) -> bool:
    """Whether the second row of a header ends what the first begins: « Délai de », « mois »."""
    if len(header.rows) < 2:  # noqa: PLR2004 (of two rows)
        return False
    top, low = header.rows
    named = [c for c in columns if plane.glance(top, c) or plane.glance(low, c)]
    lines = [line for c in named if (line := plane.name(low, c).strip("()[] "))]
    alone = all(plane.glance(top, c) == "word" and plane.cell(top, c).columns == 1 for c in named)
    own = len({plane.key(top, c) for c in named}) == len(named)
    own = own and plane.filled(low)[0] > plane.filled(top)[0]
    small = all(one[0].islower() or is_known_unit(one) for one in lines)
    return bool(lines) and alone and (own or small)


def _whole_name(plane: Plane, header: Header, column: int) -> str:
    """Both rows of a heading; a unit on the second in brackets."""
    name, rest = (plane.name(row, column) for row in header.rows)
    bare = rest.strip("()[] ")
    return f"{name} ({bare})" if is_known_unit(bare) else f"{name} {rest}".strip()


def head_names(plane: Plane, header: Header, columns: Iterable[int]) -> dict[int, TableLine]:
    """The names of columns: where two are the same, with those of their groups."""
    columns = list(columns)
    if not header.rows:
        return {c: TableLine(c, plane.answers.choice("name", column_letters(c)), (header.first, c))
                for c in columns}  # fmt: skip
    low = header.rows[-1]
    groups = _groups_over(plane, header, columns)
    heads = {}
    for c in columns:
        place = (low, c) if plane.glance(low, c) else _above(plane, header, c)
        heads[c] = TableLine(c, plane.name(*place), place)
    if _goes_on(plane, header, columns):
        return {c: replace(one, name=_whole_name(plane, header, c)) for c, one in heads.items()}
    many = Counter(plane.key(*one.place) for one in heads.values() if one.name)
    return {
        c: replace(one, name=_with_group(groups[c], one.name))
        if groups.get(c)
        and one.place[0] == low
        and (folded_text(one.name) in _ENDS or many[plane.key(*one.place)] > 1)
        else one
        for c, one in heads.items()
    }


def _with_group(group: str, name: str) -> str:
    """A name that another group has too, or « min » before the unit of its group."""
    if folded_text(name) not in _ENDS:
        return f"{group} – {name}"
    start, bracket, unit = group.partition(" (")
    return f"{start} {name}{bracket}{unit}"


def _above(plane: Plane, header: Header, column: int) -> tuple[int, int]:
    """Where a column that the lower row does not name has its name, if it has one."""
    top = header.rows[0]
    return (top, column) if plane.glance(top, column) == "word" else (header.rows[-1], column)


def _groups_over(plane: Plane, header: Header, columns: list[int]) -> dict[int, str]:
    if len(header.rows) <= 1:
        return {}
    groups, current, left = {}, "", 0
    for c in columns:
        cell = plane.cell(header.rows[0], c)
        if plane.glance(header.rows[0], c):
            current, left = plane.name(header.rows[0], c), cell.columns
        elif left <= 0 and not cell.covered and current and _merged(plane, header):
            current = ""
        groups[c] = current
        left -= 1
    return groups


def _merged(plane: Plane, header: Header) -> bool:
    return any(plane.cell(header.rows[0], c).columns > 1 for c in plane.columns)
