from pathlib import Path
from unittest.mock import Mock

from criteria import tables
from criteria.tables import read_text


def read(path):
    problems = []
    return read_text(tables.DiskFolder(path.parent), path.name, problems), [
        (p.kind, p.values) for p in problems
    ]


def test_a_file_that_is_not_there_is_missing_and_a_folder_cannot_be_read(tmp_path):
    (tmp_path / "d").mkdir()
    assert read(tmp_path / "t") == (None, [("missing_file", {})])
    assert read(tmp_path / "d") == (None, [("unreadable", {})])


def test_a_file_that_grows_or_has_no_end_is_read_no_further_than_allowed(tmp_path, monkeypatch):
    for module in (tables, tables):
        monkeypatch.setattr(module, "MAX_BYTES", 20)
    (tmp_path / "t").write_bytes(b"x" * 20)
    assert read(tmp_path / "t") == ("x" * 20, [])
    (tmp_path / "t").write_bytes(b"x" * 90)
    assert read(tmp_path / "t") == (None, [("too_long", {"allowed": 20})])
    assert len(tables.DiskFolder(tmp_path).content("t")) == 21


def test_nobody_may_read_it(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "open", Mock(side_effect=PermissionError))
    (tmp_path / "t").touch()
    assert read(tmp_path / "t") == (None, [("unreadable", {})])
