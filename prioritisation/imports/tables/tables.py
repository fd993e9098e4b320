"""A table of a sheet: what names its columns, what names its rows, and what each of them is."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from prioritisation.imports.cells.amounts import is_known_unit
from prioritisation.imports.cells.headings import (
    PLACE_WORDS,
    aside_reason,
    corner_side,
    direction_in,
    is_sheer_unit,
)
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.planes import Plane, TableBlock

_FEW = 3
_SCALE = re.compile(r"[(\[]?(?:de )?[0-9]+ ?(?:a|-|/) ?[0-9]+[)\]]?|[(\[](?:/|sur) ?[0-9]+[)\]]")


def filled(plane: Plane, block: TableBlock, row: int) -> list[int]:
    """The columns of a block where a row has something."""
    return [c for c in block.columns if plane.glance(row, c)]


def line_reason(plane: Plane, block: TableBlock, row: int) -> str:
    """What a row of a block says of its columns: units, directions, weights; empty for none."""
    words = [c for c in filled(plane, block, row) if plane.glance(row, c) == "word"]
    reason = aside_reason(plane.name(row, words[0])) if words else ""
    if not reason:
        return _reason_of_cells(plane, block, row, words)
    others = [c for c in filled(plane, block, row) if c > words[0]]
    texts = [plane.name(row, c) for c in others if plane.glance(row, c) == "word"]
    if reason == "unit":
        return reason if 2 * len(texts) >= len(others) else ""
    if reason == "direction":
        return reason if sum(map(bool, map(direction_in, texts))) >= 0.5 * len(texts) else ""
    if reason in ("weight", "number", "rank", "total", "mean"):
        return reason if others and len(texts) <= 0.5 * len(others) else ""
    return ""


def _reason_of_cells(plane: Plane, block: TableBlock, row: int, words: list[int]) -> str:
    """Units or directions without a word that says so before them."""
    texts = [plane.name(row, c) for c in filled(plane, block, row)]
    if not texts or (len(texts) <= 1 and plane.glance(row, block.columns[0])):
        return ""
    if sum(map(_is_unit, texts)) >= 0.8 * len(texts):
        return "unit"
    return "direction" if len(words) > 1 and all(map(direction_in, texts)) else ""


def _is_unit(text: str) -> bool:
    """Whether a text is a unit, or the ends of a scale in brackets."""
    return is_known_unit(text.strip("()[] ")) or _SCALE.fullmatch(folded_text(text)) is not None


def has_values(plane: Plane, block: TableBlock, row: int) -> bool:
    """Whether a row is one of values, and none that says something of its columns."""
    line = filled(plane, block, row)
    if len(line) < max(2, 0.4 * len(block.columns)) or is_about_file(plane, block, row):
        return False
    values = sum(plane.glance(row, c) in ("value", "date", "error") for c in line[1:])
    return values > 0 and values >= 0.2 * (len(line) - 1) and not line_reason(plane, block, row)


def is_about_file(plane: Plane, block: TableBlock, row: int) -> bool:
    """Whether a row is « Date : 12/03/2026 », of the file as a whole."""
    line = filled(plane, block, row)
    return 0 < len(line) <= _FEW and plane.name(row, line[0]).endswith(":")


def may_name(plane: Plane, block: TableBlock, row: int) -> bool:
    """Whether a row has words enough to name columns."""
    line = filled(plane, block, row)
    words = sum(plane.glance(row, c) == "word" for c in line)
    if is_about_file(plane, block, row):
        return False
    return words > 0 and words >= 0.6 * len(line) and not line_reason(plane, block, row)


DEEPEST_HEADER = 25
"""Rows of a block among which its header is looked for."""


@dataclass(frozen=True, slots=True)
class Header:
    """The rows that name the columns of a block.

    Attributes
    ----------
    rows
        One, or two where groups stand above; none where nothing names them.
    first
        The first row below.
    sure
        Whether words name its columns: else it is asked.
    """

    rows: tuple[int, ...]
    first: int
    sure: bool = True


def header_of(plane: Plane, block: TableBlock) -> Header:
    """The header of a block."""
    answer = plane.answers.choice("header") or _role_of_header(plane, block)
    rows = [r for r in block.rows if len(filled(plane, block, r))]
    if answer.isdecimal():
        return _answered(plane, block, int(answer) - 1)
    tops = rows[:DEEPEST_HEADER]
    values = next((k for k, r in enumerate(tops) if has_values(plane, block, r)), len(tops))
    named = [r for r in tops[:values] if may_name(plane, block, r)]
    several = [r for r in named if len(filled(plane, block, r)) > 1]
    if not several:
        below = _without_words(plane, block, [r for r in rows if r not in named])
        if below.rows or not named:
            return below
    most = max(_coverage(plane, block, r) for r in several or named)
    full = [r for r in several or named if _coverage(plane, block, r) >= 0.7 * most]
    first = min(filled(plane, block, r)[0] for r in full)
    corner = [r for r in full if corner_side(plane.name(r, first)) in _SIDES]
    own = [r for r in full if not _repeats(plane, block, r)]
    if len({plane.key(r, first) for r in corner}) == 1:
        own = corner
    return _with_groups(plane, block, (own or full)[0], rows)


_SIDES = ("lever", "criterion")


def _role_of_header(plane: Plane, block: TableBlock) -> str:
    """The number of the row that somebody says is the header."""
    about = (str(r + 1) for r in block.rows)
    return next((one for one in about if plane.answers.choice("role", one) == "header"), "")


def _answered(plane: Plane, block: TableBlock, row: int) -> Header:
    rows = [r for r in block.rows if r > row]
    first = rows[0] if rows else row + 1
    if row < 0 or row not in block.rows:
        return Header((), block.rows[0])
    above = _with_groups(plane, block, row, list(block.rows))
    return above if row in above.rows else Header((row,), first)


def _coverage(plane: Plane, block: TableBlock, row: int) -> int:
    """How many columns a row names, its first apart."""
    named = [c for c in block.columns[1:] if plane.glance(row, c) == "word"]
    return min(sum(plane.cell(row, c).columns for c in named), len(block.columns) - 1)


def _repeats(plane: Plane, block: TableBlock, row: int) -> bool:
    """Whether a row says the same of two columns."""
    words = [plane.key(row, c) for c in block.columns if plane.glance(row, c) == "word"]
    return len(set(words)) < len(words)


def _with_groups(plane: Plane, block: TableBlock, row: int, rows: list[int]) -> Header:
    """A header with the row of groups above it, or with that of names below it."""
    k = rows.index(row)
    below = rows[k + 1] if k + 1 < len(rows) else None
    if below is not None and _names_parts(plane, block, row, below):
        after = rows[k + 2] if k + 2 < len(rows) else below + 1
        return Header((row, below), after)
    first = below if below is not None else row + 1
    above = rows[k - 1] if k else None
    if above is not None and _names_groups(plane, block, above, row):
        return Header((above, row), first)
    return Header((row,), first)


def _names_parts(plane: Plane, block: TableBlock, row: int, below: int) -> bool:
    """Whether the row below names the parts of groups: it has words where a group goes on."""
    if line_reason(plane, block, below) or not may_name(plane, block, below):
        return False
    line = filled(plane, block, below)
    parts = [c for c in block.columns if plane.cell(row, c).columns > 1]
    if parts and all(plane.glance(below, c) == "word" for c in parts):
        first = block.columns[0]
        return not (plane.glance(row, first) and plane.glance(below, first)) or len(parts) > 1
    names = filled(plane, block, row)
    open_places = [c for c in line if c > names[0] and not plane.glance(row, c)]
    near = plane.rows.index(below) - plane.rows.index(row) <= 1
    return near and not plane.glance(below, block.columns[0]) and bool(open_places)


def _names_groups(plane: Plane, block: TableBlock, above: int, row: int) -> bool:
    """Whether the row above names groups of columns: words, over some of them only."""
    if plane.rows.index(row) - plane.rows.index(above) > 1 or line_reason(plane, block, above):
        return False
    line = [c for c in filled(plane, block, above) if c != block.columns[0]]
    if not line or not all(plane.glance(above, c) == "word" for c in line):
        return False
    merged = any(plane.cell(above, c).columns > 1 for c in line)
    fewer = len(filled(plane, block, above)) < len(filled(plane, block, row))
    return (merged or len(line) > 1) and (fewer or _repeats(plane, block, above))


def _without_words(plane: Plane, block: TableBlock, rows: list[int]) -> Header:
    """No row of words stands above the values: nothing names the columns, which is asked."""
    full = Counter(len(filled(plane, block, r)) for r in rows).most_common(1)[0][0]
    first = next((r for r in rows if len(filled(plane, block, r)) >= full), rows[0])
    return Header((), first, sure=False)


NAMES_AMONG = 7
"""Columns among which that of names is looked for."""
LONGEST_NAME_LIKELY = 90


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
    """

    plane: Plane
    block: TableBlock
    header: Header
    names: int
    rows: tuple[TableLine, ...]
    columns: tuple[TableLine, ...]
    questions: tuple[FileQuestion, ...] = ()

    @property
    def items(self) -> tuple[tuple[TableLine, ...], tuple[TableLine, ...]]:
        """Its rows and its columns that are levers or criteria."""
        return (
            tuple(one for one in self.rows if not one.why),
            tuple(one for one in self.columns if not one.why),
        )


def names_column(plane: Plane, block: TableBlock, header: Header) -> int | None:
    """The column of the names of rows: headed as such, else the first of words of its own."""
    answer = plane.answers.choice("names")
    for column in block.columns:
        letter = column_letters(column)
        if letter == answer or plane.answers.choice("role", letter) == "names":
            return column
    below = [r for r in block.rows if r >= header.first]
    rows = [r for r in below if not line_reason(plane, block, r)] or below
    naming = [c for c in block.columns[:NAMES_AMONG] if _may_name_rows(plane, rows, header, c)]
    heads = {c: plane.name(header.rows[-1], c) if header.rows else "" for c in naming}
    headed = [c for c in naming if corner_side(heads[c]) in _SIDES]
    headed.sort(key=lambda c: folded_text(heads[c]) in PLACE_WORDS)
    first = [c for c in naming if c in block.columns[:_FEW]]
    coded = _coded(plane, rows, header, block.columns[0])
    return next((c for c in (*headed, *first, coded, *naming) if c is not None), None)


def _may_name_rows(plane: Plane, rows: list[int], header: Header, column: int) -> bool:
    """Whether a column has words on most rows, short, nearly each another."""
    head = plane.name(header.rows[-1], column) if header.rows else ""
    merged = any(plane.cell(r, column).rows > 1 for r in rows)
    if merged or (aside_reason(head) and corner_side(head) != "lever"):
        return False
    words = [plane.key(r, column) for r in rows if plane.glance(r, column) == "word"]
    short = sum(len(one) <= LONGEST_NAME_LIKELY for one in words)
    many = len(words) > 0.5 * len(rows) and 2 * short >= len(words)
    return many and len(set(words)) > 0.6 * len(words)


def _coded(plane: Plane, rows: list[int], header: Header, column: int) -> int | None:
    """The first column, where it numbers levers, each by a number or a code of its own."""
    head = plane.name(header.rows[-1], column) if header.rows else ""
    keys = {plane.key(r, column) for r in rows if plane.glance(r, column) in ("value", "word")}
    is_headed = aside_reason(head) == "number" or corner_side(head) == "lever"
    return column if is_headed and len(keys) == len(rows) else None


def is_coded(table: SheetTable) -> bool:
    """Whether its levers have but numbers, or codes below a heading that says so."""
    plane, header = table.plane, table.header
    head = plane.name(header.rows[-1], table.names) if header.rows else ""
    rows = [one.number for one in table.rows if not one.why]
    numbers = sum(plane.glance(r, table.names) == "value" for r in rows)
    return numbers > 0.5 * len(rows) or (
        aside_reason(head) == "number" and corner_side(head) != "lever"
    )


def head_names(plane: Plane, header: Header, columns: Iterable[int]) -> dict[int, TableLine]:
    """The names of columns, both rows of a header joined."""
    columns = list(columns)
    if not header.rows:
        return {c: TableLine(c, plane.answers.choice("name", column_letters(c)), (header.first, c))
                for c in columns}  # fmt: skip
    top, low = header.rows[0], header.rows[-1]
    groups = _groups_over(plane, header, columns)
    heads = {}
    for c in columns:
        is_above = not plane.glance(low, c) and plane.glance(top, c) == "word"
        place = (top if is_above else low, c)
        name = plane.name(*place)
        is_under = plane.glance(top, c) or plane.cell(top, c).covered or not aside_reason(name)
        group = groups.get(c, "") if is_under and not is_above else ""
        heads[c] = TableLine(c, _joined(group, name), place)
    return heads


def _joined(group: str, name: str) -> str:
    """A name after that of its group, a dash between; its unit in brackets."""
    bare = name.strip("()[] ")
    if group and is_sheer_unit(bare):
        return f"{group} ({bare})"
    return " \N{EN DASH} ".join(filter(None, (group, name)))


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
