"""Why a file is not read at all: data, of which ``sentences`` makes one sentence and a remedy.

* ImportFailure
  x FileRefused
  x UnfinishedReading
"""

from typing import Literal

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
