"""Which part of a record is at fault when documents cannot be made of it.

A record is read field by field; what its fields say together may still be nonsense, in a file
that somebody has changed and sealed again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prioritisation.documents.writing.errors import Incoherent
from prioritisation.record.replaying import BROKEN

HOSTILE = (*BROKEN, RuntimeError, StopIteration)
"""With an end that was not expected, and what a generator makes of it."""


@contextmanager
def part_of_record(path: str) -> Iterator[None]:
    """While a part of a record is worked with; what is found wrong inside is told more closely.

    Raises
    ------
    Incoherent
        When it cannot be worked with.
    """
    try:
        yield
    except HOSTILE as error:
        raise Incoherent(path) from error
