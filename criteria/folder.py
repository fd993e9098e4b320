"""The files of a case, kept as texts: loaded from them, and written as a folder again."""

import shutil
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from criteria.case import Case
from criteria.errors import FolderNotEmpty
from criteria.load import load_case


def loaded(files: Mapping[str, str]) -> Case:
    """The case that texts make; raises InvalidCase."""
    return _loaded(tuple(sorted(files.items())))


@lru_cache(maxsize=32)
def _loaded(files: tuple[tuple[str, str], ...]) -> Case:
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder), dict(files))
        return load_case(Path(folder))


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
        _fill(made, files)
        made.chmod(0o755)
        made.replace(folder)  # an empty folder may be there, and nothing else
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _fill(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="")
