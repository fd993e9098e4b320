import pytest

from prioritisation.analysis.ballots.ballot import Mode, answer_parts
from tests.each import each


@each("mode", [m for m in Mode if not m.ordered])
def test_points_are_parts_as_they_are(mode):
    assert answer_parts(mode, {"a": 70, "b": 0, "c": None}) == {"a": 70.0, "b": 0.0, "c": None}


def test_places_are_counted_among_the_criteria_that_have_one():
    """The weights that Barron and Barrett publish for two and three criteria."""
    assert answer_parts(Mode.ROC, {"a": 1, "b": None, "c": 3}) == pytest.approx(
        {"a": 0.75, "b": None, "c": 0.25}
    )
    three = answer_parts(Mode.ROC, {"a": 2, "b": 1, "c": 3})
    assert three == pytest.approx({"a": 0.2778, "b": 0.6111, "c": 0.1111}, abs=1e-4)
    tied = answer_parts(Mode.ROC, {"a": 1, "b": 1, "c": 3})
    assert tied["a"] == tied["b"] == pytest.approx((0.6111 + 0.2778) / 2, abs=1e-4)


def test_nobody_who_abstains_on_everything_has_parts():
    assert answer_parts(Mode.ROC, {"a": None, "b": None}) == {"a": None, "b": None}
