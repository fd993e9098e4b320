"""Where the files of a case are: in a folder of the disk, or in memory, written nowhere."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from criteria.errors import ProblemKind
from criteria.writing import encoded_files

MAX_BYTES = 5_000_000


class CaseFolder(Protocol):
    """The files of a case, by name."""

    def content(self, name: str) -> bytes | ProblemKind:
        """One byte more than a file may have, at most; or why it cannot be read."""

    def has(self, name: str) -> bool:
        """Whether something has this name, whatever it is."""


class DiskFolder:
    """Those of a folder; what is no regular file is never opened."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def content(self, name: str) -> bytes | ProblemKind:
        """One byte more than a file may have, at most; or why it cannot be read."""
        path = self._path / name
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                return "unreadable"
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return "missing_file"
        except (OSError, ValueError):
            return "unreadable"

    def has(self, name: str) -> bool:
        """Whether something has this name, whatever it is."""
        return os.path.lexists(self._path / name)


class MemoryFolder:
    """Texts by name.

    Raises
    ------
    InvalidCase
        When one of them could be no file of a folder.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = encoded_files(files)

    def content(self, name: str) -> bytes | ProblemKind:
        """All of a file, or that there is none."""
        return self._files.get(name, "missing_file")

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._files
