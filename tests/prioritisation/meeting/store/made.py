"""Meetings and ballots of the tests."""

from sqlalchemy import select

from prioritisation.meeting.store import Entry, NewMeeting, StoredBallot, StoredText, schema

CODE = "PIN-4821"


def meeting(code=CODE, **changes):
    values = {
        "code": code,
        "title": "Priorités 2027",
        "case_id": "normandie",
        "state": '{"phase": "draft"}',
        "extra": "{}",
        "audit": Entry("facilitator", "create"),
        "dossier": ("K7Q4P2XM", 3, "0" * 64),
        "files": {"levers.csv": "lever_id,title\r\nproduire,Mieux produire\r\n"},
    }
    return NewMeeting(**{**values, **changes})


def ballot(voter="v1", nonce="n1", code=CODE, **changes):
    values = {
        "points_json": '{"ges": 100, "ecosysteme": 40}',
        "reason": "",
        "receipt": "A7K2",
        "kind": "device",
    }
    return StoredBallot(code=code, token_hash=voter, nonce=nonce, **{**values, **changes})


def first(_state):
    """Rules under which the first round takes ballots."""
    return 1


def second(_state):
    return 2


def voting(store, *voters, code=CODE):
    """Create a meeting with voters."""
    store.create(meeting(code))
    for voter in voters:
        store.join(code, voter)
    return store


def papers(store, name):
    """Every version of a text of the only meeting, the oldest first."""
    table = schema.paper_table.c
    columns = table.name, table.version, table.content, table.role, table.at
    query = select(*columns).where(table.name == name).order_by(table.version)
    with store._database.read() as connection:  # noqa: SLF001 (nobody reads past versions)
        return tuple(StoredText(*row) for row in connection.execute(query))
