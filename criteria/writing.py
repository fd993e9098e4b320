"""The files of a case as text: trees of values in TOML, rows in CSV; and their folder."""

import csv
import datetime as dt
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from criteria.errors import FolderNotEmpty, InvalidCase, Problem

_NAMED, _LONGEST_NAME = re.compile(r"\w[\w .-]{0,99}", re.ASCII), 100
"""Names of files that leave their folder on no system."""


def toml_text(tree: Mapping[str, object]) -> str:
    """The text of a TOML file.

    Examples
    --------
    >>> print(toml_text({"a": 1, "b": {"c": [True, "é"], "d": [{"e": 0.5}]}}))
    a = 1
    <BLANKLINE>
    [b]
    c = [true, "é"]
    <BLANKLINE>
    [[b.d]]
    e = 0.5
    <BLANKLINE>
    """
    return "\n".join(_lines(tree, ())) + "\n"


def _lines(tree: Mapping[str, object], path: tuple[str, ...]) -> Iterator[str]:
    """Plain keys first, then the tables and the arrays of tables."""
    for key, value in tree.items():
        if not _is_table(value) and not _is_array_of_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in tree.items():
        name = ".".join(map(_key, (*path, key)))
        if isinstance(value, Mapping):
            yield from ("", f"[{name}]")
            yield from _lines(value, (*path, key))
        elif isinstance(value, list) and _is_array_of_tables(value):
            for table in value:
                yield from ("", f"[[{name}]]")
                yield from _lines(table, (*path, key))


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_array_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _key(key: str) -> str:
    # Both signs may stand in a bare key, though they are no letters.
    bare = key.isascii() and key.replace("_", "a").replace("-", "a").isalnum()
    return key if bare else _string(key)


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value)


def _string(text: str) -> str:
    """A basic string: that of JSON, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def csv_text(rows: Sequence[Mapping[str, str]], columns: Iterable[str] = ()) -> str:
    """Rows as the text of a CSV file; its columns are those of the first row by default."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(columns) or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def write_folder(files: Mapping[str, str], folder: Path) -> None:
    """Write a new folder: all its files at once, or nothing.

    Raises
    ------
    FolderNotEmpty
        When there is something there.
    OSError
        When it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        fill_folder(made, files)
        # mkdtemp makes a folder for its owner only.
        made.chmod(0o755)
        made.replace(folder)  # an empty folder may be there, and nothing else
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def fill_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write files in a folder, and nowhere else, whatever whoever gave them calls them."""
    for name, content in encoded_files(files).items():
        (folder / name).write_bytes(content)


def encoded_files(files: Mapping[str, str]) -> dict[str, bytes]:
    """Name -> bytes of files; raises InvalidCase where one could be none of a folder."""
    encoded = {}
    for name, text in files.items():
        if not _NAMED.fullmatch(name):
            raise InvalidCase([Problem("unreadable", name[:_LONGEST_NAME])])
        try:
            encoded[name] = text.encode()
        except UnicodeEncodeError:  # half of a letter
            raise InvalidCase([Problem("bad_encoding", name)]) from None
    return encoded
