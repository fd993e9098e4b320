"""Bytes -> the sheets that they hold, or the case: whatever the file is called."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from prioritisation.imports.archives import Archive
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.grids import LARGEST_FILE, Book, FileKind
from prioritisation.imports.kinds import content_kind
from prioritisation.imports.text import text_book
from prioritisation.imports.xlsx import workbook_part, xlsx_book


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A file that is a case already: its files by name, which load."""

    kind: FileKind
    files: Mapping[str, str]
    title: str


def opened_file(name: str, content: bytes) -> Book | HeldCase:
    """What a file holds.

    Parameters
    ----------
    name
        What the sheet of a text is called by, and a refusal.

    Raises
    ------
    FileRefused
        When it is not read, and why.
    """
    if len(content) > LARGEST_FILE:
        raise FileRefused("too_large", found=len(content), allowed=LARGEST_FILE)
    try:
        return _opened(name, content)
    except FileRefused as refused:
        refused.values.setdefault("name", name)
        raise


def _opened(name: str, content: bytes) -> Book | HeldCase:
    kind = content_kind(content)
    if kind == "archive":
        return _of_archive(content)
    if kind == "text":
        stem = posixpath.splitext(posixpath.basename(name.replace("\\", "/")))[0]
        return text_book(stem, content)
    raise FileRefused("not_a_record" if kind == "json" else "pdf")


def _of_archive(content: bytes) -> Book | HeldCase:
    archive = Archive(content)
    workbook = workbook_part(archive)
    if workbook:
        return xlsx_book(archive, workbook)
    raise FileRefused("unknown_content")
