from dataclasses import astuple

import pytest

from prioritisation.meeting.store import Conflict, StoredLink, UnknownVoter
from prioritisation.meeting.store.records import StoredAnswer, StoredMatrix
from tests.prioritisation.meeting.store.made import CODE, ballot, first, meeting, voting

AT = "2026-11-25T09:30:00+00:00"


def test_one_block_is_one_version_whatever_it_writes(store):
    store.create(meeting())
    with store.change(CODE) as change:
        change.set_state('{"phase": "lobby"}')
        change.set_extra('{"note": "été"}')
        change.audit("facilitator", "open_lobby", "à 9 h 30")
        assert change.meeting.state == '{"phase": "lobby"}'
    found = store.meeting(CODE)
    assert (found.state, found.extra) == ('{"phase": "lobby"}', '{"note": "été"}')
    assert found.version == 2
    last = store.audit(CODE)[-1]
    assert (last.role, last.act, last.detail) == ("facilitator", "open_lobby", "à 9 h 30")


def test_a_block_that_writes_nothing_changes_nothing(store):
    store.create(meeting())
    with store.change(CODE) as change:
        assert change.meeting == store.meeting(CODE)
    assert store.version(CODE) == 1


def test_a_block_that_fails_leaves_no_trace(store):
    voting(store, "v1").cast(ballot(), first)
    before = store.meeting(CODE)

    def spoil():
        with store.change(CODE) as change:
            change.set_state("{}")
            change.audit("facilitator", "reveal")
            change.add_matrix("00", "{}")
            change.add_voter("p1", kind="paper")
            change.cast_all([ballot(voter="p1", kind="paper")], 1)
            raise ZeroDivisionError

    told = []
    store.add_listener(lambda *news: told.append(news))
    with pytest.raises(ZeroDivisionError):
        spoil()
    assert store.meeting(CODE) == before
    assert (store.ballot_count(CODE, 1), store.matrices(CODE), told) == (1, (), [])
    assert len(store.audit(CODE)) == 1
    assert store.attendance(CODE) == 1


def test_matrices_are_numbered_in_each_meeting(store):
    for code in ("A", "B"):
        store.create(meeting(code))
        with store.change(code) as change:
            assert (change.add_matrix("00", "{}"), change.add_matrix("ff", "[]")) == (1, 2)
    assert store.matrices("B") == (
        StoredMatrix(1, "00", "{}", AT),
        StoredMatrix(2, "ff", "[]", AT),
    )


def test_edits_and_answers_are_all_kept_in_order(store):
    store.create(meeting())
    with store.change(CODE) as change:
        ids = [change.add_edit('{"score": 4}', "expert"), change.add_edit('{"score": 5}', "lead")]
        change.answer("W3", "gardé")
        change.answer("W3", "retiré")
    found = store.edits(CODE)
    assert [astuple(edit) for edit in found] == [
        (ids[0], '{"score": 4}', "expert", AT),
        (ids[1], '{"score": 5}', "lead", AT),
    ]
    assert store.answers(CODE) == (
        StoredAnswer("W3", "gardé", AT),
        StoredAnswer("W3", "retiré", AT),
    )


def test_a_link_opens_until_it_is_revoked(store, clock):
    store.create(meeting())
    with store.change(CODE) as change:
        key = change.add_link("facilitator", "hash")
        change.add_link("recorder", "hush")
    assert store.link("hash") == StoredLink(key, CODE, "facilitator", AT, None)
    assert store.link("forged") is None
    clock.move(60)
    with store.change(CODE) as change:
        assert change.revoke_link(key)
        assert not change.revoke_link(key)
    assert store.link("hash") is None
    assert [one.revoked_at for one in store.links(CODE)] == ["2026-11-25T09:31:00+00:00", None]


def test_a_link_of_another_meeting_cannot_be_revoked_nor_a_secret_used_twice(store):
    store.create(meeting("A"))
    store.create(meeting("B"))
    with store.change("A") as change:
        key = change.add_link("facilitator", "hash")
    with store.change("B") as change:
        assert not change.revoke_link(key)
    assert store.version("B") == 1
    with pytest.raises(Conflict, match="link"), store.change("B") as change:
        change.add_link("facilitator", "hash")
    assert store.link("hash").code == "A"


def test_invitations_issued_again_stay_as_they_are(store):
    store.create(meeting())
    with store.change(CODE) as change:
        change.add_invitations(["i1", "i2"])
    store.join(CODE, "v1", kind="invitation", invitation_hash="i1")
    with store.change(CODE) as change:
        change.add_invitations(["i1", "i3"])
    assert store.invitations(CODE) == (3, 1)


def test_the_office_enters_a_ballot_on_paper(store):
    voting(store, "v1").cast(ballot(), first)
    with store.change(CODE) as change:
        assert change.add_voter("p1", college="elus", kind="paper")
        typed = [ballot(voter="p1", kind="paper")]
        (one,) = change.cast_all(typed, 1)
        assert change.cast_all(typed, 1) == (one,)
        change.audit("recorder", "enter_paper")
    assert (one.kind, one.version) == ("paper", 4)
    assert store.version(CODE) == 5
    assert store.ballot_count(CODE, 1) == 2
    assert store.voter(CODE, "p1").kind == "paper"
    assert store.cast(ballot(nonce="n2"), first).version == 6


def test_a_ballot_for_nobody_undoes_the_block(store):
    voting(store, "v1")
    with pytest.raises(UnknownVoter), store.change(CODE) as change:
        change.cast_all([ballot(), ballot(voter="p9")], 1)
    assert (store.ballot_count(CODE, 1), store.version(CODE)) == (0, 2)
