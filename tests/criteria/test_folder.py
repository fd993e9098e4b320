import pytest

from criteria.errors import FolderNotEmpty, InvalidCase
from criteria.load import case_from_files, load_case
from criteria.writing import write_folder
from tests.conftest import INTERVALS

FILES = {f.name: f.read_text("utf-8") for f in INTERVALS.iterdir()}


def test_texts_make_the_case_that_their_folder_makes(case):
    assert case_from_files(FILES).tables == case.tables
    assert case_from_files(FILES) is case_from_files(dict(reversed(FILES.items())))


def test_texts_that_are_no_case_are_refused():
    with pytest.raises(InvalidCase):
        case_from_files({"case.toml": ""})


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_is_written_where_nothing_is(tmp_path, there):
    folder = tmp_path / "deep" / "next"
    if there:
        folder.mkdir(parents=True)
    write_folder(FILES, folder)
    assert load_case(folder).id == "normandie"
    assert [p.name for p in folder.parent.iterdir()] == ["next"]
    assert folder.stat().st_mode & 0o777 == 0o755


def test_nothing_is_ever_written_over(tmp_path):
    (tmp_path / "mine.txt").write_text("kept")
    for taken in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(FolderNotEmpty):
            write_folder(FILES, taken)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_failure_leaves_nothing(tmp_path):
    with pytest.raises(InvalidCase, match="no/such"):
        write_folder({"levers.csv": "", "no/such": ""}, tmp_path / "next")
    assert list(tmp_path.iterdir()) == []
