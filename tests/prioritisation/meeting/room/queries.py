"""How often the database is asked."""

from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def counted():
    """The statements sent to any database meanwhile."""
    found = []

    def note(_connection, _cursor, statement, *_more):
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
