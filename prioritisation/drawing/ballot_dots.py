"""Where the dots of ballots stand in the triangle: one each, the same ones side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

Corner = tuple[float, float, float]
"""Weights of three criteria, summing to 1."""

Point = tuple[float, float]
"""In a unit square, the origin at the top left."""

DOT = 0.0455
"""Width of a dot, of that of the triangle."""

_STEP = 1.02 * DOT
_RINGS = 3
"""Farthest rings of dots around a place: beyond, a dot would tell other weights."""

_HEIGHT = sqrt(3) / 2
_PLACES = 4
"""Decimals of a place; nearer ones are drawn at the same."""

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class DotPile:
    """Ballots of the same weights.

    Attributes
    ----------
    place
        Where their weights are.
    count
        How many ballots.
    dots
        Centres, at most ``count``: fewer where no more fit, and the number is then to be written.
    """

    place: Point
    count: int
    dots: tuple[Point, ...]

    @property
    def full(self) -> bool:
        """Whether a dot is missing."""
        return len(self.dots) < self.count


def flat(corner: Corner) -> Point:
    """Weights in a unit square: first criterion at the top, second right, third left."""
    return corner[1] + corner[0] / 2, 1 - corner[0]


def dot_piles(ballots: Sequence[Corner]) -> tuple[DotPile, ...]:
    """A dot for each ballot: the first at its weights, the same ones around it.

    Places come first, so that no dot moved aside takes the place of another ballot. Dots moved
    aside overlap none, and their centres stay inside the triangle.
    """
    counts = Counter(_rounded(flat(corner)) for corner in ballots)
    taken = list(counts)
    piles = []
    for place, count in counts.items():
        dots = [place]
        sites = _around(place)
        while len(dots) < count and (site := next(sites, None)):
            if all(_distance(site, one) > _STEP - _NOISE for one in taken):
                dots.append(site)
                taken.append(site)
        piles.append(DotPile(place, count, tuple(dots)))
    return tuple(piles)


def _rounded(point: Point) -> Point:
    return round(point[0], _PLACES), round(point[1], _PLACES)


def _distance(one: Point, other: Point) -> float:
    """In widths of the triangle, whose height is less."""
    return hypot(one[0] - other[0], _HEIGHT * (one[1] - other[1]))


def _around(place: Point) -> Iterator[Point]:
    """The places of a hexagonal tiling inside the triangle, the nearest first."""
    reach = range(-_RINGS, _RINGS + 1)
    sites = (
        (place[0] + _STEP * (column + row / 2), place[1] + _STEP * row)
        for row in reach
        for column in reach
        if 0 < max(abs(row), abs(column), abs(row + column)) <= _RINGS
    )
    yield from sorted(filter(_inside, sites), key=lambda site: _distance(site, place))


def _inside(point: Point) -> bool:
    x, y = point
    # A place on an edge is rounded, and so are those along it.
    edge = 10.0**-_PLACES
    return y <= 1 + edge and abs(x - 0.5) <= y / 2 + edge
