"""What goes on a slide, and what goes on to the next one: nothing that people wrote is cut.

Texts are made smaller first. Places and sizes are in inches.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from prioritisation.documents.writing.cleaning import SIZES, letters, one_line, room
from prioritisation.documents.writing.content import Block, Bullets, Paragraph, Table

Box = tuple[float, float, float, float]
"""Left, top, width, height."""

ROW, CELL_SIZES = 0.4, (14, 12)
"""Height of the least row; sizes of the text of a cell, the second from three lines on."""

_EDGE, _LINE, _MARGIN, _BULLET = 0.25, 0.24, 0.12, 0.4
"""Beside the text of a cell; height of its line, above and below it; left of a bullet."""

_FEW_LINES = 2


def paged(
    blocks: Sequence[Block], boxes: Sequence[Box], whole: Box
) -> list[list[tuple[Block, Box]]]:
    """Slides of blocks with their places.

    Parameters
    ----------
    boxes
        Where each block begins, on the first slide.
    whole
        Where what is left of one goes on, on slides of its own.
    """
    first: list[tuple[Block, Box]] = []
    slides, rests = [first], []
    for block, box in zip(blocks, boxes, strict=True):
        beginning, rest = _split(block, box)
        first.append((beginning, box))
        rests.append(rest)
    for left in rests:
        rest = left
        while rest is not None:
            beginning, rest = _split(rest, whole)
            slides.append([(beginning, whole)])
    return slides


def _split(block: Block, box: Box) -> tuple[Block, Block | None]:
    """What a box holds of a block, and the rest; None when it holds all."""
    match block:
        case Paragraph(text, strong):
            here, rest = _split_texts((text,), box)
            return Paragraph(" ".join(here), strong), _maybe(
                rest, Paragraph(" ".join(rest), strong)
            )
        case Bullets(items):
            here, rest = _split_texts(items, box)
            return Bullets(here), _maybe(rest, Bullets(rest))
        case Table():
            rows, left = _split_rows(block, box)
            return replace(block, rows=rows), _maybe(left, replace(block, rows=left))
        case _:
            return block, None


def _maybe(rest: Sequence[object], block: Block) -> Block | None:
    return block if rest else None


_Texts = tuple[str, ...]


def _split_texts(items: Sequence[str], box: Box) -> tuple[_Texts, _Texts]:
    """Whole texts as long as there is room; the first in part when a box does not hold it."""
    texts, width = tuple(map(one_line, items)), box[2] - _BULLET
    if any(_lines(texts, size, width) <= room(size, box[3]) for size in SIZES):
        return texts, ()
    size, most = SIZES[-1], room(SIZES[-1], box[3])
    ends = accumulate(_lines((text,), size, width) for text in texts)
    count = sum(end <= most for end in ends)
    if count:
        return texts[:count], texts[count:]
    here, rest = _broken(texts[0], most * letters(size, width))
    return (here,), (rest, *texts[1:])


def _lines(texts: Sequence[str], size: int, width: float) -> int:
    return sum(max(1, ceil(len(text) / letters(size, width))) for text in texts)


def _broken(text: str, most: int) -> tuple[str, str]:
    """A text in two, at the last space of so many characters when there is one."""
    end = text.rfind(" ", 1, most)
    end = end if end > 0 else most
    return text[:end].rstrip(), text[end:].lstrip()


_Row = tuple[str, ...]


def _split_rows(table: Table, box: Box) -> tuple[tuple[_Row, ...], tuple[_Row, ...]]:
    """Whole rows as long as there is room; the first in part when a box does not hold it."""
    rows = tuple(tuple(map(one_line, row)) for row in table.rows)
    left = box[3] - row_height(table.header, table, box[2])
    ends = accumulate(row_height(row, table, box[2]) for row in rows)
    count = sum(end <= left for end in ends)
    if count or not rows:
        return rows[:count], rows[count:]
    lines = int((left - _MARGIN) / _LINE)
    parts = [
        _broken(text, lines * _across(share, box[2]))
        if len(text) > lines * _across(share, box[2])
        else (text, "")
        for text, share in zip(rows[0], table.widths, strict=True)
    ]
    return (tuple(here for here, _ in parts),), (tuple(rest for _, rest in parts), *rows[1:])


def _across(share: float, width: float) -> int:
    """Letters of the smallest text on a line of a cell."""
    return letters(CELL_SIZES[1], width * share - _EDGE)


def cell_size(text: str, share: float, width: float) -> int:
    """Size of the text of a cell, in points."""
    few = len(text) <= _FEW_LINES * letters(CELL_SIZES[0], width * share - _EDGE)
    return CELL_SIZES[0] if few else CELL_SIZES[1]


def row_height(row: Sequence[str], table: Table, width: float) -> float:
    """Height that the texts of a row take."""
    lines = max(
        ceil(len(text) / letters(cell_size(text, share, width), width * share - _EDGE))
        for text, share in zip(row, table.widths, strict=True)
    )
    return max(ROW, _MARGIN + lines * _LINE)
