from sqlalchemy import inspect, text

from prioritisation.meeting.store.dossier_tables import OF_A_DOSSIER, dossier_table
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.schema import metadata
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting, without_dossiers


def test_a_database_of_the_sixth_version_gains_the_tables_and_keeps_its_ballots(
    store, url, opened
):
    voting(store, "v1").cast(ballot(), first)
    database = Database(url)
    with database.write() as connection:
        without_dossiers(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0006'"))
    again = opened(url)
    with database.read() as connection:
        names = set(inspect(connection).get_table_names())
        indexes = {
            index["name"]
            for table in ("dossier_link", "meeting_dossier")
            for index in inspect(connection).get_indexes(table)
        }
    database.close()
    assert {dossier_table.name, *(t.name for t in OF_A_DOSSIER)} <= names
    assert names - {"alembic_version"} == {table.name for table in metadata.sorted_tables}
    assert {"link_of_dossier", "meetings_of_dossier"} <= indexes
    assert again.ballot_count(CODE, 1) == 1
    assert again.dossiers.with_unit("case") == ()
