import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.solve.table import (
    InvalidProblem,
    excerpt,
    grid,
    list_items,
    real,
    reals,
    unnamed,
    whole,
)

NOT_NUMBERS = ["1", True, None, [], {}, math.nan, math.inf, -math.inf, 10**400]


def place_of(function, *arguments):
    with pytest.raises(InvalidProblem) as error:
        function(*arguments)
    return error.value.place


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30))
def test_finite_numbers_are_kept(value):
    assert real(value, "x") == float(value)


@pytest.mark.parametrize("value", NOT_NUMBERS, ids=excerpt)
def test_anything_else_is_refused_where_it_is(value):
    assert place_of(real, value, "x") == "x"
    assert place_of(reals, [1, value], "v", None, unnamed) == "v[1]"
    assert place_of(grid, [[1, 2], [3, value]], "m", (2, 2), lambda i, j: f" {i}/{j}") == (
        "m[1][1] 1/1"
    )


@pytest.mark.parametrize("value", [1.5, -1, 11, "2", None, False])
def test_whole_numbers_are_whole_and_within_bounds(value):
    assert whole(3.0, "x", 0, 10) == 3
    assert place_of(whole, value, "x", 0, 10) == "x"


@pytest.mark.parametrize("value", [None, "abc", {}, 3, [], [1]])
def test_a_list_has_the_length_expected(value):
    assert place_of(list_items, value, "x", 2) == "x"


def test_rows_have_the_same_length():
    about = lambda i, j: f" {i}" if j is None else f" {i}/{j}"  # noqa: E731 (a place)
    assert place_of(grid, [[1, 2], [3]], "m", (None, None), about) == "m[1] 1"
    assert place_of(grid, [[1, 2], 3], "m", (None, None), about) == "m[1] 1"
    assert place_of(grid, [[1, 2]], "m", (2, None), about) == "m"


def test_what_is_shown_is_short():
    assert len(excerpt("x" * 500)) == 41
    assert [excerpt(v) for v in (None, True, False, 2.5)] == ["null", "true", "false", "2.5"]
    assert excerpt([[]]) != excerpt({})
