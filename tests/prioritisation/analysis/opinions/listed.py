"""Matrices whose uncertain cells list their values, and every completion of them, by hand."""

from itertools import product

import numpy as np
from hypothesis import strategies as st

from prioritisation.analysis.matrix import DecisionMatrix, PossibleValue, known_matrix
from tests.strategies import names, values


def listed_matrix(low, options):
    """A matrix of known values, but for the cells (row, column) -> values they may take."""
    low, high = np.array(low, dtype=float), np.array(low, dtype=float)
    for cell, found in options.items():
        low[cell], high[cell] = min(found), max(found)
    made = known_matrix(names("a", len(low)), names("c", low.shape[1]), low, high)
    steps = {cell: tuple(PossibleValue(v, v) for v in found) for cell, found in options.items()}
    return DecisionMatrix(made.alternatives, made.criteria, made.low, made.high, steps)


def by_hand(low, options):
    """Every completion, one array after the other."""
    found = []
    for filling in product(*options.values()):
        filled = np.array(low, dtype=float)
        for cell, value in zip(options, filling, strict=True):
            filled[cell] = value
        found.append(filled)
    return found


@st.composite
def listed(draw, rows=(2, 4), columns=(1, 3), most=4):
    """Known values, and up to ``most`` cells with two or three possible values."""
    shape = draw(st.integers(*rows)), draw(st.integers(*columns))
    count = shape[0] * shape[1]
    low = np.array(draw(st.lists(values, min_size=count, max_size=count))).reshape(shape)
    cells = st.tuples(st.integers(0, shape[0] - 1), st.integers(0, shape[1] - 1))
    several = st.lists(values, min_size=2, max_size=3, unique=True)
    return low, draw(st.dictionaries(cells, several, max_size=most))
