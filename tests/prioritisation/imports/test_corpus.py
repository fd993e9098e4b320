"""Awkward files, one test each: what comes out is what their author says, and nothing besides."""

import json
import subprocess
import sys

import pytest

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.files.text import pasted_book
from prioritisation.imports.grids import EMPTY, FileRefused, Sheet
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.imports.process.whole import whole_reading
from prioritisation.imports.tables.reading import file_reading
from tests.cases.imports import answered
from tests.cases.imports.accounting import unmentioned
from tests.cases.imports.awkward import awkward_files
from tests.cases.imports.comparing import differences
from tests.cases.imports.hostile import HOSTILE, MOST_MEMORY, MOST_SECONDS, outcome
from tests.cases.imports.mutated import broken_by
from tests.each import each

FILES = awkward_files()
EACH = [pytest.param(one, id=one.name) for one in FILES]


def reading_of(one):
    """What is read of a file, and its sheets; or the kind of its refusal."""
    content = one.make()
    try:
        book = pasted_book(content) if one.is_pasted else opened_file(one.name, content)
        answers = (GivenAnswer(kind, about, tuple(rest)) for kind, about, *rest in one.answers)
        return file_reading(book, FileAnswers(answers)), book
    except FileRefused as refused:
        return refused.kind, None


@each("one", EACH)
def test_what_comes_out_of_a_file_is_what_must_and_no_cell_passes_without_a_word(one):
    """Each cell of its sheet is a name, a header, a score, left out, asked about or wrong."""
    reading, book = reading_of(one)
    assert (differences(one, reading), unmentioned(book, reading)) == ([], [])


@each("one", list(answered.files()), ids=lambda one: one.name)
def test_what_is_answered_about_a_file_is_what_comes_out(one):
    assert differences(one, reading_of(one)[0]) == []


# Files made to do harm: each is refused for what it is, or read for what is sound in it.


def check(name, result):
    one = HOSTILE[name]
    assert result.get("refused", "") == one.refused
    if one.note:
        assert one.note in result["notes"]
    if one.size:
        assert tuple(result["size"]) == one.size


HEAVY = [
    "elements", "elements in a cell", "rows that say nothing", "lines", "one line", "brackets",
]  # fmt: skip


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


# Spoilt files are read or refused; `make soak` tries twenty thousand of them.


def test_a_spoilt_file_is_read_or_refused():
    seeds = range(150)
    assert list(broken_by(seeds, lambda content: whole_reading("a", content, FileAnswers()))) == []


@each(
    ("sheet", "is_text", "name"),
    [
        ("Notes", False, "Notes!B9:C12"),
        ("Notes", True, "B9:C12"),
        ("Été_2026", False, "Été_2026!B9:C12"),
        ("2026", False, "'2026'!B9:C12"),
        ("L'an prochain", False, "'L''an prochain'!B9:C12"),
        ("R1C1", False, "'R1C1'!B9:C12"),
    ],
)
def test_a_range_is_named_as_a_spreadsheet_does_from_another_sheet(sheet, is_text, name):
    grid = Sheet(sheet, ((EMPTY,),), is_text=is_text)
    assert grid.range_name((8, 11), (1, 2)) == name


def test_a_range_of_one_cell_is_that_cell():
    grid = Sheet("Notes", ((EMPTY,),))
    assert grid.range_name((0, 0), (27, 27)) == grid.cell_name(0, 27) == "Notes!AB1"


def test_of_two_answers_about_the_same_thing_the_last_one_counts():
    one, other = (GivenAnswer("direction", "Coût", (way,)) for way in ("max", "min"))
    answers = FileAnswers((one, GivenAnswer("direction", "Accord", ("max",)), other))
    assert answers.choice("direction", "Coût") == "min"
    assert answers.choices("direction", "Délai") == ()
    assert answers.choice("sheet") == ""
