"""A file from its bytes to what it says: 6 x 3, 30 x 12 and 1,000 x 20, in each kind of file.

Beside it, in the same run, what the usual libraries take to read the cells alone. In processor
time of one core; then the whole by the limited process, its start included.
"""

import csv
import io
import random
import resource
import sys
import time
from collections.abc import Callable
from statistics import median

import openpyxl
from odfdo import Document, Row, Table
from serving import sized, timed

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.service import read_file
from prioritisation.imports.process.whole import whole_reading

SIZES = sized(((6, 3), (30, 12), (1_000, 20)), ((6, 3),))
RUNS = 5
BUDGET_S = 2.0
"""Seconds of a processor for 1,000 x 20, from drop to what was understood."""

Cells = list[list[str | float]]


def table(levers: int, criteria: int) -> Cells:
    """A table with numbers, ranges and some that nobody knows."""
    rng = random.Random(levers)  # noqa: S311 (the same one each time)

    def score() -> str | float:
        kind = rng.random()
        low = rng.randrange(100)
        return (
            round(rng.random() * 1_000, 2)
            if kind < 0.8
            else f"{low} à {low + 9}"
            if kind < 0.9
            else "n.d."
        )

    head: list[str | float] = ["Levier", *(f"Critère {k + 1} (k€)" for k in range(criteria))]
    return [
        head,
        *([f"Levier {k + 1}", *(score() for _ in range(criteria))] for k in range(levers)),
    ]


def as_csv(cells: Cells) -> bytes:
    """Semicolons and decimal commas, as a French spreadsheet exports."""
    out = io.StringIO()
    rows = [
        [str(one).replace(".", ",") if isinstance(one, float) else one for one in row]
        for row in cells
    ]
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("cp1252")


def as_xlsx(cells: Cells) -> bytes:
    """By openpyxl."""
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(cells: Cells) -> bytes:
    """By odfdo."""
    document, sheet = Document("spreadsheet"), Table("Notes")
    document.body.clear()
    for values in cells:
        row = Row()
        row.set_values(values)
        sheet.append_row(row)
    document.body.append(sheet)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def by_csv(content: bytes) -> None:
    """The cells alone."""
    list(csv.reader(io.StringIO(content.decode("cp1252")), delimiter=";"))


def by_openpyxl(content: bytes) -> None:
    """The cells alone: once for values, once for formulas."""
    for values in (True, False):
        list(openpyxl.load_workbook(io.BytesIO(content), data_only=values).active.iter_rows())


def by_odfdo(content: bytes) -> None:
    """The cells alone."""
    for sheet in Document(io.BytesIO(content)).body.tables:
        for row in sheet.traverse():
            for cell in row.traverse():
                _ = cell.type, cell.value


KINDS: dict[str, tuple[Callable[[Cells], bytes], Callable[[bytes], None]]] = {
    "CSV": (as_csv, by_csv),
    "XLSX": (as_xlsx, by_openpyxl),
    "ODS": (as_ods, by_odfdo),
}


def milliseconds(action: Callable[[], object], clock: Callable[[], float]) -> float:
    """Median of some runs, after a first one."""
    return median(timed(action, RUNS, clock))


def with_children() -> float:
    """Seconds of a processor, of this process and of those that it started and waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def report(kind: str, levers: int, criteria: int) -> float:
    """Print what one file takes; its seconds in all."""
    write, library = KINDS[kind]
    content = write(table(levers, criteria))
    opened = milliseconds(lambda: opened_file("notes", content), time.process_time)
    whole = milliseconds(lambda: whole_reading("notes", content, FileAnswers()), time.process_time)
    cells = milliseconds(lambda: library(content), time.process_time)
    limited = milliseconds(lambda: read_file("notes", content, FileAnswers()), with_children)
    print(
        f"importing, {levers} x {criteria} {kind}: cells {opened:.2f} ms (by the usual library"
        f" {cells:.2f} ms), understood {whole:.1f} ms, in its process {limited:.0f} ms"
    )
    return limited / 1_000


def main() -> int:
    """Each kind in each size."""
    most = max(report(kind, *size) for size in SIZES for kind in KINDS)
    kept = most < BUDGET_S
    verdict = "kept" if kept else "EXCEEDED"
    print(f"importing: at most {most:.2f} s of a processor, budget {BUDGET_S:.0f} s: {verdict}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
