"""Documents of a decision: from the record to the bytes, each format, with its budget.

In processor time, all threads together, which other programs disturb less than the clock.
Three times each: the first of the process, which loads the libraries; one whose pictures have to
be drawn (another record, same process); and the same record again, its pictures kept.
"""

import sys
import time
from collections.abc import Callable
from statistics import median

from serving import ROOT, sized

from prioritisation.documents.pictures import theme
from prioritisation.documents.writing import pictures
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.documents.writing.slides import pptx
from prioritisation.documents.writing.tabular import ranking_csv
from prioritisation.documents.writing.word import docx
from prioritisation.documents.writing.workbook import xlsx
from prioritisation.record.model import Record, read_record

BUDGET, RUNS = 0.5, sized(7, 1)
"""Seconds for each of the four formats, warm, pictures to be drawn included."""

WRITERS: dict[str, Callable[[Note], bytes]] = {
    "PDF": note_pdf,
    "DOCX": docx,
    "PPTX": pptx,
    "XLSX": xlsx,
}
OTHERS: dict[str, Callable[[Note], bytes]] = {"CSV": ranking_csv}


def forgotten() -> None:
    """No picture is kept any more."""
    for kept in (theme.svg, theme.raster, pictures.light_png):
        kept.cache_clear()


def seconds(action: Callable[[], bytes]) -> tuple[float, int]:
    """Processor time of a call, all threads together, and size of what it makes."""
    start = time.process_time()
    made = len(action())
    return time.process_time() - start, made


def report(name: str, record: Record, write: Callable[[Note], bytes]) -> float:
    """Print the times of a format from a record; return the one that has a budget."""

    def made() -> bytes:
        return write(note_of(record))

    forgotten()
    first, size = seconds(made)
    drawn = []
    for _ in range(RUNS):
        forgotten()
        drawn.append(seconds(made)[0])
    again = median(seconds(made)[0] for _ in range(RUNS))
    told = median(drawn)
    print(
        f"{name}: {size / 1000:.0f} kB; first {first:.2f} s; pictures to draw {told:.2f} s; "
        f"again {again:.2f} s"
    )
    return told


def main() -> int:
    """Every format; fail when one is over its budget."""
    record = read_record(ROOT / "tests" / "cases" / "records" / "contested.decision.json")
    first = seconds(lambda: bytes(bool(note_of(record))))[0]
    print(f"note from the record, first: {first:.2f} s")
    alone = median(seconds(lambda: bytes(bool(note_of(record))))[0] for _ in range(RUNS))
    print(f"note from the record, again (part of each time below): {alone:.2f} s")
    late = [name for name, write in WRITERS.items() if report(name, record, write) > BUDGET]
    for name, write in OTHERS.items():
        report(name, record, write)
    outcome = f"over: {', '.join(late)}" if late else "kept"
    print(f"budget {BUDGET} s each for {', '.join(WRITERS)}: {outcome}")
    return int(bool(late))


if __name__ == "__main__":
    sys.exit(main())
