import os
import subprocess
from pathlib import Path

import pytest

from criteria.errors import InvalidCase
from prioritisation.settings import (
    CAMPS,
    CASE_VARIABLE,
    DATA_VARIABLE,
    DATABASE_VARIABLE,
    FEW_VOTERS,
    PROXIES_VARIABLE,
    SEAT_VARIABLE,
    SOLIDITY_VARIABLE,
    InvalidSetting,
    RobustnessThresholds,
    current_case,
    database_url,
    numbers,
    robustness_thresholds,
    seats_here,
    wrong_settings,
)
from tests.criteria.breakages import replace, write
from tests.each import each

ROOT = Path(__file__).parents[2]


@pytest.fixture
def chosen(folder, monkeypatch):
    """A copy of the case, named by the environment."""
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    return folder


def later(path):
    """Say that a file changed, even within the resolution of the clock."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**9))


@each("value", [None, ""])
def test_the_case_is_normandie_unless_said_otherwise(monkeypatch, value):
    if value is None:
        monkeypatch.delenv(CASE_VARIABLE, raising=False)
    else:
        monkeypatch.setenv(CASE_VARIABLE, value)
    assert current_case().id == "normandie"


def test_a_case_is_read_again_when_a_file_changes(chosen):
    before = current_case()
    replace("case.toml", 'title = "', 'title = "Un autre : ')(chosen)
    later(chosen / "case.toml")
    assert current_case().title == f"Un autre : {before.title}"


def test_a_case_that_breaks_is_refused_and_is_read_again_once_mended(chosen):
    right = (chosen / "levers.csv").read_bytes()
    write("levers.csv", "lever_id\r\n")(chosen)
    with pytest.raises(InvalidCase):
        current_case()
    write("levers.csv", right)(chosen)
    later(chosen / "levers.csv")
    assert current_case().levers


def test_a_missing_folder_is_refused_by_name(monkeypatch, tmp_path):
    monkeypatch.setenv(CASE_VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(InvalidCase) as error:
        current_case()
    assert [(p.kind, p.place) for p in error.value.problems] == [
        ("missing_folder", str(tmp_path / "nowhere"))
    ]


@each(
    ("environment", "url"),
    [
        ({}, "sqlite:////people/me/.local/share/prioritisation/seances.db"),
        ({"XDG_DATA_HOME": "/data"}, "sqlite:////data/prioritisation/seances.db"),
        ({DATA_VARIABLE: "/kept", "XDG_DATA_HOME": "/data"}, "sqlite:////kept/seances.db"),
        ({DATABASE_VARIABLE: "postgres://h/b", DATA_VARIABLE: "/kept"}, "postgres://h/b"),
        (
            {DATABASE_VARIABLE: "", DATA_VARIABLE: ""},
            "sqlite:////people/me/.local/share/prioritisation/seances.db",
        ),
    ],
)
def test_meetings_are_kept_in_a_file_of_the_user_unless_said_otherwise(
    monkeypatch, environment, url
):
    for name in ("XDG_DATA_HOME", DATA_VARIABLE, DATABASE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/people/me", **environment}.items():
        monkeypatch.setenv(name, value)
    assert database_url() == url


def test_thresholds_of_words_are_90_70_and_50_unless_set(monkeypatch):
    monkeypatch.delenv(SOLIDITY_VARIABLE, raising=False)
    assert robustness_thresholds() == RobustnessThresholds(0.9, 0.7, 0.5)
    monkeypatch.setenv(SOLIDITY_VARIABLE, "95, 80,60.5")
    assert robustness_thresholds() == RobustnessThresholds(0.95, 0.8, 0.605)


@each("text", ["90,70", "90,70,49", "70,90,50", "101,70,50", "a,b,c", "nan,70,50"])
def test_thresholds_that_would_announce_too_much_or_are_no_order_are_refused(monkeypatch, text):
    monkeypatch.setenv(SOLIDITY_VARIABLE, text)
    with pytest.raises(ValueError, match=f"{SOLIDITY_VARIABLE} must be 3 number"):
        robustness_thresholds()


@each("text", ["x", "1,2,3,4", "-1", "nan", "1e9", ",", "10;20"])
def test_a_threshold_that_is_no_number_within_its_bounds_is_refused(monkeypatch, text):
    monkeypatch.setenv(FEW_VOTERS.variable, text)
    with pytest.raises(InvalidSetting) as error:
        numbers(FEW_VOTERS)
    assert error.value.problem.place == FEW_VOTERS.variable
    assert error.value.problem.values["found"] == text


def test_everything_wrong_with_the_settings_is_found_at_once(monkeypatch):
    monkeypatch.setenv(SOLIDITY_VARIABLE, "50,70,90")
    monkeypatch.setenv(CAMPS.variable, "50")
    assert [(p.kind, p.place) for p in wrong_settings()] == [
        ("setting_falling", SOLIDITY_VARIABLE),
        ("setting_numbers", CAMPS.variable),
    ]


@each(("said", "seated"), [(None, False), ("", False), ("0", False), ("1", True)])
def test_who_sits_here_counts_only_where_the_starter_said_so(monkeypatch, said, seated):
    monkeypatch.delenv(SEAT_VARIABLE, raising=False)
    if said is not None:
        monkeypatch.setenv(SEAT_VARIABLE, said)
    assert seats_here() is seated


@each(
    ("host", "proxies", "seat"),
    [
        ("127.0.0.1", "", "1"),
        ("localhost", "", "1"),
        ("0.0.0.0", "", ""),  # noqa: S104 (listens to all: that is the point)
        ("::", "", ""),
        ("192.0.2.7", "", ""),
        ("127.0.0.1", "10.0.0.2", ""),
    ],
)
def test_the_command_of_the_readme_seats_where_nobody_else_can_come(host, proxies, seat):
    ours = ("MAKE", SEAT_VARIABLE)
    given = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    given |= {"HOST": host, PROXIES_VARIABLE: proxies}
    asked = ["make", "--silent", "--eval", "said: ; @echo [$$PRIORITISATION_SEAT]", "said"]
    told = subprocess.run(asked, cwd=ROOT, env=given, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.strip() == f"[{seat}]"
