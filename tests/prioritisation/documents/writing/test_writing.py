import errno
import os

import pytest

from prioritisation.cli.export import write_whole
from prioritisation.documents.writing.errors import NotWritten


def test_a_file_is_written_whole(tmp_path):
    write_whole(tmp_path / "note.pdf", b"new")
    assert (tmp_path / "note.pdf").read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["note.pdf"]


def test_a_full_disk_leaves_the_file_that_was_there(tmp_path, monkeypatch):
    (tmp_path / "note.pdf").write_bytes(b"old")

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="No space") as caught:
        write_whole(tmp_path / "note.pdf", b"new")
    assert "plein" in caught.value.sentence
    assert (tmp_path / "note.pdf").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["note.pdf"]
