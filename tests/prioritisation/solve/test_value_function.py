import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.scales import PiecewiseScale
from tests.prioritisation.solve.made import refused, solved


def test_beyond_the_cutoffs_the_end_value_holds():
    params = {"cutoffs": [0, 10, 20], "values": [0, 0.8, 1], "x": [-5, 0, 5, 15, 20, 25]}
    assert solved("value_function", params=params)["value"] == pytest.approx(
        [0, 0, 0.4, 0.9, 1, 1]
    )


def test_one_cutoff_is_a_flat_line():
    params = {"cutoffs": [3], "values": [0.4], "x": [-1, 3, 8]}
    assert solved("value_function", params=params)["value"] == [0.4, 0.4, 0.4]


@given(st.lists(st.integers(-30, 30), min_size=2, max_size=6, unique=True), st.data())
def test_values_are_those_of_the_scales_of_a_case(cuts, data):
    cutoffs = sorted(cuts)
    inner = data.draw(st.lists(st.integers(0, 8), min_size=len(cuts) - 2, max_size=len(cuts) - 2))
    values = [0.0, *(k / 8 for k in sorted(inner)), 1.0]
    x = np.linspace(cutoffs[0], cutoffs[-1], 11).tolist()
    scale = PiecewiseScale(tuple(map(float, cutoffs)), tuple(values))
    found = solved("value_function", params={"cutoffs": cutoffs, "values": values, "x": x})
    assert found["value"] == pytest.approx([scale.value(k) for k in x])


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"cutoffs": None}, "params.cutoffs"),
        ({"cutoffs": [0, 0, 1]}, "params.cutoffs[1]"),
        ({"cutoffs": [0, 2, 1]}, "params.cutoffs[2]"),
        ({"cutoffs": [0, "2", 3]}, "params.cutoffs[1]"),
        ({"values": [0, 1]}, "params.values"),
        ({"values": None}, "params.values"),
        ({"x": 5}, "params.x"),
        ({"x": []}, "params.x"),
        ({"x": [None]}, "params.x[0]"),
    ],
    ids=str,
)
def test_a_line_that_cannot_be_drawn_is_refused(change, place):
    params = {"cutoffs": [0, 10, 20], "values": [0, 0.8, 1], "x": [5], **change}
    assert refused("value_function", params=params)[0] == place
