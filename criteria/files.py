"""Files: their text, without ever reading more than a file of a case may hold."""

import io
import stat
from pathlib import Path

from criteria.problems import Kind, Problem

MAX_BYTES = 5_000_000


def read_text(folder: Path, name: str, problems: list[Problem]) -> str | None:
    """The text of a file in UTF-8; None, and a problem, when it cannot be read."""
    raw = _read_bytes(folder / name)
    if isinstance(raw, str):
        problems.append(Problem(raw, name))
    elif len(raw) > MAX_BYTES:
        problems.append(Problem("too_long", name, values={"allowed": MAX_BYTES}))
    else:
        try:
            return io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig").read()
        except UnicodeDecodeError:
            problems.append(Problem("bad_encoding", name))
    return None


def _read_bytes(path: Path) -> bytes | Kind:
    """One byte more than a file may have, at most; what is no regular file is never opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "unreadable"
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "missing_file"
    except (OSError, ValueError):
        return "unreadable"
