"""Every surface says its words from the thresholds in force, and none has any of its own."""

import ast
import dataclasses
import re
from pathlib import Path

import pytest

from prioritisation.analysis import thresholds as of_words
from prioritisation.meeting.room.warnings import warning_thresholds
from prioritisation.settings import (
    CAMPS,
    CORRELATION,
    DISAGREEMENT,
    EQUALISING,
    FEW_VOTERS,
    QUORUM,
    SOLIDITY,
    THRESHOLDS,
)
from tests.prioritisation.wording.update import catalogue

ROOT = Path(__file__).parents[2]
EDGES = ("settings.py", "ui/", "web/", "cli/", "api/", "meeting/room/", "documents/subjects.py")
"""Who asks, or opens the door: everything else is given the thresholds."""
FROM_SETTINGS = {"numbers", "threshold_numbers", "thresholds"} | {
    f"{name}_thresholds" for name in ("robustness", "group", "warning")
}


def asked_of_the_environment(path):
    """Calls of a module that would read the thresholds of the environment."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and not node.args and not node.keywords:
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in FROM_SETTINGS:
                yield f"{path.name}:{node.lineno}"


def test_what_computes_or_speaks_is_given_its_thresholds():
    inside = ROOT / "prioritisation"
    core = [
        path
        for path in inside.rglob("*.py")
        if not str(path.relative_to(inside)).startswith(EDGES)
    ]
    assert len(core) > 150
    assert [call for path in core for call in asked_of_the_environment(path)] == []


def test_no_threshold_has_a_value_of_its_own():
    made = [v for v in vars(of_words).values() if dataclasses.is_dataclass(v)]
    assert len(made) == 4
    for fields in map(dataclasses.fields, made):
        assert all(field.default is dataclasses.MISSING for field in fields)


def test_no_sentence_has_a_threshold_in_its_own_words():
    """A figure of a sentence comes from what is in force; a whole, or its half, is arithmetic."""
    typed = {
        figure
        for message in catalogue()
        for words in ([message.id] if isinstance(message.id, str) else message.id or [])
        for figure in re.findall(r"[\d.,]+(?= ?%|\N{NO-BREAK SPACE}%)", words)
    }
    assert typed <= {"100", "0", "50"}


def test_the_settings_that_are_tried_here_are_all_of_them():
    tried = {SOLIDITY, DISAGREEMENT, CAMPS, FEW_VOTERS, QUORUM, EQUALISING, CORRELATION}
    assert tried == set(THRESHOLDS)
    assert warning_thresholds().correlation == pytest.approx(0.9)
