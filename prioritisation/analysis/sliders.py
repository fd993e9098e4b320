"""Points as sliders hold them: whole, ``MOST_SLIDER_POINTS`` at most."""

from collections.abc import Mapping

MOST_SLIDER_POINTS = 100
"""Points of a slider, at most."""


def on_sliders(points: Mapping[str, float]) -> dict[str, float]:
    """The same points as sliders hold them: whole, ``MOST_SLIDER_POINTS`` at most.

    Few points are multiplied first, so that rounding hardly changes a share.
    """
    return whole_points(near_sliders(points))


def near_sliders(points: Mapping[str, float]) -> dict[str, float]:
    """The same points in the proportion in which sliders hold them, not rounded yet."""
    most = max(points.values(), default=0.0)
    if all(float(given).is_integer() for given in points.values()) and most <= MOST_SLIDER_POINTS:
        return {c: float(given) for c, given in points.items()}
    scale = min(MOST_SLIDER_POINTS / most, float(max(1, round(MOST_SLIDER_POINTS / 2 / most))))
    return {c: given * scale for c, given in points.items()}


def whole_points(points: Mapping[str, float]) -> dict[str, float]:
    """The same points, each whole; none that weighs something comes to weigh nothing."""
    return {c: float(max(1, round(given)) if given > 0 else 0) for c, given in points.items()}
