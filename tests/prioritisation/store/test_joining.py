import pytest

from prioritisation.store import Conflict, NewVoter
from tests.prioritisation.store.made import CODE, meeting


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
    assert (store.attendance(CODE).present, store.invitations(CODE)) == (1, (1, 1))
