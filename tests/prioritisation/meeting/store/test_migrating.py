from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from prioritisation.meeting.store import NewerStore, open_store
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting


def test_servers_that_start_together_migrate_once(empty):
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(empty), range(4)))
    voting(stores[0], "v1")
    assert [store.version(CODE) for store in stores] == [2] * 4
    for store in stores:
        store.close()


def test_opening_again_changes_nothing(store, url, opened):
    voting(store, "v1").cast(ballot(), first)
    assert opened(url).ballot_count(CODE, 1) == 1


def test_the_database_of_a_later_version_is_left_alone(store, url):
    voting(store, "v1")
    database = Database(url)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerStore) as error:
        open_store(url)
    assert error.value.revision == "9999"
    with database.read() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert found == "9999"
    database.close()
