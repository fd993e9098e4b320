import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.opinions import competition
from prioritisation.solve.table import shared_ranks, tie

scores = st.lists(st.integers(-50, 50).map(lambda k: k / 7), min_size=1, max_size=12)


@given(scores)
def test_ranks_count_who_is_strictly_better(found):
    ranks = shared_ranks(np.array(found))
    assert ranks.tolist() == competition(np.array([found]))[0].tolist()
    assert ranks.min() == 1


@pytest.mark.parametrize(
    ("found", "ranks"),
    [
        ([0.1 + 0.2, 0.3], [1, 1]),
        ([1, 1 - 0.9e-9, 1 - 2e-9], [1, 1, 3]),
        ([3e9 + 1e-6, 3e9, 0], [1, 1, 3]),
        ([3.0, 2.0, 2.0, 1.0], [1, 2, 2, 4]),
        ([-5.0], [1]),
    ],
)
def test_rounding_ranks_nobody(found, ranks):
    assert shared_ranks(np.array(found)).tolist() == ranks


def test_ties_are_wider_only_for_large_scores():
    assert tie(np.array([1e5, -1e5])) == 1e-9
    assert tie(np.array([1e12])) > 1e-9


def test_many_levers_are_ranked_without_comparing_pairs():
    ranks = shared_ranks(np.arange(100_000.0))
    assert ranks.tolist() == list(range(100_000, 0, -1))
