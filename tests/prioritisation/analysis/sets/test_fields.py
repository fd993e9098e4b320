import pytest
from pydantic import FiniteFloat, TypeAdapter

from criteria.evidence import Stance
from prioritisation.analysis.sets.text import (
    InvalidText,
    Rows,
    StrictPart,
    TextFault,
    TextProblem,
    WrittenDay,
    parse,
)


class Part(StrictPart):
    a: int
    b: WrittenDay


class Number(StrictPart):
    n: FiniteFloat


ANYTHING, PART = TypeAdapter(object), TypeAdapter(Part)


def problems(text, kind):
    with pytest.raises(InvalidText) as error:
        parse(text, kind)
    return list(error.value.problems)


def test_a_text_without_fault_is_what_its_reader_makes():
    assert parse('{"a": 3, "b": null}', PART) == Part(a=3, b=None)


@pytest.mark.parametrize(
    "text", [r'{"a": "\ud800"}', r'{"\udfff": 3}', "{", "[" * 100_000, "\ud800"]
)
def test_what_cannot_be_read_or_written_again_is_no_text(text):
    with pytest.raises(InvalidText, match="no_json"):
        parse(text, ANYTHING)


def test_a_reader_that_notes_a_fault_gives_nothing():
    with pytest.raises(InvalidText, match=r"a: kind"):
        parse('{"a": "3", "b": null}', PART)


def test_rows_are_numbered_from_one_and_words_are_those_of_their_kind():
    assert parse('["pour"]', TypeAdapter(Rows[Stance])) == (Stance.FOR,)
    faults = problems('["pour", 4]', TypeAdapter(Rows[Stance]))
    assert faults == [TextProblem(TextFault.WORD, "2")]


@pytest.mark.parametrize("text", ["null", '"1"', "true", "NaN", "1" + "0" * 400])
def test_a_number_is_finite_and_no_boolean(text):
    faults = problems(f'{{"n": {text}}}', TypeAdapter(Number))
    assert faults == [TextProblem(TextFault.KIND, "n")]


def test_values_are_named_and_others_are_refused():
    assert problems('{"a": 1, "c": 2}', PART) == [
        TextProblem(TextFault.MISSING, "b"),
        TextProblem(TextFault.UNEXPECTED, "c"),
    ]
