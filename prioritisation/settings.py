"""Settings from the environment, and the case they point to."""

import os
from functools import lru_cache
from pathlib import Path

from criteria import raw
from criteria.case import Case
from criteria.load import load_case

CASE_VARIABLE = "PRIORITISATION_CASE"
DEFAULT_CASE = Path(__file__).parents[1] / "data" / "normandie"

FILES = (
    raw.CASE,
    raw.CRITERIA,
    raw.LEVERS,
    raw.SOURCES,
    raw.SCORES,
    raw.ROWS,
    raw.SHEETS,
    raw.EVIDENCE,
    raw.UNKNOWNS,
    raw.CLAIMS,
    raw.CENSUS,
)

Signature = tuple[tuple[str, int, int], ...]


def current_case() -> Case:
    """The case the application shows; read again when one of its files has changed.

    Raises
    ------
    InvalidCase
        With every problem of the folder named by ``PRIORITISATION_CASE`` (Normandie by default).
    """
    folder = Path(os.environ.get(CASE_VARIABLE) or DEFAULT_CASE)
    return _read(folder, _signature(folder))


@lru_cache(maxsize=4)
def _read(folder: Path, _signature: Signature) -> Case:
    return load_case(folder)


def _signature(folder: Path) -> Signature:
    """Times and sizes of the files of a case; what cannot be looked at counts as absent."""
    return tuple(found for name in FILES if (found := _stamp(folder, name)))


def _stamp(folder: Path, name: str) -> tuple[str, int, int] | None:
    try:
        stat = (folder / name).stat()
    except (OSError, ValueError):  # absent, a loop of links, a name no system takes
        return None
    return name, stat.st_mtime_ns, stat.st_size
