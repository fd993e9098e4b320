import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.weights import shares, with_weight
from prioritisation.errors import InvalidPoints
from tests.each import each
from tests.strategies import weights

two_or_more = st.integers(2, 7).flatmap(weights)
any_points = st.lists(st.just(0.0) | st.floats(1e-100, 1e300), min_size=1, max_size=6).filter(any)


@each(
    "points",
    [{}, {"a": 0, "b": 0}, {"a": -1, "b": 2}, {"a": math.nan, "b": 1}, {"a": math.inf, "b": 1},
     {"a": 0.0}, {"a": -0.0}],
    ids=str,
)  # fmt: skip
def test_points_that_make_no_weights_are_refused(points):
    with pytest.raises(InvalidPoints) as error:
        shares(points)
    assert error.value.points.keys() == points.keys()


@given(any_points)
def test_weights_sum_to_1_and_keep_the_proportions(points):
    found = shares(dict(enumerate(points)))
    largest = int(np.argmax(points))
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()
    for point, share in zip(points, found, strict=True):
        assert share / found[largest] == pytest.approx(point / points[largest], abs=1e-12)


@given(any_points, st.sampled_from([1e-3, 0.5, 3, 1e5]))
def test_weights_do_not_depend_on_the_scale_of_points(points, factor):
    scaled = shares({k: p * factor for k, p in enumerate(points)})
    assert scaled == pytest.approx(shares(dict(enumerate(points))), abs=1e-12)


def test_the_smallest_and_the_largest_points_there_are_still_make_weights():
    assert shares({"a": 1.7e308, "b": 1.7e308}).tolist() == [0.5, 0.5]
    assert shares({"a": 5e-324, "b": 5e-324, "c": 0}).tolist() == [0.5, 0.5, 0]


@given(two_or_more, st.data(), st.floats(0, 1))
def test_moving_a_weight_keeps_the_proportions_of_the_others(found, data, share):
    column = data.draw(st.integers(0, len(found) - 1))
    after = with_weight(found, column, share)
    assert after.sum() == pytest.approx(1)
    assert (after >= 0).all()
    assert after[column] == share
    before, rest = np.delete(found, column), np.delete(after, column)
    if before.sum() > 0:
        assert rest * before.sum() == pytest.approx(before * (1 - share), abs=1e-12)
    else:
        assert rest == pytest.approx(np.full(len(rest), (1 - share) / len(rest)))
