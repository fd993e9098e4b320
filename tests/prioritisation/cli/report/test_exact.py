import math

import pytest

from prioritisation.cli.report_figures import exact, finite_or_none, interval, keyed


def test_float_noise_and_the_sign_of_zero_are_left_out():
    assert exact(0.1 + 0.2) == 0.3
    assert math.copysign(1, exact(-0.0)) == 1


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_json_does_not_have_is_null(value):
    assert finite_or_none(value) is None
    assert keyed(["a", "b"], [value, 0.5]) == {"a": None, "b": 0.5}


def test_an_interval_has_two_ends_or_is_null():
    assert interval((0.25, 1)) == {"low": 0.25, "high": 1.0}
    assert interval(None) is None
