"""Settings from the environment: the case shown, where meetings are kept, words of solidity."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from criteria import raw
from criteria.case import Case
from criteria.load import load_case

CASE_VARIABLE = "PRIORITISATION_CASE"
SOLIDITY_VARIABLE = "PRIORITISATION_SOLIDITY"
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


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares from which a first place is said to be solid, fairly solid, shared.

    Below the last it is undecidable. They are a convention, which results carry with them.

    Raises
    ------
    ValueError
        Unless 1 >= solid >= fair >= shared >= 0.5: a lever first for less than half of the
        weights is announced by no setting (refusal R6 of the method reference).
    """

    solid: float = 0.9
    fair: float = 0.7
    shared: float = 0.5

    def __post_init__(self) -> None:
        """Refuse what would announce too much, or what is no order."""
        if not 1 >= self.solid >= self.fair >= self.shared >= 0.5:  # noqa: PLR2004 (half of all)
            found = f"{self.solid:g}, {self.fair:g}, {self.shared:g}"
            fault = f"three shares from 1 down to 0.5 are needed, not {found}"
            raise ValueError(fault)


def solidity_thresholds() -> Thresholds:
    """The thresholds of ``PRIORITISATION_SOLIDITY``: three percentages, by default ``90,70,50``.

    Raises
    ------
    ValueError
        If it is not three percentages, from 100 down to 50.
    """
    return _thresholds(os.environ.get(SOLIDITY_VARIABLE) or "90,70,50")


@lru_cache(maxsize=4)
def _thresholds(text: str) -> Thresholds:
    try:
        solid, fair, shared = (float(part) / 100 for part in text.split(","))
        return Thresholds(solid, fair, shared)
    except ValueError as error:
        wanted = "three percentages from 100 down to 50, such as 90,70,50"
        fault = f"{SOLIDITY_VARIABLE} must be {wanted}, not {text!r}"
        raise ValueError(fault) from error


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
