"""What the second lever adds: the projector and the pages have one figure for it."""

import re

import numpy as np
import pytest

from prioritisation.drawing.projected.pair import pair_picture
from prioritisation.sentences.one_or_two import adds_text
from tests.prioritisation.sentences.made import plain, small
from tests.strategies import matrix_of
from tests.thresholds import compare_sets

FIGURE = re.compile(r"le second apporte ([\d,]+(?: à [\d,]+)?) points?")


def pictured(low, high=None):
    rows = [[value] for value in low]
    matrix = matrix_of(rows, None if high is None else [[value] for value in high])
    comparison = compare_sets(matrix, np.ones(1))
    analysis = small(*[[100 * value] for value in low])
    return comparison, plain(pair_picture(analysis, comparison, (), ""))


@pytest.mark.parametrize(
    ("low", "high"),
    [([0.9, 0.003], None), ([0.9, 0.1234], None), ([0.9, 0.7444], [0.9, 0.7555])],
)
def test_the_projector_adds_the_points_that_the_sentence_adds(low, high):
    comparison, picture = pictured(low, high)
    of_sentence = FIGURE.search(plain(adds_text(comparison)))
    assert FIGURE.search(picture)[1] == of_sentence[1]


def test_a_second_lever_that_adds_nothing_has_no_bracket():
    comparison, picture = pictured([0.9, 0.0])
    assert not adds_text(comparison)
    assert "p-bracket" not in picture
    assert "le second apporte" not in picture


def test_levers_that_may_be_the_second_are_named():
    """Nobody's figures otherwise: an interval of points beside one lever and a grey part."""
    comparison, picture = pictured([0.9, 0.4, 0.3, 0.0], [0.9, 0.6, 0.7, 0.1])
    assert len(comparison.choice.of_size(2).possible) == 2
    assert "avec un second : b ou c" in picture
    _, known = pictured([0.9, 0.6, 0.1])
    assert "p-seconds" not in known
