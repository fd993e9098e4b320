import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from criteria import cells
from tests.each import each


@each(
    ("text", "kind"),
    [
        (" ", "invisible"), ("\u200b", "invisible"), ("\u00ad\u2060\ufeff", "invisible"),
        ("\u2800", "invisible"), ("\u3164", "invisible"), ("a\u202eb", "turned_round"),
        ("a\u2066b", "turned_round"), ("a\0b", "control_sign"), ("a\x1bb", "control_sign"),
    ],
    ids=ascii,
)  # fmt: skip
def test_a_label_is_seen_as_it_is_written(text, kind):
    for field in (cells.Label, cells.CellText):
        with pytest.raises(ValidationError) as error:
            TypeAdapter(field).validate_python(text)
        assert [e["type"] for e in error.value.errors()] == [kind]


@each(
    ("text", "number"),
    [("12", 12.0), ("-3.5", -3.5), ("1e3", 1000.0), ("0", 0.0), (7, 7), (None, None)],
)
def test_a_number_is_read(text, number):
    assert cells.parse_number(text) == number


@each(
    ("text", "kind"),
    [
        pytest.param("12,5", "decimal_comma", id="comma"),
        pytest.param("1 234,5", "decimal_comma", id="spaced thousands and comma"),
        pytest.param("1\u202f234,5", "decimal_comma", id="narrow space and comma"),
        pytest.param("", "not_a_number", id="nothing"),
        pytest.param("douze", "not_a_number", id="word"),
        pytest.param("1_000", "not_a_number", id="underscore"),
        pytest.param("\u0661", "not_a_number", id="another script"),
        pytest.param("a,b", "not_a_number", id="words and comma"),
        pytest.param("12 %", "not_a_number", id="percent sign"),
        pytest.param("inf", "not_finite", id="infinity"),
        pytest.param("nan", "not_finite", id="not a number"),
        pytest.param("1e400", "not_finite", id="too large"),
    ],
)
def test_what_is_not_a_number_says_why(text, kind):
    with pytest.raises(PydanticCustomError) as error:
        cells.parse_number(text)
    assert error.value.type == kind


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read_back(number):
    assert cells.parse_number(repr(number)) == number


@each(
    ("kind", "right", "wrong"),
    [
        (cells.Ident, ["a", "ghg_impact", "a1"], ["", "1a", "A", "é", "a b", "a" * 41, "a\n"]),
        (cells.OptionalIdent, ["", "a"], ["-", "A"]),
        (cells.Idents, ["", "a", "a|b_c"], ["|", "a|", "a,b", "a||b"]),
        (cells.Colour, ["#00aaFF"], ["", "red", "#FFF", "#GGGGGG"]),
        (
            cells.Date,
            ["", "2026", "2026-02", "2026-02-25"],
            ["02/2026", "2026-2", "26", "2026-00", "2026-02-29", "٢٠٢٦"],
        ),
        (cells.Url, ["", "https://a.fr/b"], ["a.fr", "ftp://a.fr", "javascript:alert(1)"]),
        (cells.Label, ["Fret"], ["", "x" * 121]),
        (cells.CellText, ["x"], ["", "x" * 2001]),
        (cells.OptionalText, ["", "x" * 2000], ["x" * 2001]),
    ],
    ids=lambda v: "" if isinstance(v, list) else None,
)
def test_each_cell_has_a_form(kind, right, wrong):
    adapter = TypeAdapter(kind)
    for text in right:
        assert adapter.validate_python(text) == text
    for text in wrong:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)
