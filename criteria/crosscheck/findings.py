"""What checks between files share: the ids that are not known, the repeated ones, the scales."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from criteria.problems import Kind, Problem
from criteria.raw import RawCase
from criteria.scales import Scale
from criteria.schema import LinearModel
from criteria.scoring import build_scale


def scales_of(raw: RawCase, ident: str) -> Iterator[tuple[str, Scale]]:
    """Each perimeter and the scale of a criterion there; as its anchors say, if not known."""
    model = raw.criteria[ident]
    anchored = model.scale.anchors if isinstance(model.scale, LinearModel) else ("",)
    for perimeter in dict.fromkeys(raw.perimeter_ids or anchored):
        with suppress(KeyError):  # missing anchors are a problem of their own
            yield perimeter, build_scale(model, perimeter)


def unknown(
    kind: Kind,
    place: str,
    column: str,
    found: str,
    allowed: Iterable[str] = (),
    row: int | None = None,
) -> Problem:
    """Something that is not among what is known."""
    return Problem(kind, place, row, column, {"found": found, "allowed": ", ".join(allowed)})


def repeated(place: str, column: str, keys: Iterable[tuple[int | None, str]]) -> Iterator[Problem]:
    """What is there again, and the row where it was first."""
    seen: dict[str, int | None] = {}
    for row, key in keys:
        if key in seen:
            yield Problem("duplicate", place, row, column, {"found": key, "first": seen[key] or 0})
        seen.setdefault(key, row)
