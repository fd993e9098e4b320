from sqlalchemy import text

from prioritisation.meeting.store import reading
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting


def test_several_questions_are_answered_of_one_moment(light, file):
    """A reader of SQLite sees nothing of what is written meanwhile."""
    voting(light, "v1")
    database = Database(f"sqlite:///{file}")
    with database.read() as connection:
        before = reading.version(connection, CODE)
        light.cast(ballot(), first)
        assert reading.version(connection, CODE) == before
        assert reading.ballots(connection, CODE, 1, "salt") == ()
    database.close()
    assert light.version(CODE) == before + 1


def test_current_ballots_are_found_by_an_index(light, file):
    voting(light, "v1").cast(ballot(), first)
    database = Database(f"sqlite:///{file}")
    query = "SELECT * FROM ballot WHERE meeting_id = 1 AND round = 1"
    with database.read() as connection:
        plan = " ".join(
            row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))
        )
    database.close()
    assert "ballot_log_current" in plan
    assert "SCAN" not in plan
