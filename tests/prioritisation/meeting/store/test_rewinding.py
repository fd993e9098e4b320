"""A mark, and what of a meeting is there again once it is rewound."""

import pytest

from prioritisation.meeting.store import NewText, Overtaken
from tests.prioritisation.meeting.store.made import CODE, ballot, first, papers, second, voting


def told(store):
    """All that is read of a meeting, but its version and its audit."""
    found = store.meeting(CODE)
    return {
        "extra": found.extra,
        "files": store.files(CODE),
        "ballots": [(n, store.ballots(CODE, n)) for n in range(4)],
        "voters": [store.voter(CODE, v) for v in ("v1", "v2", "v3", "i1", "s1")],
        "attendance": store.attendance(CODE),
        "edits": store.edits(CODE),
        "answers": store.answers(CODE),
        "matrices": store.matrices(CODE),
        "papers": [papers(store, p) for p in ("decision", "before_rehearsal")],
        "invitations": store.invitations(CODE),
    }


def everything(store, name):
    """Write a bit of each kind."""
    with store.change(CODE) as change:
        change.set_extra(f'{{"by": "{name}"}}')
        change.add_edit("{}", "facilitator")
        change.answer("unknown", name)
        change.add_matrix("00", "{}")
        last = store.text(CODE, "decision").version
        change.write_text(NewText("decision", "{}", "recorder", last))
        change.add_voter(f"s{name}", kind="simulated")
        change.cast_all([ballot(f"s{name}", kind="simulated")], 1)


def begun(store):
    voting(store, "v1").cast(ballot("v1"), lambda _state: 0)
    store.join(CODE, "v2", college="État", carries=1)
    with store.change(CODE) as change:
        change.add_invitations(["i1"])
    everything(store, "0")
    before = told(store)
    with store.change(CODE) as change:
        change.mark("facilitator")
    return before


def test_all_that_was_written_since_the_mark_is_gone_and_what_was_there_stays(store):
    before = begun(store)
    everything(store, "1")
    store.join(CODE, "v3")
    store.join(CODE, "i1", invitation_hash="i1")
    store.cast(ballot("v1", "n2"), lambda _state: 0)
    store.cast(ballot("v3", "n3"), first)
    store.cast(ballot("i1", "n4"), second)
    assert told(store) != before
    with store.change(CODE) as change:
        change.set_extra(change.rewind())
    assert told(store) == before
    assert store.join(CODE, "i1", invitation_hash="i1"), "its invitation is good again"


def test_links_given_and_the_audit_stay(store):
    begun(store)
    with store.change(CODE) as change:
        kept = change.add_link("recorder", "hash")
        change.audit("facilitator", "issue_link", "recorder")
        change.add_invitations(["i2"])
    lines = len(store.audit(CODE))
    with store.change(CODE) as change:
        change.rewind()
    assert [link.id for link in store.links(CODE)] == [kept]
    assert (len(store.audit(CODE)), store.invitations(CODE)) == (lines, (2, 0))


def test_there_is_one_mark_at_a_time(store):
    begun(store)
    with pytest.raises(Overtaken), store.change(CODE) as change:
        change.mark("facilitator")


def test_other_meetings_keep_what_they_have(store):
    begun(store)
    voting(store, "v1", code="B").cast(ballot(code="B"), first)
    with store.change("B") as change:
        change.add_edit("{}", "facilitator")
        change.answer("unknown", "oui")
    with store.change(CODE) as change:
        change.rewind()
    assert (store.ballot_count("B", 1), len(store.edits("B")), len(store.answers("B"))) == (
        1,
        1,
        1,
    )
