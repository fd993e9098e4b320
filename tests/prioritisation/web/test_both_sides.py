"""What a script or a style counts on is what the server has: neither is made from the other."""

import re
from pathlib import Path

from prioritisation.documents.pictures.theme import CRITERION_COLOURS
from prioritisation.web import events, guard

ROOT = Path(__file__).parents[3] / "prioritisation"
PUSH, RESUMING = "ui/visit/push.js", "ui/shared/resuming.js"


def text(name):
    return (ROOT / name).read_text("utf-8")


def test_a_stream_is_given_up_after_the_same_silence_everywhere_and_after_two_beats():
    scripts = {path: path.read_text("utf-8") for path in ROOT.rglob("*.js")}
    assert [path.name for path, script in scripts.items() if "EventSource(" in script] == [
        "stream.js"
    ]
    silence = int(re.search(r"SILENT_MS = (\d+)", text("web/stream.js"))[1])
    assert silence > 2 * 1000 * events.BEAT_S


def test_a_session_that_is_forgotten_is_told_by_the_same_code():
    assert f"FORGOTTEN = {guard.FORGOTTEN}," in text("web/shell.js")


def test_what_a_cut_line_loses_is_asked_for_again_at_the_same_times():
    assert (
        len({re.search(r"WAITS_MS = (\[.*?\])", text(name))[1] for name in (PUSH, RESUMING)}) == 1
    )


def test_each_colour_of_a_criterion_is_in_both_sheets():
    screens, ballot = text("drawing/style.css"), text("web/ballot/templates/ballot.css")
    drawn = re.findall(r"^\.c(\d+), .*?light-dark\((#\w+),", screens, re.MULTILINE)
    assert [(int(n), colour.upper()) for n, colour in drawn] == list(enumerate(CRITERION_COLOURS))
    places = re.findall(r"\.k(\d+){--k:var\(--c(\d+)\)", ballot)
    assert [(int(k), int(c)) for k, c in places] == [(i, i) for i in range(len(CRITERION_COLOURS))]
    light = re.findall(r"--c(\d+):(#\w+)", ballot.partition("}")[0])
    assert [(int(n), colour.upper()) for n, colour in light] == list(enumerate(CRITERION_COLOURS))
    turns = re.findall(r"loop.index0 % (\d+)", text("web/ballot/templates/macros.html"))
    assert {int(n) for n in turns} == {len(CRITERION_COLOURS)}
