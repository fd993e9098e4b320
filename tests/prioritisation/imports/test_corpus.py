"""Awkward files, one test each: what comes out is what their author says, and nothing besides."""

import pytest

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.files.text import pasted_book
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.imports.tables.reading import file_reading
from tests.cases.imports import answered
from tests.cases.imports.accounting import unmentioned
from tests.cases.imports.awkward import awkward_files
from tests.cases.imports.comparing import differences
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


def test_each_file_has_its_name():
    assert len({one.name for one in FILES}) == len(FILES) > 100


@each("one", EACH)
def test_what_comes_out_of_a_file_is_what_must_and_no_cell_passes_without_a_word(one):
    """Each cell of its sheet is a name, a header, a score, left out, asked about or wrong."""
    reading, book = reading_of(one)
    assert (differences(one, reading), unmentioned(book, reading)) == ([], [])


@each("one", list(answered.files()), ids=lambda one: one.name)
def test_what_is_answered_about_a_file_is_what_comes_out(one):
    assert differences(one, reading_of(one)[0]) == []
