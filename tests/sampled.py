"""What `make test` tries of all combinations, of which `make soak` tries each."""

import os
from itertools import product

import pytest

WHOLE = "TESTS_WHOLE"
"""Variable of the environment: with it nothing is left out."""


def crossed(*axes):
    """Combinations where each value of each axis is met; with ``TESTS_WHOLE`` all of them.

    The k-th one takes the k-th value of each axis, and a shorter axis begins again: the same ones
    on every run. Each carries the marker ``sampled``, by which `make soak` finds its test.
    """
    axes = [list(axis) for axis in axes]
    most = max(map(len, axes))
    few = [tuple(axis[k % len(axis)] for axis in axes) for k in range(most)]
    tried = list(product(*axes)) if os.environ.get(WHOLE) else few
    return [pytest.param(*one, marks=pytest.mark.sampled) for one in tried]


def part(things, turn, turns):
    """The share of some things that falls to a turn; with ``TESTS_WHOLE`` all of them."""
    things = list(things)
    return things if os.environ.get(WHOLE) else things[turn % turns :: turns]


def databases(server="postgresql"):
    """The kinds of database that a fixture takes: SQLite; with ``TESTS_WHOLE`` a server too."""
    twin = pytest.param(server, id="postgresql", marks=pytest.mark.sampled)
    return ["sqlite", twin] if os.environ.get(WHOLE) else ["sqlite"]
