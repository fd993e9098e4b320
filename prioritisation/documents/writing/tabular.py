"""The ranking of a note as a table for Excel in French."""

import csv
import io

from prioritisation.documents.writing.cleaning import inert
from prioritisation.documents.writing.content import Note
from prioritisation.wording import date_text, t

_DIGITS = 12
"""Decimals of points: those of the record."""


def ranking_csv(note: Note) -> bytes:
    """A line for each lever: semicolons, decimal commas, and the mark that says UTF-8.

    Each line ends with what the figures are worth, their day and the fingerprint of their record:
    a table that is copied, renamed or put below another still says it. Where nothing is ranked
    that end stands alone on one line.
    """
    heading = note.heading
    header = (
        t("Lever (id)"),
        t("Lever"),
        t("Best rank"),
        t("Worst rank"),
        t("Points, at least"),
        t("Points, at most"),
        t("state"),
        t("day of the proof file"),
        t("control number (SHA-256)"),
        t("caution"),
    )
    stamp = (heading.status, date_text(heading.day.isoformat()), note.sha256, heading.mark)
    rows = [
        (row.id, row.label, str(row.best), str(row.worst), _points(row.low), _points(row.high))
        for row in note.board.rows
    ]
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow(header)
    lines.writerows([*map(inert, (*row, *stamp))] for row in rows or [("",) * 6])
    # It is read by programs: nothing in it turns what a program does not turn.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _points(value: float) -> str:
    # With + 0.0 there is no -0.
    text = f"{round(100 * value, _DIGITS) + 0.0:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")
