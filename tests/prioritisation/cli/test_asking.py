import re
import shlex

import pytest

from prioritisation.analysis.inquiry import NO_STATEMENTS
from prioritisation.analysis.sets.question import PairSynergy, Question, Synergy, Wait
from prioritisation.analysis.sets.text import to_json
from prioritisation.cli.analyse import read_question
from prioritisation.cli.main import ROOT, main

LEVERS = {"bike": "Vélo", "bus": "Bus"}
SAID = Question(
    synergies=(PairSynergy("bike", "bus", Synergy.HELP, "why"),), waits=(Wait("bus", "later"),)
)


def question_in(path, text):
    problems = []
    path.write_text(text, "utf-8")
    return read_question(str(path), LEVERS, problems), problems


def test_what_is_said_of_sets_is_read(tmp_path):
    assert question_in(tmp_path / "sets.json", to_json(SAID)) == (SAID, [])


def test_a_mark_at_the_beginning_of_a_file_is_no_fault(tmp_path):
    assert question_in(tmp_path / "sets.json", "\ufeff" + to_json(SAID)) == (SAID, [])


def test_a_file_without_end_is_not_read_to_its_end(tmp_path):
    file = tmp_path / "huge.json"
    with file.open("wb") as sparse:
        sparse.truncate(2**40)
    problems = []
    assert read_question(str(file), LEVERS, problems) == NO_STATEMENTS
    assert [p.kind for p in problems] == ["refused"]


@pytest.mark.parametrize("text", ["", "{", "[]", "NaN", "{}", r'{"\ud800": 1}'])
def test_what_is_not_a_question_is_told_with_all_its_problems(tmp_path, text):
    question, problems = question_in(tmp_path / "sets.json", text)
    assert question == NO_STATEMENTS
    assert problems
    assert {p.kind for p in problems} == {"refused"}


def test_levers_that_are_not_there_are_all_told(tmp_path):
    question = Question(synergies=(PairSynergy("moon", "sun", Synergy.HELP, "why"),))
    _, problems = question_in(tmp_path / "sets.json", to_json(question))
    assert [p.values["text"].split()[0] for p in problems] == ["moon", "sun"]


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    problems = []
    assert read_question(str(tmp_path), LEVERS, problems) == NO_STATEMENTS
    (tmp_path / "latin").write_bytes("é".encode("latin-1"))
    assert read_question(str(tmp_path / "latin"), LEVERS, problems) == NO_STATEMENTS
    assert [p.kind for p in problems] == ["unreadable", "unreadable"]


def test_the_documented_example_gives_the_documented_lines(tmp_path, capsys, monkeypatch):
    page = (ROOT / "docs" / "analyse.md").read_text("utf-8")
    blocks = dict(re.findall(r"```(sh|text|json)\n(.*?)\n```", page, re.DOTALL))
    (tmp_path / "sets.json").write_text(blocks["json"], "utf-8")
    monkeypatch.chdir(tmp_path)
    words = shlex.split(blocks["sh"])[3:]
    words[1] = str(ROOT / words[1])
    assert main(words) == 0
    lines = iter(capsys.readouterr().out.replace("\u00a0", " ").splitlines())
    assert all(line in lines for line in blocks["text"].splitlines())  # in this order
