import itertools
import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from criteria.scales import WordScale
from prioritisation.analysis.ballots.ballot import Ballot, Mode, answer_parts, ballot_shares_of
from prioritisation.analysis.ballots.group import (
    Abstention,
    Flag,
    Unlike,
    by_college_equal,
    college_groups,
    group_weights,
    linked_without,
    mean_weights,
    movement,
    questionnaire,
    rule_in_force,
    shown_groups,
    unlike,
)
from prioritisation.analysis.robustness.leave_one_out import resampled_means
from prioritisation.drawing.swarm import Distribution, Dot, distribution
from prioritisation.settings import current_case
from tests.each import each
from tests.prioritisation.analysis.ballots.made import THREE, alike, ballot, groups, shuffled
from tests.strategies import ENOUGH
from tests.thresholds import GROUP, spreads


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
        ({"a": 6, "b": 5}, [("a",), ("b",)]), ({"a": 6, "b": 3, "c": 2}, [("a",), ("b", "c")]),
        ({"a": 9, "b": 6, "c": 2}, [("a",), ("b", "c")]), ({"a": 6, "": 5}, [("",), ("a",)]),
        ({"a": 4, "b": 4}, []), ({"a": 12}, []), ({"": 12}, []), ({"a": 6, "b": 2}, []), ({}, []),
    ],
)  # fmt: skip
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


# An abstention tells nothing of the criterion it leaves, and moves no weight by itself.

NONE = np.nan
ABSTENTION_THREE = ("a", "b", "c")


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
    group = group_weights(cast, ABSTENTION_THREE)
    for weights in (group.mean, group.geometric, group.median):
        assert weights == pytest.approx([1 / 3] * 3)
    assert group.abstentions == (5, 0, 0)


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
def test_a_criterion_that_whole_ballots_alone_weigh_has_their_mean(table):
    table = table.copy()
    partial = np.isnan(table).any(axis=1)
    table[partial, 0] = NONE
    table = table[(~np.isnan(table)).sum(axis=1) > 1]
    table = table / np.nansum(table, axis=1, keepdims=True)
    givers = ~np.isnan(table[:, 0])
    assert mean_weights(table)[0] == pytest.approx(table[givers, 0].mean(), abs=1e-9)


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


@each("times", [1, 40])
def test_ballots_drawn_again_are_weighed_by_the_same_rule(times):
    """By one draw at a time, and by the normal distribution of many ballots."""
    table = shares(([(1, 1, 1)] * 8 + [(NONE, 1, 1)] * 4) * times)
    drawn = resampled_means(table, 200)
    assert drawn == pytest.approx(np.full((200, 3), 1 / 3), abs=1e-9)
    mixed = shares(([(3, 1, 1)] * 8 + [(NONE, 1, 3)] * 4) * times)
    middle = resampled_means(mixed, 2_000).mean(axis=0)
    assert middle == pytest.approx(mean_weights(mixed), abs=0.01)


def test_the_spread_of_a_criterion_by_hand():
    ballots = [*alike(100, 0, 0, times=2), *alike(0, 100, 0, times=2), ballot(100, 100, None)]
    first, second, third = spreads(ballots, THREE)
    assert (first.criterion, first.given, first.shown) == ("a", 5, True)
    assert first.median == 0.5
    assert (first.low_quartile, first.high_quartile) == (0, 1)
    assert first.deviation == pytest.approx(2 * math.sqrt(4 * 0.25 / 5))
    assert first.flag is second.flag is Flag.FLAGGED
    assert (third.given, third.shown) == (4, False)
    assert (third.deviation, third.flag) == (0, Flag.CLOSE)


@each(
    ("thresholds", "flag"),
    [
        (GROUP, Flag.FLAGGED),
        (replace(GROUP, flagged=0.5), Flag.FLAGGED),
        (replace(GROUP, flagged=0.6), Flag.SHARED),
        (replace(GROUP, flagged=0.7, shared=0.6), Flag.CLOSE),
    ],
)
def test_flags_follow_the_thresholds_which_belong_to_the_stronger_word(thresholds, flag):
    two = [ballot(100, 0, 0), ballot(100, 100, 0)]
    assert spreads(two, THREE, thresholds=thresholds)[0].deviation == 0.5
    assert spreads(two, THREE, thresholds=thresholds)[0].flag is flag


@given(groups())
def test_figures_stay_in_their_bounds(ballots):
    for s in spreads(ballots, THREE):
        assert 0 <= s.deviation <= 1 + 1e-12
        assert s.low_quartile <= s.median <= s.high_quartile
        found = [f for b in ballots if (f := ballot_shares_of(b)[s.criterion]) is not None]
        assert {s.low_quartile, s.high_quartile} <= set(found)
        below = [f for f in found if f < s.low_quartile]
        above = [f for f in found if f > s.high_quartile]
        assert 2 * (len(below) + len(above)) <= s.given
        # One ballot nearer to the middle, a quarter at least would be left outside.
        assert 4 * max(len(below), len(above)) < s.given
        assert 4 * sum(f <= s.low_quartile for f in found) >= s.given
        assert 4 * sum(f >= s.high_quartile for f in found) >= s.given


def voters(ballots, start=0):
    return {f"v{k}": b for k, b in enumerate(ballots, start)}


def test_what_moved_by_hand():
    before = [ballot(100, 100, 0)] * 6
    after = [
        ballot(100, 100, 0),
        ballot(100, 100, 0),
        ballot(100, 90, 0),  # .5263: less than five points
        ballot(100, 80, 0),  # .5556: five points and more
        ballot(100, 100, None),  # an abstention more
        ballot(0, 100, 0),
    ]
    found = movement(voters(before), voters(after), THREE)
    assert (found.both, found.moved) == (6, 3)
    assert found.order_before == ("a", "b", "c")
    assert found.order_after == ("b", "a", "c")
    first, _, third = found.changes
    assert first.before == 0
    assert first.after == pytest.approx(spreads(after, THREE)[0].deviation)
    assert (third.before, third.after) == (0, 0)


def test_exactly_five_points_is_a_move():
    before, after = ballot(100, 100, 50), ballot(100, 75, 75)
    assert movement(voters([before] * 5), voters([after] * 5), THREE).moved == 5


def test_a_round_that_may_not_be_shown_is_not_compared():
    ten, four = voters(alike(100, 50, 0, times=10)), voters(alike(100, 50, 0, times=4))
    shown = voters(alike(100, 50, None, times=5) + alike(100, 50, 30))
    for other in ({}, four, voters([*alike(100, 50, None, times=9), ballot(100, 50, 30)])):
        assert movement(ten, other, THREE) is None
        assert movement(other, ten, THREE) is None
    assert movement(ten, shown, THREE) is not None


@each("start", [1, 5, 10])
def test_nothing_is_said_to_have_moved_when_somebody_came_or_left(start):
    """« Nobody moved » would give the ballot of who came: the difference of the two rounds."""
    ten = alike(100, 50, 0, times=10)
    for before, after in (
        (voters(ten), voters(ten, start)),
        (voters(ten), voters(ten[:9])),
        (voters(ten[:9]), voters(ten)),
    ):
        assert movement(before, after, THREE) is None


@given(groups(5, 8, abstentions=False))
def test_the_same_round_twice_moved_nobody(ballots):
    found = movement(voters(ballots), voters(ballots), THREE)
    assert (found.both, found.moved) == (len(ballots), 0)
    assert found.order_before == found.order_after
    assert all(c.before == c.after for c in found.changes)


# When two rounds compare: the same passages weighed, asked for in the same way.

CASE = current_case()
COMPARABILITY_THREE = CASE.keeping(
    ("ghg_impact", "partner_ecosystem", "existing_coverage")
).criteria
FOUR = CASE.keeping((*(c.id for c in COMPARABILITY_THREE), "labour_shortage")).criteria
BEFORE = questionnaire(COMPARABILITY_THREE, {}, Mode.SWING)
WHOLE = {c.id: c.direction.default for c in COMPARABILITY_THREE}
OTHER = {"existing_coverage": Sense.MAX}


@each(
    ("after", "found"),
    [
        (questionnaire(COMPARABILITY_THREE, {}, Mode.SWING), ()),
        (questionnaire(COMPARABILITY_THREE[::-1], WHOLE, Mode.SWING), ()),
        (questionnaire(FOUR, {}, Mode.SWING), (Unlike.CRITERIA,)),
        (questionnaire(COMPARABILITY_THREE[:2], {}, Mode.SWING), (Unlike.CRITERIA,)),
        (questionnaire(COMPARABILITY_THREE, OTHER, Mode.SWING), (Unlike.DIRECTION,)),
        (questionnaire(COMPARABILITY_THREE, {}, Mode.POINTS), (Unlike.ASKING,)),
        (
            questionnaire(COMPARABILITY_THREE[1:], OTHER, Mode.ROC),
            (Unlike.CRITERIA, Unlike.DIRECTION, Unlike.ASKING),
        ),
    ],
)
def test_the_rounds_compare_or_it_is_known_why_not(after, found):
    assert CASE.criterion("existing_coverage").direction.default is Sense.MIN
    assert unlike(BEFORE, after) == found
    assert unlike(after, BEFORE) == found


def test_another_order_of_words_matters_where_it_moves_an_end():
    for order, found in (((1, 0, 2, 3), (Unlike.ANCHORS,)), ((0, 2, 1, 3), ())):
        words = [replace(c, scale=in_order(c.scale, order)) for c in COMPARABILITY_THREE]
        assert unlike(BEFORE, questionnaire(words, {}, Mode.SWING)) == found


def in_order(scale, order):
    if not isinstance(scale, WordScale):
        return scale
    return scale.in_order(tuple(scale.order[k] for k in order))


@each("mode", [m for m in Mode if not m.ordered])
def test_points_are_parts_as_they_are(mode):
    assert answer_parts(mode, {"a": 70, "b": 0, "c": None}) == {"a": 70.0, "b": 0.0, "c": None}


def test_places_are_counted_among_the_criteria_that_have_one():
    """The weights that Barron and Barrett publish for two and three criteria."""
    assert answer_parts(Mode.ROC, {"a": 1, "b": None, "c": 3}) == pytest.approx(
        {"a": 0.75, "b": None, "c": 0.25}
    )
    three = answer_parts(Mode.ROC, {"a": 2, "b": 1, "c": 3})
    assert three == pytest.approx({"a": 0.2778, "b": 0.6111, "c": 0.1111}, abs=1e-4)
    tied = answer_parts(Mode.ROC, {"a": 1, "b": 1, "c": 3})
    assert tied["a"] == tied["b"] == pytest.approx((0.6111 + 0.2778) / 2, abs=1e-4)


MOST_DRAWN = 60
given_percents = st.sampled_from([0, 4, 5, 30, MOST_DRAWN, MOST_DRAWN + 1, 90]).flatmap(
    lambda n: st.lists(st.integers(0, 100), min_size=n, max_size=n)
)


def test_dots_stand_at_their_percent_and_are_stacked_when_they_touch():
    found = distribution([50, 50, 51, 52, 10], width=2)
    assert found.dots == (Dot(10, 0), Dot(50, 0), Dot(50, 1), Dot(51, 2), Dot(52, 0))


def test_many_ballots_are_counted_by_bins():
    found = distribution([0] * 20 + [4] * 10 + [5] * 11 + [95] * 10 + [100] * 10)
    assert found.dots == ()
    assert [(b.low, b.high, b.count) for b in found.bins if b.count] == [
        (0, 5, 30),
        (5, 10, 11),
        (95, 100, 20),
    ]
    assert len(found.bins) == 20


@given(given_percents, st.lists(st.none(), max_size=3), st.integers(1, 6), st.randoms())
def test_every_ballot_is_drawn_once_without_overlap(shown, silent, width, random):
    drawn = distribution([*shown, *silent], width)
    if len(shown) < 5:
        assert drawn == Distribution()
    elif len(shown) <= MOST_DRAWN:
        assert drawn.bins == ()
        assert [d.percent for d in drawn.dots] == sorted(shown)
        for level in {d.level for d in drawn.dots}:
            row = [d.percent for d in drawn.dots if d.level == level]
            assert all(b - a >= width for a, b in itertools.pairwise(row))
    else:
        assert drawn.dots == ()
        assert sum(b.count for b in drawn.bins) == len(shown)
    again = [*shown, *silent]
    random.shuffle(again)
    assert distribution(again, width) == drawn
