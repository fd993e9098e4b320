"""Spoilt files are read or refused; `make soak` tries twenty thousand of them."""

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.whole import whole_reading
from tests.cases.imports.mutated import broken_by, mutated_file, sound_files
from tests.each import each


@each("number", range(len(sound_files())))
def test_what_is_spoilt_was_sound(number):
    assert opened_file("notes", sound_files()[number]).sheets


def test_a_spoilt_file_is_the_same_each_time():
    assert mutated_file(7) == mutated_file(7) != mutated_file(8)


def test_a_spoilt_file_is_read_or_refused():
    seeds = range(150)
    assert list(broken_by(seeds, lambda content: whole_reading("a", content, FileAnswers()))) == []


def test_a_table_of_one_row_ends_no_other():
    """Found by 2025: after an empty row, a row by itself was compared with none."""
    assert (
        list(broken_by([2025], lambda content: whole_reading("a", content, FileAnswers()))) == []
    )


def test_a_table_that_has_a_header_alone_is_none():
    """Found by 7445: what was asked about a column of it had no cells, and no end came of it."""
    none = FileAnswers()
    assert list(broken_by([7445], lambda content: whole_reading("a", content, none))) == []
