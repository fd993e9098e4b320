"""Files written whole, or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from prioritisation.documents.writing.errors import NotWritten


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, then put it there: a full disk destroys nothing.

    Raises
    ------
    NotWritten
        If it cannot be; the file that was there before is untouched.
    """
    try:
        _replace(path, content)
    except OSError as cause:
        raise NotWritten(path.name, cause) from cause


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
