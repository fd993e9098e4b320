import os

import pytest

from criteria.errors import InvalidCase
from prioritisation.settings import CASE_VARIABLE, current_case
from tests.criteria.breakages import replace, write


@pytest.fixture
def chosen(folder, monkeypatch):
    """A copy of the case, named by the environment."""
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    return folder


def later(path):
    """Say that a file changed, even within the resolution of the clock."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**9))


@pytest.mark.parametrize("value", [None, ""])
def test_the_case_is_normandie_unless_said_otherwise(monkeypatch, value):
    if value is None:
        monkeypatch.delenv(CASE_VARIABLE, raising=False)
    else:
        monkeypatch.setenv(CASE_VARIABLE, value)
    assert current_case().id == "normandie"


def test_a_case_is_read_once_while_nothing_changes(chosen):
    assert chosen.is_dir()
    assert current_case() is current_case()


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
