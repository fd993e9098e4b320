import numpy as np
import pytest
from hypothesis import given

from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.errors import NoBallots
from prioritisation.ballots.group import by_college_equal, college_groups, group_weights
from tests.prioritisation.ballots.made import THREE, alike, ballot, groups, shuffled


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
    found = group_weights([ballot(100, 100, None), ballot(100, 60, 40)], THREE)
    parts = np.array([0.5, 0.4, 0.2])
    assert np.allclose(found.mean, parts / parts.sum())
    assert found.given == (2, 2, 1)
    assert found.abstentions == (0, 0, 1)


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


def test_no_mean_is_shown_that_rests_on_one_or_two_ballots():
    assert not group_weights(alike(100, 50, 0, times=2), THREE).shown
    assert group_weights(alike(100, 50, 0, times=3), THREE).shown
    mostly_silent = alike(100, 50, None, times=9) + alike(100, 50, 30, times=2)
    assert not group_weights(mostly_silent, THREE).shown


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
    parts = np.array([0.5, 0.4, 0.2])
    assert np.allclose(weights, parts / parts.sum())
