import json
import math

import numpy as np
import pytest

from prioritisation.solve.table import figures_json, nullable, ranked_answer


def test_scores_are_ranked_from_the_highest_or_from_the_lowest():
    scores = np.array([0.2, 0.9, 0.2])
    assert ranked_answer(scores).figures["ranking"].tolist() == [2, 1, 2]
    assert ranked_answer(scores, lower=True).figures["ranking"].tolist() == [1, 3, 1]
    assert ranked_answer(scores, lower=True).figures["score"].tolist() == [0.2, 0.9, 0.2]


def test_a_row_without_numbers_is_null():
    assert nullable(np.array([[0.5, 0.5], [math.nan, math.nan]])) == [[0.5, 0.5], [None, None]]


def test_figures_are_one_line_without_minus_zero():
    figures = {"a": np.array([-0.0, 1.5]), "b": np.array([1, 2]), "c": True, "d": 0.25}
    text = figures_json(figures)
    assert "\n" not in text
    assert "-0" not in text
    assert json.loads(text) == {"a": [0, 1.5], "b": [1, 2], "c": True, "d": 0.25}


@pytest.mark.parametrize("figure", [math.nan, np.array([1, math.inf])])
def test_what_is_not_a_number_is_never_written(figure):
    with pytest.raises(ValueError, match="JSON compliant"):
        figures_json({"a": figure})
