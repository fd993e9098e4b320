"""Settings from the environment, and the case they point to."""

import os
from functools import lru_cache
from pathlib import Path

from criteria.case import Case
from criteria.load import load_case

CASE_VARIABLE = "PRIORITISATION_CASE"
DEFAULT_CASE = Path(__file__).parents[1] / "data" / "normandie"

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
    """Names, times and sizes of the files of a folder."""
    if not folder.is_dir():
        return ()
    stats = ((path.name, path.stat()) for path in sorted(folder.iterdir()))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
