"""Every surface says its words from the thresholds in force, and none has any of its own."""

import ast
import dataclasses
import re
from pathlib import Path

import pytest

from prioritisation.analysis import thresholds as of_words
from prioritisation.documents.writing.note import note_of
from prioritisation.drawing.group import camps_block
from prioritisation.drawing.swarm import swarm
from prioritisation.meeting.room.warnings import warning_thresholds
from prioritisation.meeting.rules import Act, Role
from prioritisation.record.making import record_of
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
from tests.cases.notes.make import text_of
from tests.each import each
from tests.prioritisation.ui.reading import html, opened, page, unfolded
from tests.prioritisation.wording.update import catalogue
from tests.thresholds import facts_of

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


def flat(words):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", words).replace("\u00a0", " "))


def of_solidity(words):
    """The three shares, wherever they are said."""
    figure, words_between = r"([\d,]+) %", r"(?:à partir de|de) "
    first = rf"olide {words_between}{figure}.{{,60}}?"
    return re.findall(
        rf"{first}, plutôt solide {words_between}{figure}, peu solide {words_between}{figure}",
        flat(words),
    )


def classer(_):
    return html(opened())


def robustesse(_):
    return html(unfolded(page("est-ce-solide"), "method"))


def note(sitting):
    meeting = sitting()
    meeting.open().vote(6)
    meeting.reveal()
    rationale = meeting.room.rationale(meeting.code, meeting.secret)
    return text_of(note_of(record_of(facts_of(rationale))))


@each("surface", [classer, robustesse, note])
def test_a_surface_prints_the_thresholds_in_force(monkeypatch, sitting, surface):
    monkeypatch.setenv(SOLIDITY.variable, "93,71.5,52")
    found = of_solidity(surface(sitting))
    assert set(found) == {("93", "71,5", "52")}


def revealed(sitting):
    meeting = sitting()
    meeting.open()
    for k in range(12):
        points = ([100, 10, 0], [10, 100, 0])[k % 2]
        meeting.cast(meeting.voter(), points)
    meeting.reveal()
    return meeting


@each(("given", "marked"), [("0,0", 3), ("100,100", 0)])
def test_every_picture_of_a_round_follows_the_disagreement(monkeypatch, sitting, given, marked):
    monkeypatch.setenv(DISAGREEMENT.variable, given)
    meeting = revealed(sitting)
    results = meeting.room.results(meeting.code, Role.FACILITATOR)
    told = record_of(facts_of(meeting.room.rationale(meeting.code, meeting.secret)))
    assert flat(swarm(results)).count("avis éloignés") == marked
    assert [s.flag for s in told.results.group.spreads].count("flagged") == marked


@each(("given", "apart"), [("50,20", True), ("100,100", False)])
def test_the_screen_and_the_record_have_camps_by_the_same_thresholds(
    monkeypatch, sitting, given, apart
):
    monkeypatch.setenv(CAMPS.variable, given)
    meeting = revealed(sitting)
    results = meeting.room.results(meeting.code, Role.FACILITATOR)
    told = record_of(facts_of(meeting.room.rationale(meeting.code, meeting.secret)))
    assert bool(camps_block(results)) is apart
    assert bool(told.results.group.camps) is apart


@each(
    ("setting", "given", "kind"),
    [(FEW_VOTERS, "13", "few"), (QUORUM, "100", "quorum"), (EQUALISING, "100,1", "equal")],
)
def test_a_warning_of_a_round_follows_its_setting(monkeypatch, sitting, setting, given, kind):
    meeting = revealed(sitting)
    meeting.voter()

    def kinds():
        meeting.voter()
        return {w.kind.value for w in meeting.room.warnings(meeting.code)}

    before = kinds()
    monkeypatch.setenv(setting.variable, given)
    assert kinds() - before == {kind}
    assert meeting.act(Act.START_ANALYSIS)


def test_the_settings_that_are_tried_here_are_all_of_them():
    tried = {SOLIDITY, DISAGREEMENT, CAMPS, FEW_VOTERS, QUORUM, EQUALISING, CORRELATION}
    assert tried == set(THRESHOLDS)
    assert warning_thresholds().correlation == pytest.approx(0.9)
