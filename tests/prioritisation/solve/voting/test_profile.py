import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.solve.votes import InvalidProfile, profile, profile_of_orders
from tests.prioritisation.solve.voting.made import voters


@given(st.integers(1, 8).flatmap(lambda m: st.permutations(range(m))), st.integers(1, 9))
def test_an_order_says_at_which_place_each_alternative_is(order, count):
    found = profile_of_orders([order], [count])
    for place, alternative in enumerate(order):
        assert found.ranks[0, alternative] == place
    assert voters(found) == count


def test_ranks_are_kept_with_their_ties_and_count_once():
    found = profile([[1, 2, 2], [3, 1, 1]])
    assert found.ranks.tolist() == [[1, 2, 2], [3, 1, 1]]
    assert voters(found) == 2


@pytest.mark.parametrize(
    ("orders", "counts", "fault", "ballot"),
    [
        ([], [], "empty", 0),
        ([[]], [1], "empty", 0),
        ([[0, 1], [0]], [1, 1], "length", 1),
        ([[0, 1], [0, 0]], [1, 1], "order", 1),
        ([[1, 2]], [1], "order", 0),
        ([[0, 1], [1, 0]], [1, 0], "count", 1),
        ([[0, 1], [1, 0]], [1], "count", 1),
        ([[0, 1]], [1, 1], "count", 1),
    ],
)
def test_ballots_that_cannot_be_counted_are_refused(orders, counts, fault, ballot):
    with pytest.raises(InvalidProfile) as error:
        profile_of_orders(orders, counts)
    assert (error.value.fault, error.value.ballot) == (fault, ballot)


@pytest.mark.parametrize(
    ("ranks", "counts", "fault"),
    [([], None, "empty"), ([[]], None, "empty"), ([[1], [1, 2]], None, "length"),
     ([[1, 2]], [-1], "count")],
)  # fmt: skip
def test_ranks_that_cannot_be_counted_are_refused(ranks, counts, fault):
    with pytest.raises(InvalidProfile) as error:
        profile(ranks, counts)
    assert error.value.fault == fault
