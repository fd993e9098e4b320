import pytest
from hypothesis import given

from prioritisation.analysis.ballots.group import movement
from tests.each import each
from tests.prioritisation.analysis.ballots.made import THREE, alike, ballot, groups
from tests.thresholds import spreads


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
