"""Weights that stand side by side have the same decimals."""

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.sentences.shares import weight_columns


def decimals(text):
    return len(text.split(" ")[0].split("\u00a0")[0].partition(",")[2])


WEIGHTS = st.lists(st.integers(1, 97), min_size=3, max_size=3).map(
    lambda points: [p / sum(points) for p in points]
)


@given(st.lists(WEIGHTS, min_size=1, max_size=4))
def test_every_column_has_the_same_decimals(columns):
    written = [text for column in weight_columns(columns) for text in column]
    assert len({decimals(text) for text in written if text[0].isdigit()}) == 1
