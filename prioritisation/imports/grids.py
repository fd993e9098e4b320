"""A file as grids of cells, each as the file has it; or why it is not read at all, as data."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

LARGEST_FILE = 10_000_000
"""Of a file, as it is handed over."""
LARGEST_UNPACKED, MOST_ENTRIES = 60_000_000, 200
"""Bytes of all that an archive holds, and how many files, as its directory says."""
MOST_SHEETS, MOST_SHEET_ROWS, MOST_SHEET_COLUMNS = 20, 5_000, 200
"""What is looked at; what stands beyond, far from the rest, is said."""
MOST_CELLS, MOST_FAR = 100_000, 100
"""Cells that something stands in, of all sheets; and of one sheet, beyond what is looked at."""
MOST_READ_LEVERS, MOST_READ_CRITERIA = 1_000, 20
"""What may be read and ranked; a dossier that is corrected and voted on has fewer."""
MOST_NAME_SIGNS, MOST_CELL_SIGNS = 120, 2_000
"""Signs of a name, and of any other cell."""

_BARE_NAME = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]\d*([Cc]\d*)?")


class FileKind(StrEnum):
    """What a file is, by its content."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    ODS = "ods"
    TEXT = "csv"
    ARCHIVE = "zip"
    CASE = "case"
    RECORD = "record"


class CellKind(StrEnum):
    """What a cell holds. ``FORMULA``: one whose value was not kept; ``ERROR``: ``#REF!``."""

    EMPTY = "empty"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class FileCell:
    """A cell.

    Attributes
    ----------
    value
        A number as it is kept (0.12 for « 12 % »), in thousands where its format shows thousands;
        a text without the spaces around, cut after one sign more than a cell may have; a date as
        ISO; ``"true"`` or ``"false"``; the code of an error; the text of a formula.
    percent
        Whether the number is shown as a percentage.
    unit
        What the format of the number writes after it: « k€ ».
    columns, rows
        How many of each it covers, when cells are merged.
    covered
        Whether it is under a merged one, of which it is not the first.
    struck
        Whether it is struck out, or part of what it says.
    computed
        Whether a formula gave the value.
    """

    kind: CellKind = CellKind.EMPTY
    value: float | str = ""
    percent: bool = False
    unit: str = ""
    columns: int = 1
    rows: int = 1
    covered: bool = False
    struck: bool = False
    computed: bool = False


EMPTY = FileCell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; of a text the only one, whose cells have no sheet in their names.

    Attributes
    ----------
    rows
        All of one length; cells beyond the limits are left out.
    hidden_rows, hidden_columns
        Counted from 0.
    far
        Names of cells that stand beyond the limits, alone, the first of them.
    """

    name: str
    rows: tuple[tuple[FileCell, ...], ...]
    is_text: bool = False
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    far: tuple[str, ...] = ()

    def cell_name(self, row: int, column: int) -> str:
        """The name of a cell, counted from 0, as a spreadsheet writes it from another sheet."""
        return self.named(f"{column_letters(column)}{row + 1}")

    def range_name(self, rows: tuple[int, int], columns: tuple[int, int]) -> str:
        """The name of a range, by its first and last row and column; of one cell, its name."""
        first = f"{column_letters(columns[0])}{rows[0] + 1}"
        last = f"{column_letters(columns[1])}{rows[1] + 1}"
        return self.named(first if first == last else f"{first}:{last}")

    def named(self, place: str) -> str:
        """A place of this sheet, as it is named from another one."""
        return place if self.is_text else f"{quoted_sheet(self.name)}!{place}"


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets of a file.

    Attributes
    ----------
    notes
        What is to be said of the file: ``macros``, never run; ``links``, to other files, never
        followed; ``encoding:cp1252`` (``utf-8``, ``utf-16``); ``delimiter:;``, unless a text has
        one column.
    """

    kind: FileKind
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=1_000)
def column_letters(column: int) -> str:
    """The letters of a column, counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def quoted_sheet(name: str) -> str:
    """The name of a sheet before a cell: between apostrophes, unless it is a word.

    Examples
    --------
    >>> quoted_sheet("Notes"), quoted_sheet("Feuille 1"), quoted_sheet("L'an"), quoted_sheet("A1")
    ('Notes', "'Feuille 1'", "'L''an'", "'A1'")
    """
    bare = _BARE_NAME.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name)
    return name if bare else "'" + name.replace("'", "''") + "'"


RefusalKind = Literal[
    "broken",
    "busy",
    "empty_file",
    "encrypted",
    "many_cells",
    "many_columns",
    "many_criteria",
    "many_entries",
    "many_levers",
    "many_rows",
    "many_sheets",
    "merged_scores",
    "no_table",
    "not_a_case",
    "not_a_record",
    "old_format",
    "pdf",
    "too_heavy",
    "too_large",
    "too_slow",
    "unknown_content",
    "unknown_sheet",
    "unsafe",
    "unpacked_too_large",
]
"""``many_…``: beyond the limits; ``too_heavy``, ``too_slow``: beyond what the process may take;
``busy``: others are being read, and this one may be sent again; ``unsafe``: it holds what no
spreadsheet writes (declared types, paths outside, archives in archives, a hundred levels)."""


class ImportFailure(Exception):
    """Base class."""


class FileRefused(ImportFailure):
    """A file that is not read, of which nothing was kept.

    Attributes
    ----------
    values
        What its sentence says: ``found`` and ``allowed`` (of sizes, bytes); ``name`` of the file
        where its content is something else than it promises, or of a sheet that it does not have,
        those that it has being ``allowed``; ``part``: what is at fault within an
        archive; ``detail``: what is wrong with a case or a record.
    """

    def __init__(self, kind: RefusalKind, **values: str | float) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


class UnfinishedReading(ImportFailure):
    """Something is made of a file about which something is wrong, or still to be answered."""
