"""The two commands as one types them: what they say, and that they say it in one sentence."""

import errno
import gzip
import os
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from prioritisation.cli import keeping
from prioritisation.cli.main import ROOT, WRONG, main
from prioritisation.meeting.room import Room
from prioritisation.meeting.store import open_store
from tests.each import each


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
def test_a_name_or_a_disk_that_cannot_be_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    before = sorted(Path().iterdir())
    for name in ("none/copie.db", "seances.db/copie.db", "a\0b", "x" * 300):
        assert "le fichier n’a pas pu être écrit" in refused(capsys, "backup", name)
        assert sorted(Path().iterdir()) == before
    for number, said in (
        (errno.ENOSPC, "le disque est plein"),
        (errno.EACCES, "le fichier n’a pas pu être écrit"),
    ):
        monkeypatch.setattr(keeping, "back_up", failing(number))
        assert said in refused(capsys, "backup", "copie.db")


def failing(number):
    def no(_url, _file):
        raise OSError(number, "no")

    return no


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


def other_database(path):
    """A database of another program, with tables as common as there are."""
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE alembic_version (version_num TEXT)")
        raw.execute("CREATE TABLE meeting (id INTEGER, code TEXT)")
    raw.close()


def changed(path, *statements):
    with sqlite3.connect(path) as raw:
        for statement in statements:
            raw.execute(statement)
    raw.close()


def cut(path):
    path.write_bytes(path.read_bytes()[:30_000])


def scribbled(path):
    whole = path.read_bytes()
    path.write_bytes(whole[:20_000] + b"x" * 4_000 + whole[24_000:])


NO_COPY = "pas une copie de séances entière et lisible par cette version"
SPOILT = {
    "empty": (lambda path: path.write_bytes(b""), NO_COPY),
    "text": (lambda path: path.write_text("bonjour"), NO_COPY),
    "packed": (lambda path: path.write_bytes(gzip.compress(path.read_bytes())), NO_COPY),
    "another database": (lambda path: (path.unlink(), other_database(path)), NO_COPY),
    "cut": (cut, NO_COPY),
    "cut at once": (lambda path: path.write_bytes(path.read_bytes()[:50]), NO_COPY),
    "scribbled": (scribbled, NO_COPY),
    "without a table": (lambda path: changed(path, "DROP TABLE setting"), NO_COPY),
    "without its version": (lambda path: changed(path, "DELETE FROM alembic_version"), NO_COPY),
    "newer": (
        lambda path: changed(path, "UPDATE alembic_version SET version_num = '9999'"),
        NO_COPY,
    ),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "ne peut pas lire"),
    "a pipe": (lambda path: (path.unlink(), os.mkfifo(path)), NO_COPY),
    "none": (lambda path: path.unlink(), "aucun fichier ne porte ce nom"),
}
"""What may have become of a copy; what is said of it."""


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", SPOILT)
def test_each_file_that_is_no_copy_is_told_as_what_it_is(tmp_path, monkeypatch, capsys, name):
    file = tmp_path / "copie.db"
    assert main(["backup", str(file)]) == 0
    capsys.readouterr()
    elsewhere(monkeypatch, tmp_path)
    spoil, reason = SPOILT[name]
    spoil(file)
    lines = refused(capsys, "restore", str(file))
    assert lines.startswith(f"{file} : ")
    assert reason in lines
    assert not (tmp_path / "new").exists()


def test_a_copy_that_the_system_refuses_is_told(tmp_path, monkeypatch, capsys):
    assert "ne peut pas lire" in refused(capsys, "restore", "a\0b")
    elsewhere(monkeypatch, tmp_path)
    for number, said in (
        (errno.EACCES, "ce compte ne peut pas lire"),
        (errno.ENOSPC, "Le disque est plein"),
    ):
        monkeypatch.setattr(keeping, "put_back", failing(number))
        assert said in refused(capsys, "restore", str(tmp_path / "copie.db"))


OTHER = "autre chose que des séances"
SOURCES = {
    "empty": (lambda path: path.write_bytes(b""), OTHER),
    "without a table at all": (lambda path: (path.unlink(), changed(path, "VACUUM")), OTHER),
    "text": (lambda path: path.write_text("bonjour"), OTHER),
    "another database": (lambda path: (path.unlink(), other_database(path)), OTHER),
}
"""What the settings may name that is no database of ours."""


@pytest.mark.usefixtures("kept")
@each("name", SOURCES)
def test_what_is_no_database_of_ours_is_not_copied_and_stays_as_it_is(tmp_path, capsys, name):
    database, file = tmp_path / "seances.db", tmp_path / "copie.db"
    spoil, reason = SOURCES[name]
    spoil(database)
    database.chmod(0o644)
    before = database.read_bytes()
    lines = refused(capsys, "backup", str(file))
    assert reason in lines
    assert "rien n’a été copié" in lines
    assert str(file) not in lines
    assert (database.read_bytes(), stat.S_IMODE(database.stat().st_mode)) == (before, 0o644)
    assert not file.exists()


@pytest.mark.usefixtures("kept")
@each("spoil", [cut, scribbled])
def test_a_damaged_database_is_not_said_to_be_safe(tmp_path, capsys, spoil):
    spoil(tmp_path / "seances.db")
    lines = refused(capsys, "backup", str(tmp_path / "copie.db"))
    assert "est abîmé" in lines
    assert "en sûreté" not in lines


@pytest.mark.usefixtures("kept")
def test_nothing_is_put_into_a_file_of_something_else(tmp_path, monkeypatch, capsys):
    file, place = tmp_path / "copie.db", tmp_path / "new" / "seances.db"
    assert main(["backup", str(file)]) == 0
    capsys.readouterr()
    place.parent.mkdir()
    elsewhere(monkeypatch, tmp_path)
    for spoil in (other_database, lambda path: path.write_text("bonjour")):
        spoil(place)
        before = place.read_bytes()
        assert "autre chose que des séances" in refused(capsys, "restore", str(file))
        assert place.read_bytes() == before
        place.unlink()
    place.touch()
    assert main(["restore", str(file)]) == 0


@pytest.mark.usefixtures("kept")
def test_a_database_of_another_account_is_told(tmp_path, monkeypatch, capsys):
    """Whoever is root reads all: the refusal of the system is played."""

    def no(_path):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr("prioritisation.meeting.store.copying._fault", no)
    assert "ne peut être lu et écrit par ce compte" in refused(
        capsys, "backup", str(tmp_path / "copie.db")
    )


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


@each("command", ["backup", "restore"])
def test_what_is_typed_wrong_is_told(capsys, command):
    assert "FICHIER" in refused(capsys, command)
    assert "FICHIER" in refused(capsys, command, " ")
    assert "deux" in refused(capsys, command, "un", "deux")
    assert "--force" in refused(capsys, command, "un", "--force")


def test_a_database_that_cannot_be_is_told_without_its_password(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "mysql://me:hidden@h/b")
    assert "hidden" not in refused(capsys, "backup", str(tmp_path / "copie.db"))
    assert "hidden" not in refused(capsys, "restore", shutil.__file__)
