"""Cells of a file, as their formats show them, put where they stand -> a sheet, within bounds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from prioritisation.imports.grids import (
    EMPTY,
    MOST_CELL_SIGNS,
    MOST_CELLS,
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    CellKind,
    FileCell,
    FileRefused,
    Sheet,
)

BUILT_IN = MappingProxyType(
    dict.fromkeys((9, 10), "0%")
    | dict.fromkeys(range(14, 18), "yyyy-mm-dd")
    | dict.fromkeys((18, 19, 20, 21, 45, 47), "h:mm:ss")
    | {22: "yyyy-mm-dd h:mm", 46: "[h]:mm:ss"}
    | dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd")
)
"""Formats that no file writes down and that change what a number is: the others show it plainly.

Some of the last ones are dates in Asian versions only.
"""
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|(?P<elapsed>\[[hms]+\])|(?P<condition>\[ *[<>=][^\]]*\])|\[[^\]]*\]"
    r"|(?P<exponent>E[+-])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLACES = frozenset("0#?")
_OF_DATES = frozenset("dmyhs")
_MONEY = frozenset("€$£¥₣₽₹%")
_Tokens = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownFormat:
    """What a format makes of a number.

    Attributes
    ----------
    date, duration
        Whether the number is a day, or hours that passed.
    before
        What is written before it, and is no currency: « env. ».
    unit
        What is written after it, or its currency.
    divisor
        By how much what is shown is smaller than what is kept.
    odd
        Numbers of which it shows something else, or nothing: above 0 (« + »), below (« - »), 0.
    """

    percent: bool = False
    date: bool = False
    duration: bool = False
    before: str = ""
    unit: str = ""
    divisor: float = 1.0
    odd: str = ""


PLAIN = ShownFormat()
_OF_TEXTS = 3
"""Parts that come before that of texts: of numbers above 0, below it, 0."""


@lru_cache(maxsize=1_000)
def shown_format(code: str) -> ShownFormat:
    """What a format of numbers does.

    Examples
    --------
    >>> shown_format('#,##0 "k€"').unit, shown_format("0.0%").percent, shown_format("d-mmm").date
    ('k€', True, True)
    """
    if code.lower() in ("general", "@", ""):
        return PLAIN
    sections = _sections(code)
    tokens = sections[0]
    letters = {text.lower() for kind, text in tokens if kind == "plain" and text.isalpha()}
    if any(kind == "elapsed" for kind, _ in tokens):
        return ShownFormat(duration=True)
    plain = "".join(text for kind, text in tokens if kind == "plain")
    if letters & _OF_DATES and not plain.lower().startswith(("general", "standard")):
        return ShownFormat(date=True)
    return replace(_of_numbers(tokens), odd=_odd(sections))


def _sections(code: str) -> list[_Tokens]:
    """Tokens of each part: for numbers above 0, below, 0, texts."""
    sections: list[_Tokens] = [[]]
    for match in _TOKENS.finditer(code[:255]):
        kind = match.lastgroup or ""
        text = match[kind] if kind else ""
        if kind == "plain" and text == ";":
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return sections


def _writes_number(tokens: _Tokens) -> bool:
    return any(k == "plain" and (text in _PLACES or text.isalpha()) for k, text in tokens)


def _odd(sections: Sequence[_Tokens]) -> str:
    """Which numbers a format shows otherwise; « - » for 0 is how accountants write it."""
    numbers = [one for one in sections[:_OF_TEXTS] if ("plain", "@") not in one]
    if any(kind == "condition" for one in numbers for kind, _ in one):
        return "+-0"
    parts = dict(zip("+-0", numbers, strict=False))
    first = parts.get("+", [("plain", "0")])
    odd = [sign for sign in "+-0" if not _writes_number(parts.get(sign, first))]
    if "0" in odd and is_dash("".join(text for _, text in parts.get("0", []))):
        odd.remove("0")
    return "".join(odd)


def is_dash(text: str) -> bool:
    """Whether something without a letter is written."""
    return bool(text.strip()) and not any(map(str.isalpha, text))


def _of_numbers(tokens: _Tokens) -> ShownFormat:
    places = [k for k, (kind, text) in enumerate(tokens) if kind == "plain" and text in _PLACES]
    general = [k for k, (kind, text) in enumerate(tokens) if kind == "plain" and text.isalpha()]
    digits = places or general
    if not digits:
        return PLAIN
    percent = any(token == ("plain", "%") for token in tokens)
    before = _literal(tokens[: digits[0]])
    tail = tokens[digits[-1] + 1 :]
    commas = [*takewhile(lambda token: token == ("plain", ","), tail)] if places else []
    unit = _literal(tail)
    if before and _is_currency(tokens[: digits[0]], before):
        before, unit = "", before
    if not any(sign.isalnum() or sign in "≥≤<>~≈±" for sign in before):
        before = ""
    return ShownFormat(
        percent=percent,
        before=before,
        unit="" if percent else unit,
        divisor=1_000.0 ** len(commas),
    )


def _literal(tokens: _Tokens) -> str:
    """The signs that are written as they are."""
    signs = (
        text
        for kind, text in tokens
        if kind in ("quoted", "escaped", "currency")
        or (kind == "plain" and (text in _MONEY or text.isspace()))
    )
    return " ".join("".join(signs).split())


def _is_currency(tokens: _Tokens, before: str) -> bool:
    return any(kind == "currency" for kind, _ in tokens) or bool(set(before) & _MONEY)


COVERED = FileCell(covered=True)


@dataclass
class Grid:
    """A sheet while its file is read: only cells that something stands in take room.

    Attributes
    ----------
    merged
        Row, column, rows, columns of each.
    """

    name: str
    is_text: bool = False
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _cells: dict[tuple[int, int], FileCell] = field(default_factory=dict)

    def put(self, row: int, column: int, cell: FileCell) -> None:
        """Put a cell; raises FileRefused where it stands beyond the limits."""
        if row >= MOST_SHEET_ROWS:
            raise FileRefused("many_rows", found=row + 1, allowed=MOST_SHEET_ROWS)
        if column >= MOST_SHEET_COLUMNS:
            raise FileRefused("many_columns", found=column + 1, allowed=MOST_SHEET_COLUMNS)
        self._cells[row, column] = cell
        if len(self._cells) > MOST_CELLS:
            raise FileRefused("many_cells", found=len(self._cells), allowed=MOST_CELLS)

    def fill(self, row: int, column: int, cell: FileCell, rows: int, columns: int) -> None:
        """Put a cell several times, the farthest first: beyond the limits none is put."""
        for k in reversed(range(row, row + rows)):
            for j in reversed(range(column, column + columns)):
                self.put(k, j, cell)

    def hide_rows(self, first: int, count: int) -> None:
        """Hide so many rows: of those that are looked at, the others are not there."""
        self.hidden_rows.update(range(first, min(first + count, MOST_SHEET_ROWS)))

    @property
    def filled(self) -> int:
        """How many cells something stands in."""
        return len(self._cells)

    def sheet(self) -> Sheet:
        """The sheet as it is now."""
        height = 1 + max((row for row, _ in self._cells), default=-1)
        width = 1 + max((column for _, column in self._cells), default=-1)
        rows_of = [[EMPTY] * width for _ in range(height)]
        for (row, column), cell in self._cells.items():
            rows_of[row][column] = cell
        self._merge(rows_of, height, width)
        return Sheet(
            self.name,
            tuple(map(tuple, rows_of)),
            self.is_text,
            self.hidden,
            frozenset(k for k in self.hidden_rows if k < height),
            frozenset(k for k in self.hidden_columns if k < width),
        )

    def _merge(self, rows: list[list[FileCell]], height: int, width: int) -> None:
        """What is under the first of merged cells shows nothing, whatever was left in it."""
        covered = 0
        for row, column, high, wide in self.merged:
            high, wide = min(high, height - row), min(wide, width - column)  # noqa: PLW2901 (cut)
            if high < 1 or wide < 1 or high * wide == 1 or rows[row][column].covered:
                continue
            covered += high * wide
            if covered > MOST_SHEET_ROWS * MOST_SHEET_COLUMNS:
                raise FileRefused("too_heavy")
            first = rows[row][column]
            for k in range(row, row + high):
                rows[k][column : column + wide] = [COVERED] * wide
            rows[row][column] = replace(first, columns=wide, rows=high)


def text_cell(text: str) -> FileCell:
    """A cell that a text stands in, or nothing."""
    text = text.strip()
    if not text:
        return EMPTY
    return FileCell(CellKind.TEXT, text.replace("\r\n", "\n")[: MOST_CELL_SIGNS + 1])


def number_cell(value: float, look: ShownFormat) -> FileCell:
    """A number as it is shown: « env. 40 » is a text where the format writes « env. »."""
    if ("0" if not value else "-" if value < 0 else "+") in look.odd:
        # Somebody sees something else there: it is asked about.
        return text_cell(f"{value:.15g} (?)")
    value /= look.divisor
    if look.before:
        return text_cell(f"{look.before} {value:.15g} {look.unit}")
    return FileCell(CellKind.NUMBER, value, look.percent, look.unit)


def check_total(grids: Iterable[Grid]) -> None:
    """Raise FileRefused when the sheets of a file hold more cells than are looked at."""
    total = sum(grid.filled for grid in grids)
    if total > MOST_CELLS:
        raise FileRefused("many_cells", found=total, allowed=MOST_CELLS)


_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a text that looks one way; ``level`` is 1 where raised, -1 where lowered."""

    text: str
    struck: bool = False
    level: int = 0

    @property
    def written(self) -> str:
        """The part, its level in its signs: « 12 » with a raised « 1 » is not 121."""
        if self.level > 0:
            return self.text.translate(_RAISED)
        return self.text.translate(_LOWERED) if self.level < 0 else self.text


@dataclass(frozen=True, slots=True)
class RunText:
    """A text; whether any of it is struck out."""

    text: str
    struck: bool


def text_of_runs(runs: Iterator[Run]) -> RunText:
    """The text that its parts make."""
    parts = [run for run in runs if run.text]
    struck = any(run.struck and run.text.strip() for run in parts)
    return RunText("".join(run.written for run in parts), struck)
