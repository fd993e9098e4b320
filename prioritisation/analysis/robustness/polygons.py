"""Polygons in the triangle of the weights of three criteria: cut by half-planes, measured."""

from prioritisation.analysis.matrix import Floats

SMALLEST_SHARE = 1e-9
"""Shares below this are zero: a region reduced to an edge or a point.

They are those of the weights that are allowed, which may be few themselves."""

Polygon = tuple[tuple[float, float, float], ...]
"""Corners of a convex region of the weight triangle, each a vector of three weights."""

TRIANGLE = 3
"""Criteria of which the weights are a triangle."""

WHOLE_TRIANGLE: Polygon = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def clipped(normals: Floats, region: Polygon = WHOLE_TRIANGLE) -> Polygon:
    """The part of a region where every normal . w >= 0 (Sutherland-Hodgman [1]_).

    Parameters
    ----------
    normals
        Array (k, 3).

    References
    ----------
    .. [1] Sutherland, I. E. and Hodgman, G. W. (1974). Reentrant polygon clipping. Communications
       of the ACM, 17(1), 32-42.
    """
    polygon = list(region)
    # A rival ahead on every criterion leaves nothing; one ahead on none cuts nothing off.
    if (normals < 0).all(axis=1).any():
        return ()
    for one, two, three in normals[(normals < 0).any(axis=1)].tolist():
        kept: list[tuple[float, float, float]] = []
        sides = [one * x + two * y + three * z for x, y, z in polygon]
        for k, p in enumerate(polygon):
            q, a, b = polygon[k - 1], sides[k], sides[k - 1]
            # Strictly on two sides: a corner on the line itself is kept once, by the test below.
            if a * b < 0:
                t = a / (a - b)
                kept.append(
                    (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t, p[2] + (q[2] - p[2]) * t)
                )
            if a >= 0:
                kept.append(p)
        polygon = kept
    return tuple(polygon)


def area(polygon: Polygon, whole: float = 1.0) -> float:
    """Share of the weight triangle inside a polygon, in [0, 1] (shoelace formula).

    Parameters
    ----------
    whole
        Share of what the polygon is a part of: when it has no more than ``SMALLEST_SHARE`` of
        that, it has none. With 0 nothing is too small.

    Examples
    --------
    >>> area(WHOLE_TRIANGLE)
    1.0
    """
    doubled = 0.0
    for k, (x1, y1, _) in enumerate(polygon):
        x0, y0, _ = polygon[k - 1]
        doubled += x0 * y1 - x1 * y0
    # Twice the area in two of the weights is the share: the whole triangle has a half there.
    share = abs(doubled)
    return min(share, 1.0) if share > SMALLEST_SHARE * whole else 0.0
