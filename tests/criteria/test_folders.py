"""The same files make the same case, in a folder or in memory, and the same problems."""

import tempfile
from pathlib import Path

import pytest

from criteria.errors import InvalidCase
from criteria.load import case_from_files, forget_files, load_case
from criteria.tables import MemoryFolder
from criteria.writing import fill_folder
from tests.conftest import INTERVALS
from tests.each import each


@pytest.fixture
def files():
    return {path.name: path.read_text("utf-8") for path in INTERVALS.iterdir()}


def problems_of(make):
    with pytest.raises(InvalidCase) as caught:
        make()
    return caught.value.problems


def test_a_case_in_memory_is_that_of_its_folder_and_nothing_is_written(files, monkeypatch):
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **_given: pytest.fail("a folder was made"))
    forget_files()
    assert repr(case_from_files(files)) == repr(load_case(INTERVALS))


@each("name", ["case.toml", "criteria.toml", "levers.csv", "scores.csv"])
@each("text", [None, "", "x", "\ufeff\r\n", '"', "a,b\r\n1,2,3\r\n", "a" * 5_000_001])
def test_what_is_wrong_is_the_same_in_both(files, tmp_path, name, text):
    wrong = {**files, name: text}
    if text is None:
        del wrong[name]
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    fill_folder(folder, wrong)
    of_folder = problems_of(lambda: load_case(folder))
    assert problems_of(lambda: case_from_files(wrong)) == of_folder


@each("name", ["../x", "/x", "a/b", "", ".hidden", "a\nb", "é"])
def test_no_file_in_memory_has_a_name_that_leaves_a_folder(files, name):
    assert [p.kind for p in problems_of(lambda: MemoryFolder({**files, name: "x"}))] == [
        "unreadable"
    ]
