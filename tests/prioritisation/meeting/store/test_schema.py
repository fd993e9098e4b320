import warnings

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import exc, inspect, text

from prioritisation.meeting.store import schema
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.schema import OF_A_DOSSIER
from tests.each import each
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting


@pytest.fixture
def connection(store, url):
    voting(store, "v1").cast(ballot(), first)
    database = Database(url)
    with database.read() as connection:
        yield connection
        connection.rollback()
    database.close()


def test_the_migrations_make_the_tables_that_the_code_uses(connection):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_view_has_the_columns_that_the_code_reads(connection):
    found = [column["name"] for column in inspect(connection).get_columns("ballot")]
    assert found == schema.ballot_view.c.keys()


def test_every_table_with_rows_of_a_meeting_is_purged():
    tables = {name for name, table in schema.metadata.tables.items() if "meeting_id" in table.c}
    assert {table.name for table in schema.OF_A_MEETING} == tables


def test_every_table_with_rows_of_a_dossier_is_erased_with_it():
    tables = {name for name, table in schema.metadata.tables.items() if "dossier_id" in table.c}
    assert {table.name for table in OF_A_DOSSIER} == tables


def test_a_ballot_of_the_log_cannot_be_changed(connection):
    with pytest.raises(exc.IntegrityError, match="never changed"):
        connection.execute(text("UPDATE ballot_log SET points = '{}'"))


@each("what", ["token_hash = 'v1', version = 3", "version = 3"])
def test_the_database_itself_refuses_what_the_code_never_does(connection, what):
    columns = "meeting_id, round, token_hash, points, reason, receipt, kind, nonce, at"
    token = "'v1'" if "v1" in what else "'nobody'"
    version = 3 if "v1" in what else 99
    with pytest.raises(exc.IntegrityError):
        connection.execute(
            text(
                f"INSERT INTO ballot_log ({columns}, version) "  # noqa: S608
                f"SELECT meeting_id, round, {token}, points, reason, receipt, kind, 'x', at, "
                f"{version} FROM ballot_log"
            )
        )


def test_the_meeting_of_the_rows_is_known(connection):
    rows = connection.execute(text("SELECT code FROM meeting"))
    assert list(rows.scalars()) == [CODE]
