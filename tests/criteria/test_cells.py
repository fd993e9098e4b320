import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from criteria import cells
from tests.each import each


@each("text", ["Impact", "Premier\u00a0: l’été", "ة", "\u200eabc", "👍", "·"])
def test_a_label_that_is_seen_is_kept(text):
    assert TypeAdapter(cells.Label).validate_python(text) == text


@each(
    ("text", "kind"),
    [
        (" ", "invisible"),
        ("\u200b", "invisible"),
        ("\u00ad\u2060\ufeff", "invisible"),
        ("\u2800", "invisible"),
        ("\u3164", "invisible"),
        ("a\u202eb", "turned_round"),
        ("a\u2066b", "turned_round"),
        ("a\0b", "control_sign"),
        ("a\x1bb", "control_sign"),
    ],
    ids=ascii,
)
def test_a_label_is_seen_as_it_is_written(text, kind):
    for field in (cells.Label, cells.CellText):
        with pytest.raises(ValidationError) as error:
            TypeAdapter(field).validate_python(text)
        assert [e["type"] for e in error.value.errors()] == [kind]


def test_controls_and_breaks_are_those_of_unicode():
    label, line = TypeAdapter(cells.Label), TypeAdapter(cells.RoomText)
    for sign in map(chr, (*range(0x100), 0x2028, 0x2029)):
        kind = unicodedata.category(sign)
        control = kind == "Cc" and sign not in "\n\r\t"
        assert kind_of(label, f"a{sign}b") == ("control_sign" if control else "")
        several = "several_lines" if kind in ("Cc", "Zl", "Zp") else ""
        assert kind_of(line, f"a{sign}b") == ("control_sign" if control else several)


def kind_of(texts, text):
    """What is wrong with a text; empty if nothing is."""
    try:
        texts.validate_python(text)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return ""


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


def test_an_optional_number_may_be_left_empty():
    assert cells.parse_optional_number("") is None
    assert cells.parse_optional_number("3") == 3.0


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
