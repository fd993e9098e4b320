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


def written(figures):
    """The ends of a number or of a range, as they are written."""
    ends = [float(end.replace(",", ".")) for end in re.findall(r"[\d,]+", figures)]
    return ends[0], ends[-1]


ROUNDED = "(chiffres arrondis)"


@pytest.mark.parametrize(
    ("low", "high", "rounded"),
    [
        ([0.9, 0.7], None, False),
        ([0.9, 0.7], [0.9, 0.75], False),
        ([0.9, 0.4], [0.95, 0.6], False),
        ([0.864, 0.736], None, True),
        ([0.864, 0.736], [0.864, 0.748], True),
        ([0.833, 0.729], [0.833, 0.772], True),
        ([0.9, 0.003], None, True),
    ],
)
def test_points_that_do_not_add_up_as_they_are_written_are_said_to_be_rounded(low, high, rounded):
    comparison, picture = pictured(low, high)
    alone, both = (written(row) for row in re.findall(r'"p-points">([^<]+)<', picture))
    gain = written(FIGURE.search(picture)[1])
    exact = alone[0] == alone[1]
    least, most = both[0] - alone[1], both[1] - alone[0]
    follows = gain == (least, most) if exact else least <= gain[0] and gain[1] <= most
    assert follows is not rounded
    assert (ROUNDED in picture) is rounded
    assert (ROUNDED in plain(adds_text(comparison))) is rounded


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
