"""Who is among the first two, against every completion of the scores, one by one."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.one_or_two import first_two, one_or_two, second_adds
from prioritisation.analysis.robustness.weight_sets import AtLeast, weight_set
from prioritisation.analysis.scenario import within_weights
from tests.prioritisation.sentences.made import normandie, small
from tests.strategies import matrix_of

ENDS = st.tuples(*[st.sampled_from([0.0, 0.25, 0.5, 1.0])] * 2).map(sorted)


@given(
    st.lists(st.tuples(ENDS, ENDS), min_size=1, max_size=4),
    st.lists(st.floats(0, 1), min_size=1, max_size=3),
)
def test_it_is_what_every_completion_says(rows, shares):
    """A value is linear in each score: its ends are enough, all of them combined."""
    low, high = (np.array([[cell[k] for cell in row] for row in rows]) for k in (0, 1))
    weights = np.array([[share, 1 - share] for share in shares])
    found = first_two(matrix_of(low, high), weights)
    sure, possible = np.zeros(len(rows)), np.zeros(len(rows))
    for one in weights:
        ends = [
            (row_low @ one, row_high @ one) for row_low, row_high in zip(low, high, strict=True)
        ]
        there = np.array(
            [
                [sum(other > mine + 1e-9 for other in values) <= 1 for mine in values]
                for values in product(*ends)
            ]
        )
        sure += there.all(axis=0)
        possible += there.any(axis=0)
    assert found.sure == pytest.approx(sure / len(weights))
    assert found.possible == pytest.approx(possible / len(weights))


def test_whoever_is_first_is_among_the_first_two_and_constraints_are_followed():
    analysis = normandie((50, 30, 20))
    for here in (analysis, within_weights(analysis, weight_set(3, (AtLeast(0, 0.6),)))):
        two = one_or_two(here).over_weights
        for region, sure, possible in zip(
            here.regions.regions, two.sure, two.possible, strict=True
        ):
            assert region.sure_share <= sure <= possible <= 1
            assert region.possible_share <= possible


def test_fewer_than_five_ballots_tell_nothing():
    analysis = small([80, 20], [20, 80], [10, 10])
    ballots = [Ballot({"c1": 100, "c2": k}, "c1") for k in range(5)]
    assert one_or_two(analysis, ballots[:4]).over_ballots is None
    told = one_or_two(analysis, ballots).over_ballots
    assert (told.n, told.sure) == (5, (1.0, 1.0, 0.0))


def test_the_two_most_surely_there_are_named_or_none():
    assert one_or_two(small([80, 20], [20, 80], [10, 10])).over_weights.foremost == (0, 1)
    assert one_or_two(small([80, 20], [50, 50], [50, 50])).over_weights.foremost == (1, 2)
    assert one_or_two(small([None], [None], [None])).over_weights.foremost == ()
    assert one_or_two(small([50])).over_weights.foremost == (0,)


def test_what_the_second_adds_is_where_it_is_surely_better_by_the_most_weight():
    for rows, weights, added in (
        (((80, 20), (20, 80), (10, 10)), (50, 50), (1, 1)),
        (((80, 20, 0), (30, 60, 50), (0, 0, 0)), (40, 50, 10), (1, 1)),
        (((80, 20, 0), (30, 60, 50), (0, 0, 0)), (60, 20, 20), (1, 2)),
        (((80, 50), (70, 40), (10, 10)), (50, 50), None),
        (((50,),), (50,), None),
    ):
        analysis = small(*map(list, rows), points=weights[: len(rows[0])])
        assert second_adds(analysis, one_or_two(analysis)) == added, rows
