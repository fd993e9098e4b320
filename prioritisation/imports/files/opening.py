"""Bytes -> the sheets that they hold, or the case: whatever the file is called."""

import csv
import json
import posixpath
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from prioritisation.imports.files.archives import Archive
from prioritisation.imports.files.ods import MIME_SHEETS, ods_book
from prioritisation.imports.files.text import content_kind, text_book
from prioritisation.imports.grids import LARGEST_FILE, Book, FileKind, FileRefused

_CASE, _CRITERIA = "case.toml", "criteria.toml"
_OF_A_CASE = (".toml", ".csv")
_MIME, _MIME_CONTENT = "mimetype", "content.xml"
_MIMES = "application/vnd.oasis.opendocument."
_PACKAGE = "[Content_Types].xml"
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A file that is a case already: its files by name, as they are written.

    Whoever keeps them loads them first: that takes a folder, which is not written where files are
    opened.
    """

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
        return text_book(_stem(name), content)
    return _of_record(content)


def _of_archive(content: bytes) -> Book | HeldCase:
    archive = Archive(content)
    mime = _mime_type(archive)
    if mime.startswith(MIME_SHEETS):
        return ods_book(archive)
    if mime.startswith(_MIMES):
        raise FileRefused("unknown_content")
    if archive.holds(_PACKAGE):
        if archive.holds("xl/workbook.bin"):
            raise FileRefused("old_format")
        if any(name.startswith(("ppt/", "visio/", "word/")) for name in archive.names):
            raise FileRefused("unknown_content")
        from prioritisation.imports.files.xlsx import xlsx_book  # noqa: PLC0415 (slow)

        return xlsx_book(content, archive)
    folder = _case_folder(archive)
    if folder is None:
        raise FileRefused("unknown_content")
    return _held_case(archive, folder)


def _mime_type(archive: Archive) -> str:
    """What an OpenDocument file says that it is; empty of any other archive."""
    if archive.holds(_MIME):
        return archive.read(_MIME)[:_SHOWN].decode("latin-1").strip()
    if archive.holds(_MIME_CONTENT) and b"office:spreadsheet" in archive.read(_MIME_CONTENT):
        return MIME_SHEETS
    return ""


def _case_folder(archive: Archive) -> str | None:
    """Where the files of a case are: at the top, or one folder below; None where they are not."""
    names = [name for name in archive.names if posixpath.basename(name) == _CASE]
    near = sorted((name for name in names if name.count("/") <= 1), key=lambda n: n.count("/"))
    return posixpath.dirname(near[0]) if near else None


def _held_case(archive: Archive, folder: str) -> HeldCase:
    files: dict[str, str] = {}
    for name in archive.names:
        if posixpath.dirname(name) == folder and name.endswith(_OF_A_CASE):
            try:
                files[posixpath.basename(name)] = archive.read(name).decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise FileRefused("not_a_case", detail=posixpath.basename(name)) from error
    return HeldCase(FileKind.CASE, files, _title(files))


def _title(files: Mapping[str, str]) -> str:
    """The title of a case; raises FileRefused when its files are not those of one."""
    if _CRITERIA not in files:
        raise FileRefused("not_a_case", detail=_CRITERIA)
    try:
        title = tomllib.loads(files[_CASE]).get("title", "")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileRefused("not_a_case", detail=_CASE) from error
    return title if isinstance(title, str) else ""


def _stem(name: str) -> str:
    """The name of a file without its folder and its ending."""
    return posixpath.splitext(posixpath.basename(name.replace("\\", "/")))[0]


def _check_depth(content: bytes) -> None:
    """Raise FileRefused when brackets in brackets have no end; all else is said later."""
    try:
        json.loads(content)
    except RecursionError as error:
        raise FileRefused("unsafe") from error
    except ValueError:
        pass


def _of_record(content: bytes) -> HeldCase:
    """The case of a proof file."""
    # Slow to import, and few files are records.
    from prioritisation.record.model import MOST_BYTES, InvalidRecord, record_from  # noqa: PLC0415 (late)
    from prioritisation.record.next_case import case_files  # noqa: PLC0415 (late)
    from prioritisation.record.replaying import BROKEN  # noqa: PLC0415 (late)

    if len(content) <= MOST_BYTES:
        _check_depth(content)
    try:
        files = case_files(record_from(content))
        return HeldCase(FileKind.RECORD, files, _title(files))
    except InvalidRecord as error:
        problem = error.problems[0]
        raise FileRefused("not_a_record", detail=f"{problem.fault} {problem.place}") from error
    except (*BROKEN, csv.Error) as error:  # whatever somebody wrote in it
        raise FileRefused("not_a_record") from error
