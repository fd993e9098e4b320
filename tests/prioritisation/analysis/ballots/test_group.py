import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot, NoBallots
from prioritisation.analysis.ballots.group import (
    by_college_equal,
    college_groups,
    group_weights,
    shown_groups,
)
from tests.each import each
from tests.prioritisation.analysis.ballots.made import THREE, alike, ballot, groups, shuffled
from tests.strategies import ENOUGH


@given(groups())
def test_the_three_means_sum_to_1(ballots):
    found = group_weights(ballots, THREE)
    for weights in (found.mean, found.geometric, found.median):
        if weights is not None:
            assert np.isclose(weights.sum(), 1)
            assert (weights >= 0).all()


@given(shuffled())
def test_the_order_of_the_ballots_changes_no_digit(both):
    first, other = (group_weights(ballots, THREE) for ballots in both)
    assert np.array_equal(first.mean, other.mean)
    assert np.array_equal(first.geometric, other.geometric)
    assert (first.median is None) == (other.median is None)
    assert first.median is None or np.array_equal(first.median, other.median)


def test_the_means_of_two_ballots_by_hand():
    found = group_weights([ballot(100, 60, 40), ballot(100, 0, 0)], THREE)
    assert np.allclose(found.mean, [0.75, 0.15, 0.10])
    roots = np.sqrt([0.5 * 1, 0.3 * 0.005, 0.2 * 0.005])
    assert np.allclose(found.geometric, roots / roots.sum())
    assert np.allclose(found.median, [0.75, 0.15, 0.10])


def test_a_share_below_half_a_point_counts_as_zero_does():
    tiny = group_weights([ballot(100, 100, 1)], THREE).geometric
    zero = group_weights([ballot(100, 100, 0)], THREE).geometric
    assert tiny[2] == pytest.approx(zero[2], rel=0.01)


def test_an_abstention_is_missing_and_not_zero():
    found = group_weights([ballot(100, 100, None), ballot(100, 60, 40)] * 5, THREE)
    # The first is completed with the 20 % of the second: 40, 40, 20.
    assert np.allclose(found.mean, [0.45, 0.35, 0.2])
    assert found.given == (10, 10, 5)
    assert found.abstentions == (0, 0, 5)


def test_a_criterion_nobody_weighs_weighs_nothing():
    found = group_weights(alike(100, 50, None), THREE)
    assert found.mean[2] == found.geometric[2] == found.median[2] == 0
    assert found.given[2] == 0
    assert found.shown


def test_the_median_may_be_no_weights_at_all():
    ballots = [ballot(100, 0, 0), ballot(0, 100, 0), ballot(0, 0, 100)]
    assert group_weights(ballots, THREE).median is None


def test_no_ballot_has_no_mean():
    with pytest.raises(NoBallots):
        group_weights([], THREE)


def test_no_weight_is_shown_that_rests_on_fewer_than_five_ballots():
    assert not group_weights(alike(100, 50, 0, times=4), THREE).shown
    assert group_weights(alike(100, 50, 0, times=5), THREE).shown
    for some, thin in ((0, ()), (1, ("c",)), (4, ("c",)), (5, ())):
        ballots = alike(100, 50, None, times=9) + alike(100, 50, 30, times=some)
        found = group_weights(ballots, THREE)
        assert (found.thin, found.shown) == (thin, not thin)


@each(
    ("counts", "groups"),
    [
        ({"a": 6, "b": 5}, [("a",), ("b",)]),
        ({"a": 6, "b": 3, "c": 2}, [("a",), ("b", "c")]),
        ({"a": 9, "b": 6, "c": 2}, [("a",), ("b", "c")]),
        ({"a": 6, "": 5}, [("",), ("a",)]),
        ({"a": 4, "b": 4}, []),
        ({"a": 12}, []),
        ({"": 12}, []),
        ({"a": 6, "b": 2}, []),
        ({}, []),
    ],
)
def test_the_one_partition_has_two_groups_of_five_at_least(counts, groups):
    ballots = {college: alike(100, 50, 20, times=n) for college, n in counts.items()}
    assert list(shown_groups(ballots, THREE)) == groups


def test_a_group_in_which_few_weigh_a_criterion_is_not_told_nor_any_other():
    some = alike(100, 50, 20, times=4) + alike(100, 50, None)
    assert shown_groups({"a": alike(100, 50, 20, times=9), "b": some}, THREE) == {}


def test_no_group_nor_all_the_others_are_few_on_any_criterion():
    reached = set()

    @ENOUGH
    @given(
        st.dictionaries(
            st.sampled_from("abcd"), groups(1, 9) | groups(5, 9, abstentions=False), max_size=4
        )
    )
    def check(ballots):
        found = shown_groups(ballots, THREE)
        reached.add(len(found) > 1)
        for names, group in found.items():
            rest = [b for other, part in found.items() if other != names for b in part]
            assert group_weights(group, THREE).shown
            assert group_weights(rest, THREE).shown
        if found:
            assert sum(map(len, found.values())) == sum(map(len, ballots.values()))

    check()
    assert reached == {True, False}


def test_weights_by_criterion():
    found = group_weights([ballot(100, 60, 40)], THREE)
    assert found.by_criterion() == pytest.approx({"a": 0.5, "b": 0.3, "c": 0.2})


def test_one_college_one_vote():
    large, small = alike(100, 0, 0, times=10), alike(0, 0, 100, times=5)
    weights = by_college_equal({"members": large, "unions": small}, THREE)
    assert np.allclose(weights, [0.5, 0, 0.5])


def test_a_small_college_never_gets_a_vote_of_its_own():
    large, small = alike(100, 0, 0, times=10), alike(0, 0, 100, times=1)
    assert by_college_equal({"members": large, "unions": small}, THREE) is None
    three = {"members": large, "towns": alike(0, 100, 0), "unions": small}
    groups = college_groups(three)
    assert [(names, len(group)) for names, group in groups.items()] == [
        (("members",), 10),
        (("towns", "unions"), 6),
    ]
    assert np.allclose(by_college_equal(three, THREE), [0.5, 5 / 12, 1 / 12])


def test_a_college_that_abstains_leaves_the_criterion_to_the_others():
    first = [Ballot({"a": 100, "b": 100, "c": None}, "a")] * 5
    weights = by_college_equal({"x": first, "y": alike(100, 60, 40)}, THREE)
    # Completed with the weight that the other gives it, as a ballot is.
    assert np.allclose(weights, [0.45, 0.35, 0.2])
