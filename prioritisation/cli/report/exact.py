"""Figures of a JSON answer: without float noise, null where there is none."""

from collections.abc import Iterable, Sequence
from math import isfinite

from prioritisation.analysis.robustness.stability import Interval

Json = dict[str, object]


def exact(value: float) -> float:
    """A figure without float noise, nor -0.0."""
    return round(float(value), 9) + 0.0


def known(value: float) -> float | None:
    """The same; None for NaN and infinities, which JSON does not have."""
    return exact(value) if isfinite(value) else None


def interval(found: Interval | None) -> Json | None:
    """The two ends of an interval; None when there is none."""
    return {"low": exact(found[0]), "high": exact(found[1])} if found else None


def keyed(ids: Sequence[str], values: Iterable[float]) -> Json:
    """Id -> figure, None where it is not finite."""
    return dict(zip(ids, map(known, values), strict=True))
