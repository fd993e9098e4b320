"""An abstention tells nothing of the criterion it leaves, and moves no weight by itself."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import (
    Abstention,
    by_college_equal,
    group_weights,
    linked_without,
    mean_weights,
    rule_in_force,
)
from prioritisation.analysis.robustness.leave_one_out import resampled_means
from tests.each import each

NONE = np.nan
THREE = ("a", "b", "c")


def shares(rows):
    table = np.array(rows, dtype=float)
    return table / np.nansum(table, axis=1, keepdims=True)


def of_the_shares_given(table):
    means = np.nanmean(table, axis=0)
    return means / means.sum()


@st.composite
def tables(draw, whole=5):
    """Ballots on two to five criteria, so many whole at least, the others with abstentions."""
    n = draw(st.integers(2, 5))
    part = st.integers(1, 100)
    row = st.lists(part, min_size=n, max_size=n)
    partial = st.lists(st.one_of(st.none(), part), min_size=n, max_size=n).filter(
        lambda r: sum(p is not None for p in r) > 1
    )
    rows = draw(st.lists(row, min_size=whole, max_size=whole + 3))
    rows += draw(st.lists(partial, max_size=6))
    return shares([[NONE if p is None else p for p in r] for r in rows])


def test_five_abstentions_beside_ten_equal_ballots_move_no_weight():
    table = shares([(1, 1, 1)] * 10 + [(NONE, 1, 1)] * 5)
    assert mean_weights(table) == pytest.approx([1 / 3] * 3, abs=1e-12)
    assert of_the_shares_given(table) == pytest.approx([0.3, 0.35, 0.35])
    cast = [Ballot({"a": 100, "b": 100, "c": 100}, "a")] * 10
    cast += [Ballot({"a": None, "b": 100, "c": 100}, "b")] * 5
    group = group_weights(cast, THREE)
    for weights in (group.mean, group.geometric, group.median):
        assert weights == pytest.approx([1 / 3] * 3)
    assert group.abstentions == (5, 0, 0)


@given(tables(), st.data())
def test_ballots_that_repeat_the_group_but_abstain_change_nothing(table, data):
    """The neutrality that is claimed: whoever has the group's own proportions."""
    weights, n = mean_weights(table), table.shape[1]
    out = data.draw(st.lists(st.integers(0, n - 1), unique=True, max_size=n - 1))
    like = weights.copy()
    like[out] = NONE
    more = np.vstack([table, *[like / np.nansum(like)] * data.draw(st.integers(1, 20))])
    assert mean_weights(more) == pytest.approx(weights, abs=1e-9)


@given(tables())
def test_the_weights_are_the_mean_of_the_ballots_completed_with_them(table):
    weights = mean_weights(table)
    rows = []
    for row in table:
        missing = np.isnan(row)
        rows.append(np.where(missing, weights, row * (1 - weights[missing].sum())))
    assert np.mean(rows, axis=0) == pytest.approx(weights, abs=1e-9)
    assert weights.sum() == pytest.approx(1)


@given(tables())
def test_the_same_by_repeating_the_completion_until_nothing_moves(table):
    weights = np.full(table.shape[1], 1 / table.shape[1])
    missing = np.isnan(table)
    for _ in range(3_000):
        left = 1 - (missing * weights).sum(axis=1, keepdims=True)
        weights = np.where(missing, weights, np.nan_to_num(table) * left).mean(axis=0)
    assert mean_weights(table) == pytest.approx(weights, abs=1e-6)


@given(tables())
def test_a_criterion_that_whole_ballots_alone_weigh_has_their_mean(table):
    table = table.copy()
    partial = np.isnan(table).any(axis=1)
    table[partial, 0] = NONE
    table = table[(~np.isnan(table)).sum(axis=1) > 1]
    table = table / np.nansum(table, axis=1, keepdims=True)
    givers = ~np.isnan(table[:, 0])
    assert mean_weights(table)[0] == pytest.approx(table[givers, 0].mean(), abs=1e-9)


@given(tables(whole=3))
def test_without_abstention_it_is_the_mean(table):
    table = table[~np.isnan(table).any(axis=1)]
    assert mean_weights(table) == pytest.approx(table.mean(axis=0), abs=1e-12)


def test_a_criterion_that_nobody_weighs_has_no_weight():
    assert mean_weights(shares([(1, NONE, 3), (3, NONE, 1)]))[1] == 0
    # Nobody's share is more than nobody's abstention.
    assert mean_weights(shares([(1, 0, 1), (NONE, 0, 1)] * 5)) == pytest.approx([0.5, 0, 0.5])


def test_ballots_that_compare_nothing_in_common_are_told_as_they_were_given():
    """Nothing says how the first two criteria stand to the last two."""
    table = shares([(3, 1, NONE, NONE)] * 5 + [(NONE, NONE, 1, 1)] * 5)
    assert mean_weights(table) == pytest.approx([0.375, 0.125, 0.25, 0.25])
    # Five ballots that compare one of each link all four; fewer do not.
    link = shares([(NONE, 1, 1, NONE)])
    linked = np.vstack([table, *[link] * 5])
    assert mean_weights(linked) == pytest.approx([0.5, 1 / 6, 1 / 6, 1 / 6])
    for few in range(5):
        apart = np.vstack([table, *[link] * few])
        assert mean_weights(apart) == pytest.approx(of_the_shares_given(apart))


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4).filter(any), max_size=30))
def test_criteria_are_compared_where_five_ballots_at_least_weigh_both(patterns):
    """Brute force: pairs counted one by one, and parts of the criteria joined until none moves."""
    table = shares([[1 if there else NONE for there in row] for row in [[1] * 4, *patterns]])
    given_rows = [[True] * 4, *patterns]
    parts = [{j} for j in range(4)]
    for i, j in combinations(range(4), 2):
        if sum(row[i] and row[j] for row in given_rows) >= 5:
            one = next(part for part in parts if i in part)
            other = next(part for part in parts if j in part)
            parts = [p for p in parts if p not in (one, other)] + [one | other]
    told = rule_in_force(table)
    every = all(map(all, given_rows))
    assert (told is Abstention.COMPLETED) == (len(parts) == 1 or every)


@given(tables(whole=1).filter(lambda table: len(table) > 5))
def test_each_ballot_left_out_is_left_out_of_what_is_compared_too(table):
    rest = [np.delete(table, row, axis=0) for row in range(len(table))]
    told = [one is Abstention.COMPLETED for one in _rules(rest)]
    linked = linked_without(table).tolist()
    # Where no ballot is left that abstains, there is nothing to compare.
    assert [a or not np.isnan(one).any() for a, one in zip(linked, rest, strict=True)] == told


def _rules(each):
    return [rule_in_force(table) for table in each]


def test_one_whole_ballot_does_not_decide_for_two_halves_that_share_nothing():
    table = shares([(1, 1, NONE, NONE)] * 5 + [(NONE, NONE, 1, 1)] * 5)
    one = np.vstack([table, [(1, 0, 0, 0)]])
    assert mean_weights(table) == pytest.approx([0.25] * 4)
    assert mean_weights(one)[2:] == pytest.approx([5 / 22] * 2)


def test_a_college_that_abstains_takes_no_weight_away():
    whole, silent = (
        Ballot({"a": 100, "b": 100, "c": 100}, "a"),
        Ballot({"a": None, "b": 100, "c": 100}, "b"),
    )
    equal = by_college_equal({"x": [whole] * 5, "y": [silent] * 5}, THREE)
    assert equal == pytest.approx([1 / 3] * 3)


@each("times", [1, 40])
def test_ballots_drawn_again_are_weighed_by_the_same_rule(times):
    """By one draw at a time, and by the normal distribution of many ballots."""
    table = shares(([(1, 1, 1)] * 8 + [(NONE, 1, 1)] * 4) * times)
    drawn = resampled_means(table, 200)
    assert drawn == pytest.approx(np.full((200, 3), 1 / 3), abs=1e-9)
    mixed = shares(([(3, 1, 1)] * 8 + [(NONE, 1, 3)] * 4) * times)
    middle = resampled_means(mixed, 2_000).mean(axis=0)
    assert middle == pytest.approx(mean_weights(mixed), abs=0.01)
