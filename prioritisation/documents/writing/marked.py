"""What there is to look at again in a file, as a table that a spreadsheet in French opens."""

import csv
import io

from prioritisation.documents.writing.cleaning import inert
from prioritisation.imports.files.marks import CellMark
from prioritisation.sentences.import_refusals import mark_heads


def marks_csv(marks: tuple[CellMark, ...]) -> bytes:
    """A line for each; nothing in it is a formula, whatever the file holds."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow(mark_heads())
    for mark in marks:
        texts = (mark.nature, mark.cell, mark.found, mark.expected, mark.remedy)
        lines.writerow([inert(text) for text in texts])
    return out.getvalue().encode("utf-8-sig")
