"""One cell for several scores, merged: whether it holds for each of them is asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from prioritisation.imports.cells.amounts import amount_of
from prioritisation.imports.cells.columns import ColumnReading
from prioritisation.imports.grids import EMPTY, FileCell
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.planes import Plane

EACH = "each"
"""The answer by which it holds for each score."""

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MergedScores:
    """What stands at the places of scores that are under one cell.

    Attributes
    ----------
    cells
        Nothing, until it is answered that the cell holds for each of them.
    found
        The names of those that wait for an answer, and what the file writes there.
    """

    cells: dict[_Place, FileCell] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    questions: list[FileQuestion] = field(default_factory=list)

    def shown(self, reading: ColumnReading) -> ColumnReading:
        """A criterion whose scores that wait say what stands there."""
        scores = tuple(
            replace(one, found=self.found[one.cell])
            if one.cell in self.found and not one.typed
            else one
            for one in reading.scores
        )
        return replace(reading, scores=scores)


def merged_scores(plane: Plane, places: Iterable[_Place]) -> MergedScores:
    """The merged cells that cover several scores, each asked about; unknown ones say nothing."""
    every, merged = set(places), MergedScores()
    for rows, columns in plane.merged:
        under = [(r, c) for r in rows for c in columns if (r, c) in every]
        if len(under) > 1:
            _share(plane, merged, (rows, columns), under)
    return merged


def _share(
    plane: Plane, merged: MergedScores, area: tuple[range, range], under: Collection[_Place]
) -> None:
    (rows, columns), sheet = area, plane.sheet
    cell, about = plane.cell(rows[0], columns[0]), sheet.cell_name(rows[0], columns[0])
    if amount_of(cell).kind == "unknown":
        return
    answer = plane.answers.choice("merged", about)
    merged.cells.update(dict.fromkeys(under, cell if answer == EACH else EMPTY))
    names = [sheet.cell_name(*one) for one in under]
    if answer or all(plane.answers.choice("cell", one) for one in names):
        return
    text = plane.cut(rows[0], columns[0])
    merged.found.update(dict.fromkeys(names, text))
    cells = sheet.range_name((rows[0], rows[-1]), (columns[0], columns[-1]))
    merged.questions.append(FileQuestion("merged", about, (cells,), (EACH, "?"), text))
