"""Analyses for tests of sentences: the Normandie case, and small ones made from values."""

from functools import cache

import numpy as np

from criteria.load import load_case
from prioritisation.matrix import known_matrix
from prioritisation.ranking import additive
from prioritisation.scenario import Scenario, analyse
from prioritisation.settings import DEFAULT_CASE


@cache
def case():
    return load_case(DEFAULT_CASE)


def normandie(points=(50, 50, 50), perimeter="gt", **senses):
    ids = [c.id for c in case().criteria]
    return analyse(case(), Scenario(dict(zip(ids, points, strict=True)), perimeter, senses))


def ranking(low, high, weights):
    low, high = np.array(low, float), np.array(high, float)
    levers = tuple(f"lever_{i}" for i in range(len(low)))
    criteria = tuple(f"criterion_{j}" for j in range(low.shape[1]))
    return additive(known_matrix(levers, criteria, low, high), np.array(weights, float))


def plain(text):
    """A sentence with ordinary spaces, to compare with what one types."""
    return str(text).replace("\u00a0", " ")
