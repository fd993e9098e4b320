"""Weights that stand side by side, or before and after, have the same decimals."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.sentences.shares import weight_columns, weight_texts, weights_beside
from tests.prioritisation.sentences.everything import lines_of


def decimals(text):
    return len(text.split(" ")[0].split("\u00a0")[0].partition(",")[2])


WEIGHTS = st.lists(st.integers(1, 97), min_size=3, max_size=3).map(
    lambda points: [p / sum(points) for p in points]
)


@given(st.lists(WEIGHTS, min_size=1, max_size=4))
def test_every_column_has_the_same_decimals(columns):
    written = [text for column in weight_columns(columns) for text in column]
    assert len({decimals(text) for text in written if text[0].isdigit()}) == 1


@given(WEIGHTS, st.lists(WEIGHTS, max_size=3))
def test_weights_in_force_are_written_beside_others_as_they_are_alone(weights, others):
    first, *beside = weights_beside(weights, others)
    assert first == weight_texts(weights)
    assert len({decimals(text) for column in (first, *beside) for text in column}) == 1
    for column, written in zip(others, beside, strict=True):
        for share, text in zip(column, written, strict=True):
            told = float(text.split("\u00a0")[0].replace(",", "."))
            assert abs(told - 100 * share) < 10 ** -decimals(text)


ENDS = re.compile(r"(?:de |: |\()(\d+(?:,\d+)?)(?: %)? (?:à|→) (\d+(?:,\d+)?) %")


@pytest.mark.parametrize("seed", range(8))
def test_both_ends_of_a_move_have_the_same_decimals(seed):
    """Nothing and all aside, that have none."""
    for line in lines_of(seed):
        for ends in ENDS.findall(line):
            written = {decimals(end) for end in ends if end not in ("0", "100")}
            assert len(written) < 2, line
