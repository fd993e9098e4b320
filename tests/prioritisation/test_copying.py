"""The two commands as one types them: what they say, and that they say it in one sentence."""

import errno
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from prioritisation import copying
from prioritisation.__main__ import WRONG, main
from prioritisation.commands import ROOT
from prioritisation.room import Room
from prioritisation.store import open_store


@pytest.fixture
def kept(sqlite, monkeypatch):
    """A database with a meeting, named by the setting; its code."""
    store = open_store(sqlite)
    code = Room(store).create("Essai").code
    store.close()
    monkeypatch.setenv("DATABASE_URL", sqlite)
    return code


def refused(capsys, *argv):
    assert main(argv) == WRONG
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    return line.replace("\xa0", " ")


def elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new/seances.db")


def test_what_is_copied_comes_back(kept, tmp_path, monkeypatch, capsys):
    file = tmp_path / "copie.db"
    assert main(["backup", str(file)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "1 séance dans" in out
    assert "clé du serveur" in out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    elsewhere(monkeypatch, tmp_path)
    assert main(["restore", str(file)]) == 0
    assert "1 séance est remise en place." in capsys.readouterr().out
    store = open_store(f"sqlite:///{tmp_path}/new/seances.db")
    assert [m.code for m in store.meetings()] == [kept]
    store.close()


@pytest.mark.usefixtures("kept")
def test_a_relative_name_is_of_this_folder(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert main(["backup", "copie.db"]) == 0
    assert [path.name for path in Path().iterdir()] == ["copie.db"]


@pytest.mark.usefixtures("kept")
def test_a_name_that_is_taken_is_told(tmp_path, capsys):
    file = tmp_path / "copie.db"
    file.write_text("mine")
    assert "existe déjà, rien n’a été écrit" in refused(capsys, "backup", str(file))
    assert file.read_text() == "mine"
    assert "existe déjà" in refused(capsys, "backup", str(tmp_path))


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none/copie.db", "ce dossier n’existe pas"),
        ("seances.db/copie.db", "ce dossier n’existe pas"),
        ("a\0b", "le fichier n’a pas pu être écrit"),
        ("x" * 300, "le fichier n’a pas pu être écrit"),
    ],
)
def test_a_name_that_cannot_be_is_told(tmp_path, monkeypatch, capsys, name, said):
    monkeypatch.chdir(tmp_path)
    before = sorted(Path().iterdir())
    assert said in refused(capsys, "backup", name)
    assert sorted(Path().iterdir()) == before


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "le disque est plein"),
        (errno.EACCES, "l’écriture dans ce dossier est refusée"),
        (errno.EROFS, "l’écriture dans ce dossier est refusée"),
        (errno.EIO, "le fichier n’a pas pu être écrit"),
    ],
)
def test_a_disk_that_refuses_is_told(tmp_path, monkeypatch, capsys, number, said):
    def no(_url, _file):
        raise OSError(number, "no")

    monkeypatch.setattr(copying, "back_up", no)
    assert said in refused(capsys, "backup", str(tmp_path / "copie.db"))


@pytest.mark.usefixtures("kept")
def test_a_file_that_may_grow_no_more_leaves_nothing(tmp_path, sqlite):
    """A real refusal of the system, in the middle of the file."""
    folder = tmp_path / "small"
    folder.mkdir()

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-B", "-m", "prioritisation", "backup", str(folder / "copie.db")],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": sqlite},
        preexec_fn=limited,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (WRONG, b"")
    assert len(done.stderr.decode().splitlines()) == 1
    assert list(folder.iterdir()) == []


def test_what_is_no_copy_is_told_and_makes_nothing(kept, tmp_path, monkeypatch, capsys):
    elsewhere(monkeypatch, tmp_path)
    file = tmp_path / "copie.db"
    assert "ne peut pas être lu" in refused(capsys, "restore", str(file))
    assert "ne peut pas être lu" in refused(capsys, "restore", "a\0b")
    file.write_text(f"hello {kept}")
    assert "n’est pas une copie entière" in refused(capsys, "restore", str(file))
    assert not (tmp_path / "new").exists()


def test_nothing_is_put_over_meetings(kept, tmp_path, sqlite, capsys):
    file = tmp_path / "copie.db"
    assert main(["backup", str(file)]) == 0
    capsys.readouterr()
    assert "rien n’a été changé" in refused(capsys, "restore", str(file))
    store = open_store(sqlite)
    assert [m.code for m in store.meetings()] == [kept]
    store.close()


def test_where_nothing_is_kept_there_is_nothing_to_copy(tmp_path, monkeypatch, capsys):
    elsewhere(monkeypatch, tmp_path)
    assert "Aucune séance" in refused(capsys, "backup", str(tmp_path / "copie.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_what_is_typed_wrong_is_told(capsys, command):
    assert "FICHIER" in refused(capsys, command)
    assert "FICHIER" in refused(capsys, command, " ")
    assert "deux" in refused(capsys, command, "un", "deux")
    assert "--force" in refused(capsys, command, "un", "--force")


def test_a_database_that_cannot_be_is_told_without_its_password(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "mysql://me:hidden@h/b")
    assert "hidden" not in refused(capsys, "backup", str(tmp_path / "copie.db"))
    assert "hidden" not in refused(capsys, "restore", shutil.__file__)
