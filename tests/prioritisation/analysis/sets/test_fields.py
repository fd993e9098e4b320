import pytest

from criteria.evidence import Stance
from prioritisation.analysis.sets.errors import InvalidText, TextFault, TextProblem
from prioritisation.analysis.sets.text import Fields, parse


def test_a_text_without_fault_is_what_its_reader_makes():
    assert parse('{"a": 3}', lambda f, x: f.whole(x["a"], "a")) == 3


@pytest.mark.parametrize("text", [r'{"a": "\ud800"}', r'{"\udfff": 3}', "{", "[" * 100_000])
def test_what_cannot_be_read_or_written_again_is_no_text(text):
    with pytest.raises(InvalidText, match="no_json"):
        parse(text, lambda _fields, found: found)


def test_a_reader_that_notes_a_fault_gives_nothing():
    with pytest.raises(InvalidText, match=r"a: kind"):
        parse('{"a": "3"}', lambda f, x: f.whole(x["a"], "a"))


def test_rows_are_numbered_from_one_and_words_are_those_of_their_kind():
    fields = Fields()
    found = fields.rows(["pour", 4], "sides", lambda x, p: fields.word(x, p, Stance))
    assert found[0] is Stance.FOR
    assert fields.problems == [TextProblem(TextFault.WORD, "sides.2")]


@pytest.mark.parametrize("found", [None, "1", True, float("nan"), 10**400])
def test_a_number_is_finite_and_no_boolean(found):
    fields = Fields()
    assert fields.number(found, "n") == 0
    assert fields.problems == [TextProblem(TextFault.KIND, "n")]


def test_values_are_named_and_others_are_refused():
    fields = Fields()
    assert fields.record({"a": 1, "c": 2}, "x", ("a", "b")) == {"a": 1, "b": None}
    assert fields.problems == [
        TextProblem(TextFault.MISSING, "x.b"),
        TextProblem(TextFault.UNEXPECTED, "x.c"),
    ]
