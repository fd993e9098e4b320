"""Files made to do harm: each is refused for what it is, or read for what is sound in it."""

import json
import subprocess
import sys

import pytest

from tests.cases.imports.hostile import HOSTILE, MOST_MEMORY, MOST_SECONDS, outcome
from tests.each import each


def check(name, result):
    one = HOSTILE[name]
    assert result.get("refused", "") == one.refused
    if one.note:
        assert one.note in result["notes"]
    if one.size:
        assert tuple(result["size"]) == one.size


HEAVY = [
    "elements",
    "elements in a cell",
    "rows that say nothing",
    "lines",
    "one line",
    "brackets",
]


@each("name", [name for name in HOSTILE if name not in HEAVY])
def test_a_hostile_file_is_refused_for_what_it_is(name):
    check(name, outcome(name))


@pytest.mark.deep
@each(
    "names",
    [*([name] for name in HEAVY), [name for name in HOSTILE if name not in HEAVY]],
    ids=[*HEAVY, "all others"],
)
def test_a_hostile_file_takes_no_more_than_it_may(names):
    """In a process of its own: what that takes is what the largest one took."""
    command = [sys.executable, "-m", "tests.cases.imports.hostile", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    for result in json.loads(done.stdout):
        check(result["name"], result)
        assert result["seconds"] < MOST_SECONDS
        assert result["bytes"] < MOST_MEMORY
