"""Settings from the environment: the case shown, and where meetings are kept."""

import os
from functools import lru_cache
from pathlib import Path

from criteria import raw
from criteria.case import Case
from criteria.load import load_case

CASE_VARIABLE = "PRIORITISATION_CASE"
DATABASE_VARIABLE, DATA_VARIABLE = "DATABASE_URL", "PRIORITISATION_DATA"
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
    folder = case_folder()
    return _read(folder, _signature(folder))


def case_folder() -> Path:
    """The folder of the case the application shows."""
    return Path(os.environ.get(CASE_VARIABLE) or DEFAULT_CASE)


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


def database_url() -> str:
    """Where meetings are kept: ``DATABASE_URL``, else an SQLite file outside the program's tree.

    Its folder is ``PRIORITISATION_DATA``, else that of the user's data.
    """
    if given := os.environ.get(DATABASE_VARIABLE):
        return given
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    folder = Path(os.environ.get(DATA_VARIABLE) or Path(home) / "prioritisation")
    return f"sqlite:///{folder.absolute() / 'seances.db'}"
