from math import isfinite

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prioritisation.wording.numbers import (
    NBSP,
    date_text,
    either,
    listed,
    number,
    percent,
    plain,
    span,
)
from tests.each import each


@each(
    ("value", "digits", "text"),
    [
        (4156.94, 0, f"4{NBSP}157"), (0.5, 1, "0,5"), (-0.0001, 0, "0"),
        (-3.2, 1, "\N{MINUS SIGN}3,2"), (60.5, 0, "61"), (37.4999999999, 0, "38"),
        (1234567, 0, f"1{NBSP}234{NBSP}567"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_french_readers_do(value, digits, text):
    assert number(value, digits) == text


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_read_back(value):
    assert int(number(value).replace(NBSP, "").replace("\N{MINUS SIGN}", "-")) == value


def test_plain_keeps_the_decimals_a_number_has():
    assert [plain(x) for x in (3.0, 2.5, 0.125)] == ["3", "2,5", "0,125"]


@given(st.floats(allow_nan=True, allow_infinity=True), st.integers(0, 6))
@example(1e30, 0)
@example(1.7e308, 6)
@example(5e-324, 0)
def test_any_number_is_written_and_no_other_than_zero_as_zero(value, digits):
    assert number(value, digits)
    assert (not set(plain(value)) & set("123456789")) == (not value or not isfinite(value))


@given(st.floats(1e-12, 4e-4))
def test_a_small_or_huge_number_is_written_to_a_twentieth(value):
    for amount in (value, -value, value * 1e30):
        written = plain(amount).replace(NBSP, "").replace("−", "-")
        figures, _, power = written.replace(",", ".").partition("×10^")
        back = float(figures) * 10.0 ** int(power or 0)
        assert back == pytest.approx(amount, rel=0.051, abs=0)


def test_percent_and_span():
    assert percent(0.372) == f"37{NBSP}%"
    assert span(72.6, 91.2) == "73 à 91"
    assert span(72.6, 73.4) == "73"


def test_lists_in_a_sentence():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b et c"
    assert either(["a", "b"]) == "a ou b"


def test_dates_are_as_precise_as_they_are_known():
    assert [date_text(d) for d in ("2024-07-24", "2026-02", "2022", "")] == [
        "24/07/2024",
        "02/2026",
        "2022",
        "",
    ]
