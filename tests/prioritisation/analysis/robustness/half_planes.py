"""Sets of weights measured apart from the product: corners from pairs of lines, or by counting."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import strategies as st

from prioritisation.analysis.robustness.weight_sets import AtLeast, AtMost, Order

_NONE = 1e-11


def share_of_triangle(rows):
    """Share of the triangle of three weights where every ``row . w >= 0``.

    Corners are where any two of the lines cross, on the right of all others; sorted by angle.
    """
    rows = np.vstack([np.eye(3), np.reshape(rows, (-1, 3))])
    points = []
    for one, other in combinations(rows, 2):
        system = np.array([one, other, np.ones(3)])
        if abs(np.linalg.det(system)) > _NONE:
            point = np.linalg.solve(system, [0, 0, 1])
            if (rows @ point >= -1e-9).all():
                points.append(point[:2])
    if len(points) < 3:
        return 0.0
    points = np.array(points) - np.mean(points, axis=0)
    points = points[np.argsort(np.arctan2(points[:, 1], points[:, 0]))]
    loop = [*points, points[0]]
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise(loop))


@st.composite
def constraints(draw, n, most=3):
    """Some constraints on n criteria, of any kind; they may contradict each other."""
    columns = st.integers(0, n - 1)
    shares = st.integers(0, 20).map(lambda k: k / 20)
    kinds = (
        st.builds(Order, columns, columns).filter(lambda c: c.more != c.less)
        | st.builds(AtLeast, columns, shares.map(lambda s: s / n))
        | st.builds(AtMost, columns, shares)
    )
    return tuple(draw(st.lists(kinds, max_size=most)))


def rows_of(asked, n):
    """Array (k, n) of what must not be negative, written here in another way."""
    rows = []
    for one in asked:
        row = np.zeros(n)
        if isinstance(one, Order):
            row[one.more] += 1
            row[one.less] -= 1
        else:
            sign = 1 if isinstance(one, AtLeast) else -1
            row = sign * (np.arange(n) == one.column) - sign * one.share
        rows.append(row)
    return np.reshape(rows, (-1, n))
