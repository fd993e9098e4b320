import pytest

from prioritisation.meeting.store import Conflict, NewVoter, TooManyVoters, UnknownVoter, reading
from prioritisation.meeting.store.casting import join_all
from tests.prioritisation.meeting.store.made import CODE, meeting, voting


def test_of_two_who_use_one_invitation_together_one_gets_in(store):
    store.create(meeting())
    with store.change(CODE) as change:
        change.add_invitations(["i1"])
    with store.change(CODE):  # they gather behind it
        futures = [
            store.join_soon(NewVoter(CODE, voter, kind="invitation", invitation_hash="i1"))
            for voter in ("v1", "v2")
        ]
    assert futures[0].result(30)
    with pytest.raises(Conflict, match="invitation"):
        futures[1].result(30)
    assert (store.attendance(CODE), store.invitations(CODE)) == (1, (1, 1))


def test_many_join_at_once_each_with_its_own_verdict(store):
    """In one batch: the same twice, one too many, an invitation used, one that is not there."""
    voting(store, "v1")
    with store.change(CODE) as change:
        change.add_invitations(["i1"])
    asked = [
        NewVoter(CODE, "v1", most=4),
        NewVoter(CODE, "v2", most=4),
        NewVoter(CODE, "v2", most=4),
        NewVoter(CODE, "i1", invitation_hash="i1", most=4),
        NewVoter(CODE, "x1", invitation_hash="none", most=4),
        NewVoter(CODE, "v3", most=4),
        NewVoter(CODE, "v4", most=4),
    ]
    with store._database.write() as connection:  # noqa: SLF001 (one transaction for all)
        meeting = reading.locked_meeting(connection, CODE)
        found = join_all(connection, meeting, asked, "2026-11-25T09:30:00+00:00")
    kinds = [v if isinstance(v, bool) else type(v) for v in found]
    assert kinds == [False, True, False, True, UnknownVoter, True, TooManyVoters]
    assert store.attendance(CODE) == 4
