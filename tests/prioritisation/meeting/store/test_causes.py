"""What a database refuses is told by its cause, and never with a password."""

import traceback
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from prioritisation.meeting.store import StoreUnavailable, open_store
from tests.each import each


@each(
    "url",
    [
        "postgresql//user:motdepasse@host/base",
        "postgresql://user:motdepasse@host:port/base",
        "mysql://user:motdepasse@host/base",
        "motdepasse",
        "sqlite:/motdepasse",
    ],
)
def test_a_malformed_address_is_told_as_such_and_never_repeated(url):
    with pytest.raises(StoreUnavailable) as error:
        open_store(url)
    assert error.value.cause == "address"
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__ or error.value.__context__ is None
    assert "motdepasse" not in str(error.value)


@pytest.fixture
def guarded(postgres):
    """The address of a server that asks one of its users for a password."""
    uri = postgres.get_uri()
    with psycopg.connect(uri, autocommit=True) as asking:
        asking.execute("DROP ROLE IF EXISTS invitee")
        asking.execute("CREATE ROLE invitee LOGIN PASSWORD 'juste'")
        rules = Path(asking.execute("SHOW hba_file").fetchone()[0])
        before = rules.read_text()
        rules.write_text(f"local all invitee scram-sha-256\n{before}")
        asking.execute("SELECT pg_reload_conf()")
        yield make_url(uri)
        rules.write_text(before)
        asking.execute("SELECT pg_reload_conf()")


@each(
    "parts",
    [
        {"username": "invitee", "password": "faux"},
        {"username": "invitee"},
        {"username": "personne"},
        {"database": "ailleurs"},
        {"username": "invitee", "password": "juste", "database": "ailleurs"},
    ],
)
def test_a_server_that_lets_nobody_in_is_told_as_gone_without_the_password(guarded, parts):
    url = guarded.set(**parts).render_as_string(hide_password=False)
    with pytest.raises(StoreUnavailable) as error:
        open_store(url, patience=2)
    assert error.value.cause == "gone"
    assert "faux" not in "".join(traceback.format_exception(error.value))
