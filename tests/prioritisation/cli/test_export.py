"""The command ``export``: files whole and named, and every bad case in a French sentence."""

import errno
import json
import os

import pytest

from prioritisation.cli import export
from prioritisation.cli.main import main
from prioritisation.documents.kinds import Document
from prioritisation.documents.writing.stamp import name_ending
from prioritisation.meeting.rules import Act, Form
from prioritisation.record.model import read_record
from tests.each import each
from tests.prioritisation.documents.writing.recorded import SAMPLES, note
from tests.sitting import open_round
from tests.voting import voted

RECORD = str(SAMPLES / "clear.decision.json")


def ending():
    """How the names of its files end."""
    return name_ending(note("clear"))


def its_pdf():
    return f"note-priorisation-{ending()}.pdf"


@pytest.fixture
def run(capsys):
    """Run the command; its code, what it said, what it complained of."""

    def ran(*words):
        code = main(["export", *map(str, words)])
        printed, complained = capsys.readouterr()
        assert "Traceback" not in complained
        return code, printed, complained.replace("\u00a0", " ")

    return ran


@pytest.fixture
def meeting(own_room):
    made = own_room.create("Essai", form=Form.SHORT)
    own_room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    return made


def test_every_document_of_a_record_is_written(run, tmp_path):
    code, printed, complained = run(
        RECORD, "--format", ",".join(Document), "--output", tmp_path / "new" / "folder"
    )
    assert (code, complained) == (0, "")
    files = sorted(p.name for p in (tmp_path / "new" / "folder").iterdir())
    assert all(name in printed for name in files)
    assert printed.splitlines()[0].startswith(f"{len(files)} fichiers dans «")
    assert its_pdf() in files
    assert f"classement-{ending()}.csv" in files
    kept = tmp_path / "new" / "folder" / f"fichier-de-preuve-{ending()}.json"
    assert read_record(kept) == read_record(SAMPLES / "clear.decision.json")


def test_without_a_format_the_note_comes_as_pdf_and_word(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, _ = run(os.path.relpath(RECORD, tmp_path))
    assert code == 0
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".docx", ".pdf"]


@each(
    ("words", "says"),
    [
        ((), "SÉANCE ou FICHIER : il manque"), (("",), "SÉANCE ou FICHIER : il manque"),
        ((RECORD, "more"), "more"), ((RECORD, "--format", "pdf,exe"), "« exe » n’est pas admis"),
        ((RECORD, "--format", ""), "--format"), ((RECORD, "--format"), "--format"),
        ((RECORD, "--json"), "--json"),
        (("nowhere.json",), "« nowhere.json » ne peut pas être lu"),
        (("no/where",), "ne peut pas être lu"), ((str(SAMPLES),), "ne peut pas être lu"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_what_was_typed_is_said(words, says, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, printed, complained = run(*words)
    assert (code, printed) == (2, "")
    assert says in complained.replace("\u00a0", " ")
    assert list(tmp_path.iterdir()) == []


@each("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"schema": 1}'])
def test_a_file_that_is_no_record_is_told(content, run, tmp_path):
    file = tmp_path / "x.json"
    file.write_bytes(content)
    code, printed, complained = run(file, "--output", tmp_path / "out")
    assert (code, printed) == (2, "")
    assert complained
    assert not (tmp_path / "out").exists()


def test_a_record_that_was_changed_gives_no_document(run, tmp_path):
    file = tmp_path / "x.json"
    tree = json.loads((SAMPLES / "clear.decision.json").read_text("utf-8"))
    tree["decision"]["motives"] = "autre chose"
    file.write_text(json.dumps(tree), "utf-8")
    code, printed, complained = run(file, "--output", tmp_path / "out")
    assert (code, printed) == (2, "")
    assert "SHA-256" in complained
    assert not (tmp_path / "out").exists()


def test_nothing_is_replaced_without_being_told_to(run, tmp_path):
    there = tmp_path / its_pdf()
    there.write_text("à garder", "utf-8")
    code, printed, complained = run(RECORD, "--format", "docx,pdf", "--output", tmp_path)
    assert (code, printed) == (2, "")
    assert f"{its_pdf()} : existe déjà, rien n’a été écrit" in complained.replace("\u00a0", " ")
    assert [p.name for p in tmp_path.iterdir()] == [its_pdf()]
    assert there.read_text("utf-8") == "à garder"
    code, _, _ = run(RECORD, "--format", "pdf", "--output", tmp_path, "--force")
    assert code == 0
    assert there.read_bytes().startswith(b"%PDF")


def test_a_full_disk_leaves_whole_files_only_and_tells_which(run, tmp_path, monkeypatch):
    replace = export._replace  # the disk fills up in the middle

    def full(path, content):
        if path.suffix == ".docx":
            raise OSError(errno.ENOSPC, "full")
        replace(path, content)

    monkeypatch.setattr(export, "_replace", full)
    code, printed, complained = run(RECORD, "--format", "pdf,docx", "--output", tmp_path)
    assert code == 2
    assert its_pdf() in printed
    assert "le disque est plein" in complained
    assert [p.name for p in tmp_path.iterdir()] == [its_pdf()]


def test_a_meeting_is_exported_when_it_may_be(run, own_room, meeting, tmp_path):
    out = tmp_path / "out"
    code, _, complained = run(meeting.code, "--format", "json", "--output", out)
    assert code == 2
    assert complained.strip()
    open_round(own_room, meeting.code, meeting.facilitator)
    code, _, complained = run(meeting.code, "--format", "json", "--output", out)
    assert (code, "Les résultats du vote ne sont pas encore montrés" in complained) == (2, True)
    voted(own_room, meeting)
    own_room.act(meeting.code, meeting.facilitator, Act.REVEAL)
    code, printed, _ = run(meeting.code.lower(), "--format", "json", "--output", out)
    assert (code, printed.count("\n")) == (0, 2)
    (written,) = out.iterdir()
    assert read_record(written).meeting.title == "Essai"
