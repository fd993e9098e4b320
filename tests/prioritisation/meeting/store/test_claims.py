import pytest

from prioritisation.meeting.store import Conflict, NewVoter, UnknownVoter
from tests.prioritisation.meeting.store.made import CODE, ballot, first, second, voting


@pytest.fixture
def invited(store):
    """A meeting with three invitations, two of them used, and two rounds of ballots."""
    voting(store)
    with store.change(CODE) as change:
        change.add_invitations(["i1", "i2", "i3"])
    for voter, invitation in (("v1", "i1"), ("v2", "i2")):
        store.join(CODE, voter, kind="invitation", invitation_hash=invitation)
        store.cast(ballot(voter), first)
        store.cast(ballot(voter, "n2"), second)
    return store


def released(store, invitation, number):
    with store.change(CODE) as change:
        return change.release(invitation, number)


def test_an_invitation_says_which_device_has_it(invited):
    assert [invited.claimed_by(CODE, i) for i in ("i1", "i2", "i3")] == ["v1", "v2", None]
    with pytest.raises(UnknownVoter):
        invited.claimed_by(CODE, "i4")


def test_a_lost_device_leaves_with_its_ballot_of_that_round_only(invited):
    assert released(invited, "i1", 2)
    assert [invited.ballot_count(CODE, n) for n in (1, 2)] == [2, 1]
    assert (invited.attendance(CODE), invited.invitations(CODE)) == (1, (3, 1))
    assert invited.voter(CODE, "v1").kind == "lost"
    with pytest.raises(UnknownVoter):
        invited.cast(ballot("v1", "n3"), second)
    with pytest.raises(UnknownVoter):
        invited.cast(ballot("v1", "n2"), second)  # sent again, it is not back
    assert not invited.join(CODE, "v1", kind="invitation", invitation_hash="i1")
    assert invited.claimed_by(CODE, "i1") is None
    assert invited.join(CODE, "v9", kind="invitation", invitation_hash="i1")
    invited.cast(ballot("v9", "n2"), second)
    assert (invited.ballot_count(CODE, 2), invited.attendance(CODE)) == (2, 2)


def test_without_a_round_that_takes_ballots_none_leaves(invited):
    assert not released(invited, "i1", None)
    assert [invited.ballot_count(CODE, n) for n in (1, 2)] == [2, 2]


def test_what_nobody_used_or_made_is_not_released(invited):
    with pytest.raises(Conflict):
        released(invited, "i3", 2)
    with pytest.raises(UnknownVoter):
        released(invited, "i4", 2)


def test_a_device_that_is_lost_takes_no_seat(invited):
    released(invited, "i1", None)
    assert invited.join(CODE, "v3", kind="invitation", invitation_hash="i3", most=2)


def test_a_release_and_a_ballot_at_the_same_moment_leave_one_or_the_other(invited):
    with invited.change(CODE) as change:
        late = invited.cast_soon(ballot("v1", "n5"), second)  # waits for the lock
        change.release("i1", 2)
    with pytest.raises(UnknownVoter):
        late.result(30)
    assert invited.ballot_count(CODE, 2) == 1


def test_a_rehearsal_gives_back_the_invitations_used_in_it(invited):
    with invited.change(CODE) as change:
        change.mark("facilitator")
    invited.join_soon(NewVoter(CODE, "v3", invitation_hash="i3")).result(30)
    with invited.change(CODE) as change:
        change.rewind()
    assert (invited.claimed_by(CODE, "i3"), invited.claimed_by(CODE, "i1")) == (None, "v1")
