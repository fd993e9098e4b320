"""What the page on files says is what comes out."""

import json
import re
from pathlib import Path

import pytest

from prioritisation.cli.main import main

PAGE = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")
BLOCKS = re.findall(r"```(text|json)\n(.*?)```", PAGE, re.DOTALL)
FILE = next(text for kind, text in BLOCKS if kind == "text")
READING, ANSWERS = (json.loads(text) for kind, text in BLOCKS if kind == "json")


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text(FILE, "utf-8")
    return path


def printed(capsys, *words):
    code = main([*map(str, words)])
    return code, json.loads(capsys.readouterr().out)


def test_the_file_of_the_page_is_read_as_the_page_says(notes, capsys):
    code, tree = printed(capsys, "import", notes, "--json")
    assert code == 2
    for key, wanted in READING.items():
        seen = tree[key]
        if wanted and isinstance(wanted[0], dict):
            assert len(seen) == len(wanted), key
            seen = [{name: one[name] for name in wanted[0]} for one in seen]
        assert seen == wanted, key


def test_what_the_answers_of_the_page_answer_is_asked_no_more(notes, tmp_path, capsys):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(ANSWERS), "utf-8")
    code, tree = printed(capsys, "import", notes, "--json", "--answers", path)
    asked = {(one["kind"], one["about"]) for one in tree["questions"]}
    assert (code, tree["problems"]) == (0, [])
    assert asked == {("direction", "Accord"), ("ends", "Accord")}
    values = {one["cell"]: one["value"] for one in tree["scores"]}
    assert (values["B5"], values["C3"]) == (40, 4)
