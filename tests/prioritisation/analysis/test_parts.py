import math

import pytest

from prioritisation.analysis.parts import Figure, Part, rounded
from tests.each import each


class One(Part):
    value: Figure


@each("value", [math.nan, math.inf, -math.inf])
def test_only_finite_figures_are_written(value):
    with pytest.raises(ValueError, match="finite"):
        rounded(value)


def test_a_figure_is_rounded_once_and_for_all():
    one = One(value=1 / 3)
    assert one.value == 0.333333333333
    assert One.model_validate_json(one.model_dump_json()) == one
    assert math.copysign(1, One(value=-1e-20).value) == 1
