import pytest
from sqlalchemy import inspect

from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.migrations.v0001_meetings import down_revision, revision


def test_it_is_the_first():
    assert (revision, down_revision) == ("0001", None)


@pytest.mark.parametrize("name", ["meeting", "voter", "ballot_log", "audit", "setting"])
def test_it_makes_the_tables(light, file, name):
    assert light.meetings() == ()
    database = Database(f"sqlite:///{file}")
    with database.read() as connection:
        assert inspect(connection).has_table(name)
    database.close()
