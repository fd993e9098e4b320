import sqlite3
from threading import Event, Thread

import pytest
from sqlalchemy import select, text

from prioritisation.meeting.store import NewText, Overtaken, UnknownMeeting, erasing, schema
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store.made import (
    CODE,
    ballot,
    first,
    meeting,
    papers,
    second,
    voting,
)

SECRET = "Qwertzuiop-secret"  # noqa: S105 (a word to look for)


def filled(store, code=CODE):
    """Create a meeting with the secret word everywhere."""
    voting(store, code=code).join(code, "v1", college=SECRET, carries=1)
    store.cast(ballot(code=code, reason=f"{SECRET} " * 300), first)
    store.cast(ballot(code=code, nonce="n2", points_json=f'{{"{SECRET}": 1}}'), first)
    with store.change(code) as change:
        change.set_extra(f'{{"note": "{SECRET}"}}')
        change.add_matrix("00", SECRET)
        change.add_edit(SECRET, "expert")
        change.answer("W1", SECRET)
        change.add_link("facilitator", f"{SECRET}-{code}")
        change.add_invitations([SECRET])
        change.audit("facilitator", SECRET, SECRET)
        change.write_text(NewText("decision", SECRET, "recorder", 0))
    return store


def remains(file):
    """Which files of the store's folder hold the secret word."""
    word = SECRET.encode()
    return [path.name for path in file.parent.iterdir() if word in path.read_bytes()]


def test_every_row_of_a_meeting_leaves_and_none_of_another(store, url):
    filled(store, "A")
    filled(store, "B")
    store.purge("A")
    with pytest.raises(UnknownMeeting):
        store.meeting("A")
    assert list(store.versions()) == ["B"]
    database = Database(url)
    with database.read() as connection:
        owners = {
            table.name: set(connection.scalars(select(table.c.meeting_id)))
            for table in schema.OF_A_MEETING
        }
    database.close()
    assert set(map(tuple, owners.values())) == {(store.meeting("B").id,)}
    assert (store.ballot_count("B", 1), store.link(f"{SECRET}-A")) == (1, None)


def test_nothing_of_a_purged_meeting_is_left_in_the_file(light, file):
    light.create(meeting("B"))
    filled(light)
    assert remains(file)
    light.purge(CODE)
    assert remains(file) == []
    assert light.meeting("B").code == "B"


def test_a_reader_delays_the_cleaning_to_the_next_start(light, file, opened, caplog):
    filled(light)
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM meeting").fetchall()
    light.purge(CODE)
    assert "keeps the log" in caplog.text
    assert remains(file)
    with pytest.raises(UnknownMeeting):
        light.meeting(CODE)
    reader.close()
    light.close()
    opened(f"sqlite:///{file}")
    assert remains(file) == []


def test_a_cleaning_that_was_cut_is_done_at_the_next_start(light, file, opened):
    """A crash between the removal of the rows and the rebuilding of the file."""
    filled(light)
    light.close()
    database = Database(f"sqlite:///{file}")
    with database.write() as connection:
        connection.execute(text("PRAGMA secure_delete=OFF"))
        erasing.delete_meeting(connection, CODE)
    database.close()
    assert remains(file)
    opened(f"sqlite:///{file}")
    assert remains(file) == []


# A mark, and what of a meeting is there again once it is rewound.


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


def test_settings_have_other_values_for_all_who_share_the_base(store, url, opened):
    other = opened(url)
    assert other.setting_if_made("a") is None
    assert store.setting("a", lambda: "1") == "1"
    store.renew({"a": "2", "b": "3"})
    assert (other.setting_if_made("a"), other.setting_if_made("b")) == ("2", "3")
    assert other.setting("a", lambda: "4") == "2"


def test_who_does_not_agree_leaves_everything_as_it_was(store):
    store.setting("a", lambda: "1")
    voting(store, "v1")
    store.create(meeting("AUTRE"))
    seen = []

    def never(meetings):
        seen.extend(m.code for m in meetings)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 (its own)
        store.renew_with_meetings({"a": "2", "b": "3"}, never)
    assert seen == sorted([CODE, "AUTRE"])
    assert (store.setting_if_made("a"), store.setting_if_made("b")) == ("1", None)
    assert store.version(CODE) == 2


def test_each_meeting_has_another_version_and_all_are_told(store, url, opened):
    voting(store, "v1")
    store.create(meeting("AUTRE"))
    other, told = opened(url), []
    store.add_listener(lambda *what: told.append(what))
    store.renew_with_meetings({"a": "2"}, lambda _meetings: None)
    assert other.versions() == {CODE: 3, "AUTRE": 2} == dict(told)
    assert store.cast(ballot("v1"), first).version == 4


def test_no_meeting_is_written_meanwhile(store, url, opened):
    voting(store)
    other, asked, done = opened(url), Event(), []

    def write():
        asked.wait()
        with other.change(CODE) as change:
            done.append(change.meeting.state)

    writing = Thread(target=write)
    writing.start()

    def agreed(_meetings):
        asked.set()
        writing.join(0.3)
        assert not done

    store.renew_with_meetings({"a": "2"}, agreed)
    writing.join()
    assert len(done) == 1
