import sqlite3

import pytest
from sqlalchemy import select, text

from prioritisation.meeting.store import NewText, UnknownMeeting, erasing, schema
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store.made import CODE, ballot, first, meeting, voting

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


def test_the_id_of_a_purged_meeting_brings_nothing_back(store):
    filled(store).purge(CODE)
    voting(store)
    assert (store.attendance(CODE), store.ballot_count(CODE, 1)) == (0, 0)
    assert len(store.audit(CODE)) == 1


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
