"""What a row of a block may be: one of values, of words, or what it says of its columns."""

import re

from prioritisation.imports.cells.measures import is_known_unit
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.cells.vocabulary import aside_reason
from prioritisation.imports.cells.ways import direction_in
from prioritisation.imports.tables.blocks import TableBlock
from prioritisation.imports.tables.planes import Plane

_FEW = 3
_SCALE = re.compile(r"[(\[]?(?:de )?[0-9]+ ?(?:a|-|/) ?[0-9]+[)\]]?|[(\[](?:/|sur) ?[0-9]+[)\]]")


def filled(plane: Plane, block: TableBlock, row: int) -> list[int]:
    """The columns of a block where a row has something."""
    return [c for c in block.columns if plane.glance(row, c)]


def line_reason(plane: Plane, block: TableBlock, row: int) -> str:
    """What a row of a block says of its columns: units, directions, weights; empty for none."""
    words = [c for c in filled(plane, block, row) if plane.glance(row, c) == "word"]
    reason = aside_reason(plane.name(row, words[0])) if words else ""
    if not reason:
        return _reason_of_cells(plane, block, row, words)
    others = [c for c in filled(plane, block, row) if c > words[0]]
    texts = [plane.name(row, c) for c in others if plane.glance(row, c) == "word"]
    if reason == "unit":
        places = [c for c in others if plane.glance(row, c) == "word"]
        units = [
            _is_unit(plane.name(row, c)) or _heads_numbers(plane, block, row, c) for c in places
        ]
        return reason if sum(units) >= 0.5 * len(units) else ""
    if reason == "direction":
        return reason if sum(map(bool, map(direction_in, texts))) >= 0.5 * len(texts) else ""
    if reason in ("weight", "number", "rank", "total", "mean"):
        return reason if others and len(texts) <= 0.5 * len(others) else ""
    return ""


def _reason_of_cells(plane: Plane, block: TableBlock, row: int, words: list[int]) -> str:
    """Units or directions without a word that says so before them."""
    texts = [plane.name(row, c) for c in filled(plane, block, row)]
    if not texts or (len(texts) <= 1 and plane.glance(row, block.columns[0])):
        return ""
    if sum(map(_is_unit, texts)) >= 0.8 * len(texts):
        return "unit"
    return "direction" if len(words) > 1 and all(map(direction_in, texts)) else ""


def _heads_numbers(plane: Plane, block: TableBlock, row: int, column: int) -> bool:
    """Whether a word has as many numbers as words below: it is none of their scores."""
    below = [plane.glance(r, column) for r in block.rows if r > row]
    return "value" in below and below.count("value") >= below.count("word")


def _is_unit(text: str) -> bool:
    """Whether a text is a unit, or the ends of a scale in brackets."""
    return is_known_unit(text.strip("()[] ")) or _SCALE.fullmatch(folded_text(text)) is not None


def has_values(plane: Plane, block: TableBlock, row: int) -> bool:
    """Whether a row is one of values, and none that says something of its columns."""
    line = filled(plane, block, row)
    if len(line) < max(2, 0.4 * len(block.columns)) or is_about_file(plane, block, row):
        return False
    values = sum(plane.glance(row, c) in ("value", "date", "error") for c in line[1:])
    return values > 0 and values >= 0.2 * (len(line) - 1) and not line_reason(plane, block, row)


def is_about_file(plane: Plane, block: TableBlock, row: int) -> bool:
    """Whether a row is « Date : 12/03/2026 », of the file as a whole."""
    line = filled(plane, block, row)
    return 0 < len(line) <= _FEW and plane.name(row, line[0]).endswith(":")


def may_name(plane: Plane, block: TableBlock, row: int) -> bool:
    """Whether a row has words enough to name columns."""
    line = filled(plane, block, row)
    words = sum(plane.glance(row, c) == "word" for c in line)
    if is_about_file(plane, block, row):
        return False
    return words > 0 and words >= 0.6 * len(line) and not line_reason(plane, block, row)
