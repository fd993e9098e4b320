"""Why a file is not read, and what a secretary does about it: a sentence of each."""

from collections.abc import Callable
from dataclasses import dataclass

from prioritisation.imports.grids import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    MOST_CELLS,
    MOST_ENTRIES,
    MOST_READ_CRITERIA,
    MOST_READ_LEVERS,
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    MOST_SHEETS,
    FileRefused,
    RefusalKind,
)
from prioritisation.wording import number, t
from prioritisation.wording.numbers import plain

_THOUSAND = 1_000
_ALLOWED: dict[RefusalKind, float] = {
    "many_cells": MOST_CELLS,
    "many_columns": MOST_SHEET_COLUMNS,
    "many_criteria": MOST_READ_CRITERIA,
    "many_entries": MOST_ENTRIES,
    "many_levers": MOST_READ_LEVERS,
    "many_rows": MOST_SHEET_ROWS,
    "many_sheets": MOST_SHEETS,
    "too_large": LARGEST_FILE,
    "unpacked_too_large": LARGEST_UNPACKED,
}
_BYTES: tuple[RefusalKind, ...] = ("too_large", "unpacked_too_large")


@dataclass(frozen=True, slots=True)
class _Values:
    """What a sentence says; empty where the refusal does not carry it."""

    found: str
    allowed: str
    name: str


_Sentence = Callable[[_Values], str]


def file_size(size: float) -> str:
    """So many bytes, in the unit that people say.

    Examples
    --------
    >>> [file_size(n).replace("\N{NO-BREAK SPACE}", " ") for n in (900, 14_300, 4.2e9)]
    ['1 ko', '14 ko', '4,2 Go']
    """
    thousands = size / _THOUSAND
    if thousands < _THOUSAND:
        return t("{n} kB", n=number(max(1, thousands)))
    if thousands < _THOUSAND**2:
        return t("{n} MB", n=plain(round(thousands / _THOUSAND, 1)))
    return t("{n} GB", n=plain(round(thousands / _THOUSAND**2, 1)))


def file_refusal_sentence(refused: FileRefused) -> str:
    """Why nothing of a file is read."""
    return _REFUSALS[refused.kind](_values_of(refused))


def file_refusal_remedy(refused: FileRefused) -> str:
    """What to do about it."""
    return _REMEDIES[refused.kind](_values_of(refused))


def _values_of(refused: FileRefused) -> _Values:
    count = refused.values.get("found", "")
    allowed = refused.values.get("allowed", _ALLOWED.get(refused.kind, ""))
    written = file_size if refused.kind in _BYTES else number
    texts = [one if isinstance(one, str) else written(one) for one in (count, allowed)]
    return _Values(texts[0], texts[1], str(refused.values.get("name", ""))[:80])


_REFUSALS: dict[RefusalKind, _Sentence] = {
    "broken": lambda _: t("This file is damaged: it does not open."),
    "busy": lambda _: t("Other files are being read at the moment."),
    "empty_file": lambda _: t("This file is empty."),
    "encrypted": lambda _: t("This file is protected by a password."),
    "many_cells": lambda v: t(
        "{found} cells: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_columns": lambda v: t(
        "{found} columns in a sheet: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_criteria": lambda v: t(
        "{found} criteria: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_entries": lambda v: t(
        "{found} files in this archive: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_levers": lambda v: t(
        "{found} levers: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_rows": lambda v: t(
        "{found} rows in a sheet: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_sheets": lambda v: t(
        "{found} sheets: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "no_table": lambda _: t("We see no table in this file."),
    "not_a_case": lambda _: t(
        "This archive begins as a case of this tool does, but it cannot be read as one."
    ),
    "not_a_record": lambda _: t("This file is not a proof file of this tool."),
    "old_format": lambda _: t("The format of before 2007 (.xls, .doc) is not read."),
    "pdf": lambda _: t("A PDF gives no table that is sure."),
    "too_heavy": lambda _: t("This file takes too much memory: we stopped."),
    "too_large": lambda v: t(
        "This file is larger than the {allowed} that are accepted.", allowed=v.allowed
    ),
    "too_slow": lambda _: t("This file takes too long to read: we stopped."),
    "unknown_content": lambda _: t("This file is neither a workbook nor text."),
    "unknown_sheet": lambda v: (
        t("This file has no sheet « {name} ».", name=v.name)
        if v.name
        else t("This file has no such sheet.")
    ),
    "unpacked_too_large": lambda v: t(
        "Unpacked, this file is larger than the {allowed} that are accepted.", allowed=v.allowed
    ),
    "unsafe": lambda _: t("This file holds what no spreadsheet writes: we do not read it."),
}
"""Kind -> its sentence."""


def _saved_again(_: _Values) -> str:
    return t(
        "Open it in your spreadsheet, then « Save as », as an Excel workbook (.xlsx) or as ODS."
    )


def _values_alone(_: _Values) -> str:
    return t("In your spreadsheet, copy the table, and paste its values alone in a new workbook.")


def _only_the_useful(_: _Values) -> str:
    return t("Copy the one sheet that is useful in a new workbook, or paste the table here.")


def _only_csv(_: _Values) -> str:
    return t("Unpack it on your computer, then drop the file with the table.")


_REMEDIES: dict[RefusalKind, _Sentence] = {
    "broken": _saved_again,
    "busy": lambda _: t("Ask again in a few seconds: this one is still here."),
    "empty_file": lambda _: t(
        "Look whether it is the right one, and save it again with its table."
    ),
    "encrypted": lambda _: t(
        "We do not ask for it. Save a copy without a password (in Excel: File, Information, "
        "Protect the workbook), then drop the copy."
    ),
    "many_cells": _only_the_useful,
    "many_columns": _only_the_useful,
    "many_criteria": lambda _: t(
        "Keep those that are being discussed: a group weighs 3 to 12 of them."
    ),
    "many_entries": _only_csv,
    "many_levers": lambda _: t(
        "Keep those that are being discussed: a group compares 3 to 30 levers."
    ),
    "many_rows": _only_the_useful,
    "many_sheets": _only_the_useful,
    "no_table": lambda _: t("It takes a line of titles, at least two levers and one criterion."),
    "not_a_case": lambda _: t(
        "Take the case along again (ZIP) and drop that file as it is, or drop the table alone."
    ),
    "not_a_record": lambda _: t(
        "Drop the proof file as it was downloaded, or a table (XLSX, ODS, CSV)."
    ),
    "old_format": _saved_again,
    "pdf": lambda _: t("Find the file that it was made of, or copy the table and paste it here."),
    "too_heavy": _only_the_useful,
    "too_large": lambda _: t(
        "Take the pictures out, or copy the one sheet that is useful in a new workbook."
    ),
    "too_slow": _only_the_useful,
    "unknown_content": lambda _: t("Copy the table and paste it in a spreadsheet, or here."),
    "unknown_sheet": lambda v: (
        t("Its sheets: {names}.", names=v.allowed) if v.allowed else t("Choose one of its sheets.")
    ),
    "unpacked_too_large": lambda v: t(
        "Drop only the file with the table: {allowed} at most once unpacked.", allowed=v.allowed
    ),
    "unsafe": _values_alone,
}
"""Kind -> what to do about it."""


def why_file_gone() -> str:
    """Why there is no file at an address, whether there is one for somebody else or not."""
    return t(
        "Another browser sent it, a case was made of it, or two hours are over; it was never on "
        "disk. If needed, drop it again."
    )
