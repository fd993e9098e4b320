"""A table to fill in as text, as spreadsheets in French open it."""

import csv
import io

from prioritisation.documents.writing.cleaning import inert
from prioritisation.documents.writing.templates.content import TemplateTable, typed_amount


def template_csv(table: TemplateTable) -> bytes:
    """Semicolons, decimal commas, the mark that says UTF-8; nothing in it is a formula."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in table.lines():
        lines.writerow([inert(typed_amount(cell)) for cell in line])
    return out.getvalue().encode("utf-8-sig")
