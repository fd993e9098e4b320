"""Two lines that may be the ends of one criterion: « Coût bas », « Coût haut »; one, once said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

from prioritisation.imports.cells.headings import heading_of
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.beside import end_named
from prioritisation.imports.tables.doubts import role_answered
from prioritisation.imports.tables.tables import OTHER_END, SheetTable, TableLine

_MOST_WORDS = 4
"""Of what says that a line has an end: « note brute au plus bas »."""
_WORD = re.compile(r"[^\s_–—-]+")
_BRACKET = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")
_OF_WHAT = re.compile(r"(?P<end>.+?) (?:du |de la |de l['’]|des |de |d['’])(?P<base>.+)")
_FROM_TO: Mapping[str, Literal["low", "high"]] = {
    "de": "low", "du": "low", "from": "low", "a": "high", "au": "high", "to": "high",
}  # fmt: skip


class _Ended(NamedTuple):
    """What a name says without its end: « Coût (k€) » of « Coût bas (k€) »."""

    end: Literal["low", "high"]
    base: str


def with_range_ends(table: SheetTable, *, in_rows: bool) -> tuple[SheetTable, int]:
    """A table whose pairs of ends are asked about, or read as was answered; how many are asked."""
    if table.scales:
        return table, 0
    waiting = 0
    for low, high, base in _pairs(table, in_rows=in_rows):
        about = column_letters(low.number) if in_rows else str(low.number + 1)
        answer = table.plane.answers.choice("ends_pair", about)
        if answer == "yes":
            table = _as_one(table, low, high, base)
        elif answer != "no" and not _are_answered(table, low, high, in_rows=in_rows):
            waiting += 1
            question = _question(table, (low, high), about, in_rows=in_rows)
            table = replace(table, questions=(*table.questions, question))
    return table, waiting


def _are_answered(table: SheetTable, low: TableLine, high: TableLine, *, in_rows: bool) -> bool:
    """Whether somebody says of each that it is a criterion."""
    return all(role_answered(table, one, rows=not in_rows) for one in (low, high))


def _pairs(table: SheetTable, *, in_rows: bool) -> list[tuple[TableLine, TableLine, str]]:
    """The lines of criteria that have both ends of the same, in the same unit."""
    rows, columns = table.items
    lines, beside = (columns, table.rows) if in_rows else (rows, table.columns)
    units = next((one for one in beside if one.why == "unit"), None)
    by_base: dict[tuple[str, str], list[tuple[TableLine, _Ended]]] = {}
    for line, ended in _ended(lines):
        unit = "" if units is None else _unit_of(table, line, units, in_rows=in_rows)
        by_base.setdefault((folded_text(ended.base), unit), []).append((line, ended))
    pairs = []
    for several in by_base.values():
        ends = {ended.end: line for line, ended in several}
        if len(several) == len(ends) > 1:
            pairs.append((ends["low"], ends["high"], several[0][1].base))
    return pairs


def _unit_of(table: SheetTable, line: TableLine, units: TableLine, *, in_rows: bool) -> str:
    place = (units.number, line.number) if in_rows else (line.number, units.number)
    return table.plane.key(*place)


def _ended(lines: Sequence[TableLine]) -> Iterable[tuple[TableLine, _Ended]]:
    """The lines that have an end, with what they are of; « à » goes on with « Délai de »."""
    heads = {one.number: _end_of(one.name) for one in lines}
    for before, one in pairwise(lines):
        first = heads[before.number]
        bare, bracket = _without_bracket(one.name)
        if first and first.end == "low" and _end_word(bare) == "high":
            same = folded_text(bracket) == folded_text(_without_bracket(first.base)[1])
            heads[one.number] = _Ended("high", first.base) if same or not bracket else None
    return [(one, ended) for one in lines if (ended := heads[one.number])]


def _end_of(name: str) -> _Ended | None:
    """The end that a name says, after what it is of or before it; None where it says none."""
    core, bracket = _without_bracket(name)
    if bracket and (ended := _last_words(core)):
        return ended._replace(base=f"{ended.base} ({bracket})")
    if bracket and (parts := re.split(r"[,;] ?", bracket)):
        ends = [one for one in parts if end_named(one)]
        others = ", ".join(one for one in parts if one not in ends)
        if len(ends) == 1 and (end := end_named(ends[0])):
            return _Ended(end, f"{core} ({others})" if others else core)
    heading = heading_of(name)
    if not bracket and heading.unit and (ended := _last_words(heading.name)):
        return ended._replace(base=f"{ended.base} ({heading.unit})")
    before = _OF_WHAT.fullmatch(name)
    if before and (end := end_named(before["end"])):
        return _Ended(end, before["base"][:1].upper() + before["base"][1:])
    return _last_words(name)


def _without_bracket(name: str) -> tuple[str, str]:
    match = _BRACKET.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def _end_word(text: str) -> Literal["low", "high", ""]:
    return end_named(text) or _FROM_TO.get(folded_text(text), "")


def _last_words(name: str) -> _Ended | None:
    """The end that the last words of a name say; the most words that say one."""
    words = [*_WORD.finditer(name)][1:]
    for first in words[-_MOST_WORDS:]:
        end = _end_word(" ".join(_WORD.findall(name[first.start() :])))
        if end:
            return _Ended(end, name[: first.start()].rstrip(" _–—-:,"))
    return None


def _question(
    table: SheetTable, pair: tuple[TableLine, TableLine], about: str, *, in_rows: bool
) -> FileQuestion:
    sheet = table.plane.sheet
    levers = [one.number for one in table.items[0 if in_rows else 1]]
    cells = []
    for one in pair:
        own = (one.number, one.number)
        along = [*levers, one.place[0 if in_rows else 1]]
        ends = (min(along), max(along))
        cells.append(sheet.range_name(ends, own) if in_rows else sheet.range_name(own, ends))
    text = " / ".join(one.name for one in pair)
    return FileQuestion("ends_pair", about, tuple(cells), ("yes", "no"), text)


def _as_one(table: SheetTable, low: TableLine, high: TableLine, base: str) -> SheetTable:
    """The line of the lower end stands for both, under what they are of."""
    others = {folded_text(one.name) for lines in table.items for one in lines}
    name = f"{low.name} – {high.name}" if folded_text(base) in others else base

    def joined(lines: Sequence[TableLine]) -> tuple[TableLine, ...]:
        return tuple(
            replace(one, name=name)
            if one == low
            else replace(one, why=OTHER_END)
            if one == high
            else one
            for one in lines
        )

    return replace(
        table,
        rows=joined(table.rows),
        columns=joined(table.columns),
        highs={**table.highs, low.number: high.number},
    )
