"""How much text fits in a box: the size to write it in, and where to cut it if none fits."""

from collections.abc import Sequence
from math import ceil

SIZES = (20, 18, 16, 14, 12)
"""Points, the largest that fits is taken."""

WIDE, HIGH = 0.52, 1.45
"""A letter is half as wide as its size; a line, with its share of the space between, so high."""

CUT = "…"


def fitting(
    items: Sequence[str], width: float, height: float, sizes: Sequence[int] = SIZES
) -> tuple[int, tuple[str, ...]]:
    """Size in points, and the texts, cut where they would leave a box of so many inches.

    Examples
    --------
    >>> fitting(["court"], 10, 5)
    (20, ('court',))
    """
    for size in sizes:
        if sum(_lines(item, size, width) for item in items) <= _room(size, height):
            return size, tuple(items)
    return sizes[-1], tuple(_cut(items, sizes[-1], width, height))


def _lines(text: str, size: int, width: float) -> int:
    return max(1, ceil(len(text) / letters(size, width)))


def letters(size: int, width: float) -> int:
    """How many letters of a size a line of so many inches holds."""
    return max(8, int(width * 72 / (WIDE * size)))


def _room(size: int, height: float) -> int:
    return max(1, int(height * 72 / (HIGH * size)))


def _cut(items: Sequence[str], size: int, width: float, height: float) -> list[str]:
    """Whole texts as long as there is room; the next one in part."""
    kept: list[str] = []
    left = _room(size, height)
    for item in items:
        lines = _lines(item, size, width)
        if lines <= left:
            kept.append(item)
            left -= lines
        else:
            most = left * letters(size, width) - 1
            kept += [item[:most].rstrip() + CUT] if left else []
            break
    if len(kept) < len(items) and not kept[-1].endswith(CUT):
        kept[-1] += f" {CUT}"
    return kept
