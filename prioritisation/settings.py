"""Settings from the environment: the case shown, where meetings are kept, all thresholds."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from criteria import raw
from criteria.case import Case
from criteria.errors import Problem
from criteria.load import load_case

CASE_VARIABLE = "PRIORITISATION_CASE"
SOLIDITY_VARIABLE = "PRIORITISATION_SOLIDITY"
DATABASE_VARIABLE, DATA_VARIABLE = "DATABASE_URL", "PRIORITISATION_DATA"
PROXIES_VARIABLE, SEAT_VARIABLE = "FORWARDED_ALLOW_IPS", "PRIORITISATION_SEAT"
DEFAULT_CASE = Path(__file__).parents[1] / "data" / "normandie"

FILES = (
    raw.CASE_FILE,
    raw.CRITERIA_FILE,
    raw.LEVERS_FILE,
    raw.SOURCES_FILE,
    raw.SCORES_FILE,
    raw.ROWS_FILE,
    raw.SHEETS_FILE,
    raw.EVIDENCE_FILE,
    raw.UNKNOWNS_FILE,
    raw.CLAIMS_FILE,
    raw.CENSUS_FILE,
)

_Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class RobustnessThresholds:
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


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting made of numbers separated by commas.

    Attributes
    ----------
    starting
        Its numbers when nothing is set.
    least, most
        Bounds of each number.
    falling
        Whether no number may exceed the one before.
    """

    variable: str
    starting: str
    least: float = 0
    most: float = 100
    falling: bool = False


SOLIDITY = Setting(SOLIDITY_VARIABLE, "90,70,50", least=50, falling=True)
DISAGREEMENT = Setting("PRIORITISATION_DISAGREEMENT", "30,20", falling=True)
CAMPS = Setting("PRIORITISATION_CAMPS", "50,20")
CORRELATION = Setting("PRIORITISATION_CORRELATION", "90")
EQUALISING = Setting("PRIORITISATION_EQUALISING", "5,33")
FEW_VOTERS = Setting("PRIORITISATION_FEW_VOTERS", "10", most=2000)
QUORUM = Setting("PRIORITISATION_QUORUM", "50")
THRESHOLDS = (SOLIDITY, DISAGREEMENT, CAMPS, CORRELATION, EQUALISING, FEW_VOTERS, QUORUM)


class InvalidSetting(ValueError):
    """A setting is not the numbers it must be."""

    def __init__(self, setting: Setting, text: str) -> None:
        count = len(setting.starting.split(","))
        order = ", none above the one before" if setting.falling else ""
        wanted = f"{count} number(s) from {setting.least:g} to {setting.most:g}{order}"
        super().__init__(
            f"{setting.variable} must be {wanted}, such as {setting.starting}: {text!r}"
        )
        self.problem = Problem(
            "setting_falling" if setting.falling else "setting_numbers",
            setting.variable,
            values={
                "found": text[:40],
                "count": count,
                "low": setting.least,
                "high": setting.most,
                "example": setting.starting,
            },
        )


def numbers(setting: Setting) -> tuple[float, ...]:
    """The numbers of a setting; those it starts from when it is not set.

    Raises
    ------
    InvalidSetting
        If they are not as many, not in order or out of bounds.
    """
    return _numbers(setting, os.environ.get(setting.variable) or setting.starting)


@lru_cache(maxsize=32)
def _numbers(setting: Setting, text: str) -> tuple[float, ...]:
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise InvalidSetting(setting, text) from error
    inside = all(setting.least <= x <= setting.most for x in found)
    ordered = not setting.falling or list(found) == sorted(found, reverse=True)
    if len(found) != len(setting.starting.split(",")) or not inside or not ordered:
        raise InvalidSetting(setting, text)
    return found


def wrong_settings() -> tuple[Problem, ...]:
    """Everything that is wrong with the thresholds of the environment."""
    problems = []
    for setting in THRESHOLDS:
        try:
            numbers(setting)
        except InvalidSetting as error:
            problems.append(error.problem)
    return tuple(problems)


def robustness_thresholds() -> RobustnessThresholds:
    """The thresholds of ``PRIORITISATION_SOLIDITY``: three percentages, by default ``90,70,50``.

    Raises
    ------
    InvalidSetting
        If it is not three percentages, from 100 down to 50.
    """
    return RobustnessThresholds(*(share / 100 for share in numbers(SOLIDITY)))


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
def _read(folder: Path, _signature: _Signature) -> Case:
    return load_case(folder)


def _signature(folder: Path) -> _Signature:
    """Times and sizes of the files of a case; what cannot be looked at counts as absent."""
    return tuple(found for name in FILES if (found := _stamp(folder, name)))


def _stamp(folder: Path, name: str) -> tuple[str, int, int] | None:
    try:
        stat = (folder / name).stat()
    except (OSError, ValueError):  # absent, a loop of links, a name no system takes
        return None
    return name, stat.st_mtime_ns, stat.st_size


def trusts_proxies() -> bool:
    """Whether proxies were named whose word on a visitor is taken (uvicorn reads their list)."""
    return bool(os.environ.get(PROXIES_VARIABLE))


def seats_here() -> bool:
    """Whether whoever sits at this machine may set meetings up: only if its starter said so.

    A proxy on this machine that says nothing of its visitors cannot be told from one of them.
    """
    return os.environ.get(SEAT_VARIABLE) == "1"


def database_url() -> str:
    """Where meetings are kept: ``DATABASE_URL``, else an SQLite file outside the program's tree.

    Its folder is ``PRIORITISATION_DATA``, else that of the user's data.
    """
    if given := os.environ.get(DATABASE_VARIABLE):
        return given
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    folder = Path(os.environ.get(DATA_VARIABLE) or Path(home) / "prioritisation")
    return f"sqlite:///{folder.absolute() / 'seances.db'}"
