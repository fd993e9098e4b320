"""The table of a sheet where names that are known show it: those of a case that it is pasted over.

A header of its criteria and a column of its levers, or the other way round, are the table whatever
its size, and each is what it names whatever else its name may say: « Total », « Rang ».
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from prioritisation.imports.cells.columns import KnownScale
from prioritisation.imports.cells.headings import heading_of
from prioritisation.imports.cells.signs import name_key
from prioritisation.imports.grids import Sheet, column_letters
from prioritisation.imports.model import FileAnswers, GivenAnswer, Lying
from prioritisation.imports.tables.lines import sorted_columns, sorted_rows, with_sums
from prioritisation.imports.tables.planes import Plane, TableBlock
from prioritisation.imports.tables.tables import Header, SheetTable, TableLine


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What a case has, by ``name_key``: its levers, and its criteria with their scales."""

    levers: Collection[str]
    criteria: Mapping[str, KnownScale]

    def is_lever(self, name: str) -> bool:
        """Whether it names a lever."""
        return name_key(name) in self.levers

    def scale(self, name: str) -> KnownScale | None:
        """The scale of a criterion, named with its unit or without; None of any other name."""
        keys = (name_key(name), name_key(heading_of(name).name))
        return next((self.criteria[key] for key in keys if key in self.criteria), None)


class _Place(NamedTuple):
    """The line that has most names of one kind, and how many; -1 where none has any."""

    line: int = -1
    many: int = 0


class _Lie(NamedTuple):
    """Where the names of columns are, and those of rows."""

    lying: Lying
    top: _Place
    side: _Place

    @property
    def names(self) -> int:
        """How many names it has."""
        return self.top.many + self.side.many


_Cells = Sequence[tuple[int, int]]


def named_table(sheet: Sheet, names: KnownNames, answers: FileAnswers) -> SheetTable | None:
    """The table that known names show; None where they show none, or one of a score a row."""
    plane = Plane(sheet, answers)
    filled = [(row, column) for row in plane.rows for column in plane.filled(row)]
    levers = [at for at in filled if names.is_lever(plane.name(*at))]
    criteria = [at for at in filled if names.scale(plane.name(*at)) is not None]
    lies = (_lie("rows", criteria, levers), _lie("columns", levers, criteria))
    best = max(lies, key=lambda one: one.names)
    if not best.names or _in_two_columns(levers, criteria) > best.names:
        return None
    down = levers if best.lying == "rows" else criteria
    first = min((row for row, column in down if column == best.side.line), default=-1)
    above = [row for row in plane.rows if row < first and plane.filled(row)]
    top = best.top.line if best.top.many else max(above, default=-1)
    return _table(plane, names, _Lie(best.lying, _Place(top), best.side))


def first_table(sheet: Sheet, names: KnownNames, answers: FileAnswers) -> SheetTable | None:
    """The table whose header is the first row; None where nothing stands below."""
    plane = Plane(sheet, answers)
    top = next((row for row in plane.rows if plane.filled(row)), -1)
    return _table(plane, names, _Lie("rows", _Place(top), _Place()))


def _lie(lying: Lying, across: _Cells, down: _Cells) -> _Lie:
    top = _most(row for row, _ in across)
    return _Lie(lying, top, _most(column for row, column in down if row > top.line))


def _most(lines: Iterable[int]) -> _Place:
    counts = Counter(lines)
    line = max(sorted(counts), key=counts.__getitem__, default=-1)
    return _Place(line, counts[line])


def _in_two_columns(levers: _Cells, criteria: _Cells) -> int:
    """How many names stand in a column of levers and one of criteria beside it."""
    one, other = (_most(column for _, column in cells) for cells in (levers, criteria))
    return one.many + other.many if one.line != other.line else 0


def _table(plane: Plane, names: KnownNames, lie: _Lie) -> SheetTable | None:
    """The table below a row of names; what is known is what it names, whatever else it says."""
    top = lie.top.line
    rows = [row for row in plane.rows if row > top and plane.filled(row)]
    used = {column for row in (top, *rows) for column in plane.filled(row)} if rows else set()
    columns = [column for column in plane.columns if column in used]
    if top < 0 or len(columns) <= 1:
        return None
    side = lie.side.line if lie.side.many else min(c for r in rows for c in plane.filled(r))
    across = [TableLine(c, plane.name(top, c), (top, c)) for c in columns if c != side]
    down = [TableLine(r, plane.name(r, side), (r, side)) for r in rows]
    in_rows = lie.lying == "rows"
    levers, criteria = (down, across) if in_rows else (across, down)
    roles = [GivenAnswer("orientation", "", (lie.lying,))]
    roles += [_role(one, "lever", down) for one in levers if names.is_lever(one.name)]
    scales = {one.number: scale for one in criteria if (scale := names.scale(one.name))}
    roles += [_role(one, "criterion", down) for one in criteria if one.number in scales]
    plane = Plane(plane.sheet, FileAnswers((*roles, *plane.answers.given)))
    block, header = TableBlock((top, *rows), tuple(columns)), Header((top,), top + 1)
    bare = SheetTable(plane, block, header, side, tuple(down), tuple(across), scales=scales)
    return _sorted(bare)


def _role(line: TableLine, role: str, rows: Sequence[TableLine]) -> GivenAnswer:
    about = str(line.number + 1) if line in rows else column_letters(line.number)
    return GivenAnswer("role", about, (role,))


def _sorted(table: SheetTable) -> SheetTable | None:
    """The same, once what each line is was looked at; None where no score may be left."""
    rows = sorted_rows(table)
    table = replace(table, rows=rows.lines)
    columns = sorted_columns(table)
    # A name that stands over nothing is one all the same: the case may not have it.
    empty = {column_letters(one.number) for one in columns.lines if one.why == "empty"}
    lines = tuple(replace(one, why="" if one.why == "empty" else one.why) for one in columns.lines)
    others = (one for one in columns.questions if one.about not in empty)
    questions = (*rows.questions, *others)
    table = with_sums(replace(table, columns=lines, questions=questions))
    return table if all(table.items) else None
