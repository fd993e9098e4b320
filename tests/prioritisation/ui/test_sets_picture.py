"""Bars of levers alone and together: what their one line is called."""

import numpy as np
import pytest

from prioritisation.ui.sets.picture import sets_picture
from tests.prioritisation.sentences.made import plain, small
from tests.strategies import matrix_of
from tests.thresholds import compare_sets


@pytest.mark.parametrize(
    ("high", "name"),
    [([0.86, 0.74], "le meilleur seul : 86<"), ([0.9, 0.74], "le meilleur seul : 86 au moins<")],
)
def test_the_best_alone_is_never_said_to_be_sure(high, name):
    """Scores that are deduced and to be checked are in it."""
    low = [0.86, 0.74]
    comparison = compare_sets(matrix_of([[v] for v in low], [[v] for v in high]), np.ones(1))
    picture = plain(sets_picture(comparison, small(*[[100 * v] for v in low]).case))
    assert name in picture
    assert "sûrs" not in picture
