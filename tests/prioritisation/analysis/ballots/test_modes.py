import pytest

from prioritisation.analysis.ballots.modes import Mode, answer_parts, place_weights


def test_two_modes_ask_for_an_order():
    assert [m for m in Mode if m.ordered] == [Mode.ROC, Mode.RANK_SUM]


@pytest.mark.parametrize("mode", [Mode.SWING, Mode.POINTS])
def test_points_are_parts_as_they_are(mode):
    assert answer_parts(mode, {"a": 70, "b": 0, "c": None}) == {"a": 70.0, "b": 0.0, "c": None}


def test_places_are_counted_among_the_criteria_that_have_one():
    """The weights that Barron and Barrett publish for two and three criteria."""
    assert answer_parts(Mode.ROC, {"a": 1, "b": None, "c": 3}) == pytest.approx(
        {"a": 0.75, "b": None, "c": 0.25}
    )
    three = answer_parts(Mode.ROC, {"a": 2, "b": 1, "c": 3})
    assert three == pytest.approx({"a": 0.2778, "b": 0.6111, "c": 0.1111}, abs=1e-4)
    assert answer_parts(Mode.RANK_SUM, {"a": 2, "b": 1, "c": 3})["b"] == pytest.approx(0.5)


def test_equal_places_share_those_that_they_fill():
    tied = answer_parts(Mode.RANK_SUM, {"a": 1, "b": 1, "c": 2})
    assert tied == answer_parts(Mode.RANK_SUM, {"a": 1, "b": 1, "c": 3})
    assert tied["a"] == tied["b"] == pytest.approx((3 + 2) / 2 / 6)


def test_nobody_who_abstains_on_everything_has_parts():
    assert answer_parts(Mode.ROC, {"a": None, "b": None}) == {"a": None, "b": None}


def test_weights_of_places_sum_to_one():
    for mode in (Mode.ROC, Mode.RANK_SUM):
        assert place_weights(mode, [1, 2, 2, 4]).sum() == pytest.approx(1)
