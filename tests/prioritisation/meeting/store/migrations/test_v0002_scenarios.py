from sqlalchemy import inspect, text

from prioritisation.meeting.store import open_store
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting, without_dossiers


def test_a_database_of_the_first_version_gains_the_table_and_keeps_its_ballots(store, url, opened):
    voting(store, "v1").cast(ballot(), first)
    database = Database(url)
    with database.write() as connection:
        without_dossiers(connection)
        connection.execute(text("ALTER TABLE invitation DROP COLUMN used_by"))
        connection.execute(text("ALTER TABLE voter DROP COLUMN network"))
        connection.execute(text("DROP TABLE scenario"))
        connection.execute(text("DROP TABLE paper"))
        connection.execute(text("DROP TABLE leaf"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    again = opened(url)
    with database.read() as connection:
        assert "scenario" in inspect(connection).get_table_names()
    assert again.ballot_count(CODE, 1) == 1
    database.close()
    open_store(url).close()
