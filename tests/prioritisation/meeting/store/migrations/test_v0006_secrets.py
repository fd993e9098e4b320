import hashlib

from sqlalchemy import text

from prioritisation.meeting.store import open_store
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store.made import without_dossiers


def back(url, **settings):
    """Leave a database as the fifth version had it."""
    database = Database(url)
    with database.write() as connection:
        without_dossiers(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
        for name, value in settings.items():
            row = {"name": name, "value": value}
            connection.execute(text("INSERT INTO setting VALUES (:name, :value)"), row)
    database.close()


def test_a_secret_kept_as_it_is_becomes_its_hash_and_leaves_the_file(store, url, file):
    secret = "a-secret-that-opens-the-door"  # noqa: S105 (of this test)
    back(url, setup_secret=secret, token_key="k")  # noqa: S106 (idem)
    again = open_store(url)
    assert again.setting_if_made("setup_secret") is None
    assert again.setting_if_made("setup_hash") == hashlib.sha256(secret.encode()).hexdigest()
    assert (again.setting_if_made("token_key"), again.setting_if_made("to-scrub")) == ("k", None)
    again.close()
    store.close()
    for path in file.parent.glob("seances.db*"):
        assert secret.encode() not in path.read_bytes()


def test_without_a_secret_nothing_is_made(store, url):
    store.close()
    back(url)
    again = open_store(url)
    assert (again.setting_if_made("setup_secret"), again.setting_if_made("setup_hash")) == (
        None,
        None,
    )
    again.close()
