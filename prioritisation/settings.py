"""Settings from the environment: the case shown, where meetings are kept, all thresholds."""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from criteria import raw
from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from criteria.load import load_case
from prioritisation.analysis.thresholds import (
    GroupThresholds,
    RobustnessThresholds,
    Thresholds,
    WarningThresholds,
)

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

NumbersOf = Callable[[Setting], tuple[float, ...]]
"""Gives the numbers of a setting: ``numbers`` those of the environment."""


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
        figures = tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise InvalidSetting(setting, text) from error
    inside = all(setting.least <= x <= setting.most for x in figures)
    ordered = not setting.falling or list(figures) == sorted(figures, reverse=True)
    if len(figures) != len(setting.starting.split(",")) or not inside or not ordered:
        raise InvalidSetting(setting, text)
    return figures


def wrong_settings() -> tuple[Problem, ...]:
    """Everything that is wrong with the thresholds of the environment."""
    problems = []
    for setting in THRESHOLDS:
        try:
            numbers(setting)
        except InvalidSetting as error:
            problems.append(error.problem)
    return tuple(problems)


def threshold_numbers() -> dict[str, tuple[float, ...]]:
    """Name of each setting of the words -> its numbers, as a decision record tells them.

    Raises
    ------
    InvalidSetting
        When one of them is malformed.
    """
    return {setting.variable: numbers(setting) for setting in THRESHOLDS}


def recorded_numbers(recorded: Mapping[str, Sequence[float]]) -> NumbersOf:
    """The numbers of a decision record, and of nothing else: a record has them all.

    What is given raises InvalidSetting as ``numbers`` does, and for a setting that is missing.
    """

    def numbers_of(setting: Setting) -> tuple[float, ...]:
        # As people write it: a float adds digits of its own.
        text = ",".join(f"{x:.12g}" for x in recorded.get(setting.variable, ()))
        return _numbers(setting, text)

    return numbers_of


def robustness_thresholds(numbers_of: NumbersOf = numbers) -> RobustnessThresholds:
    """The thresholds of ``PRIORITISATION_SOLIDITY``: three percentages, by default ``90,70,50``.

    Raises
    ------
    InvalidSetting
        If it is not three percentages, from 100 down to 50.
    """
    return RobustnessThresholds(*_shares(numbers_of(SOLIDITY)))


def group_thresholds(numbers_of: NumbersOf = numbers) -> GroupThresholds:
    """The thresholds of the words said about a group.

    Raises
    ------
    InvalidSetting
        When one of their settings is malformed.
    """
    return GroupThresholds(*_shares((*numbers_of(DISAGREEMENT), *numbers_of(CAMPS))))


def thresholds(numbers_of: NumbersOf = numbers) -> Thresholds:
    """The thresholds of the words of results.

    Raises
    ------
    InvalidSetting
        When one of their settings is malformed.
    """
    return Thresholds(robustness_thresholds(numbers_of), group_thresholds(numbers_of))


def warning_thresholds(numbers_of: NumbersOf = numbers) -> WarningThresholds:
    """The thresholds of warnings.

    Raises
    ------
    InvalidSetting
        When one of their settings is malformed.
    """
    (correlation,) = numbers_of(CORRELATION)
    margin, share = numbers_of(EQUALISING)
    (few,) = numbers_of(FEW_VOTERS)
    (quorum,) = numbers_of(QUORUM)
    return WarningThresholds(correlation / 100, margin / 100, share / 100, int(few), quorum / 100)


def _shares(percentages: Sequence[float]) -> Iterator[float]:
    return (percentage / 100 for percentage in percentages)


def current_day(case: Case | None) -> dt.date:
    """The day where a case is; without one, where this server is."""
    now = dt.datetime.now(tz=dt.UTC)
    return (now.astimezone(ZoneInfo(case.timezone)) if case else now.astimezone()).date()


def current_case() -> Case:
    """The case the application shows; read again when one of its files has changed.

    Raises
    ------
    InvalidCase
        With every problem of the folder named by ``PRIORITISATION_CASE`` (Normandie by default).
    """
    folder = case_folder()
    return _read(folder, _signature(folder))


def case_or_problems() -> tuple[Case | None, tuple[Problem, ...]]:
    """The same case, or everything that is wrong with it."""
    try:
        return current_case(), ()
    except InvalidCase as error:
        return None, error.problems


def example_case() -> Case:
    """The case that the program brings, whichever one is shown."""
    return _read(DEFAULT_CASE, _signature(DEFAULT_CASE))


def case_is_chosen() -> bool:
    """Whether the server was given the folder of a case."""
    return bool(os.environ.get(CASE_VARIABLE))


def case_folder() -> Path:
    """The folder of the case the application shows."""
    return Path(os.environ.get(CASE_VARIABLE) or DEFAULT_CASE)


# The signature is a part of the key only: with another, the case is read again.
@lru_cache(maxsize=4)
def _read(folder: Path, _signature: _Signature) -> Case:
    return load_case(folder)


def _signature(folder: Path) -> _Signature:
    """Times and sizes of the files of a case; what cannot be looked at counts as absent."""
    return tuple(stamp for name in FILES if (stamp := _stamp(folder, name)))


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
