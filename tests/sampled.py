"""What `make test` tries of many things, of which `make soak` tries each (marker ``sampled``)."""

import os

import pytest

WHOLE = "TESTS_WHOLE"
"""Variable of the environment: with it nothing is left out."""


def part(things, turn, turns):
    """The share of some things that falls to a turn; with ``TESTS_WHOLE`` all of them."""
    things = list(things)
    return things if os.environ.get(WHOLE) else things[turn % turns :: turns]


def databases(server="postgresql"):
    """The kinds of database that a fixture takes: SQLite; with ``TESTS_WHOLE`` a server too."""
    twin = pytest.param(server, id="postgresql", marks=pytest.mark.sampled)
    return ["sqlite", twin] if os.environ.get(WHOLE) else ["sqlite"]
