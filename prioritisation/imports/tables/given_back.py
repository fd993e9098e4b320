"""Tables that were written here, with a result: that of scores is read again, no other is."""

from prioritisation.imports.cells.vocabulary import corner_side
from prioritisation.imports.tables.beside import end_named, is_identifying, is_raw, is_stamp
from prioritisation.imports.tables.blocks import TableBlock
from prioritisation.imports.tables.headers import DEEPEST_HEADER, Header
from prioritisation.imports.tables.long import LongTable, columns_beside, headed_columns
from prioritisation.imports.tables.planes import Plane


def given_back_table(plane: Plane, block: TableBlock) -> LongTable | None:
    """A table of scores that was written here, if it is one: it names both ends of each."""
    for row in block.rows[:DEEPEST_HEADER]:
        heads = {c: plane.name(row, c) for c in block.columns}
        raw = {end_named(head): c for c, head in heads.items() if is_raw(head)}
        if set(raw) == {"low", "high"}:
            return _table(plane, block, row, raw["low"], raw["high"])
    return None


def _table(plane: Plane, block: TableBlock, top: int, low: int, high: int) -> LongTable | None:
    rows = [r for r in block.rows if r > top and len(plane.filled(r)) > 1]
    heads = headed_columns(plane, block, top)
    names = [c for c, head in heads.items() if head and not is_identifying(head)]
    criterion = next((c for c in names if corner_side(heads[c]) == "criterion"), None)
    before = [c for c in names if criterion is not None and c < criterion]
    if criterion is None or not before or not rows:
        return None
    beside = columns_beside(plane, rows, heads, (before[-1], criterion, low, high))
    # What people read: « 3 fiches ».
    beside |= {c: "copy" for c in beside if criterion < c < low and beside[c] == "remark"}
    header = Header((top,), rows[0])
    pair = before[-1], criterion
    return LongTable(plane, header, tuple(rows), *pair, low, beside, high=high, whole=True)


def is_other_table(plane: Plane, block: TableBlock) -> bool:
    """Whether a table says that it was written here, and is none of scores: ranks, ballots."""
    return any(is_stamp(plane.name(block.rows[0], c)) for c in block.columns)
